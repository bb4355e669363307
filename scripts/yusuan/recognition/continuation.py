"""Join the grids of one printed table that page breaks have cut apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from yusuan.reading.document import Block, Grid
from yusuan.recognition.labels import flatten
from yusuan.recognition.numbers import parse_number

_MOST_DIFFERENT_WIDTH = 1


def _texts(row: Sequence[object]) -> list[str]:
    return [flatten(getattr(cell, "text", "")) for cell in row]


def _continues(above: Grid, below: Grid) -> bool:
    return abs(len(above.rows[-1]) - len(below.rows[0])) <= _MOST_DIFFERENT_WIDTH


def _is_words(row: Sequence[object]) -> bool:
    return not any(parse_number(text) for text in _texts(row))


def _repeated(above: Grid, below: Grid) -> int:
    """How many rows at the top of a continuation repeat the header, or the lower rows of it: rows of words that stand
    among the rows of words with which the table begins."""
    header = [_texts(row) for row in takewhile(_is_words, above.rows)]
    return len(list(takewhile(lambda row: _texts(row) in header, below.rows)))


def joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with each grid that follows another without a word between joined to it; a header that is repeated
    at the top of the continuation is left out."""
    pending: Grid | None = None
    for block in blocks:
        if isinstance(block, Grid) and pending is not None and _continues(pending, block):
            pending = Grid(pending.rows + block.rows[_repeated(pending, block) :], pending.location)
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
