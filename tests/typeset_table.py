"""How a table is measured before it is set: which header cells are merged, how wide columns and how high rows are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = re.compile(r"-?[\d,，.%]+|-|—")
LEADING = 1.3
GAP = 14.0


@dataclass(frozen=True, slots=True)
class Style:
    """How tables are set.

    ``rules``: ``ruled`` (every cell), ``three-line`` (above and below the header, below the table) or ``none``.
    ``wide``: what becomes of a table that is too wide: ``landscape`` pages, ``rotated`` (laid on its side and shown
    upright by /Rotate), ``sideways`` (shown on its side), or ``narrow`` (smaller type on an upright page).
    ``partial``: whether a rule stands below each merged header cell of a table that has no other rules there.
    ``padding``: points above and below the text of a row.
    """

    rules: str = "ruled"
    merged: bool = True
    repeated: bool = True
    wide: str = "landscape"
    partial: bool = True
    size: float = 9.0
    padding: float = 3.0


def width_of(text: str, size: float) -> float:
    """How wide a text is: ideographs one size, everything else half of it."""
    return sum(size if ord(c) > 0xFF else size / 2 for c in text)


def wrapped(text: str, width: float, size: float, indent: float = 0.0, hanging: str = "") -> list[str]:
    """A text in lines of a width, the first one shorter by ``indent``; the marks in ``hanging`` do not begin a line."""
    lines, line, room = [], "", width - indent
    for character in text:
        if line and width_of(line + character, size) > room + 0.01 and character not in hanging:
            lines.append(line)
            line, room = "", width
        line += character
    return [*lines, line]


Spans = dict[tuple[int, int], tuple[int, int]]


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows from the top hold words only, the first one at least."""
    for n, row in enumerate(rows):
        if any(re.search(r"\d|^[一二三四五六七八九十]+、|^（[一二三四五]）", text) for text in row):
            return max(n, 1)
    return 1


def merged_header(rows: Sequence[Sequence[str]], height: int) -> Spans:
    """Which header cells are merged, as blank cells beside and below a label tell."""
    spans: Spans = {}
    width = len(rows[0])
    taken: set[tuple[int, int]] = set()
    for r in range(height):
        for c in range(width):
            if not rows[r][c] or (r, c) in taken:
                continue
            down = across = 1
            while c + across < width and not rows[r][c + across] and (r, c + across) not in taken:
                if r + 1 < height and not any(rows[i][c + across] for i in range(r + 1, height)):
                    break
                if r and not rows[r - 1][c + across] and (r - 1, c + across) not in taken:
                    break
                across += 1
            while across == 1 and r + down < height and not rows[r + down][c]:
                down += 1
            spans[r, c] = (down, across)
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
    return {place: span for place, span in spans.items() if span != (1, 1)}


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table with its measures: texts, merged cells, rows of header, widths and heights in points, lines of each cell,
    which columns are numbers."""

    rows: tuple[tuple[str, ...], ...]
    spans: Spans
    header: int
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    lines: dict[tuple[int, int], list[str]]
    numeric: tuple[bool, ...]
    size: float

    def owner(self, r: int, c: int) -> tuple[int, int]:
        """The first row and column of the cell that covers a slot."""
        for (row, column), (down, across) in self.spans.items():
            if row <= r < row + down and column <= c < column + across:
                return row, column
        return r, c


def _column_widths(
    table: Sequence[Sequence[str]], spans: Spans, header: int, style: Style
) -> tuple[list[float], list[bool]]:
    """The natural width of each column and which of them are numbers, whose texts are not broken."""
    widths, numeric = [], []
    gap = GAP if style.rules != "ruled" else 6.0
    for c in range(len(table[0])):
        body = [row[c] for row in table[header:] if row[c]]
        numeric.append(bool(body) and all(NUMBER.fullmatch(text) for text in body))
        heads = [row[c] for r, row in enumerate(table[:header]) if spans.get((r, c), (1, 1))[1] == 1]
        cells = [width_of(text, style.size) for text in body]
        if numeric[-1]:
            cells += [min(width_of(text, style.size), 4 * style.size) for text in heads]
        else:
            cells += [width_of(text, style.size) for text in heads]
        widths.append(max([*cells, 3 * style.size]) + gap)
    return widths, numeric


def _fitted(widths: list[float], numeric: list[bool], room: float, size: float) -> list[float] | None:
    """The widths cut down to the room there is, ``None`` when numbers would have to be broken."""
    if sum(widths) <= room:
        return widths
    least = [w if is_number else min(w, 5 * size + GAP) for w, is_number in zip(widths, numeric, strict=True)]
    if sum(least) > room:
        return None
    spare = sum(widths) - sum(least)
    share = (room - sum(least)) / spare
    return [low + (w - low) * share for w, low in zip(widths, least, strict=True)]


def set_table(rows: Sequence[Sequence[str]], style: Style, room: float) -> SetTable | None:
    """Measure a table for a width, ``None`` when it has no room there."""
    width = max(map(len, rows))
    full = tuple((*row, *[""] * (width - len(row))) for row in rows)
    header = header_rows(full)
    spans = merged_header(full, header) if style.merged else {}
    natural, numeric = _column_widths(full, spans, header, style)
    widths = _fitted(natural, numeric, room, style.size)
    if widths is None:
        return None
    gap = GAP if style.rules != "ruled" else 6.0
    lines: dict[tuple[int, int], list[str]] = {}
    heights = [0.0] * len(full)
    for r, row in enumerate(full):
        for c, text in enumerate(row):
            down, across = spans.get((r, c), (1, 1))
            lines[r, c] = wrapped(text, sum(widths[c : c + across]) - gap, style.size) if text else []
            needed = max(len(lines[r, c]), 1) * LEADING * style.size + 2 * style.padding
            last = r + down - 1
            heights[last] = max(heights[last], needed - sum(heights[r:last]))
    return SetTable(full, spans, header, tuple(widths), tuple(heights), lines, tuple(numeric), style.size)
