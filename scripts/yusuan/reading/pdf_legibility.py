"""Whether the text of a PDF is text: fonts without a table of characters give garbage that looks like words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from yusuan.reading.pdf_page import Glyph, PageContent

_MOST_UNREADABLE = 0.2
_OF_NUMBERS = frozenset("0123456789.,-%()")
_FEWEST_GLYPHS, _FEWEST_SIGNS = 20, 5
_EXPECTED = (
    (0x20, 0x250),
    (0x370, 0x460),
    (0x2000, 0x2C00),
    (0x2E80, 0x3130),
    (0x31C0, 0xA000),
    (0xF900, 0xFB00),
    (0xFE10, 0xFE70),
    (0xFF00, 0xFFF0),
    (0x20000, 0x33480),
)
"""Blocks of characters that a Chinese document prints: Latin, Greek, Cyrillic, signs, ideographs and their forms."""


@cache
def _is_expected(character: str) -> bool:
    code = ord(character)
    return any(first <= code < end for first, end in _EXPECTED)


def _share(glyphs: Sequence[Glyph]) -> float:
    counted = Counter(glyph.text for glyph in glyphs)
    words = {text: count for text, count in counted.items() if text not in _OF_NUMBERS}
    strange = sum(count for text, count in words.items() if not _is_expected(text[0]))
    return strange / max(sum(words.values()), _FEWEST_GLYPHS)


def is_unreadable(page: PageContent) -> bool:
    """Whether so much of a page has no known character that the rest cannot be trusted."""
    if len(page.glyphs) < _FEWEST_GLYPHS:
        # A few signs (a bullet, a seal) may be unknown; a whole line, or text without any character, may not.
        return page.unreadable == 1.0 and not 0 < len(page.glyphs) < _FEWEST_SIGNS
    return max(page.unreadable, _share(page.glyphs)) > _MOST_UNREADABLE
