"""`yusuan add`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yusuan.codelists import read_codelists
from yusuan.commands.console import PROJECT, Root, out
from yusuan.commands.reports import report_conversion
from yusuan.guarding import guarded
from yusuan.locking import PATIENCE, locked
from yusuan.registering import draft, register
from yusuan.sources import NAME


def add(
    file: Annotated[Path, typer.Argument(help="The document as published.", show_default=False)],
    source_id: Annotated[
        str, typer.Option("--id", help="Its id, by custom <place>-<unit>-<year>; it never changes.", show_default=False)
    ] = "",
    organization: Annotated[
        str, typer.Option(help="Whose disclosure is meant, where the document holds several.", show_default=False)
    ] = "",
    root: Root = PROJECT,
) -> None:
    """Register a document: datapackage/<id>/source/ with a copy of it and a disclosure.yml of what was recognised.

    Nothing is overwritten. What was not recognised is asked for in disclosure.yml.
    """
    codelists = read_codelists(root / "schemas" / "codelists")
    found = guarded(str(file), draft, file, source_id, codelists, organization)
    with locked(root, PATIENCE):
        source = register(found, root / "datapackage")
    out.print(f"written to {source}", markup=False)
    if found.conversion is not None:
        report_conversion(found.conversion)
    for name in found.missing:
        out.print(f"  not recognised: {name}; say it in {source / NAME}", markup=False)
    if not source_id:
        out.print(
            "  the id is part of every address: rename it now, with the folder, if another says more", markup=False
        )
    out.print(f"next: check {source / NAME}, then run `yusuan build`", markup=False)
