"""Captions that are printed again where a table goes on: a title, number and unit of measure over every page of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from yusuan.reading.document import Block, Grid, Paragraph
from yusuan.recognition.header_rows import Cells, is_words
from yusuan.recognition.labels import flatten
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import is_money
from yusuan.recognition.parts import with_forms
from yusuan.recognition.titles import caption_height, filled, is_table_number, is_title

Texts = tuple[str, ...]


def _captions(between: Sequence[Paragraph], rows: Sequence[Cells]) -> Texts:
    """The lines above a grid and the captions in its first rows."""
    lines = [flat for line in between if (flat := flatten(line.text))]
    return (*lines, *(text for row in rows[: caption_height(rows)] for _, text in filled(row)))


def _header(rows: Sequence[Cells]) -> tuple[Texts, ...]:
    return tuple(tuple(text for _, text in filled(row)) for row in takewhile(is_words, rows))


def _labels(rows: Sequence[Cells]) -> set[Texts]:
    """What the rows of a body are about: their texts that are no amounts."""
    return {tuple(text for cell in row if (text := flatten(cell.text)) and not is_money(text)) for row in rows} - {()}


class _Above:
    """The table above: its captions, its header, and what its rows so far are about."""

    def __init__(self, grid: Grid, captions: Texts) -> None:
        body = grid.rows[caption_height(grid.rows) :]
        self.part, self.captions, self.header = grid.location.part, captions, _header(body)
        self.labels = _labels(body[len(self.header) :])

    def goes_on(self, other: _Above) -> bool:
        """Whether another grid prints the same captions and header, and other rows: a second table of the form, of
        another unit, has rows of the same labels, or totals at least."""
        own = other.captions
        is_named = any(is_title(text) or is_table_number(text) for text in own)
        is_same = bool(own) and self.captions[-len(own) :] == own and bool(self.header) and self.header == other.header
        return is_named and is_same and self.part == other.part and self.labels.isdisjoint(other.labels)


def without_repeated_captions(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Block]:
    """The blocks without the captions of grids that go on with the table above them under the same captions and the
    same header."""
    above: _Above | None = None
    between: list[Paragraph] = []
    for block, is_form in with_forms(blocks, lexicon):
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        found = None if is_form else _Above(block, _captions(between, block.rows))
        if above is not None and found is not None and above.goes_on(found):
            above.labels |= found.labels
            yield replace(block, rows=block.rows[caption_height(block.rows) :])
        else:
            yield from between
            above = found
            yield block
        between = []
    yield from between
