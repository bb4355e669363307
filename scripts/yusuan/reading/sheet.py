"""From the cells that a sheet shows to paragraphs and grids; the same for every spreadsheet format."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from yusuan.errors import InputError
from yusuan.reading.document import Block, Grid, GridCell, Location, Paragraph

LARGEST_AREA = 2_000_000
"""How many cells a grid may have, filled or not: one stray cell in the last row must not make millions of blanks."""
LARGEST_TEXT = 32 << 20
"""How many characters a sheet may show: one stored text may stand in any number of cells."""
Span = tuple[int, int, int, int]
"""A merged area: first row, first column, last row, last column, from 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one visible sheet shows.

    Attributes:
        number: its position in the workbook, from 1, hidden sheets counted.
        texts: the text of each cell by row and column (from 1), as shown.
        bordered: the rows in which a cell has a border: they belong to a table even when blank.
        hidden_rows, hidden_columns: what the sheet does not show.
        spans: merged areas; only the top left cell of each shows its text.
        name: what its tab says.
    """

    number: int
    texts: Mapping[tuple[int, int], str]
    bordered: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = field(default=())
    name: str = ""


def joined_lines(text: str) -> str:
    """The lines of one cell as one: no space between Chinese characters, one elsewhere (so two numbers stay two)."""
    lines = [line.strip() for line in re.split(r"[\r\n\x0b\u2028]+", text.strip())]
    whole = ""
    for line in lines:
        if not whole or not line:
            whole += line
            continue
        apart = whole[-1].isascii() and line[0].isascii()
        whole += f" {line}" if apart else line
    return whole


def _spans_by_row(sheet: Sheet, label: str) -> dict[int, list[Span]]:
    """The merged areas that reach into each row with a filled cell."""
    filled = sorted({row for row, _ in sheet.texts})
    found: dict[int, list[Span]] = {}
    reached = 0
    for span in sheet.spans:
        rows = filled[bisect_left(filled, span[0]) : bisect_right(filled, span[2])]
        reached += len(rows)
        if reached > LARGEST_AREA:
            raise InputError(f"{label}: sheet {sheet.number} has too many merged cells; save its tables plainly")
        for row in rows:
            found.setdefault(row, []).append(span)
    return found


def _first_shown(first: int, last: int, hidden: frozenset[int]) -> int | None:
    return next((number for number in range(first, min(last, first + 1000) + 1) if number not in hidden), None)


def _visible(sheet: Sheet, label: str) -> dict[int, dict[int, str]]:
    """The filled cells by row and column, without what is hidden or covered by a merged cell. A merged cell shows its
    text in the first of its rows and columns that is shown."""
    if sum(map(len, sheet.texts.values())) > LARGEST_TEXT:
        raise InputError(f"{label}: sheet {sheet.number} shows more text than any table has; save its tables plainly")
    spans = _spans_by_row(sheet, label)
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(sheet.texts.items()):
        over = next((s for s in spans.get(row, ()) if s[1] <= column <= s[3]), (row, column, row, column))
        if not text.strip() or over[:2] != (row, column):
            continue
        shown_row = _first_shown(row, over[2], sheet.hidden_rows)
        shown_column = _first_shown(column, over[3], sheet.hidden_columns)
        if shown_row is not None and shown_column is not None:
            rows.setdefault(shown_row, {})[shown_column] = joined_lines(text)
    return rows


def _chunks(rows: Mapping[int, Mapping[int, str]], sheet: Sheet) -> Iterator[list[int]]:
    """The rows in runs: a row that is shown, blank and without borders ends one. Blank rows with borders, which stand
    between two filled ones, belong to the table."""
    chunk: list[int] = []
    for row in sorted(rows):
        if chunk:
            between = (
                [r for r in range(chunk[-1] + 1, row) if r not in sheet.hidden_rows] if row - chunk[-1] < 1000 else [0]
            )
            if all(r in sheet.bordered for r in between):
                chunk += between
            else:
                yield chunk
                chunk = []
        chunk.append(row)
    if chunk:
        yield chunk


def _place(sheet: Sheet, row: int) -> Location:
    return Location(page=sheet.number, line=row, part=sheet.number)


def _blocks(sheet: Sheet, label: str) -> Iterator[Block]:
    rows = _visible(sheet, label)
    for chunk in _chunks(rows, sheet):
        height = len(chunk)
        if sheet.bordered.intersection(chunk):
            while len(rows.get(chunk[height - 1], ())) == 1 and chunk[height - 1] not in sheet.bordered:
                height -= 1
        table = chunk[:height] if any(len(rows.get(row, ())) > 1 for row in chunk) else []
        if table:
            yield _grid(table, rows, sheet, label)
        for row in chunk[len(table) :]:
            for text in rows.get(row, {}).values():
                yield Paragraph(text, _place(sheet, row))


def _grid(chunk: list[int], rows: Mapping[int, Mapping[int, str]], sheet: Sheet, label: str) -> Grid:
    filled = sorted({column for row in chunk for column in rows.get(row, ())})
    if (filled[-1] - filled[0] + 1) * len(chunk) > LARGEST_AREA:
        raise InputError(
            f"{label}: sheet {sheet.number} reaches to column {filled[-1]} and row {chunk[-1]}, "
            "too far for a table; delete the stray cells"
        )
    columns = [c for c in range(filled[0], filled[-1] + 1) if c not in sheet.hidden_columns]
    places = {row: _place(sheet, row) for row in chunk}
    left = sum(column not in sheet.hidden_columns for column in range(1, filled[0]))
    return Grid(
        tuple(tuple(GridCell(rows.get(row, {}).get(c, ""), places[row]) for c in columns) for row in chunk),
        places[chunk[0]],
        part_name=sheet.name,
        left=left,
    )


def sheet_blocks(sheets: Iterable[Sheet], label: str) -> tuple[Block, ...]:
    """The blocks of the visible sheets in order. A run of rows is a grid, its title rows included; rows without a
    second filled cell in the whole run, and unbordered ones below a bordered table, are paragraphs. Outer empty rows
    and columns are left out, as is everything hidden. A place is the number of the sheet (``page``) and of the row
    (``line``).

    Raises:
        InputError: a stray cell makes a table absurdly large, or no sheet shows anything.
    """
    blocks = tuple(block for sheet in sheets for block in _blocks(sheet, label))
    if not blocks:
        raise InputError(f"{label}: no visible sheet has a filled cell; give the workbook with its tables")
    return blocks
