"""What all commands share: the terminal, the project, what is said of one disclosure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from yusuan.errors import InputError, printable
from yusuan.locking import locked
from yusuan.publishing.switching import is_half_replaced, is_unfinished, recover

PROJECT = Path(__file__).parents[3]
SHOWN = 5
UNBROKEN = 100_000
"""The width of a table that is not shown on a terminal: no line of it is broken."""


class Screen(Console):
    """The terminal, or what stands in for it. What is printed there shows texts of others and obeys none of them: only
    our own line breaks and colours act."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """As the console does, without what is no print in any text."""
        for text, style, control in super().render(renderable, options):
            is_plain = control is not None or (text.isascii() and text.replace("\n", "").isprintable())
            shown = text if is_plain else "\n".join(map(printable, text.split("\n")))
            yield Segment(shown, style, control)


out = Screen(highlight=False, soft_wrap=True)
err = Screen(highlight=False, soft_wrap=True, stderr=True)


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
    _complete(root)
    return root


def _complete(root: Path) -> None:
    """Complete what a run that was stopped has begun, before anything is read; one that is at work does so itself."""
    published = (root / "datapackage").resolve()
    if not is_unfinished(published):
        return
    with suppress(InputError), locked(root):
        try:
            recover(published)
        except OSError as error:
            err.print(f"yusuan: {published}: cannot be looked after ({error.strerror})", markup=False)
    if is_half_replaced(published):
        raise InputError(f"{published}: is half replaced by a run that was stopped or is at work; run `yusuan build`")


Root = Annotated[
    Path,
    typer.Option(help="The project: the folder with schemas/, datapackage/ and mkdocs.yml.", callback=project_at),
]


def nearest(wanted: str, known: Sequence[str]) -> str:
    """The end of a message about a name that is not known: the nearest that is, or all of them."""
    near = difflib.get_close_matches(wanted, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


def echo(text: str) -> None:
    """Print results as they are; on a terminal without what is no print in them."""
    if out.is_terminal:
        text = "\n".join("\t".join(map(printable, line.split("\t"))) for line in text.split("\n"))
    typer.echo(text)


def tables_unbroken() -> Console:
    """Standard output for a table: as wide as the terminal, without broken lines where there is none."""
    return out if out.is_terminal else Screen(highlight=False, width=UNBROKEN)
