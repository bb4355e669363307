"""Marks of notes: small figures raised or lowered beside a text are no part of it.

In the text they become the raised characters that Unicode has for them (1000.00²), on the line of what they stand
beside. A lowered figure is a mark, too, but after a Latin letter it is an index (CO₂).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from yusuan.reading.pdf_ink import Ink
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.raised import lowered, raised

_OF_MARKS = frozenset("0123456789()（）[]〔〕【】［］*＊※†‡#,，、注①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳abcdefABCDEF")
_LONGEST = 5
_SMALL = 0.86
"""Of the size of the text beside it: browsers set raised figures at five sixths, others smaller."""
_LEAST_RAISED, _LEAST_LOWERED = 0.2, 0.1
_MOST_RAISED, _MOST_LOWERED = 0.9, 0.45
_RAISED_ALIKE, _MOST_RAISED_ALIKE = 0.25, 0.65
"""The same for figures of the size of the text beside them."""
_GAP, _OVERLAP = 0.6, 0.4
_CELL = 16.0
"""Points: glyphs are looked up by where they stand, in squares so wide."""

Squares = Mapping[tuple[int, int], list[int]]


def _size(glyph: Glyph, inks: Mapping[int, Ink]) -> float:
    ink = inks.get(glyph.run or 0)
    return ink.size if ink else glyph.bottom - glyph.top


def _clusters(glyphs: Sequence[Glyph], inks: Mapping[int, Ink]) -> Iterator[tuple[int, int]]:
    """The first and the last glyph, and one more, of each short text in one size that could be a mark."""
    keys = [(glyph.baseline, _size(glyph, inks), glyph.order - n) for n, glyph in enumerate(glyphs)]
    start = 0
    for _, group in groupby(keys):
        end = start + len(list(group))
        if end - start <= _LONGEST and all(glyph.text in _OF_MARKS for glyph in glyphs[start:end]):
            yield start, end
        start = end


def _squares(glyphs: Sequence[Glyph]) -> Squares:
    found: dict[tuple[int, int], list[int]] = {}
    for n, glyph in enumerate(glyphs):
        for x in {int(glyph.x0 // _CELL), int(glyph.x1 // _CELL)}:
            found.setdefault((x, int(glyph.baseline // _CELL)), []).append(n)
    return found


def _near(squares: Squares, x0: float, x1: float, baseline: float) -> Iterator[int]:
    for x in range(int(x0 // _CELL) - 1, int(x1 // _CELL) + 2):
        for y in range(int(baseline // _CELL) - 1, int(baseline // _CELL) + 2):
            yield from squares.get((x, y), ())


def _is_raised(rise: float, own: float, size: float) -> bool | None:
    """Whether a figure of one size is raised beside a text of another, or lowered; ``None`` when it is neither."""
    if own <= _SMALL * size:
        if _LEAST_RAISED * size <= rise <= _MOST_RAISED * size:
            return True
        if _LEAST_LOWERED * size <= -rise <= _MOST_LOWERED * size:
            return False
    elif own <= size * 1.02 and _RAISED_ALIKE * size <= rise <= _MOST_RAISED_ALIKE * size:
        return True
    return None


def _is_parted(x0: float, x1: float, baseline: float, down: Sequence[Rule]) -> bool:
    low, high = min(x0, x1) - 1, max(x0, x1) + 1
    return any(low <= x <= high and top < baseline - 1 < bottom for x, top, bottom in down)


def _host(page: PageContent, squares: Squares, start: int, end: int) -> tuple[Glyph, bool] | None:
    """The text that a mark stands beside, to the left of it if there is one, and whether it is raised there."""
    first, last = page.glyphs[start], page.glyphs[end - 1]
    own = _size(first, page.inks)
    best: tuple[tuple[bool, float], Glyph, bool] | None = None
    for n in _near(squares, first.x0, last.x1, first.baseline):
        other = page.glyphs[n]
        if start <= n < end:
            continue
        size = _size(other, page.inks)
        is_raised = _is_raised(other.baseline - first.baseline, own, size)
        if is_raised is None:
            continue
        for is_right, gap, edges in (
            (False, first.x0 - other.x1, (other.x1, first.x0)),
            (True, other.x0 - last.x1, (last.x1, other.x0)),
        ):
            if -_OVERLAP * own <= gap <= _GAP * size and not _is_parted(*edges, other.baseline, page.down):
                rank = (is_right, abs(gap))
                if best is None or rank < best[0]:
                    best = rank, other, is_raised
    return (best[1], best[2]) if best else None


def with_notes(page: PageContent) -> PageContent:
    """A page on which marks of notes are told from the figures beside them."""
    glyphs = page.glyphs
    if not page.inks or len({glyph.baseline for glyph in glyphs}) < 2:
        return page
    squares: Squares | None = None
    changed: dict[int, Glyph] = {}
    for start, end in _clusters(glyphs, page.inks):
        squares = squares or _squares(glyphs)
        host = _host(page, squares, start, end)
        if host is None:
            continue
        beside, is_raised = host
        is_index = not is_raised and beside.text.isascii() and beside.text.isalpha()
        for n in range(start, end):
            text = (lowered if is_index else raised)(glyphs[n].text)
            changed[n] = glyphs[n]._replace(text=text, baseline=beside.baseline)
    if not changed:
        return page
    return replace(page, glyphs=tuple(changed.get(n, glyph) for n, glyph in enumerate(glyphs)))
