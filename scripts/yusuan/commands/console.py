"""What all commands share: the terminal, the project, what is said of one disclosure."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from yusuan.errors import InputError

PROJECT = Path(__file__).parents[3]
SHOWN = 5
UNBROKEN = 100_000
"""The width of a table that is not shown on a terminal: no line of it is broken."""

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


class Severity(StrEnum):
    """The severities of findings, the worst first (code list ``severities``)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def project_at(root: Path) -> Path:
    """The folder, if it is a project."""
    for needed in ("mkdocs.yml", "schemas/codelists"):
        if not (root / needed).exists():
            raise InputError(f"{root}: is no project: {needed} is missing there; name the project's folder with --root")
    return root


Root = Annotated[
    Path,
    typer.Option(help="The project: the folder with schemas/, datapackage/ and mkdocs.yml.", callback=project_at),
]


def nearest(wanted: str, known: Sequence[str]) -> str:
    """The end of a message about a name that is not known: the nearest that is, or all of them."""
    near = difflib.get_close_matches(wanted, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


def tables_unbroken() -> Console:
    """Standard output for a table: as wide as the terminal, without broken lines where there is none."""
    return out if out.is_terminal else Console(highlight=False, width=UNBROKEN)
