"""How much a document may hold: many times what any disclosure does, and what can still be looked through."""

from __future__ import annotations

import re
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
MOST_DIGITS = 1_000
"""Digits of one number: far more than any amount has, and fewer than Python refuses to turn into text."""
_LONG_NUMBER = re.compile(rf"(?<![\d,，])(?:[,，]*+\d){{{MOST_DIGITS + 1}}}")
_HALF = re.compile("[\ud800-\udfff]")


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


def _texts(block: Block) -> list[str]:
    return [cell.text for row in block.rows for cell in row] if isinstance(block, Grid) else [block.text]


def check_characters(blocks: Iterable[Block], label: str) -> None:
    """Refuse what no disclosure prints and nothing can hold: a number without end, half of a character (UTF-16 writes
    some in two halves; a damaged file may have one alone).

    Raises:
        InputError: there is such a text.
    """
    for text in (text for block in blocks for text in _texts(block)):
        number = _LONG_NUMBER.search(text)
        if number:
            raise InputError(
                f"{label}: holds a number of more than {MOST_DIGITS} digits, “{number[0][:12]}…”, which is no amount; "
                "correct it there and save it again"
            )
        half = _HALF.search(text)
        if half:
            near = text[max(half.start() - 10, 0) : half.end() + 10]
            raise InputError(f"{label}: holds half of a character, in “{near}”; correct it there and save it again")


def check_size(blocks: Iterable[Block], label: str) -> None:
    """Refuse what is too large to be a disclosure.

    Raises:
        InputError: the document has too many paragraphs, cells or characters, or one text that is far too long.
    """
    count = cells = characters = longest = 0
    for block in blocks:
        texts = _texts(block)
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
