"""A typesetter for tests: a document as the pages of a PDF, in several styles, with the same paragraphs and cells.

Layout and drawing are apart: ``typeset`` gives sheets of texts and rules at their places, which ``to_pdf`` draws with a
font that is not embedded; whoever needs the same pages as pictures draws the sheets with a font of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from pdf_typeset import A4, Page, write_pdf

from yusuan.reading.document import Block, Document, Grid, Paragraph

NUMBER = re.compile(r"-?[\d,，.%]+|-|—")
_MARGIN = 72.0
_LEADING = 1.3
_INDENT = 2.0
_GAP = 14.0


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


@dataclass(frozen=True, slots=True)
class Run:
    """A text at a place: the left end and the height of its baseline, in points from the top left."""

    x: float
    y: float
    text: str
    size: float


@dataclass(slots=True)
class Sheet:
    """One page: its size as read, how it is laid in the file, its texts, and its rules ``(x0, y0, x1, y1)``."""

    size: tuple[float, float] = A4
    laid: str = "upright"
    runs: list[Run] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


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
    gap = _GAP if style.rules != "ruled" else 6.0
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
    least = [w if is_number else min(w, 5 * size + _GAP) for w, is_number in zip(widths, numeric, strict=True)]
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
    gap = _GAP if style.rules != "ruled" else 6.0
    lines: dict[tuple[int, int], list[str]] = {}
    heights = [0.0] * len(full)
    for r, row in enumerate(full):
        for c, text in enumerate(row):
            down, across = spans.get((r, c), (1, 1))
            lines[r, c] = wrapped(text, sum(widths[c : c + across]) - gap, style.size) if text else []
            needed = max(len(lines[r, c]), 1) * _LEADING * style.size + 2 * style.padding
            last = r + down - 1
            heights[last] = max(heights[last], needed - sum(heights[r:last]))
    return SetTable(full, spans, header, tuple(widths), tuple(heights), lines, tuple(numeric), style.size)


class _Setter:
    """Fills sheets from the top down."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.sheets = [Sheet()]
        self.y = _MARGIN
        self.end_of_table = 0.0

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def room(self) -> float:
        return self.sheet.size[0] - 2 * _MARGIN

    def turn_page(self, size: tuple[float, float] = A4, laid: str = "upright") -> None:
        self.sheets.append(Sheet(size, laid))
        self.y = _MARGIN
        self.end_of_table = 0.0

    def need(self, height: float) -> bool:
        """Go to a new page of the same kind when there is no room."""
        if self.y + height <= self.sheet.size[1] - _MARGIN:
            return False
        self.turn_page(self.sheet.size, self.sheet.laid)
        return True

    def paragraph(self, paragraph: Paragraph, is_caption: bool) -> None:
        size = 15.0 if paragraph.is_heading else 11.0
        text = paragraph.text
        is_unit = re.match(r"(金额)?单位：.{0,4}元$", text)
        is_title = paragraph.is_heading or (is_caption and not re.search("[:：]", text))
        indent = 0.0 if is_title or is_unit else _INDENT * size
        for n, line in enumerate(wrapped(text, self.room, size, indent, "，。、；：）")):
            self.need(size * 1.8)
            x = _MARGIN + (indent if n == 0 else 0)
            if is_title:
                x = (self.sheet.size[0] - width_of(line, size)) / 2
            elif is_unit:
                x = self.sheet.size[0] - _MARGIN - width_of(line, size)
            self.sheet.runs.append(Run(x, self.y + size, line, size))
            self.y += size * 1.8

    def table(self, grid: Grid) -> None:
        rows = [[cell.text for cell in row] for row in grid.rows]
        table = set_table(rows, self.style, A4[0] - 2 * _MARGIN)
        if table is None or max(table.heights) > A4[1] - 2 * _MARGIN:
            table = self._wide(rows)
        if len(rows) > 1:
            self.need(sum(table.heights[: table.header + 1]) + 4)
        left = (self.sheet.size[0] - sum(table.widths)) / 2
        self.y += 4
        first = 0
        while first < len(rows):
            last, height = first, 0.0
            limit = self.sheet.size[1] - _MARGIN
            shown = list(range(table.header)) if first and self.style.repeated else []
            height = sum(table.heights[r] for r in shown)
            while last < len(rows) and self.y + height + table.heights[last] <= limit:
                height += table.heights[last]
                last += 1
            if last == first:
                assert self.y > _MARGIN, "a row is higher than a page"
                self.turn_page(self.sheet.size, self.sheet.laid)
                continue
            self._part(table, [*shown, *range(first, last)], left)
            first = last
            if first < len(rows):
                self.turn_page(self.sheet.size, self.sheet.laid)
        self.end_of_table = self.y
        self.y += 10
        if self.sheet.laid != "upright" or self.sheet.size != A4:
            self.turn_page()

    def _wide(self, rows: Sequence[Sequence[str]]) -> SetTable:
        """A table that has no room on an upright page, with a page for it."""
        if self.style.wide != "narrow":
            table = set_table(rows, self.style, A4[1] - 2 * _MARGIN)
            if table is not None and max(table.heights) <= A4[0] - 2 * _MARGIN:
                above = self._captions()
                self.turn_page((A4[1], A4[0]), self.style.wide)
                self._moved(above)
                return table
        for tenths in range(round(self.style.size * 10), 30, -5):
            small = Style(self.style.rules, self.style.merged, self.style.repeated, size=tenths / 10)
            table = set_table(rows, small, A4[0] - 2 * _MARGIN)
            if table is not None and max(table.heights) <= A4[1] - 2 * _MARGIN:
                return table
        raise AssertionError("the table is too wide for any page")

    def _captions(self) -> list[Run]:
        """The short lines just above, which go with their table to another page."""
        taken: list[Run] = []
        while self.sheet.runs and len(taken) < 4 and len(self.sheet.runs[-1].text) < 40:
            if "。" in self.sheet.runs[-1].text or self.sheet.runs[-1].y < self.end_of_table:
                break
            taken.insert(0, self.sheet.runs.pop())
        return taken

    def _moved(self, runs: Sequence[Run]) -> None:
        for run in runs:
            right = self.sheet.size[0] - _MARGIN - width_of(run.text, run.size)
            x = min(run.x, right) if run.x <= A4[0] / 2 else right
            self.sheet.runs.append(Run(x, self.y + run.size, run.text, run.size))
            self.y += 1.8 * run.size

    def _part(self, table: SetTable, shown: Sequence[int], left: float) -> None:
        """The rows of a table that stand on one page."""
        xs = [left + sum(table.widths[:c]) for c in range(len(table.widths) + 1)]
        tops = {}
        y = self.y
        for r in shown:
            tops[r] = y
            y += table.heights[r]
        for r in shown:
            for c in range(len(table.widths)):
                self._cell(table, r, c, xs, tops)
        self._rules(table, shown, xs, tops, y)
        self.y = y

    def _cell(self, table: SetTable, r: int, c: int, xs: Sequence[float], tops: dict[int, float]) -> None:
        if table.owner(r, c) != (r, c):
            return
        down, across = table.spans.get((r, c), (1, 1))
        x0, x1, top = xs[c], xs[c + across], tops[r]
        height = sum(table.heights[r : r + down])
        if self.style.rules == "ruled":
            bottom = top + height
            self.sheet.rules += [
                (x0, top, x1, top),
                (x0, bottom, x1, bottom),
                (x0, top, x0, bottom),
                (x1, top, x1, bottom),
            ]
        size, lines = table.size, table.lines[r, c]
        y = top + self.style.padding
        if r < table.header or self.style.rules == "ruled":
            y = top + (height - len(lines) * _LEADING * size) / 2
        gap = _GAP / 2 if self.style.rules != "ruled" else 3.0
        for line in lines:
            wide = width_of(line, size)
            x = x1 - gap - wide if table.numeric[c] else x0 + gap
            if r < table.header:
                x = (x0 + x1 - wide) / 2
            y += _LEADING * size
            self.sheet.runs.append(Run(x, y - 0.35 * size, line, size))

    def _rules(
        self, table: SetTable, shown: Sequence[int], xs: Sequence[float], tops: dict[int, float], end: float
    ) -> None:
        if self.style.rules != "three-line":
            return
        heights = [tops[shown[0]], end]
        if shown[0] == 0:
            heights.append(tops[table.header - 1] + table.heights[table.header - 1])
        self.sheet.rules += [(xs[0], y, xs[-1], y) for y in heights]
        if self.style.partial and shown[0] == 0:
            for (r, c), (down, across) in table.spans.items():
                if across > 1 and r + down < table.header:
                    y = tops[r] + sum(table.heights[r : r + down])
                    self.sheet.rules.append((xs[c] + 3, y, xs[c + across] - 3, y))


