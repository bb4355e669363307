"""Numbering inside tables that skips or repeats: rows were left out or put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint, reading_order
from yusuan.audit.numerals import numeral
from yusuan.audit.titles import table_name
from yusuan.reading.document import Location
from yusuan.recognition.disclosure import Column, Table
from yusuan.recognition.labels import flatten, numbering

_LISTS = ("line", "function-name", "economic-name", "gov-economic-name")
_SHORTEST = 3
"""A list of fewer numbered rows is not looked at."""

Broken = tuple[str, Location]
"""A break (``17→19``) and the place of the row after it."""


def _breaks(numbers: Sequence[tuple[int, Location]]) -> list[Broken]:
    """Where consecutive numbers do not rise by one; a list that begins again at 1 is a new one."""
    found: list[Broken] = []
    for (number, _), (following, place) in pairwise(numbers):
        if following not in (number + 1, 1):
            found.append((f"{number}→{following}", place))
    return found


def _serial(table: Table, column: Column) -> list[Broken]:
    cells = [row.cells[column.index] for row in table.rows]
    values = [(numeral(flatten(cell.text)), cell.location) for cell in cells]
    numbers = [(value, place) for value, place in values if value is not None]
    return _breaks(numbers) if len(numbers) >= _SHORTEST else []


def _numbered_labels(table: Table, column: Column) -> list[Broken]:
    """The breaks in each list of labels of one numbering style below one label of the style above it."""
    styles: list[str] = []
    lists: dict[tuple[str, ...], list[tuple[int, Location]]] = {}
    path: dict[str, str] = {}
    for row in table.rows:
        text = flatten(row.cells[column.index].text)
        style, of_which, rest = numbering(text)
        value = numeral(text[: len(text) - len(rest)].strip("()、.:第")) if style and not of_which else None
        if value is None:
            continue
        if style not in styles:
            styles.append(style)
        depth = styles.index(style)
        above = tuple(path.get(upper, "") for upper in styles[:depth])
        path = {upper: path.get(upper, "") for upper in styles[:depth]} | {style: text}
        lists.setdefault((style, *above), []).append((value, row.cells[column.index].location))
    return [broken for numbers in lists.values() if len(numbers) >= _SHORTEST for broken in _breaks(numbers)]


def broken_numbering(evidence: Evidence) -> Iterator[Complaint]:
    """Tables whose serial numbers or numbered labels skip or repeat, each once with every break; empty tables are left
    out."""
    for table in evidence.disclosure.tables:
        if table.empty:
            continue
        found: list[Broken] = []
        for column in table.columns:
            if column.role == "serial":
                found += _serial(table, column)
            elif column.role in _LISTS:
                found += _numbered_labels(table, column)
        if found:
            breaks = "、".join(dict.fromkeys(text for text, _ in found))
            yield Complaint(
                "numbering-broken",
                words={"table": table_name(table), "breaks": breaks},
                locations=tuple(sorted({place for _, place in found}, key=reading_order)),
            )
