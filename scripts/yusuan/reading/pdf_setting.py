"""How the texts of a page are set: in which direction, how large, and how far each character goes on.

All of it is told by the file: the matrix of the text, the size of its font and the widths that the file gives. Nothing
comes from outlines, for where a file does not hold its fonts they would be those of another font.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yusuan.reading import pdf_bulk
from yusuan.reading.pdf_bulk import Address

_INVISIBLE = 3
_CLIPPED_ONLY = 7
_MOST_SLANT = math.radians(3)
_ASCENT, _DESCENT = 0.88, 0.12
"""Of the size: how far a character reaches above and below its baseline."""
_IDEOGRAPH, _OTHER = 1.0, 0.5
_FIRST_WIDE = 0x2E80
"""From here on characters are as wide as their font is large."""

Extent = tuple[float, float, float, float]
"""``(left, right, low, high)`` in the coordinates of the page."""


class Setting(NamedTuple):
    """How a text object sets its characters: their direction in quarter turns against the clock, the points by which
    a character as wide as the font goes on, the height of the font in points, and the font."""

    direction: int
    advance: float
    height: float
    font: Address


def _quarter(a: float, b: float) -> int | None:
    """The direction of text in quarter turns, ``None`` when it is slanted (a watermark)."""
    if b == 0 and a > 0:
        return 0
    angle = math.atan2(b, a)
    quarter = round(angle / (math.pi / 2))
    return quarter % 4 if abs(angle - quarter * math.pi / 2) <= _MOST_SLANT else None


def settings_of(text_page: Address, objects: Sequence[Address | None]) -> Mapping[Address | None, Setting]:
    """How each of the text objects that draw the characters of a page sets them; those that are hidden or slanted are
    left out.

    Args:
        text_page: pdfium's text of the page.
        objects: the text object of each character.
    """
    first = {drawn: n for n, drawn in reversed(list(enumerate(objects))) if drawn}
    texts = list(first)
    found: dict[Address | None, Setting] = {}
    told = zip(
        texts,
        pdf_bulk.char_matrices(text_page, list(first.values())),
        pdf_bulk.font_sizes(texts),
        pdf_bulk.fonts(texts),
        pdf_bulk.render_modes(texts),
        strict=True,
    )
    for drawn, (a, b, c, d, _, _), size, font, mode in told:
        if mode in (_INVISIBLE, _CLIPPED_ONLY):
            continue
        if size < 0:
            a, b, size = -a, -b, -size
        direction, along = _quarter(a, b), math.hypot(a, b)
        if direction is not None and along:
            found[drawn] = Setting(direction, along * size, abs(a * d - b * c) / along * size, font or 0)
    return found


def extent(origin: tuple[float, float], setting: Setting, width: float) -> Extent:
    """The box of a character: from its origin as far as it goes on, above and below its baseline as fonts usually
    reach."""
    x, y = origin
    on, up, down = width * setting.advance, _ASCENT * setting.height, _DESCENT * setting.height
    if setting.direction == 0:
        return x, x + on, y - down, y + up
    if setting.direction == 1:
        return x - up, x + down, y, y + on
    if setting.direction == 2:
        return x - on, x, y - up, y + down
    return x - down, x + up, y - on, y


class Widths:
    """How far characters go on, in sizes of their font; what a file does not say is the usual."""

    def __init__(self) -> None:
        self._known: dict[tuple[Address, str | int], float] = {}

    def of(self, font: Address, character: str | int) -> float:
        """The width of a character of a font, given as text or as its code."""
        known = self._known.get((font, character))
        if known is None:
            code = character if isinstance(character, int) else ord(character)
            usual = _IDEOGRAPH if code >= _FIRST_WIDE else _OTHER
            known = self._known[font, character] = pdf_bulk.glyph_width(font, code) or usual
        return known
