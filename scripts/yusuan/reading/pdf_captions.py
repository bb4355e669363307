"""Captions that each page of a table repeats, with its header: they are no part of the text between two tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_layout import PageLayout
from yusuan.reading.pdf_text import Line

_SAME_EDGE = 4.0
_FEWEST_LINES = 2
"""One line alone may be the unit of measure, which other tables print too."""


def _same_head(above: PlacedGrid, below: PlacedGrid) -> bool:
    """Whether two grids have the same columns and the same first row."""
    if len(above.edges) != len(below.edges):
        return False
    if any(abs(a - b) > _SAME_EDGE for a, b in zip(above.edges, below.edges, strict=True)):
        return False
    first, repeated = ([cell.text for cell in grid.grid.rows[0]] for grid in (above, below))
    return first == repeated and any(first)


def _caption(parts: Sequence[Line | PlacedGrid], at: int) -> list[str]:
    """The lines straight above a grid, from the top down."""
    texts: list[str] = []
    while at > 0:
        at -= 1
        part = parts[at]
        if isinstance(part, PlacedGrid):
            break
        texts.insert(0, part.text)
    return texts


def without_repeated_captions(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages without the lines above a grid that say again what stands above the grid that ends the page before."""
    kept = list(layouts[:1])
    for before, layout in pairwise(layouts):
        first = next((n for n, part in enumerate(layout.parts) if isinstance(part, PlacedGrid)), 0)
        above, below = before.parts[-1] if before.parts else None, layout.parts[first] if layout.parts else None
        repeats = (
            first >= _FEWEST_LINES
            and isinstance(above, PlacedGrid)
            and isinstance(below, PlacedGrid)
            and _caption(before.parts, len(before.parts) - 1)[-first:] == _caption(layout.parts, first)
            and _same_head(above, below)
        )
        kept.append(replace(layout, parts=layout.parts[first:]) if repeats else layout)
    return kept
