"""Struck text: what a line runs through in the middle of its characters is not printed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from statistics import median

from yusuan.reading.document import Doubt, Location
from yusuan.reading.pdf_ink import Ink
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_rules import joined_rules

_LOWEST, _HIGHEST = 0.2, 0.6
"""Of the size: how far above its baseline a line runs through the middle of a character."""
_UNDER = -0.25
"""Of the size: how far below its baseline a character may be underlined."""
_COVERED = 0.5
"""Of the width of a character."""
_OVERHANG, _LONGEST = 1.0, 1.5
"""A line drawn for a text is at most so much longer: by one character and half of the text (white space is struck
too)."""
_MEETS = 1.0
_APART = 1.0
_HIGHEST_ROW = 1.5
"""Of the usual distance of two rules: rules further apart have none between them that is missing."""
_NEAR = 0.5
_WORDS = "struck text, left out: {}"

_baseline = attrgetter("baseline")


def _size(glyph: Glyph, inks: Mapping[int, Ink]) -> float:
    ink = inks.get(glyph.run or 0)
    return ink.size if ink else glyph.bottom - glyph.top


def _beside(
    rule: Rule, glyphs: Sequence[Glyph], inks: Mapping[int, Ink], tallest: float
) -> Iterator[tuple[Glyph, float]]:
    """The glyphs near a rule with its height above their baselines, of their size."""
    y, x0, x1 = rule
    first = bisect_left(glyphs, y + _UNDER * tallest, key=_baseline)
    for glyph in glyphs[first : bisect_right(glyphs, y + _HIGHEST * tallest, key=_baseline)]:
        width = min(glyph.x1, x1) - max(glyph.x0, x0)
        size = _size(glyph, inks)
        if size > 0 and width >= _COVERED * (glyph.x1 - glyph.x0):
            yield glyph, (glyph.baseline - y) / size


def _ends_at_walls(rule: Rule, down: Sequence[Rule]) -> bool:
    """Whether a rule meets a vertical one: it may be a rule of the table."""
    y, x0, x1 = rule
    return any(x0 - _MEETS <= x <= x1 + _MEETS and top - _MEETS <= y <= bottom + _MEETS for x, top, bottom in down)


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What a page has around a rule: its glyphs by their baselines, the size of the largest, and its rules joined."""

    page: PageContent
    glyphs: Sequence[Glyph]
    tallest: float
    joined: Sequence[Rule]

    def row(self, rule: Rule) -> tuple[float, float] | None:
        """The rules above and below a rule that reach as far, ``None`` when there are none as near as those of other
        rows."""
        y, x0, x1 = rule
        beside = sorted({at for at, a, b in self.joined if min(b, x1) - max(a, x0) > _COVERED * (x1 - x0)})
        above = max((at for at in beside if at < y - _APART), default=None)
        below = min((at for at in beside if at > y + _APART), default=None)
        if above is None or below is None:
            return None
        usual = median(b - a for a, b in pairwise(beside))
        return (above, below) if below - above <= _HIGHEST_ROW * usual else None


def _fills_row(rule: Rule, hit: Sequence[Glyph], ruled: _Ruled) -> bool:
    """Whether a rule that meets vertical ones runs through all that stands in a row of the table."""
    row = ruled.row(rule)
    if row is None:
        return False
    struck = {glyph.order for glyph in hit}
    first, last = (bisect_left(ruled.glyphs, at, key=_baseline) for at in row)
    within = [g for g in ruled.glyphs[first:last] if rule[1] <= (g.x0 + g.x1) / 2 <= rule[2]]
    return all(glyph.order in struck for glyph in within)


def _is_in_cell(rule: Rule, down: Sequence[Rule]) -> bool:
    """Whether vertical rules stand on both sides of a rule."""
    y, x0, x1 = rule
    beside = [x for x, top, bottom in down if top < y < bottom]
    return any(x < x0 for x in beside) and any(x > x1 for x in beside)


def _struck(rule: Rule, ruled: _Ruled) -> tuple[list[Glyph], bool]:
    """The glyphs that a rule strikes, and whether it was drawn for text: to strike it or to underline it in a cell."""
    page = ruled.page
    near = list(_beside(rule, ruled.glyphs, page.inks, ruled.tallest))
    hit = [glyph for glyph, height in near if _LOWEST <= height <= _HIGHEST]
    over = hit or [glyph for glyph, height in near if _UNDER <= height < _LOWEST]
    if not over:
        return [], False
    if _ends_at_walls(rule, page.down):
        is_struck = bool(hit) and _fills_row(rule, hit, ruled)
        return (hit if is_struck else []), is_struck
    width = max(glyph.x1 for glyph in over) - min(glyph.x0 for glyph in over)
    if rule[2] - rule[1] > _LONGEST * width + _OVERHANG * max(_size(glyph, page.inks) for glyph in over):
        return [], False
    return hit, bool(hit) or _is_in_cell(rule, page.down)


def without_struck(page: PageContent) -> tuple[PageContent, list[Doubt]]:
    """A page without its struck text and the lines drawn for text in the cells of a table, and what was left out."""
    if not page.across or not page.inks:
        return page, []
    tallest = max(ink.size for ink in page.inks.values())
    ruled = _Ruled(page, sorted(page.glyphs, key=_baseline), tallest, joined_rules(page.across))
    gone: set[int] = set()
    drawn: set[Rule] = set()
    doubts = []
    for rule in page.across:
        hit, is_drawn_for_text = _struck(rule, ruled)
        if is_drawn_for_text:
            drawn.add(rule)
        own = sorted((glyph for glyph in hit if glyph.order not in gone), key=lambda glyph: glyph.order)
        if own:
            gone.update(glyph.order for glyph in own)
            box = (min(g.x0 for g in own), min(g.top for g in own), max(g.x1 for g in own), max(g.bottom for g in own))
            text = "".join(glyph.text for glyph in own)
            doubts.append(Doubt(_WORDS.format(text), Location(page=page.number, box=page.box(box)), is_text=True))
    if not drawn:
        return page, []
    across = tuple(rule for rule in page.across if rule not in drawn)
    return replace(page, glyphs=tuple(_without(page, gone)), across=across), doubts


def _without(page: PageContent, gone: Collection[int]) -> Iterator[Glyph]:
    """The glyphs of a page without those struck. Between two texts that they join on one line these become blank, so
    that the line stays whole."""
    glyphs, n = page.glyphs, 0
    while n < len(glyphs):
        end = n
        while end < len(glyphs) and glyphs[end].order in gone:
            end += 1
        if end == n:
            yield glyphs[n]
            n += 1
            continue
        if n > 0 and end < len(glyphs):
            before, first, last, after = glyphs[n - 1], glyphs[n], glyphs[end - 1], glyphs[end]
            near = _NEAR * _size(first, page.inks)
            is_level = before.baseline == first.baseline == last.baseline == after.baseline
            if is_level and first.x0 - before.x1 < near and after.x0 - last.x1 < near:
                yield from (glyph._replace(text="") for glyph in glyphs[n:end])
        n = end
