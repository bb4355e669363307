"""Lattice and glyphs → grid: the text of a merged cell stands in its first row and column, blanks in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.reading.document import Grid, GridCell, Location
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_lattice import Lattice
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_text import join_lines, lines_of

_TOUCHING = 0.12
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
    """Whether two glyphs are one run of text that a rule cuts: no gap, neighbours in the order of the page."""
    size = max(before.bottom - before.top, before.x1 - before.x0)
    return (
        after.order - before.order == 1
        and abs(after.baseline - before.baseline) < 0.1 * size
        and -0.5 * size < after.x0 - before.x1 < _TOUCHING * size
    )


def _settled(run: list[int], glyphs: Sequence[Glyph], owners: list[int]) -> None:
    """Give a run of text that spreads over several cells to one: numbers are set to the right, words to the left."""
    numeric = all(glyphs[n].text in "0123456789.,-" for n in run)
    owner = owners[run[-1] if numeric else run[0]]
    if owner >= 0:
        for n in run:
            owners[n] = owner


def owners_of(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[int]:
    """The number of the cell that holds each glyph, -1 for those outside."""
    owners = [lattice.cell_at((g.x0 + g.x1) / 2, (g.top + g.bottom) / 2) for g in glyphs]
    run: list[int] = []
    for n, glyph in enumerate(glyphs):
        if run and owners[n] >= 0 and _overflows(glyphs[run[-1]], glyph):
            run.append(n)
            continue
        if len({owners[m] for m in run}) > 1:
            _settled(run, glyphs, owners)
        run = [n] if owners[n] >= 0 else []
    if len({owners[m] for m in run}) > 1:
        _settled(run, glyphs, owners)
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
    for cell, glyphs in zip(lattice.cells, held, strict=True):
        location = Location(page=page.number, box=page.box(cell.box))
        for r in range(cell.row, cell.row_end):
            for c in range(cell.column, cell.column_end):
                rows[r][c] = GridCell("", location)
        if glyphs:
            lines = lines_of(glyphs)
            text, confidence = join_lines([line.text for line in lines]), _confidence(glyphs)
            rows[cell.row][cell.column] = GridCell(text, location, confidence)
            if cell.row_end == height and cell.box[2] - lines[-1].box[2] < _FULL * lines[-1].size:
                full.add(cell.column)
    return PlacedGrid(Grid(tuple(map(tuple, rows)), blank.location), lattice.box, lattice.edges, frozenset(full))