def _numbered(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    for n, sheet in enumerate(sheets, start=1):
        text = f"— {n} —"
        width, height = sheet.size
        sheet.runs.append(Run((width - width_of(text, 9)) / 2, height - 36, text, 9))
        yield sheet


def _is_caption(blocks: Sequence[Block]) -> bool:
    """Whether the first of these blocks is one of the short lines just above a table."""
    above = list(takewhile(lambda block: isinstance(block, Paragraph), blocks))
    short = all(len(block.text) < 40 and "。" not in block.text for block in above if isinstance(block, Paragraph))
    return short and len(above) < len(blocks)


def typeset(document: Document, style: Style) -> list[Sheet]:
    """The document as numbered sheets."""
    setter = _Setter(style)
    before: Paragraph | Grid | None = None
    for n, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            setter.paragraph(block, _is_caption(document.blocks[n : n + 5]))
        else:
            if isinstance(before, Grid) and setter.sheet.runs:
                setter.turn_page()
            setter.table(block)
        before = block
    return list(_numbered([sheet for sheet in setter.sheets if sheet.runs]))


def drawn(sheet: Sheet) -> Page:
    """A sheet as a page of a PDF."""
    page = Page(size=sheet.size)
    for run in sheet.runs:
        page.text(run.x, run.y, run.text, run.size)
    for rule in sheet.rules:
        page.line(*rule)
    if sheet.laid in ("rotated", "sideways"):
        page.matrix = f"0 1 -1 0 {sheet.size[1]} 0"
        page.size = (sheet.size[1], sheet.size[0])
        page.rotate = 90 if sheet.laid == "rotated" else 0
    return page


def to_pdf(document: Document, path: Path, style: Style | None = None) -> Path:
    """Write a document as a PDF."""
    return write_pdf(path, [drawn(sheet) for sheet in typeset(document, style or Style())])
