"""Publishing is all or nothing, and source/ is never touched."""

import os
import warnings
from pathlib import Path
from typing import Any

import pytest

from yusuan.errors import InputError
from yusuan.publishing.files import clear_leftovers, replace_generated

OURS = b'{"$schema": "https://x/schemas/profiles/p.json"}\n'
OLD = {
    "datapackage.json": OURS,
    "data/a.csv": b"a\n",
    "data/old.csv": b"o\n",
}
NEW = {"datapackage.json": OURS, "data/a.csv": b"b\n", "rdf/facts.ttl": b"c\n"}


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "x-2024"
    replace_generated(folder, OLD)
    (folder / "source" / "scans").mkdir(parents=True)
    (folder / "source" / "disclosure.yml").write_bytes(b"id: x-2024\n")
    (folder / "source" / "scans" / "1.png").write_bytes(b"png")
    return folder


SOURCE = {"source/disclosure.yml": b"id: x-2024\n", "source/scans/1.png": b"png"}


def test_generated_files_are_replaced_and_the_source_stays(package: Path) -> None:
    os.utime(package / "source" / "disclosure.yml", (1, 1))
    replace_generated(package, NEW)
    assert content(package) == NEW | SOURCE
    assert (package / "source" / "disclosure.yml").stat().st_mtime == 1
    assert [path.name for path in package.parent.iterdir()] == ["x-2024"]


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    replace_generated(tmp_path / "a" / "b", NEW)
    assert content(tmp_path / "a" / "b") == NEW


def test_an_unchanged_package_is_not_touched(package: Path) -> None:
    replace_generated(package, NEW)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [package, *package.rglob("*")]}
    replace_generated(package, NEW)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in [package, *package.rglob("*")]} == before


def fail_at(monkeypatch: pytest.MonkeyPatch, method: str, number: int, error: BaseException) -> None:
    """Make the ``number``-th call of a method of ``Path`` fail."""
    real, calls = getattr(Path, method), iter(range(1, 99))

    def failing(self: Path, *args: Any, **kwargs: Any) -> Any:
        if next(calls) == number:
            raise error
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, method, failing)


@pytest.mark.parametrize("number", [1, 2])
def test_on_an_error_anywhere_nothing_changes(package: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    fail_at(monkeypatch, "write_bytes", number, OSError(28, "No space left on device"))
    with pytest.raises(InputError, match="No space left on device"):
        replace_generated(package, NEW)
    assert content(package) == OLD | SOURCE
    assert [path.name for path in package.parent.iterdir()] == ["x-2024"]


def nothing_exchanges(one: Path, other: Path) -> None:
    raise OSError(38, "Function not implemented", str(one))


@pytest.mark.parametrize("number", range(2, 8))
def test_on_an_error_between_the_parts_nothing_changes(
    package: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("yusuan.publishing.switching.exchange", nothing_exchanges)
    monkeypatch.setattr("yusuan.publishing.files.recover", lambda _: None)
    fail_at(monkeypatch, "rename", number, OSError(5, "Input/output error"))
    state = NEW
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            replace_generated(package, NEW)
        except InputError:
            state = OLD
    assert content(package) == state | SOURCE
    assert [path.name for path in package.parent.iterdir()] == ["x-2024"]


def test_on_an_interrupt_nothing_changes(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at(monkeypatch, "write_bytes", 2, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        replace_generated(package, NEW)
    assert content(package) == OLD | SOURCE


def test_what_people_put_beside_what_is_generated_stays(package: Path) -> None:
    (package / "notes.txt").write_text("ours")
    replace_generated(package, NEW)
    assert content(package) == NEW | SOURCE | {"notes.txt": b"ours"}


def test_a_run_killed_while_building_leaves_nothing_for_the_next(package: Path) -> None:
    (package.parent / ".x-2024.yusuan-new" / "data").mkdir(parents=True)
    clear_leftovers(package.parent)
    assert [path.name for path in package.parent.iterdir()] == ["x-2024"]
    assert content(package) == OLD | SOURCE


def test_a_run_killed_between_the_renames_is_undone(package: Path) -> None:
    package.rename(package.parent / ".x-2024.yusuan-old")
    (package.parent / ".x-2024.yusuan-new").mkdir()
    clear_leftovers(package.parent)
    assert content(package) == OLD | SOURCE
    assert [path.name for path in package.parent.iterdir()] == ["x-2024"]


def test_a_run_killed_before_the_old_folder_was_removed_keeps_the_new_one(package: Path) -> None:
    (package.parent / ".x-2024.yusuan-old" / "data").mkdir(parents=True)
    replace_generated(package, NEW)
    assert content(package) == NEW | SOURCE
    assert [path.name for path in package.parent.iterdir()] == ["x-2024"]


def test_what_is_not_ours_beside_a_package_stays(package: Path) -> None:
    for name in (".config.old", ".other.new", ".x-2024.old"):
        (package.parent / name).mkdir()
    replace_generated(package, NEW)
    clear_leftovers(package.parent)
    assert len(list(package.parent.iterdir())) == 4


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match="not a package made here"):
        replace_generated(tmp_path, NEW)
    assert content(tmp_path) == {"thesis.txt": b"years of work"}


def test_another_data_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "someone-elses"}')
    with pytest.raises(InputError, match="not a package made here"):
        replace_generated(tmp_path, NEW)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(InputError, match="is a file"):
        replace_generated(tmp_path / "x", NEW)


def test_a_package_that_lost_its_descriptor_is_still_ours(package: Path) -> None:
    (package / "datapackage.json").unlink()
    replace_generated(package, NEW)
    assert content(package) == NEW | SOURCE


def test_a_link_to_a_package_stays_a_link(package: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(package)
    replace_generated(link, NEW)
    assert link.is_symlink()
    assert content(package) == NEW | SOURCE


@pytest.mark.parametrize("path", ["../x", "/etc/x", "source/disclosure.yml", "data/../../x", "", "source"])
def test_a_path_outside_what_is_generated_is_a_mistake_of_ours(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="generated file"):
        replace_generated(tmp_path / "x", {path: b""})
    assert not (tmp_path / "x").exists()


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".catalogue.ttl.yusuan-new").write_bytes(b"half")
    (tmp_path / ".x-2024.yusuan-new" / "tree").mkdir(parents=True)
    clear_leftovers(tmp_path)
    assert content(tmp_path) == {}
    assert not list(tmp_path.iterdir())
