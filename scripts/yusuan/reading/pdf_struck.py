"""Struck text: what a line runs through in the middle of its characters is not printed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from yusuan.reading.document import Doubt, Location
from yusuan.reading.pdf_ink import Ink
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_paths import Rule

_LOWEST, _HIGHEST = 0.2, 0.6
"""Of the size: how far above its baseline a line runs through the middle of a character."""
_ASCENT = 0.8
_COVERED = 0.5
"""Of the width of a character."""
_OVERHANG, _LONGEST = 1.0, 1.5
"""A line drawn for a text is at most so much longer: by one character and half of the text (white space is struck
too)."""
_MEETS = 1.5
_MOST_ROWS = 4
"""At most one of so many rules that meet vertical ones strikes a row."""
_WORDS = "text struck through was left out: “{}”"

_baseline = attrgetter("baseline")


def _size(glyph: Glyph, inks: Mapping[int, Ink]) -> float:
    ink = inks.get(glyph.run or 0)
    return ink.size if ink else glyph.bottom - glyph.top


def _beside(
    rule: Rule, glyphs: Sequence[Glyph], inks: Mapping[int, Ink], tallest: float
) -> Iterator[tuple[Glyph, float]]:
    """The glyphs near a rule with its height above their baselines, of their size."""
    y, x0, x1 = rule
    for glyph in glyphs[bisect_left(glyphs, y, key=_baseline) : bisect_right(glyphs, y + tallest, key=_baseline)]:
        width = min(glyph.x1, x1) - max(glyph.x0, x0)
        size = _size(glyph, inks)
        if size > 0 and width >= _COVERED * (glyph.x1 - glyph.x0):
            yield glyph, (glyph.baseline - y) / size


def _ends_at_walls(rule: Rule, down: Sequence[Rule]) -> bool:
    """Whether a rule meets a vertical one: it may be a rule of the table."""
    y, x0, x1 = rule
    return any(x0 - _MEETS <= x <= x1 + _MEETS and top - _MEETS <= y <= bottom + _MEETS for x, top, bottom in down)


def _fills_row(rule: Rule, hit: Sequence[Glyph], page: PageContent, glyphs: Sequence[Glyph]) -> bool:
    """Whether a rule that meets vertical ones runs through all that stands between the rules above and below it."""
    y, x0, x1 = rule
    own = max(_size(glyph, page.inks) for glyph in hit)
    beside = [at for at, start, end in page.across if min(end, x1) - max(start, x0) > _COVERED * (x1 - x0)]
    above = max((at for at in beside if at < y - _LOWEST * own), default=None)
    below = min((at for at in beside if at > y + _LOWEST * own), default=None)
    if above is None or below is None or y - above < _LOWEST * own or below - y < _LOWEST * own:
        return False
    struck = {glyph.order for glyph in hit}
    first = bisect_left(glyphs, above, key=_baseline)
    last = bisect_right(glyphs, below, key=_baseline)
    within = [g for g in glyphs[first:last] if x0 <= (g.x0 + g.x1) / 2 <= x1]
    return all(glyph.order in struck for glyph in within)


def _struck(rule: Rule, page: PageContent, glyphs: Sequence[Glyph], tallest: float) -> tuple[list[Glyph], bool]:
    """The glyphs that a rule strikes, and whether it is as long as a rule of the table."""
    near = _beside(rule, glyphs, page.inks, tallest)
    hit = [glyph for glyph, height in near if _LOWEST <= height <= _HIGHEST]
    if not hit:
        return [], False
    if _ends_at_walls(rule, page.down):
        return (hit if _fills_row(rule, hit, page, glyphs) else []), True
    width = max(glyph.x1 for glyph in hit) - min(glyph.x0 for glyph in hit)
    room = _OVERHANG * max(_size(glyph, page.inks) for glyph in hit)
    return (hit if rule[2] - rule[1] <= _LONGEST * width + room else []), False


def without_struck(page: PageContent) -> tuple[PageContent, list[Doubt]]:
    """A page without its struck text and the lines that strike it, and what was left out."""
    if not page.across or not page.inks:
        return page, []
    glyphs = sorted(page.glyphs, key=_baseline)
    tallest = _HIGHEST * max(ink.size for ink in page.inks.values())
    struck: dict[Rule, list[Glyph]] = {}
    of_rows = []
    for rule in page.across:
        hit, is_long = _struck(rule, page, glyphs, tallest)
        if hit:
            struck[rule] = hit
            of_rows += [rule] if is_long else []
    if _MOST_ROWS * len(of_rows) > len(page.across):  # the rules of the table are drawn beside its text
        for rule in of_rows:
            del struck[rule]
    gone: set[int] = set()
    doubts = []
    for hit in struck.values():
        own = sorted((glyph for glyph in hit if glyph.order not in gone), key=lambda glyph: glyph.order)
        if own:
            gone.update(glyph.order for glyph in own)
            box = (min(g.x0 for g in own), min(g.top for g in own), max(g.x1 for g in own), max(g.bottom for g in own))
            text = "".join(glyph.text for glyph in own)
            doubts.append(Doubt(_WORDS.format(text), Location(page=page.number, box=page.box(box))))
    if not gone:
        return page, []
    left = tuple(glyph for glyph in page.glyphs if glyph.order not in gone)
    return replace(page, glyphs=left, across=tuple(rule for rule in page.across if rule not in struck)), doubts
