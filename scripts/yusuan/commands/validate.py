"""`yusuan validate`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from yusuan.checking.validation import Check
from yusuan.checking.validation import validate as validate_packages
from yusuan.commands.console import PROJECT, Format, Root, out, tables_unbroken
from yusuan.errors import InputError
from yusuan.links import refuse_links_in_project
from yusuan.site import site_base


def _check_table(checks: Iterable[Check]) -> Table:
    """One line for each check: its result, how many things it looked at, how long it took, and what is wrong."""
    table = Table("package", "check", "result", box=None)
    table.add_column("count", justify="right")
    table.add_column("seconds", justify="right")
    table.add_column("detail")
    for check in checks:
        result = "[yellow]skipped" if check.skipped else "[green]passed" if check.passed else "[red]failed"
        count = str(check.count) if check.count else "–"
        table.add_row(check.package, check.name, result, count, f"{check.seconds:.2f}", escape(check.detail))
    return table


def validate(
    ids: Annotated[list[str] | None, typer.Argument(help="Check only these packages.", show_default=False)] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the checks.")] = Format.TEXT,
    root: Root = PROJECT,
) -> None:
    """Check every published package; the exit code is 1 when a check fails."""
    folder = root / "datapackage"
    refuse_links_in_project(root, ("datapackage",))
    packages = sorted(path.parent for path in folder.glob("*/datapackage.json"))
    known = [path.name for path in packages]
    unknown = [wanted for wanted in ids or [] if wanted not in known]
    if unknown:
        raise InputError(f"{unknown[0]}: no such package in {folder}; there are {', '.join(known) or 'none'}")
    if not packages:
        raise InputError(f"{folder}: nothing is published yet; run `yusuan build`")
    catalogue = folder / "catalogue.ttl"
    checks = validate_packages(
        [path for path in packages if not ids or path.name in ids],
        site_base(root),
        shapes=root / "schemas" / "shapes",
        catalogue=None if ids or not catalogue.exists() else catalogue,
    )
    if output_format is Format.JSON:
        out.print_json(json.dumps([asdict(check) for check in checks], ensure_ascii=False))
    else:
        tables_unbroken().print(_check_table(checks))
    if not all(check.passed for check in checks):
        raise typer.Exit(1)
