"""The command `convert`: a package for each file that can be converted, one clear line for each that cannot."""

import io
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from invented import DOCUMENTS, ROOT
from projects import BINARY, CONTENTS, GOOD, OTHER, Run, refused, register, tree
from test_formats import _changed, _xlsx

from yusuan import guarding
from yusuan.commands.console import err as screen_of_errors
from yusuan.converting import Outcome, convert_file, convert_files
from yusuan.reading.formats import read_document
from yusuan.sources import Source, read_source


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
    refused(run("convert", good, twin, "-o", tmp_path / "out", *root), "files would become this package")
    refused(run("convert", good, "-o", held, *root), "holds files that are not a package made here")
    refused(run("convert", good, "-o", tmp_path / "file", *root), "file")
    refused(run("convert", tmp_path / "file", "-o", tmp_path / "out", *root), "no table was found")
    assert tree(tmp_path) == before


def test_what_can_be_converted_is_whatever_is_wrong_with_the_rest(project: Path, run: Run, tmp_path: Path) -> None:
    """Several files are converted in processes of their own; what is said of them comes in the order of the files."""
    good, other = DOCUMENTS / f"{GOOD}.txt", DOCUMENTS / f"{OTHER}.txt"
    bad = tmp_path / "bad.txt"
    bad.write_text("a file")
    twin = tmp_path / "twin" / f"{OTHER}.txt"
    twin.parent.mkdir()
    shutil.copyfile(other, twin)
    third = DOCUMENTS / "xinghe-center-2022.txt"
    output = tmp_path / "out"
    code, out, err = run(
        "convert", bad, other, third, twin, good, tmp_path / "none.txt", "-o", output, "--jobs", "2", "--root", project
    )
    assert code == 2
    assert sorted(path.name for path in output.iterdir()) == [GOOD, third.stem]
    assert out.index(f"\n{third.stem}: ") < out.index(f"\n{GOOD}: ")
    problems = err.splitlines()
    assert len(problems) == 3
    assert "bad.txt: no table was found" in problems[0]
    assert "files would become this package" in problems[1]
    assert "none.txt: cannot be read" in problems[2]
    alone = tmp_path / "alone"
    assert run("convert", good, "-o", alone, "--root", project)[0] == 0
    assert tree(alone / GOOD) == tree(output / GOOD)


def test_the_summary_counts_pages_tables_cells_and_findings(project: Path, run: Run, tmp_path: Path) -> None:
    files = [DOCUMENTS / f"{GOOD}.txt", tmp_path / "none.txt"]
    code, out, err = run("convert", *files, "-o", tmp_path / "out", "--root", project)
    head, row = (line.split() for line in out.splitlines()[:2])
    counts = ["pages", "tables", "unknown", "amounts", "with", "a", "key", "figures", "unread"]
    assert head == ["file", *counts, "errors", "warnings", "notes", "seconds"]
    assert "  unit: 南山县医疗保险经办处 (unit), 2023, approved\n" in out
    code, told, err = run("convert", *files, "-o", tmp_path / "out", "--root", project, "--format", "json")
    assert (code, err.count("\n")) == (2, 1)
    summary, failure = json.loads(told)
    assert set(failure) == {"file", "problem", "seconds"}
    assert (tmp_path / "out" / GOOD).samefile(summary["package"])
    figures = summary["summary"]
    assert figures["id"] == GOOD
    assert sum(figures["tables"].values()) == 3
    counted = figures["coverage"]
    unreadable = counted["unkeyed"].get("unreadable", 0)
    assert (counted["amounts"] - unreadable, counted["keyed"]) == (figures["cells"], figures["cells_with_fact"])
    assert sum(counted["unkeyed"].values()) == counted["amounts"] - counted["keyed"] > 0
    share = int(1000 * counted["keyed"] / counted["amounts"]) / 10
    findings = [str(figures["findings"][severity]) for severity in ("error", "warning", "note")]
    assert row[1:-1] == [
        "–",
        "3",
        "0",
        str(counted["amounts"]),
        f"{share:.1f}",
        "%",
        str(counted["statements"]),
        "0",
        *findings,
    ]
    assert "line 15: amount: 0.00 (the label 天外收入 matches nothing in the code lists)" in figures["unrecognised"]


def ended_by_the_system(source: Source, output: Path, root: Path) -> Outcome:
    """A conversion whose process is killed when it comes to a bad file."""
    if source.id.startswith("bad"):
        os._exit(9)
    return Outcome(source.id, 0)


def test_a_process_that_is_killed_costs_its_own_file_alone(tmp_path: Path) -> None:
    sources = [Source(id=name, path=Path(f"{name}.txt")) for name in ("a", "bad", "b", "c", "bad-2")]
    outcomes = list(convert_files(sources, tmp_path, tmp_path, 2, ended_by_the_system))
    assert sorted(o.file for o in outcomes if not o.problem) == ["a", "b", "c"]
    problems = sorted(o.problem for o in outcomes if o.problem)
    assert [problem.partition(":")[0] for problem in problems] == ["bad-2.txt", "bad.txt"]
    assert all("so the conversion was ended" in problem for problem in problems)


