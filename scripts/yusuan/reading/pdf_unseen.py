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
_BEYOND = "text stands beyond the edge of the sheet, where nobody sees it, and was not read"


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
    told = ((_OVERLAID, count >= _FEWEST), (_BEYOND, page.beyond >= _FEWEST), (_UNKNOWN, page.unknown > 0))
    return [Doubt(text, Location(page=page.number)) for text, is_so in told if is_so]
