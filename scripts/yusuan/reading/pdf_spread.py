"""Grids beside each other on one page: which of them are tables of their own, and which are lists of one table.

Tables of their own have captions of their own. Lists of one table stand under one title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_halves import INDENT, OVERLAP, Group, Span, captions_above, cut_at, evidence_of
from yusuan.reading.pdf_lists import joined_edges, joined_lists

_BESIDE = 0.3
"""Of the height of the lower of two grids: how far they stand beside each other at least."""
_LONGEST_TITLE = 0.8
"""Of the width of what it heads."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Tables beside each other: the grids of each column from the top down, where the columns are parted, and whether
    each has captions of its own."""

    columns: tuple[tuple[PlacedGrid, ...], ...]
    cuts: tuple[float, ...]
    is_captioned: bool = False

    @property
    def grids(self) -> tuple[PlacedGrid, ...]:
        """All its grids."""
        return tuple(grid for column in self.columns for grid in column)

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(grid.box[1] for grid in self.grids)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(grid.box[3] for grid in self.grids)


def _are_beside(a: Box, b: Box) -> bool:
    beside = min(a[3], b[3]) - max(a[1], b[1])
    is_apart = min(a[2], b[2]) - max(a[0], b[0]) <= OVERLAP
    return is_apart and beside > _BESIDE * min(a[3] - a[1], b[3] - b[1])


def _united(grids: Sequence[PlacedGrid], are_one: Iterable[tuple[int, int]]) -> list[list[PlacedGrid]]:
    group = list(range(len(grids)))
    for a, b in are_one:
        old, new = group[a], group[b]
        group = [new if own == old else own for own in group]
    return [[g for g, own in zip(grids, group, strict=True) if own == n] for n in dict.fromkeys(group)]


def reach_of(column: Sequence[PlacedGrid]) -> Span:
    """How far the grids below each other reach from left to right."""
    return min(grid.box[0] for grid in column), max(grid.box[2] for grid in column)


def spreads_of(grids: Sequence[PlacedGrid]) -> list[Spread]:
    """The grids of a page that stand beside each other."""
    pairs = [(a, b) for a in range(len(grids)) for b in range(a)]
    found = []
    for together in _united(grids, (p for p in pairs if _are_beside(grids[p[0]].box, grids[p[1]].box))):
        own = sorted(together, key=lambda grid: grid.box[0])
        over = [(a, b) for a in range(len(own)) for b in range(a) if own[a].box[0] < own[b].box[2] - OVERLAP]
        columns = [sorted(column, key=lambda grid: grid.box[1]) for column in _united(own, over)]
        if len(columns) > 1:
            cuts = tuple((a[1] + b[0]) / 2 for a, b in pairwise(map(reach_of, columns)))
            found.append(Spread(tuple(map(tuple, columns)), cuts))
    return sorted(found, key=lambda spread: spread.top)


def floor_of(spread: Spread, parts: Iterable[PlacedGrid]) -> float:
    """Where the tables above a spread end."""
    return max((g.box[3] for g in parts if g.box[3] <= spread.top + OVERLAP), default=0.0)


def _has_own_captions(spread: Spread, groups: Sequence[Group], floor: float) -> bool:
    """Whether captions tell that the columns of a spread are tables of their own."""
    for n, x in enumerate(spread.cuts):
        sides = reach_of(spread.columns[n]), reach_of(spread.columns[n + 1])
        found = evidence_of(groups, spread.top, floor, x, sides)
        if found.paired or found.titles[1]:
            return True
    return False


def _has_one_title(spread: Spread, groups: Sequence[Group], floor: float) -> bool:
    """Whether a title stands over the middle of a spread: a line that is not as long as a line of prose."""
    x0, x1 = min(grid.box[0] for grid in spread.grids), max(grid.box[2] for grid in spread.grids)
    for glyphs, size in captions_above(groups, spread.top, floor):
        if any(cut_at((glyphs, size), x) is None for x in spread.cuts):
            left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
            is_centred = abs(left + right - x0 - x1) <= 2 * INDENT * size
            return is_centred and right - left <= _LONGEST_TITLE * (x1 - x0)
    return False


def _heading(grid: PlacedGrid) -> list[str]:
    return [cell.text for cell in grid.grid.rows[0]]


def _is_one(
    spread: Spread, groups: Sequence[Group], grids: Sequence[PlacedGrid], before: Spread | PlacedGrid | None
) -> bool:
    """Whether the grids of a spread are lists of one table: under one title, or as on the page before."""
    heads = [_heading(column[0]) for column in spread.columns]
    if any(len(column) > 1 for column in spread.columns) or any(a == b for a, b in pairwise(heads)):
        return False
    floor = floor_of(spread, grids)
    if _has_own_captions(spread, groups, floor):
        return False
    if isinstance(before, PlacedGrid) and not any(captions_above(groups, spread.top, floor)):
        edges = spread.grids[0].edges
        for grid in spread.grids[1:]:
            edges = joined_edges(edges, grid.edges)
        return are_edges_alike(before.edges, edges)
    return not isinstance(before, Spread) and _has_one_title(spread, groups, floor)


def settled(
    grids: Sequence[PlacedGrid], groups: Sequence[Group], before: Spread | PlacedGrid | None, is_upright: bool
) -> tuple[list[PlacedGrid], list[Spread]]:
    """The grids of a page with the lists of one table joined, and the tables of their own beside each other.

    Args:
        grids: all grids of the page.
        groups: the lines outside them, from the top down.
        before: the grid, or the tables beside each other, that ends the page before: they may go on here.
        is_upright: whether the page is shown as it is read.
    """
    found: list[PlacedGrid] = list(grids)
    spreads = []
    for spread in spreads_of(grids):
        if _is_one(spread, groups, grids, before):
            whole = spread.columns[0][0]
            for column in spread.columns[1:]:
                whole = joined_lists(whole, column[0], is_upright)
            found = [grid for grid in found if not any(grid is own for own in spread.grids)] + [whole]
        else:
            is_captioned = _has_own_captions(spread, groups, floor_of(spread, grids))
            spreads.append(replace(spread, is_captioned=is_captioned))
    return found, _stacked(spreads, groups, grids)


def _stacked(spreads: Sequence[Spread], groups: Sequence[Group], grids: Sequence[PlacedGrid]) -> list[Spread]:
    """The spreads of a page, those that stand below each other in the same columns as one."""
    found: list[Spread] = []
    for spread in spreads:
        above = found[-1] if found else None
        if above is None or not spread.is_captioned or not _is_below(spread, above, groups, grids):
            found.append(spread)
            continue
        columns = tuple((*a, *b) for a, b in zip(above.columns, spread.columns, strict=True))
        found[-1] = replace(above, columns=columns)
    return found


def _is_below(spread: Spread, above: Spread, groups: Sequence[Group], grids: Sequence[PlacedGrid]) -> bool:
    """Whether a spread has the columns of another one above it, and nothing between them stands over several."""
    if len(spread.columns) != len(above.columns):
        return False
    for x, left, right in zip(above.cuts, spread.columns, spread.columns[1:], strict=False):
        if not reach_of(left)[1] - OVERLAP <= x <= reach_of(right)[0] + OVERLAP:
            return False
    between = [group for group in groups if above.bottom <= group[0][0].baseline <= spread.top]
    others = [g for g in grids if above.bottom <= g.box[1] and g.box[3] <= spread.top]
    return not others and all(cut_at(group, x, touching=True) for group in between for x in above.cuts)


def are_edges_alike(edges: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two grids have the same columns."""
    pairs = zip(edges, others, strict=False)
    return len(edges) == len(others) and all(abs(a - b) <= OVERLAP for a, b in pairs)


def goes_on(before: Spread | None, spread: Spread) -> bool:
    """Whether the tables beside each other on one page have the columns of those of the page before."""
    if before is None or len(before.columns) != len(spread.columns):
        return False
    pairs = zip(before.columns, spread.columns, strict=True)
    return all(are_edges_alike(upper[-1].edges, lower[0].edges) for upper, lower in pairs)
