"""A site replaces an empty folder or a site; nothing of the project and nothing of anybody else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from projects import Run, refused, tree

from yusuan.building.replacing import MARK, check_output, mark, put_in_place
from yusuan.errors import InputError


def with_files(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Something like a project."""
    names = ("schemas/a.csv", "docs/zh/index.md", "datapackage/x/source/a.pdf", ".git/config", "mkdocs.yml", "notes/a")
    return with_files(tmp_path / "home" / "project", *names)


INSIDE = ("", "..", "../..", "schemas", "docs/site", "datapackage/x", ".git", ".git/site", "build/x", "tests", ".new/a")


@pytest.mark.parametrize("path", INSIDE)
def test_what_is_the_project_is_refused(root: Path, path: str) -> None:
    before = tree(root.parent)
    with pytest.raises(InputError, match=r"holds the project itself|lies in .*, which is the project's own"):
        check_output(root, (root / path).resolve())
    assert tree(root.parent) == before


@pytest.mark.parametrize("target", ["docs", "docs/zh", ".", ".git"])
def test_a_link_to_it_is_refused(root: Path, target: str) -> None:
    link = root / "site"
    link.symlink_to(root / target, target_is_directory=True)
    with pytest.raises(InputError, match="project"):
        check_output(root, link.resolve())
    with pytest.raises(InputError, match="project"):
        check_output(root, link)


def test_a_project_whose_part_lies_elsewhere_keeps_that(root: Path, tmp_path: Path) -> None:
    (root / "docs").rename(tmp_path / "elsewhere")
    (root / "docs").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="the project's own"):
        check_output(root, tmp_path / "elsewhere" / "site")


@pytest.mark.parametrize("path", ["site", "public", "out/site", "../site", "notes/site"])
def test_a_new_or_an_empty_folder_may_be_taken(root: Path, path: str) -> None:
    check_output(root, (root / path).resolve())
    (root / path).mkdir(parents=True)
    check_output(root, (root / path).resolve())


def test_a_folder_with_other_files_is_refused(root: Path) -> None:
    folder = with_files(root / "site", "thesis.txt")
    with pytest.raises(InputError, match="not a site made here"):
        check_output(root, folder)
    with pytest.raises(InputError, match="is a file"):
        check_output(root, folder / "thesis.txt")
    with pytest.raises(InputError, match="cannot be written"):
        check_output(root, folder / "thesis.txt" / "site")


def test_a_site_may_be_replaced_unless_somebody_put_something_beside_it(root: Path) -> None:
    folder = with_files(root / "site", "index.html", "en/index.html")
    mark(folder)
    first = (folder / MARK).read_bytes()
    check_output(root, folder)
    mark(folder)
    assert (folder / MARK).read_bytes() == first == b".yusuan-site\nen\nindex.html\n"
    with_files(folder, ".DS_Store")
    check_output(root, folder)
    with_files(folder, ".git/config")
    with pytest.raises(InputError, match=r"holds \.git, which is not of the site"):
        check_output(root, folder)


def test_a_site_made_before_sites_were_marked_may_be_replaced(root: Path) -> None:
    folder = with_files(root / "site", "index.html", "query/query.json")
    with pytest.raises(InputError, match="not a site made here"):
        check_output(root, folder)
    (folder / "query" / "query.json").write_text('{"base": "", "prefixes": {}, "graphs": [], "examples": []}')
    check_output(root, folder)
    with_files(folder, ".git/config")
    with pytest.raises(InputError, match=r"holds \.git"):
        check_output(root, folder)


def test_the_command_refuses_before_it_builds(project: Path, run: Run, tmp_path: Path) -> None:
    held = with_files(tmp_path / "held", "thesis.txt")
    before = tree(tmp_path)
    for folder in (held, project, project / "datapackage", project.parent, project / "schemas" / "new"):
        refused(run("site", "-o", folder, "--root", project), str(folder.resolve()))
    assert tree(tmp_path) == before


def nothing_exchanges(one: Path, other: Path) -> None:
    raise OSError(38, "Function not implemented", str(one))


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_new_site_takes_the_place_of_the_old(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr("yusuan.building.replacing.exchange", nothing_exchanges)
    for content in ("one", "two"):
        put_in_place(with_files(tmp_path / "built", content), root / "deep" / "site")
        assert tree(root / "deep") == {"site": None, f"site/{content}": content.encode()}
    assert not (tmp_path / "built").exists()


def fails(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_site_that_cannot_be_put_in_place_leaves_the_old(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_files(root / "site", "old")
    made: list[Callable[..., None]] = [nothing_exchanges, fails]
    monkeypatch.setattr("yusuan.building.replacing.exchange", made[0])
    monkeypatch.setattr(Path, "rename", made[1])
    with pytest.raises(InputError, match="No space left"):
        put_in_place(with_files(tmp_path / "built", "new"), folder)
    monkeypatch.undo()
    assert tree(root / "site") == {"old": b"old"}
