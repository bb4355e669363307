"""Rows that no rule parts: lines of one text joined, and texts beside each other in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.reading.pdf_columns import Band, Column, covered, is_number
from yusuan.reading.pdf_text import BEGINS, Line, join_lines

_MOST_LEADING = 1.6
"""Of the size: lines of one text stand no further apart."""
_FULL = 1.3
"""Of the size: a line that ends nearer to the end of its column than this had no room for another character."""
_SAME_STEP = 1.15
_OVERLAP = 0.25


@dataclass(slots=True)
class Cell:
    """A text in a column, of one line or several."""

    column: int
    lines: list[Line]

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.lines[0].box[1]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.lines[-1].box[3]

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return join_lines([line.text for line in self.lines])


Row = dict[int, Cell]
"""The cells of a row by their column."""


def _lines_by_column(bands: Sequence[Band], columns: Sequence[Column]) -> tuple[list[list[Line]], int]:
    """The lines of each column from the top down, texts on one baseline joined, and how many reach over several."""
    found: list[list[Line]] = [[] for _ in columns]
    astray = 0
    for band in bands:
        for line in band:
            over = covered(columns, line)
            astray += len(over) > 1
            at = over[0] if over else min(range(len(columns)), key=lambda n: abs(columns[n].x0 - line.box[0]))
            own = found[at]
            if own and own[-1].baseline == line.baseline:
                own[-1] = _beside(own[-1], line)
            else:
                own.append(line)
    return found, astray


def _beside(left: Line, right: Line) -> Line:
    box = (left.box[0], min(left.box[1], right.box[1]), right.box[2], max(left.box[3], right.box[3]))
    return Line(f"{left.text} {right.text}", box, max(left.size, right.size), left.baseline)


def _leading(by_column: Sequence[Sequence[Line]]) -> float:
    """How far lines of one text stand apart, 0 when texts have one line each: the smallest step of words, if it is less
    than that of numbers, which have one line each."""
    words: list[float] = []
    numbers: list[float] = []
    for lines in by_column:
        for a, b in pairwise(lines):
            is_numbers = is_number(a.text) and is_number(b.text)
            (numbers if is_numbers else words).append((b.baseline - a.baseline) / max(a.size, b.size))
    least = min(words, default=_MOST_LEADING + 1)
    if least > _MOST_LEADING or least > 0.9 * min(numbers, default=2 * least):
        return 0.0
    return least * _SAME_STEP


def _cells(lines: Sequence[Line], column: int, leading: float, anchors: set[float]) -> list[Cell]:
    """The texts of a column: a line goes on in the next one when it is full and no row begins there."""
    right = max((line.box[2] for line in lines), default=0.0)
    widest = max((line.box[2] - line.box[0] for line in lines), default=0.0)
    cells: list[Cell] = []
    for line in lines:
        last = cells[-1].lines[-1] if cells else None
        if last is not None:
            room = _FULL * line.size
            is_full = last.box[2] + room > right or last.box[2] - last.box[0] + room > widest
            is_near = line.baseline - last.baseline <= leading * max(line.size, last.size)
            both = last.baseline in anchors and line.baseline in anchors
            if is_full and is_near and not both and not BEGINS.match(line.text):
                cells[-1].lines.append(line)
                continue
        cells.append(Cell(column, [line]))
    return cells


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells that stand beside each other."""
    rows: list[list[Cell]] = []
    end = 0.0
    for cell in sorted(cells, key=lambda cell: cell.top):
        if rows and cell.top < end - _OVERLAP * cell.lines[0].size:
            rows[-1].append(cell)
            end = max(end, cell.bottom)
        else:
            rows.append([cell])
            end = cell.bottom
    return rows


def _clashing(rows: Sequence[Sequence[Cell]]) -> Cell | None:
    """The highest cell of a row in which two stand in one column: it is a merged cell of several rows."""
    for row in rows:
        if len({cell.column for cell in row}) < len(row):
            return max(row, key=lambda cell: cell.bottom - cell.top)
    return None


def rows_of(bands: Sequence[Band], columns: Sequence[Column]) -> tuple[list[Row], int]:
    """The rows of a table without its header, and how many texts reach over several columns or rows."""
    by_column, astray = _lines_by_column(bands, columns)
    leading = _leading(by_column)
    anchors = {line.baseline for lines in by_column for line in lines if is_number(line.text)}
    cells = [cell for n, lines in enumerate(by_column) for cell in _cells(lines, n, leading, anchors)]
    merged: list[Cell] = []
    rows = _rows(cells)
    while (clash := _clashing(rows)) is not None:
        merged.append(clash)
        cells = [cell for cell in cells if cell is not clash]
        rows = _rows(cells)
    found = [{cell.column: cell for cell in row} for row in rows]
    for cell in merged:
        ends = [max(own.bottom for own in row.values()) for row in found]
        beside = [row for row, end in zip(found, ends, strict=True) if end > cell.top and cell.column not in row]
        if beside:
            beside[0][cell.column] = cell
        else:
            found.append({cell.column: cell})
    found.sort(key=lambda row: min(cell.top for cell in row.values()))
    return found, astray + len(merged)
