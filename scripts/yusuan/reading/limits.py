"""How much a document may hold: many times what any disclosure does, and what can still be looked through."""

from __future__ import annotations

from collections.abc import Iterable, Sized

from yusuan.errors import InputError
from yusuan.reading.document import Block, Grid

MOST_PAGES = 2_000
MOST_BLOCKS = 50_000
"""Paragraphs and grids."""
MOST_CELLS = 500_000
"""Cells of all grids, blank ones included."""
MOST_CHARACTERS = 3_000_000
LONGEST_TEXT = 200_000
"""Characters of one paragraph or cell."""


def _too_much(number: int, most: int, what: str, label: str) -> InputError:
    return InputError(f"{label}: holds {number} {what}, more than any disclosure ({most}); give one disclosure")


def check_count(blocks: Sized, label: str) -> None:
    """Refuse a document while it is read, before its many blocks fill the memory.

    Raises:
        InputError: there are too many.
    """
    if len(blocks) > MOST_BLOCKS:
        raise _too_much(len(blocks), MOST_BLOCKS, "paragraphs and tables", label)


def check_lines(content: bytes, label: str) -> None:
    """Refuse a text by its lines and tabs, before it is taken apart.

    Raises:
        InputError: there are too many.
    """
    for mark, what in ((b"\n", "lines"), (b"\t", "cells")):
        if content.count(mark) > MOST_CELLS:
            raise _too_much(content.count(mark), MOST_CELLS, what, label)


def check_size(blocks: Iterable[Block], label: str) -> None:
    """Refuse what is too large to be a disclosure.

    Raises:
        InputError: the document has too many paragraphs, cells or characters, or one text that is far too long.
    """
    count = cells = characters = longest = 0
    for block in blocks:
        texts = [cell.text for row in block.rows for cell in row] if isinstance(block, Grid) else [block.text]
        count += 1
        cells += len(texts) if isinstance(block, Grid) else 0
        characters += sum(map(len, texts))
        longest = max(longest, *map(len, texts), 0)
    found = (
        (count, MOST_BLOCKS, "paragraphs and tables"),
        (cells, MOST_CELLS, "cells"),
        (characters, MOST_CHARACTERS, "characters"),
        (longest, LONGEST_TEXT, "characters in one paragraph or cell"),
    )
    for number, most, what in found:
        if number > most:
            raise _too_much(number, most, what, label)