def test_the_progress_bar_is_shown_on_a_terminal_alone(
    project: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("convert", DOCUMENTS / f"{GOOD}.txt", "-o", tmp_path / "out", "--root", project)
    assert "converting" not in run(*arguments)[2]
    screen = io.StringIO()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(screen_of_errors, "_force_terminal", True)
    monkeypatch.setattr(screen_of_errors, "is_interactive", True)
    monkeypatch.setattr(screen_of_errors, "_file", screen)
    run(*arguments)
    assert "converting" in screen.getvalue()


def test_a_package_takes_its_new_source_with_it_or_stays_whole(
    project: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "paper.txt"
    shutil.copyfile(DOCUMENTS / f"{GOOD}.txt", paper)
    source = Source(id="paper", path=paper)
    assert convert_file(source, tmp_path / "out", project).problem == ""
    before = tree(tmp_path / "out")
    shutil.copyfile(DOCUMENTS / f"{OTHER}.txt", paper)
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == paper.name:
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    problem = convert_file(source, tmp_path / "out", project).problem
    assert "No space left on device" in problem
    assert "nothing was changed" in problem
    assert tree(tmp_path / "out") == before
    monkeypatch.undo()
    assert run("convert", paper, "-o", tmp_path / "out", "--root", project)[0] == 0
    assert (tmp_path / "out" / "paper" / "source" / "paper.txt").read_bytes() == paper.read_bytes()
    assert tree(tmp_path / "out") != before


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
    assert (source.id, source.path.name) == (made.name, name.replace(":", "-"))


def fails_otherwise(source: Source, output: Path, root: Path) -> Outcome:
    """A conversion that fails in ways that nobody has foreseen."""
    problems = {"value": ValueError("a\nb"), "deep": RecursionError("x"), "memory": MemoryError()}
    if source.id in problems:
        raise problems[source.id]
    if source.id == "waits":
        guarding.MOST_WAITING = 1
        guarding.timed(time.sleep, 3600)
    return Outcome(source.id, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_whatever_goes_wrong_with_a_file_stays_with_it(tmp_path: Path, workers: int) -> None:
    names = ("a", "value", "b", "deep", "memory", "waits", "c")
    sources = [Source(id=name, path=Path(f"{name}.txt")) for name in names]
    outcomes = list(convert_files(sources, tmp_path, tmp_path, workers, fails_otherwise))
    assert sorted(o.file for o in outcomes if not o.problem) == ["a", "b", "c"]
    problems = {o.file: o.problem for o in outcomes if o.problem}
    assert "value.txt: cannot be converted (ValueError: a\\nb); the fault is Yusuan's" in problems["value.txt"]
    assert "deep.txt: is nested more deeply" in problems["deep.txt"]
    for name in ("memory.txt", "waits.txt"):
        assert "so the conversion was ended" in problems[name]


SHEET = "<worksheet><sheetData>{rows}</sheetData></worksheet>"
HEAD = "南山县医疗保险经办处2024年预算\n收入总表\n单位：元\n项目\t金额\n本年收入\t"
BAD = {
    "digits.txt": HEAD + "9" * 4300 + "\n",
    "commas.txt": HEAD + "9,999" * 900 + "\n",
    "prose.txt": HEAD + "5\n2024年收入" + "１" * 5000 + "万元。\n",
    "deep.html": "<html><body>" + "<table><tr><td>" * 5000 + "南山县2024年预算",
}  # fmt: skip


def test_a_bad_file_of_any_kind_stops_no_other(project: Path, run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in BAD]
    for path in paths:
        path.write_text(BAD[path.name], encoding="utf-8")
    book = tmp_path / "half.xlsx"
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>南山县_xD83D_2024年</t></is></c></row>'
    book.write_bytes(_changed(_xlsx(), xl__worksheets__sheet1_xml=SHEET.format(rows=rows)))
    good = DOCUMENTS / f"{GOOD}.txt"
    code, out, err = run("convert", *paths, book, good, "-o", tmp_path / "out", "--root", project)
    assert code == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == [GOOD]
    assert f"written to {tmp_path / 'out' / GOOD}" in out
    lines = err.splitlines()
    assert len(lines) == len(paths) + 1
    for path, line in zip((*paths, book), lines, strict=True):
        assert line.startswith(f"yusuan: {path}: ")
    assert "holds half of a character, in “南山县\\ud83d2024年”" in lines[-1]
    register(project, "digits-2024", content=BAD["digits.txt"].encode())
    for name in ("build", "audit"):
        refused(run(name, "--root", project), "digits-2024.txt: holds a number of more than 1000 digits")
    refused(run("inspect", paths[0], "--root", project), "more than 1000 digits")
    refused(run("add", paths[0], "--root", project), "more than 1000 digits")


def test_two_halves_make_a_character(tmp_path: Path) -> None:
    book = tmp_path / "whole.xlsx"
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲_xD83D__xDE00_乙</t></is></c></row>'
    book.write_bytes(_changed(_xlsx(), xl__worksheets__sheet1_xml=SHEET.format(rows=rows)))
    (block,) = read_document(book).blocks
    assert "甲😀乙" in str(block)
