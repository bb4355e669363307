"""Join the grids of one printed table that page breaks have cut apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.reading.document import Block, Grid
from yusuan.recognition.labels import flatten

_MOST_DIFFERENT_WIDTH = 1


def _texts(row: Sequence[object]) -> list[str]:
    return [flatten(getattr(cell, "text", "")) for cell in row]


def _continues(above: Grid, below: Grid) -> bool:
    return abs(len(above.rows[-1]) - len(below.rows[0])) <= _MOST_DIFFERENT_WIDTH


def joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with each grid that follows another without a word between joined to it; a header that is repeated
    at the top of the continuation is left out."""
    pending: Grid | None = None
    for block in blocks:
        if isinstance(block, Grid) and pending is not None and _continues(pending, block):
            repeated = _texts(pending.rows[0]) == _texts(block.rows[0])
            pending = Grid(pending.rows + block.rows[1 if repeated else 0 :], pending.location)
            continue
        if pending is not None:
            yield pending
            pending = None
        if isinstance(block, Grid):
            pending = block
        else:
            yield block
    if pending is not None:
        yield pending
