"""Lattice and glyphs → grid: the text of a merged cell stands in its first row and column, blanks in the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.reading.document import Grid, GridCell, Location
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_lattice import Lattice
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_text import join_lines, lines_of

_TOUCHING, _KERNED = 0.12, 0.6
_FULL = 1.3
"""Of the size of the glyphs: a line that ends nearer to the edge of its cell than this had no room for another."""


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid, its box as read, the edges of its columns in points from the left, and the columns of its last row whose
    text fills its last line, so that it may go on; whether rules part its columns."""

    grid: Grid
    box: Box
    edges: tuple[float, ...]
    full: frozenset[int]
    is_ruled: bool = True


def _overflows(before: Glyph, after: Glyph) -> bool:
    """Whether two glyphs are one run of text that a rule cuts: neighbours in the order of the page, drawn together or
    with no gap."""
    if after.order - before.order != 1:
        return False
    size = max(before.bottom - before.top, before.x1 - before.x0)
    gap = _KERNED if before.run and before.run == after.run else _TOUCHING
    return abs(after.baseline - before.baseline) < 0.1 * size and -0.5 * size < after.x0 - before.x1 < gap * size


def _settled(glyphs: Sequence[Glyph], owners: list[int], start: int, end: int) -> None:
    """Give a run of text that spreads over several cells to one: numbers are set to the right, words to the left. What
    is wider than the table belongs to the cell where the rest of it stands."""
    numeric = all(glyph.text in "0123456789.,-" for glyph in glyphs[start:end])
    held = [owner for owner in owners[start:end] if owner >= 0]
    owners[start:end] = [held[-1] if numeric else held[0]] * (end - start)


def owners_of(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[int]:
    """The number of the cell that holds each glyph, -1 for those outside."""
    # A border of slots without a cell, so that every place has a slot.
    outside = [-1] * (len(lattice.xs) + 1)
    slots, xs, ys = [outside, *([-1, *row, -1] for row in lattice.owner), outside], lattice.xs, lattice.ys
    owners = [slots[bisect_right(ys, (g[2] + g[4]) / 2)][bisect_right(xs, (g[1] + g[3]) / 2)] for g in glyphs]
    cuts = [n for n, (before, after) in enumerate(pairwise(owners), start=1) if before != after]
    done = 0
    for n in cuts:
        if n < done or not _overflows(glyphs[n - 1], glyphs[n]):
            continue
        start, end = n - 1, n + 1
        while start > 0 and _overflows(glyphs[start - 1], glyphs[start]):
            start -= 1
        while end < len(glyphs) and _overflows(glyphs[end - 1], glyphs[end]):
            end += 1
        _settled(glyphs, owners, start, end)
        done = end
    return owners


def _confidence(glyphs: Sequence[Glyph]) -> float | None:
    """That of the least sure glyph, ``None`` where the file says what they are."""
    return min((glyph.confidence for glyph in glyphs if glyph.confidence is not None), default=None)


def grid_of(lattice: Lattice, page: PageContent, held: Sequence[list[Glyph]]) -> PlacedGrid:
    """The grid of a lattice.

    Args:
        held: the glyphs of each cell, by its number.
    """
    height = max(cell.row_end for cell in lattice.cells)
    width = max(cell.column_end for cell in lattice.cells)
    blank = GridCell("", Location(page=page.number, box=page.box(lattice.box)))
    rows = [[blank] * width for _ in range(height)]
    full = set()
    shared: dict[float, float] = {}
    for cell, glyphs in zip(lattice.cells, held, strict=True):
        x0, top, x1, bottom = (shared.setdefault(at, at) for at in page.box(cell.box))
        location = Location(page=page.number, box=(x0, top, x1, bottom))
        empty = GridCell("", location)
        for r in range(cell.row, cell.row_end):
            for c in range(cell.column, cell.column_end):
                rows[r][c] = empty
        if glyphs:
            lines = lines_of(glyphs)
            text, confidence = join_lines([line.text for line in lines]), _confidence(glyphs)
            rows[cell.row][cell.column] = GridCell(text, location, confidence)
            if cell.row_end == height and cell.box[2] - lines[-1].box[2] < _FULL * lines[-1].size:
                full.add(cell.column)
    return PlacedGrid(Grid(tuple(map(tuple, rows)), blank.location), lattice.box, lattice.edges, frozenset(full))
