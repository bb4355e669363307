"""``yusuan query`` on the terminal: where the query comes from, and its results as a table or in a standard format."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples
from rich import box
from rich.table import Table
from rich.text import Text

from yusuan.errors import InputError
from yusuan.querying.query import Results, offered, written


class QueryFormat(StrEnum):
    """How the results of a query are printed."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


_MEDIA_TYPES = {
    QueryFormat.CSV: "text/csv",
    QueryFormat.TSV: "text/tab-separated-values",
    QueryFormat.JSON: "application/sparql-results+json",
    QueryFormat.XML: "application/sparql-results+xml",
    QueryFormat.TURTLE: "text/turtle",
    QueryFormat.NTRIPLES: "application/n-triples",
}
_NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "double", "float", "integer")}
_LOCAL_NAME = re.compile(r"[\w.%-]*")
_FILE = re.compile(r"\S+\.(?:rq|sparql)")
_EMPTY = {
    QueryFormat.CSV: re.compile(rb"[^\n]*\n?"),
    QueryFormat.TSV: re.compile(rb"[^\n]*\n?"),
    QueryFormat.JSON: re.compile(rb'.*"bindings":\[\]\}\}', re.DOTALL),
    QueryFormat.XML: re.compile(rb".*<results></results></sparql>", re.DOTALL),
}
"""How each format looks without results; a graph is then an empty file."""


def read_query(question: str) -> str:
    """The text of a query that is given as such, as the name of a file, or as ``-`` for standard input.

    Raises:
        InputError: the file cannot be read, or is not UTF-8.
    """
    if question == "-":
        return sys.stdin.read()
    if "{" in question and not _FILE.fullmatch(question):
        return question
    try:
        return Path(question).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        if not _FILE.fullmatch(question):
            return question
        reason = getattr(error, "strerror", "") or "it is not UTF-8"
        raise InputError(f"{question}: cannot be read ({reason}); give a query or a file that holds one") from error


@contextmanager
def interruptible() -> Iterator[None]:
    """Within it Ctrl-C ends the program at once, which otherwise notices it only when the query is answered."""
    usual = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def shown(results: Results, output_format: QueryFormat, prefixes: Mapping[str, str]) -> tuple[Table | str, bool]:
    """Results as they are printed, and whether there are none. A graph is Turtle where a table is asked for.

    Raises:
        InputError: the results cannot have this format.
    """
    if output_format is QueryFormat.TABLE and not isinstance(results, QueryTriples):
        table = _table(results, prefixes)
        return table, not table.row_count
    choice = QueryFormat.TURTLE if output_format is QueryFormat.TABLE else output_format
    possible = [name for name, media_type in _MEDIA_TYPES.items() if media_type in offered(results)]
    if choice not in possible:
        what = "a graph" if isinstance(results, QueryTriples) else "a table"
        raise InputError(f"the query gives {what}, which --format {choice} cannot show; choose {', '.join(possible)}")
    content = written(results, _MEDIA_TYPES[choice])
    is_empty = _EMPTY[choice].fullmatch(content) is not None if choice in _EMPTY else not content
    return content.decode().rstrip("\n"), is_empty and not isinstance(results, QueryBoolean)


def _table(results: QuerySolutions | QueryBoolean, prefixes: Mapping[str, str]) -> Table:
    """A column for each variable; what does not fit the terminal is broken inside its cell."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    if isinstance(results, QueryBoolean):
        table.add_column("ASK")
        table.add_row("true" if results else "false")
        return table
    names = [variable.value for variable in results.variables]
    rows = [[solution[name] for name in names] for solution in results]
    for place, name in enumerate(names):
        values = [row[place] for row in rows if row[place] is not None]
        is_number = bool(values) and all(isinstance(v, Literal) and v.datatype.value in _NUMBERS for v in values)
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_text(term, prefixes)) for term in row))
    return table


def _text(term: object, prefixes: Mapping[str, str]) -> str:
    """A term as people read it: literals bare, IRIs as prefixed names where a prefix fits."""
    if not isinstance(term, NamedNode):
        return "" if term is None else str(getattr(term, "value", term))
    fits = [(iri, prefix) for prefix, iri in prefixes.items() if term.value.startswith(iri)]
    iri, prefix = max(fits, key=lambda fit: len(fit[0]), default=("", ""))
    local = term.value[len(iri) :]
    return f"{prefix}:{local}" if iri and _LOCAL_NAME.fullmatch(local) else f"<{term.value}>"
