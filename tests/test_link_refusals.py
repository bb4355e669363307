"""What is published lies in the project: a link could publish any file of the machine that builds."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import GOOD, OTHER, Run, refused, register, tree

from yusuan.errors import InputError
from yusuan.links import refuse_links, refuse_links_in_project


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder of the machine, outside of the project."""
    folder = tmp_path / "machine"
    folder.mkdir()
    (folder / f"{OTHER}.txt").write_text("秘密", encoding="utf-8")
    (folder / "disclosure.yml").write_text(f"id: {OTHER}\nfile: {OTHER}.txt\n", encoding="utf-8")
    return folder


def document(project: Path, secret: Path) -> Path:
    path = register(project, OTHER) / f"{OTHER}.txt"
    path.unlink()
    path.symlink_to(secret / path.name)
    return path


def another_file(project: Path, secret: Path) -> Path:
    path = register(project, OTHER) / "annex.txt"
    path.symlink_to(secret / f"{OTHER}.txt")
    return path


def deep_file(project: Path, secret: Path) -> Path:
    path = register(project, OTHER) / "scans" / "more" / "1.png"
    path.parent.mkdir(parents=True)
    path.symlink_to(secret / f"{OTHER}.txt")
    return path


def hung(project: Path, secret: Path) -> Path:
    path = register(project, OTHER) / "annex.txt"
    path.symlink_to(secret / "none")
    return path


def said(project: Path, secret: Path) -> Path:
    path = register(project, OTHER) / "disclosure.yml"
    path.unlink()
    path.symlink_to(secret / path.name)
    return path


def source(project: Path, secret: Path) -> Path:
    path = register(project, OTHER)
    shutil.rmtree(path)
    path.symlink_to(secret)
    return path


def package(project: Path, secret: Path) -> Path:
    path = register(project, OTHER).parent
    path.rename(secret / "package")
    path.symlink_to(secret / "package")
    return path


def inside(project: Path, secret: Path) -> Path:
    """A link that leads nowhere else is one, too: the next machine need not have the same."""
    path = register(project, OTHER) / "annex.txt"
    path.symlink_to(f"{OTHER}.txt")
    return path


def generated(project: Path, secret: Path) -> Path:
    path = project / "datapackage" / GOOD / "data"
    shutil.rmtree(path)
    path.symlink_to(secret)
    return path


def beside(project: Path, secret: Path) -> Path:
    path = project / "datapackage" / "notes.ttl"
    path.symlink_to(secret / f"{OTHER}.txt")
    return path


Harm = Callable[[Path, Path], Path]
HARMS: tuple[Harm, ...] = (
    document, another_file, deep_file, hung, said, source, package, inside, generated, beside
)  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("command", ["build", "audit", "site", "validate"])
def test_a_link_is_refused_and_nothing_changes(project: Path, run: Run, secret: Path, harm: Harm, command: str) -> None:
    path = harm(project, secret)
    before, kept = tree(project), tree(secret)
    refused(run(command, "--root", project), f"{path}: is a link to ")
    assert (tree(project), tree(secret)) == (before, kept)


def test_a_pipe_is_refused(project: Path, run: Run) -> None:
    os.mkfifo(register(project, OTHER) / "pipe")
    refused(run("build", "--root", project), "pipe: is neither a file nor a folder")


@pytest.mark.parametrize(
    "part", ["docs/zh/a.md", "docs/assets/a.css", "docs/browser/src/a.ts", "schemas/tables/a.json"]
)
def test_a_link_in_what_the_site_shows_is_refused(tmp_path: Path, secret: Path, part: str) -> None:
    (tmp_path / part).parent.mkdir(parents=True)
    refuse_links_in_project(tmp_path)
    (tmp_path / part).symlink_to(secret / f"{OTHER}.txt")
    with pytest.raises(InputError, match="is a link to"):
        refuse_links_in_project(tmp_path)


def test_a_part_of_the_project_may_lie_on_another_disk(tmp_path: Path, secret: Path) -> None:
    (tmp_path / "disk" / "datapackage").mkdir(parents=True)
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "datapackage").symlink_to(tmp_path / "disk" / "datapackage")
    refuse_links_in_project(tmp_path / "p")
    (tmp_path / "p" / "CHANGELOG.md").symlink_to(secret / f"{OTHER}.txt")
    with pytest.raises(InputError, match=r"CHANGELOG\.md: is a link"):
        refuse_links_in_project(tmp_path / "p")


def test_no_link_is_no_complaint(project: Path) -> None:
    refuse_links(project / "datapackage")
    refuse_links(project / "nothing")
