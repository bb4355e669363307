"""Free lines → paragraphs: a line that ends at the right margin goes on in the next one, over pages too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.reading.document import Location, Paragraph
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_layout import PageLayout
from yusuan.reading.pdf_text import BEGINS, Line, join_lines

_WIDE = 0.5
"""Of the width of the page: only lines longer than this tell where the margins are."""
_FULL, _INDENT = 1.8, 1.2
_MOST_LEADING = 1.4
_OFF_CENTRE = 1.5
_SAME_SIZE = 0.2
_WIDEST_INDENT = 40.0


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of running text begin and end on a page."""

    left: float
    right: float


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph that more lines may join, with the page and margins of its last line."""

    lines: list[Line]
    layout: PageLayout
    number: int
    margins: Margins
    box: Box

    def closed(self) -> Paragraph:
        """The paragraph; its place is that of its lines on the page where it begins."""
        return Paragraph(join_lines([line.text for line in self.lines]), Location(page=self.number, box=self.box))


def _own_margins(layout: PageLayout) -> Margins:
    """The margins that the long lines of a page show; those of the page itself when there are none."""
    width = layout.page.frame.size[0]
    lines = [part.box for part in layout.parts if isinstance(part, Line)]
    long = [box for box in lines if box[2] - box[0] > _WIDE * width]
    left, right = min((box[0] for box in long), default=0.0), max((box[2] for box in long), default=width)
    if len(long) == 1:
        # A line alone cannot tell whether it is full: a table, or a margin as wide as the left one, does.
        tables = [part.box[2] for part in layout.parts if isinstance(part, PlacedGrid)]
        right = max(right, *tables) if tables else max(right, width - min(box[0] for box in lines))
    return Margins(left, right)


def margins_of(layouts: Sequence[PageLayout]) -> dict[int, Margins]:
    """The margins of the pages by their numbers. Where all lines of a page are first lines, with an indent, other
    pages of its width tell where its left margin is."""
    own = {layout.page.number: _own_margins(layout) for layout in layouts}
    lefts: dict[int, Counter[int]] = {}
    for layout in layouts:
        left = own[layout.page.number].left
        if left:
            lefts.setdefault(round(layout.page.frame.size[0]), Counter())[round(left)] += 1
    usual = {width: float(counted.most_common(1)[0][0]) for width, counted in lefts.items()}
    found = {}
    for layout in layouts:
        margins = own[layout.page.number]
        left = usual.get(round(layout.page.frame.size[0]), margins.left)
        indented = 0 < margins.left - left < _WIDEST_INDENT
        found[layout.page.number] = Margins(left, margins.right) if indented else margins
    return found


def _goes_on(before: OpenParagraph, line: Line, layout: PageLayout, margins: Margins) -> bool:
    last, size = before.lines[-1], line.size
    if abs(last.size - size) > _SAME_SIZE * max(last.size, size) or BEGINS.match(line.text):
        return False
    is_full = last.box[2] >= before.margins.right - _FULL * last.size
    is_next = layout is not before.layout or 0 <= line.box[1] - last.box[3] <= _MOST_LEADING * size
    if not is_full or not is_next:
        return False
    # The rest of a title stands in the middle, and so does the title.
    centred = abs(_middle(last) - _middle(line)) < _OFF_CENTRE * size and last.box[0] > before.margins.left - size
    return line.box[0] <= margins.left + _INDENT * size or (centred and layout is before.layout)


def _middle(line: Line) -> float:
    return (line.box[0] + line.box[2]) / 2


def with_line(
    before: OpenParagraph | None, line: Line, layout: PageLayout, margins: Margins
) -> tuple[Sequence[Paragraph], OpenParagraph]:
    """Add a line: the paragraphs that it ends, and the one that is open now."""
    page = layout.page
    if before is not None and _goes_on(before, line, layout, margins):
        before.lines.append(line)
        if page.number == before.number:
            box = page.box(line.box)
            x0, top, x1, bottom = before.box
            before.box = (min(x0, box[0]), min(top, box[1]), max(x1, box[2]), max(bottom, box[3]))
        before.layout, before.margins = layout, margins
        return (), before
    ended = (before.closed(),) if before is not None else ()
    return ended, OpenParagraph([line], layout, page.number, margins, page.box(line.box))
