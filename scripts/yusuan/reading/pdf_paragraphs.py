"""Free lines → paragraphs: a line that ends at the right margin goes on in the next one, over pages too."""

from __future__ import annotations

import re
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
_FEWEST_FULL = 3
_WHITE = 0.6
"""Of the size: what a mark at the end of a line leaves white."""
_UNBROKEN = re.compile(r"[\d,.%A-Za-z]{2,}")
"""What begins a line because the line before had no room for all of it."""
_HALF = 0.5
_NOTE = re.compile(r"(?:备注|注释?|说明)\d*[:：]")
_ENDS = frozenset("。；：！？.;:!?")
_OF_SENTENCES = re.compile(r"[，。；：:！？]")


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


def _long_lines(layout: PageLayout) -> list[Line]:
    width = layout.page.frame.size[0]
    return [part for part in layout.parts if isinstance(part, Line) and part.box[2] - part.box[0] > _WIDE * width]


def _own_margins(layout: PageLayout) -> Margins:
    """The margins that the long lines of a page show; those of the page itself when there are none."""
    width, long = layout.page.frame.size[0], _long_lines(layout)
    left, right = min((line.box[0] for line in long), default=0.0), max((line.box[2] for line in long), default=width)
    if len(long) == 1:
        # A line alone cannot tell whether it is full: a table, or a margin as wide as the left one, does.
        tables = [part.box[2] for part in layout.parts if isinstance(part, PlacedGrid)]
        first = min(part.box[0] for part in layout.parts)
        right = max(right, *tables) if tables else max(right, width - first)
    return Margins(left, right)


def _is_prose(layout: PageLayout, margins: Margins) -> bool:
    """Whether a page has full lines enough to tell its margins by itself; titles are long, too."""
    full = [line for line in _long_lines(layout) if line.box[2] >= margins.right - _FULL * line.size]
    return len(full) >= _FEWEST_FULL


def margins_of(layouts: Sequence[PageLayout]) -> dict[int, Margins]:
    """The margins of the pages by their numbers. Where a page has too few lines to tell, those of the pages of its
    width that have enough count with its own."""
    own = {layout.page.number: _own_margins(layout) for layout in layouts}
    told: dict[int, list[Margins]] = {}
    for layout in layouts:
        margins = own[layout.page.number]
        if _is_prose(layout, margins):
            told.setdefault(round(layout.page.frame.size[0]), []).append(margins)
    for layout in layouts:
        margins, usual = own[layout.page.number], told.get(round(layout.page.frame.size[0]), [])
        if usual and margins.left and not _is_prose(layout, margins):
            left, right = (
                sorted(side)[len(usual) // 2] for side in zip(*((m.left, m.right) for m in usual), strict=True)
            )
            own[layout.page.number] = Margins(min(left, margins.left), max(right, margins.right))
    return own


def _goes_on(before: OpenParagraph, line: Line, layout: PageLayout, margins: Margins) -> bool:
    last, size = before.lines[-1], line.size
    if abs(last.size - size) > _SAME_SIZE * max(last.size, size) or BEGINS.match(line.text):
        return False
    room = _FULL + _WHITE if last.text[-1] in "，。、；：" else _FULL
    is_full = last.box[2] >= before.margins.right - room * last.size
    is_next = layout is not before.layout or 0 <= line.box[1] - last.box[3] <= _MOST_LEADING * size
    is_at_margin = line.box[0] <= margins.left + _INDENT * size
    if not is_next or not (is_full or (is_at_margin and _had_no_room(before, line))):
        return False
    # The rest of a title stands in the middle, and so does the title.
    centred = abs(_middle(last) - _middle(line)) < _OFF_CENTRE * size and last.box[0] > before.margins.left - size
    is_title = centred and layout is before.layout and len(before.lines) == 1 and not _begins_title(last, line)
    return is_at_margin or is_title


def _had_no_room(before: OpenParagraph, line: Line) -> bool:
    """Whether a sentence goes on in a line that begins with a number for which the line before had no room."""
    last, number = before.lines[-1], _UNBROKEN.match(line.text)
    if number is None or last.text[-1] in _ENDS or not any(_OF_SENTENCES.search(own.text) for own in before.lines):
        return False
    return last.box[2] >= before.margins.right - (_HALF * len(number[0]) + 1) * last.size


def _begins_title(last: Line, line: Line) -> bool:
    """Whether a line below a note, a sentence or the end of one is no part of it: words alone."""
    is_ended = last.text[-1] in _ENDS - {"：", ":"} or "。" in last.text or _NOTE.match(last.text) is not None
    return is_ended and not _OF_SENTENCES.search(line.text)


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
