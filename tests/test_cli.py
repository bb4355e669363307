"""The command `build`: bad input gets one clear line and changes nothing that was published."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import DOCUMENTS
from projects import BINARY, CONTENTS, GOOD, OTHER, Run, refused, register, tree


@pytest.mark.parametrize("case", CONTENTS)
def test_build_refuses_a_bad_document_and_changes_nothing(project: Path, run: Run, case: str) -> None:
    content, says = CONTENTS[case]
    register(project, OTHER, content=content)
    before = tree(project)
    refused(run("build", "--root", project), says, f"{OTHER}.txt")
    assert tree(project) == before


def wrong_key(project: Path) -> None:
    register(project, OTHER, said=f"id: {OTHER}\nfile: {OTHER}.txt\nfiscalyear: 2024\n")


def wrong_name(project: Path) -> None:
    register(project, OTHER, said=f"id: {OTHER}\nfile: another.txt\n")


def no_document(project: Path) -> None:
    (register(project, OTHER) / f"{OTHER}.txt").unlink()


def same_id(project: Path) -> None:
    register(project, OTHER, said=f"id: {GOOD}\nfile: {OTHER}.txt\n")


def other_folder(project: Path) -> None:
    register(project, OTHER, said=f"id: some-office-2023\nfile: {OTHER}.txt\n")


def nothing_said(project: Path) -> None:
    (register(project, OTHER) / "disclosure.yml").unlink()


def something_else(project: Path) -> None:
    folder = project / "datapackage" / "all"
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "thesis.txt").write_text("two years of work")


def a_file_in_the_way(project: Path) -> None:
    shutil.rmtree(project / "datapackage" / "codelists")
    (project / "datapackage" / "codelists").write_text("a file")


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (wrong_key, "did you mean 'fiscal_year'?"),
        (wrong_name, "'another.txt' is not in"),
        (no_document, f"'{OTHER}.txt' is not in"),
        (same_id, f"id '{GOOD}' is already that of"),
        (other_folder, "is not the name of its folder"),
        (nothing_said, "disclosure.yml: is missing"),
        (something_else, "holds files that are not a package made here"),
        (a_file_in_the_way, "is a file"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_build_refuses_a_project_that_is_not_in_order(
    project: Path, run: Run, harm: Callable[[Path], None], says: str
) -> None:
    harm(project)
    before = tree(project)
    refused(run("build", "--root", project), says)
    assert tree(project) == before


def test_an_unknown_id_gets_the_nearest_one(project: Path, run: Run) -> None:
    before = tree(project)
    refused(run("build", "nanshan-ofice-2023", "--root", project), f"did you mean {GOOD}?")
    refused(run("validate", "zzz", "--root", project), f"there are all, codelists, {GOOD}")
    assert tree(project) == before


def test_two_bad_documents_get_a_line_each(project: Path, run: Run) -> None:
    for name in ("a-2024", "b-2024"):
        register(project, name, content=b"nothing\n")
    code, out, err = run("build", "--root", project)
    assert (code != 0, out, err.count("\n")) == (True, "", 2)
    assert all(line.startswith("yusuan: ") for line in err.splitlines())


def test_a_folder_that_is_no_project_is_named(tmp_path: Path, run: Run) -> None:
    for command in (["build"], ["validate"], ["convert", DOCUMENTS / f"{GOOD}.txt", "-o", tmp_path / "out"]):
        refused(run(*command, "--root", tmp_path), "is no project", "--root")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_target_that_may_not_be_written_is_refused(project: Path, run: Run) -> None:
    (project / "datapackage" / GOOD / "data" / "facts.csv").unlink()
    before = tree(project)
    (project / "datapackage").chmod(0o555)
    refused(run("build", "--root", project), "cannot be written")
    (project / "datapackage").chmod(0o755)
    assert tree(project) == before


def test_a_disk_that_takes_no_more_changes_nothing(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "datapackage" / GOOD / "data" / "facts.csv").unlink()
    before = tree(project)

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    refused(run("build", "--root", project), "No space left on device", "nothing was changed")
    monkeypatch.undo()
    assert tree(project) == before


def test_build_mends_a_package_says_one_line_for_it_and_then_changes_nothing(project: Path, run: Run) -> None:
    before = tree(project)
    (project / "datapackage" / GOOD / "data" / "facts.csv").unlink()
    code, out, err = run("build", "--root", project)
    assert (code, err.strip()) == (0, "")
    assert out.startswith(f"{GOOD}: 3 tables, ")
    assert "  line 15: amount: 0.00 (the label 天外收入 matches nothing in the code lists)" in out
    assert tree(project) == before


def test_the_command_itself_prints_no_traceback(tmp_path: Path) -> None:
    command: list[str | Path] = [BINARY / "yusuan", "convert", tmp_path / "none.txt", "-o", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == f"yusuan: {tmp_path / 'none.txt'}: cannot be read (No such file or directory); check the name\n"
    )
