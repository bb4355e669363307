"""What the visible cells of a sheet do not show as they are stored: struck text, formulas without a result, errors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from yusuan.reading.document import Doubt, Location
from yusuan.reading.sheet import Sheet, Span

STRUCK, UNSAVED = "struck text, left out", "a formula without a saved result"
FAILED, HIDDEN = "an error instead of a value", "a value that its format does not show, left out"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a cell: one of the words above, and the text concerned."""

    row: int
    column: int
    what: str
    text: str


def _reference(row: int, column: int) -> str:
    letters = ""
    while column > 0:
        column, place = divmod(column - 1, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
    return f"{letters}{row}"


def _spans_by_row(rows: Iterable[int], sheet: Sheet) -> dict[int, list[Span]]:
    """The merged areas that reach into each of the rows."""
    ordered, found = sorted(set(rows)), dict[int, list[Span]]()
    for span in sheet.spans:
        for row in ordered[bisect_left(ordered, span[0]) : bisect_right(ordered, span[2])]:
            found.setdefault(row, []).append(span)
    return found


def sheet_doubts(remarks: Iterable[Remark], sheet: Sheet, name: str) -> Iterator[Doubt]:
    """The doubts of a sheet called ``name``, each with the cell; of hidden and covered cells there are none."""
    found = [r for r in remarks if r.row not in sheet.hidden_rows and r.column not in sheet.hidden_columns]
    spans = _spans_by_row((remark.row for remark in found), sheet)
    for remark in found:
        row, column = remark.row, remark.column
        if any(left <= column <= right and (top, left) != (row, column) for top, left, _, right in spans.get(row, ())):
            continue
        cell = f"sheet {name}, cell {_reference(row, column)}"
        yield Doubt(f"{cell}: {remark.what}: {remark.text}", Location(page=sheet.number, line=row))
