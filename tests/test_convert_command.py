"""The command `convert`: a package for each file, or one clear line and nothing written."""

import shutil
import subprocess
from pathlib import Path

import pytest
from invented import DOCUMENTS, ROOT
from projects import BINARY, CONTENTS, GOOD, OTHER, Run, refused, register, tree

from yusuan.sources import read_source


@pytest.mark.parametrize("case", CONTENTS)
def test_convert_refuses_a_bad_file_and_writes_nothing(project: Path, run: Run, tmp_path: Path, case: str) -> None:
    content, says = CONTENTS[case]
    path = tmp_path / "paper.txt"
    path.write_bytes(content)
    before = tree(project)
    refused(run("convert", path, "-o", tmp_path / "out", "--root", project), says, "paper.txt")
    assert tree(project) == before
    assert not (tmp_path / "out").exists()


def test_convert_refuses_what_it_cannot_publish(project: Path, run: Run, tmp_path: Path) -> None:
    good = DOCUMENTS / f"{GOOD}.txt"
    twin = tmp_path / "twin" / f"{GOOD}.txt"
    twin.parent.mkdir()
    shutil.copyfile(good, twin)
    held = tmp_path / "held"
    (held / GOOD).mkdir(parents=True)
    (held / GOOD / "thesis.txt").write_text("two years of work")
    (tmp_path / "file").write_text("a file")
    before = tree(tmp_path)
    root = ("--root", project)
    refused(run("convert", tmp_path / "none.txt", "-o", tmp_path / "out", *root), "none.txt: cannot be read")
    refused(run("convert", tmp_path, "-o", tmp_path / "out", *root), "cannot be read")
    refused(run("convert", good, twin, "-o", tmp_path / "out", *root), "two of the files would become this package")
    refused(run("convert", good, "-o", held, *root), "holds files that are not a package made here")
    refused(run("convert", good, "-o", tmp_path / "file", *root), "file")
    refused(run("convert", good, tmp_path / "file", "-o", tmp_path / "out", *root), "no table was found")
    assert tree(tmp_path) == before


def test_convert_does_not_replace_a_registered_disclosure(project: Path, run: Run, tmp_path: Path) -> None:
    register(project, OTHER, said=f"id: {OTHER}\nfile: {OTHER}.txt\nscope: unit\n")
    before = tree(project)
    paper = tmp_path / f"{OTHER}.txt"
    shutil.copyfile(DOCUMENTS / f"{OTHER}.txt", paper)
    refused(run("convert", paper, "-o", project / "datapackage", "--root", project), "is a registered disclosure")
    assert tree(project) == before


def test_convert_publishes_a_package_that_validates(project: Path, run: Run, tmp_path: Path) -> None:
    """A published document under a neutral name: what is recognised must not depend on the name."""
    (document,) = (ROOT / "datapackage").glob("sixian*/source/*.txt")
    paper = tmp_path / "paper 1.txt"
    shutil.copyfile(document, paper)
    code, out, err = run("convert", paper, "-o", tmp_path / "out", "--root", project)
    assert (code, err) == (0, "")
    folder = tmp_path / "out" / "paper-1"
    assert out.rstrip().endswith(f"written to {folder}")
    assert (folder / "source" / "paper 1.txt").read_bytes() == document.read_bytes()
    command: list[str | Path] = [BINARY / "frictionless", "validate", folder / "datapackage.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    first = tree(tmp_path / "out")
    assert run("convert", paper, "-o", tmp_path / "out", "--root", project)[0] == 0
    assert tree(tmp_path / "out") == first


@pytest.mark.parametrize(
    ("name", "folder"),
    [("预算.txt", "disclosure-"), ("2024.txt", "disclosure-"), ("all.txt", "disclosure-all"), ("A: b #1.txt", "a-b-1")],
)
def test_any_file_name_gives_a_package_whose_source_can_be_read(
    project: Path, run: Run, tmp_path: Path, name: str, folder: str
) -> None:
    shutil.copyfile(DOCUMENTS / f"{GOOD}.txt", tmp_path / name)
    assert run("convert", tmp_path / name, "-o", tmp_path / "out", "--root", project)[0] == 0
    (made,) = (tmp_path / "out").iterdir()
    assert made.name.startswith(folder)
    source = read_source(made / "source" / "disclosure.yml")
    assert (source.id, source.path.name) == (made.name, name)
