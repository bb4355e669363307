"""A page's content → its parts in reading order: free lines of text, and grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from yusuan.reading.document import Doubt, Location
from yusuan.reading.pdf_charts import axes_of, is_beside_chart, without, without_gridlines
from yusuan.reading.pdf_columns import Band
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_grid import PlacedGrid, grid_of, owners_of
from yusuan.reading.pdf_halves import Group, parted
from yusuan.reading.pdf_lattice import lattice_of
from yusuan.reading.pdf_order import cut_groups, ordered
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_regions import FEWEST_NUMBERS, Region, between_numbers, between_rules, has_families
from yusuan.reading.pdf_rules import REACH, joined_rules, rulings
from yusuan.reading.pdf_spread import Spread, goes_on, settled
from yusuan.reading.pdf_text import Line, baselines, cut, pieces_of
from yusuan.reading.pdf_unruled import grid_of_region, is_inside

_left = attrgetter("x0")
_SAME_HEIGHT = 5.0
_LABELS = "what stands beside a chart was not read as a table"
_APART = 0.7
"""Of the size of the text: a wider gap may part two columns."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The parts of a page in reading order, with the page they stand on, what is not sure to be read right, and
    which tables stand beside each other."""

    page: PageContent
    parts: tuple[Line | PlacedGrid, ...]
    doubts: tuple[Doubt, ...] = ()
    spreads: tuple[Spread, ...] = ()


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _place(part: Line | PlacedGrid | Region) -> tuple[int, float]:
    return round(part.box[1] / _SAME_HEIGHT), part.box[0]


def _loose_rules(page: PageContent, lattices: Sequence[Box]) -> list[Rule]:
    """The horizontal rules outside every lattice."""
    loose = [rule for rule in page.across if not any(_crosses(rule, box) for box in lattices)]
    return joined_rules(loose) if len(loose) > 1 else loose


def _has_columns(groups: Sequence[tuple[list[Glyph], float]]) -> bool:
    """Whether there are lines of several texts, one of them with a digit, as many as make a table."""
    count = 0
    for group, size in groups:
        group.sort(key=_left)
        widest = max((after.x0 - before.x1 for before, after in pairwise(group)), default=0.0)
        count += widest > _APART * size and any(glyph.text.isdigit() for glyph in group)
    return count >= FEWEST_NUMBERS


def _regions(bands: Sequence[Band], rules: Sequence[Rule], page: PageContent) -> list[Region]:
    """Where tables without vertical rules stand."""
    found = between_rules(bands, rules, page.frame.size[0])
    rest = [band for band in bands if not any(is_inside(band, region.box) for region in found)]
    return sorted([*found, *between_numbers(rest)], key=_place)


def _crosses(rule: Rule, box: Box) -> bool:
    y, x0, x1 = rule
    return box[1] - REACH <= y <= box[3] + REACH and x0 <= box[2] and box[0] <= x1


def _unruled(
    free: Sequence[Glyph], page: PageContent, lattices: Sequence[Box], before: PageLayout | None
) -> tuple[list[PlacedGrid], list[Group], list[Line], list[Doubt]]:
    """The tables without vertical rules among the free glyphs, the glyphs outside them by their baselines, the texts
    beside them, and the doubtful tables."""
    groups = list(baselines(free))
    rules = _loose_rules(page, lattices)
    if not has_families(rules, page.frame.size[0]) and not _has_columns(groups):
        return [], groups, [], []
    bands = [list(cut(group, size, _APART)) for group, size in groups]
    # Below a table that goes on there is at most the number of the page.
    ends = before.parts[-2:] if before is not None else ()
    above = next((part for part in reversed(ends) if isinstance(part, PlacedGrid)), None)
    grids: list[PlacedGrid] = []
    doubts: list[Doubt] = []
    boxes: list[Box] = []
    axes = axes_of(bands)
    for region in _regions(without(bands, axes), without_gridlines(rules, axes), page):
        if not region.is_ruled and is_beside_chart(region.box, page.figures):
            doubts.append(Doubt(_LABELS, Location(page=page.number, box=page.box(region.box))))
            continue
        found = grid_of_region(region, page, above)
        above = None
        if found is not None:
            grids.append(found[0])
            boxes.append(region.box)
            doubts += [found[1]] if found[1] else []
    marks = set(map(id, axes))
    outside: list[Group] = []
    strays: list[Line] = []
    for group, band in zip(groups, bands, strict=True):
        own = [any(is_inside([line], box) for box in boxes) and id(line) not in marks for line in band]
        if not any(own):
            outside.append(group)
        else:
            strays += [line for line, is_own in zip(band, own, strict=True) if not is_own]
    return grids, outside, strays, doubts


def end_of(layout: PageLayout | None) -> Spread | PlacedGrid | None:
    """What tables end a page, above at most the number of the page."""
    ends = layout.parts[-2:] if layout is not None else ()
    last = next((part for part in reversed(ends) if isinstance(part, PlacedGrid)), None)
    spreads = layout.spreads if layout is not None else ()
    return next((spread for spread in spreads if any(grid is last for grid in spread.grids)), last)


def lay_out(page: PageContent, before: PageLayout | None = None) -> PageLayout:
    """The grids of a page, and the lines of what stands outside them. A frame with one column holds free lines.

    Args:
        page: what stands on the page.
        before: the page before, whose last table may go on here.
    """
    free = list(page.glyphs)
    grids: list[PlacedGrid] = []
    # The smaller lattice takes its text first: it may stand in a cell of the larger one.
    lattices = [found for found in map(lattice_of, rulings(page.across, page.down)) if found is not None]
    for lattice in sorted(lattices, key=lambda found: _area(found.box)):
        held: list[list[Glyph]] = [[] for _ in lattice.cells]
        rest: list[Glyph] = []
        for glyph, owner in zip(free, owners_of(lattice, free), strict=True):
            (held[owner] if owner >= 0 else rest).append(glyph)
        free = rest
        if any(held):
            grids.append(grid_of(lattice, page, held))
    open_grids, groups, strays, doubts = _unruled(free, page, [lattice.box for lattice in lattices], before)
    grids = parted([*grids, *open_grids], groups)
    grids, spreads = settled(grids, groups, end_of(before), page.frame.turn == page.displayed.turn)
    parts: list[Line | PlacedGrid] = [*pieces_of(cut_groups(groups, spreads, grids)), *strays, *grids]
    parts = ordered(sorted(parts, key=_place), spreads)
    # The glyphs have done their work; a long document would fill the memory with them.
    return PageLayout(page.blank(), tuple(parts), tuple(doubts), tuple(spreads))


def followed(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages, tables beside each other that go on over a page each followed by the rest of its own."""
    found: list[PageLayout] = []
    target, last = 0, None
    for layout in layouts:
        first = layout.spreads[0] if layout.spreads else None
        begins = first is not None and any(layout.parts[0] is grid for grid in first.grids)
        if first is not None and begins and last is not None and goes_on(last, first):
            parts = list(found[target].parts)
            for upper, rest in zip(last.columns, first.columns, strict=True):
                at = next(n for n, part in enumerate(parts) if part is upper[-1]) + 1
                parts[at:at] = rest
            found[target] = replace(found[target], parts=tuple(parts))
            moved = {id(grid) for grid in first.grids}
            found.append(replace(layout, parts=tuple(part for part in layout.parts if id(part) not in moved)))
            ends = end_of(layout)
            last = ends if isinstance(ends, Spread) and ends is first else None
            continue
        found.append(layout)
        ends = end_of(layout)
        target, last = len(found) - 1, ends if isinstance(ends, Spread) else None
    return found
