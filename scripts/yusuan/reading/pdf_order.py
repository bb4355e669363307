"""The order in which the parts of a page with tables beside each other are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_halves import OVERLAP, Group, cut_at
from yusuan.reading.pdf_spread import Spread, floor_of, reach_of
from yusuan.reading.pdf_text import Line

Part = Line | PlacedGrid


def _cut(groups: Sequence[Group], x: float, touching: bool) -> list[Group]:
    found: list[Group] = []
    for group in groups:
        found += [(half, group[1]) for half in cut_at(group, x, touching=touching) or (group[0],) if half]
    return found


def cut_groups(groups: Sequence[Group], spreads: Sequence[Spread], grids: Sequence[PlacedGrid]) -> list[Group]:
    """The lines of a page, those over and beside tables side by side cut where these are parted."""
    found: list[Group] = []
    for group in groups:
        pieces = [group]
        for spread in spreads:
            if spread.is_captioned and floor_of(spread, grids) <= group[0][0].baseline:
                for x, left, right in zip(spread.cuts, spread.columns, spread.columns[1:], strict=False):
                    pieces = _cut(pieces, x, reach_of(right)[0] - reach_of(left)[1] <= OVERLAP)
        found += pieces
    return found


def _column(part: Part, cuts: Sequence[float]) -> int | None:
    """The column of a spread in which a line or a grid stands, ``None`` when it stands over two."""
    inside = [
        n
        for n, (a, b) in enumerate(pairwise((float("-inf"), *cuts, float("inf"))))
        if part.box[0] < b and part.box[2] > a
    ]
    return inside[0] if len(inside) == 1 else None


def ordered(parts: Sequence[Part], spreads: Sequence[Spread]) -> list[Part]:
    """The parts of a page, which come from the top down, with tables beside each other one after the other, each with
    the lines that stand over, in and below it."""
    kept = list(parts)
    for spread in spreads:
        own = {id(grid) for grid in spread.grids}
        at = [n for n, part in enumerate(kept) if id(part) in own]
        first, last = at[0], at[-1]

        def belongs(part: Part, spread: Spread = spread) -> bool:
            return spread.is_captioned and isinstance(part, Line) and _column(part, spread.cuts) is not None

        while first > 0 and belongs(kept[first - 1]):
            first -= 1
        while last + 1 < len(kept) and belongs(kept[last + 1]):
            last += 1
        inner = kept[first : last + 1]
        columns = [_column(part, spread.cuts) or 0 for part in inner]
        kept[first : last + 1] = [
            part for n in range(len(spread.columns)) for part, column in zip(inner, columns, strict=True) if column == n
        ]
    return kept
