"""A page's content → its parts in reading order: free lines of text, and grids."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_grid import PlacedGrid, grid_of, owners_of
from yusuan.reading.pdf_lattice import lattice_of
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_rules import rulings
from yusuan.reading.pdf_text import Line, pieces_of

_SAME_HEIGHT = 5.0


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The parts of a page from the top down, with the page they stand on."""

    page: PageContent
    parts: tuple[Line | PlacedGrid, ...]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def lay_out(page: PageContent) -> PageLayout:
    """The grids of a page, and the lines of what stands outside them. A frame with one column holds free lines."""
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
    parts: list[Line | PlacedGrid] = [*pieces_of(free), *grids]
    parts.sort(key=lambda part: (round(part.box[1] / _SAME_HEIGHT), part.box[0]))
    # The glyphs have done their work; a long document would fill the memory with them.
    return PageLayout(page.blank(), tuple(parts))
