"""A typesetter for tests: a document as the pages of a PDF, in several styles, with the same paragraphs and cells.

Layout and drawing are apart: ``typeset`` gives sheets of texts and rules at their places, which ``to_pdf`` draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from pdf_typeset import A4, Page, write_pdf
from typeset_table import GAP, LEADING, SetTable, Style, set_table, width_of, wrapped

from yusuan.reading.document import Block, Document, Grid, Paragraph

_MARGIN = 72.0
_INDENT = 2.0


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
            y = top + (height - len(lines) * LEADING * size) / 2
        gap = GAP / 2 if self.style.rules != "ruled" else 3.0
        for line in lines:
            wide = width_of(line, size)
            x = x1 - gap - wide if table.numeric[c] else x0 + gap
            if r < table.header:
                x = (x0 + x1 - wide) / 2
            y += LEADING * size
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


def to_pdf(document: Document, path: Path, style: Style | None = None, embedded: bool = False) -> Path:
    """Write a document as a PDF; with an ``embedded`` font it can be drawn on every machine."""
    return write_pdf(path, [drawn(sheet) for sheet in typeset(document, style or Style())], embedded=embedded)
