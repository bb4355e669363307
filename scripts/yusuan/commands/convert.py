"""`yusuan convert`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, TextColumn

from yusuan.commands.console import PROJECT, Format, Root, err, out, tables_unbroken
from yusuan.commands.reports import kinds, report, summary_table, whose
from yusuan.converting import Outcome, convert_files, sources_of
from yusuan.errors import InputError, printable


def _converted(files: Sequence[Path], output: Path, root: Path, jobs: int) -> list[Outcome]:
    """The outcome of every file, in the order in which they are named."""
    sources, outcomes = sources_of(files)
    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[file]}"))
    # Where nobody watches, the bar would leave an empty line among the errors.
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("converting", total=len(sources), file="")
        for outcome in convert_files(sources, output, root, jobs):
            outcomes += [replace(outcome, others=()), *outcome.others]
            bar.update(task, advance=1, file=printable(Path(outcome.file).name))
    order = {str(path): number for number, path in enumerate(files)}
    return sorted(outcomes, key=lambda outcome: order[outcome.file])


def _json(outcomes: Sequence[Outcome]) -> str:
    """The outcomes for machines: what does not apply to one is left out."""
    told = [{name: value for name, value in asdict(o).items() if value not in (None, "", ())} for o in outcomes]
    return json.dumps(told, ensure_ascii=False)


def _print(outcomes: Sequence[Outcome]) -> None:
    converted = [outcome for outcome in outcomes if outcome.summary is not None]
    if converted:
        tables_unbroken().print(summary_table(converted))
    for outcome in converted:
        assert outcome.summary is not None
        out.print()
        report(outcome.summary)
        out.print(f"  unit: {whose(outcome.summary)}", markup=False)
        if outcome.summary.tables:
            out.print(f"  tables: {kinds(outcome.summary)}", markup=False)
        out.print(f"  written to {printable(outcome.package)}", markup=False)


def convert(
    files: Annotated[list[Path], typer.Argument(help="Documents to convert.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write a package per file into.")],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="How many at a time; 0: as many as cores.")] = 0,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the summary.")] = Format.TEXT,
    root: Root = PROJECT,
) -> None:
    """Convert files that are not registered; each becomes a package OUTPUT/<id>/, or one for each disclosure in it.

    What can be converted is, whatever is wrong with the other files; each of these gets one line, and the exit code
    is then 2.
    """
    outcomes = _converted(list(dict.fromkeys(files)), output, root, jobs)
    for line in dict.fromkeys(line for outcome in outcomes for line in outcome.warnings):
        err.print(f"yusuan: {printable(line)}", markup=False)
    if output_format is Format.JSON:
        out.print_json(_json(outcomes))
    else:
        _print(outcomes)
    problems = dict.fromkeys(outcome.problem for outcome in outcomes if outcome.problem)
    if problems:
        raise InputError(*problems)
