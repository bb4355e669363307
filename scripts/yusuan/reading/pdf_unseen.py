"""Texts that nobody can see or read: over each other, beyond the edge of the sheet, or of unknown characters."""

from __future__ import annotations

from itertools import pairwise

from yusuan.reading.document import Doubt, Location
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_text import baselines

_NEAR = 0.5
"""Of the narrower of two characters: what begins nearer to another lies over it."""
_FEWEST = 3
_OVERLAID = "texts on the page are printed over each other: what stands there may be read wrongly"
_UNKNOWN = "characters on the page have no known meaning: what is printed with them is lost"
_LARGE = 0.1
"""Of the page: a smaller picture is an emblem or a seal."""
_PICTURE = "a picture stands on the page beside its text and was not read"
_BEYOND = "text stands beyond the edge of the sheet, where nobody sees it, and was not read"


def _share_unread(page: PageContent) -> float:
    """The share of the page that pictures without any text on them cover."""
    width, height = page.frame.size
    places = [(glyph.x0 + glyph.x1, glyph.top + glyph.bottom) for glyph in page.glyphs] if page.pictures else []
    area = 0.0
    for x0, top, x1, bottom in page.pictures:
        x0, top, x1, bottom = max(x0, 0.0), max(top, 0.0), min(x1, width), min(bottom, height)
        if x0 < x1 and top < bottom and not any(2 * x0 < x < 2 * x1 and 2 * top < y < 2 * bottom for x, y in places):
            area += (x1 - x0) * (bottom - top)
    return area / (width * height)


def _lies_over(before: Glyph, after: Glyph) -> bool:
    """Whether a character lies over another; marks have white space that others may stand in, and what is drawn again
    to look bold is the same."""
    if before.text == after.text or before.run == after.run:
        return False
    narrower = min(before.x1 - before.x0, after.x1 - after.x0)
    return after.x0 - before.x0 < _NEAR * narrower and before.text.isalnum() and after.text.isalnum()


def unseen(page: PageContent) -> list[Doubt]:
    """The doubts about a page on which texts lie over each other, stand where nobody sees them, or say nothing."""
    count = 0
    for line, _ in baselines(page.glyphs):
        line.sort(key=lambda glyph: glyph.x0)
        count += sum(_lies_over(before, after) for before, after in pairwise(line))
    told = {
        _OVERLAID: count >= _FEWEST,
        _BEYOND: page.beyond >= _FEWEST,
        _UNKNOWN: page.unknown > 0,
        _PICTURE: bool(page.glyphs) and _share_unread(page) >= _LARGE,
    }
    return [Doubt(text, Location(page=page.number)) for text, is_so in told.items() if is_so]
