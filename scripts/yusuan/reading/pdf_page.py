"""One PDF page as pdfium gives it: its glyphs and its ruled lines, turned so that the text reads from left to right.

Coordinates are points from the top left of the turned page. The only module that calls pdfium for a page.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading.pdf_frame import Box, Frame
from yusuan.reading.pdf_paths import Drawn, drawn_objects, rules_of
from yusuan.reading.pdf_radicals import plain_character

_INVISIBLE = 3
_CLIPPED_ONLY = 7
_MOST_SLANT = math.radians(3)
_SAMPLE_STEP = 7
_PRINTED = 0x21
_FEWEST_TEXTS = 3
_WHITE = frozenset((0xA0, 0xAD, 0x200B, 0x3000, 0xFEFF))


class Glyph(NamedTuple):
    """One printed character: its text, its box, and the height of the baseline it stands on. ``order`` is its place
    in the page's own order of text; white space is left out and takes a number, so neighbours differ by one.
    ``confidence`` is how sure an optical recogniser is of it, ``None`` where the file says what it is."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    order: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page.

    ``across`` and ``down`` are the horizontal rules as ``(y, x0, x1)`` and the vertical ones as ``(x, top, bottom)``.
    ``unreadable`` is the share of the glyphs that have no known character; ``is_picture`` tells a page that holds
    nothing but an image.
    """

    number: int
    frame: Frame
    displayed: Frame
    glyphs: tuple[Glyph, ...]
    across: tuple[tuple[float, float, float], ...]
    down: tuple[tuple[float, float, float], ...]
    unreadable: float
    is_picture: bool

    def blank(self) -> PageContent:
        """The page with nothing on it."""
        return replace(self, glyphs=(), across=(), down=(), unreadable=0.0)

    def box(self, box: Box) -> Box:
        """A box of the turned page as it stands on the page as displayed, rounded to a hundredth of a point."""
        if self.frame == self.displayed:
            x0, top, x1, bottom = box
        else:
            x0, top, x1, bottom = self.displayed.box(*self.frame.user_box(box))
        return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def _quarter(a: float, b: float) -> int | None:
    """The direction of text in quarter turns, ``None`` when it is slanted (a watermark)."""
    if b == 0 and a > 0:
        return 0
    angle = math.atan2(b, a)
    quarter = round(angle / (math.pi / 2))
    return quarter % 4 if abs(angle - quarter * math.pi / 2) <= _MOST_SLANT else None


def _text_directions(drawn: Drawn) -> tuple[Counter[int | None], bool]:
    """The directions of the text objects of a page, and whether each character must be asked for its own (text that
    is hidden or slanted stands among the rest)."""
    directions: Counter[int | None] = Counter()
    mixed = drawn.has_forms
    matrix = raw.FS_MATRIX()
    for text in drawn.texts:
        raw.FPDFPageObj_GetMatrix(text, matrix)
        directions[_quarter(matrix.a, matrix.b)] += 1
        mixed = mixed or raw.FPDFTextObj_GetTextRenderMode(text) in (_INVISIBLE, _CLIPPED_ONLY)
    return directions, mixed or len(directions) > 1


_Printed = tuple[str, int, float, float, float, float, float, float, int]
"""A character in the page's own coordinates, before the page is turned: text, order, left, low, right, high, x and y of
its origin, direction. A plain tuple, for there are many."""


def _direction(text_page: ctypes._Pointer, n: int) -> int | None:  # type: ignore[type-arg]
    """The direction of one character, ``None`` when it is slanted or not shown."""
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text_page, n))
    if mode in (_INVISIBLE, _CLIPPED_ONLY):
        return None
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, n, matrix)
    return _quarter(matrix.a, matrix.b)


def _printed(text_page: ctypes._Pointer, usual: int | None) -> list[_Printed]:  # type: ignore[type-arg]
    """The visible characters. ``usual`` is the direction of all of them, ``None`` when each has its own."""
    left, right, low, high, x, y = (ctypes.c_double() for _ in range(6))
    at_left, at_right, at_low, at_high = (ctypes.byref(value) for value in (left, right, low, high))
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    get_unicode, get_box, get_origin = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox, raw.FPDFText_GetCharOrigin
    printed: list[_Printed] = []
    for n in range(raw.FPDFText_CountChars(text_page)):
        code = get_unicode(text_page, n)
        if 0 < code < _PRINTED or code in _WHITE or (code == 0 and raw.FPDFText_IsGenerated(text_page, n)):
            continue
        direction = usual if usual is not None else _direction(text_page, n)
        if direction is None:
            continue
        get_box(text_page, n, at_left, at_right, at_low, at_high)
        get_origin(text_page, n, at_x, at_y)
        text = plain_character(code)
        printed.append((text, n, left.value, low.value, right.value, high.value, x.value, y.value, direction))
    return printed


def _unreadable(text_page: ctypes._Pointer, printed: list[_Printed]) -> float:  # type: ignore[type-arg]
    """The share of a sample of the characters that the font does not map to any known character."""
    sample = printed[::_SAMPLE_STEP] if len(printed) > 20 * _SAMPLE_STEP else printed
    unknown = sum(is_unknown(c[0]) or raw.FPDFText_HasUnicodeMapError(text_page, c[1]) == 1 for c in sample)
    return unknown / len(sample) if sample else 0.0


def _glyphs(printed: list[_Printed], frame: Frame) -> Iterator[Glyph]:
    """The characters that stand on the page, as seen."""
    width, height = frame.size
    for text, order, left, low, right, high, x, y, direction in printed:
        if frame.turn == 0:
            x0, top, x1, bottom = left - frame.left, frame.high - high, right - frame.left, frame.high - low
            baseline = frame.high - y
        elif frame.turn == 1:  # spelt out like the first, for nearly all pages are one of these two
            x0, top, x1, bottom = low - frame.low, left - frame.left, high - frame.low, right - frame.left
            baseline = x - frame.left
        else:
            x0, top, x1, bottom = frame.box(left, low, right, high)
            baseline = frame.point(x, y)[1]
        if 0 <= x0 + x1 <= 2 * width and 0 <= top + bottom <= 2 * height:
            # Text set sideways in a cell has no baseline of its own here.
            yield Glyph(text, x0, top, x1, bottom, baseline if direction == frame.turn else bottom, order)


def is_unknown(character: str) -> bool:
    """Whether a character says that its meaning is lost: a replacement, a private or a control character."""
    code = ord(character)
    return code == 0xFFFD or code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or code >= 0xF0000


def read_page(page: pdfium.PdfPage, number: int) -> PageContent:
    """Read one page.

    Args:
        page: an open pdfium page; it is not closed here.
        number: its number from 1.
    """
    drawn = drawn_objects(page)
    directions, mixed = _text_directions(drawn)
    text_page = page.get_textpage()
    try:
        usual = next(iter(directions)) if directions and not mixed else None
        printed = _printed(text_page.raw, usual)
        # A font of which pdfium knows nothing at all gives no characters.
        silent = len(drawn.texts) >= _FEWEST_TEXTS and raw.FPDFText_CountChars(text_page.raw) == 0
        unreadable = 1.0 if silent else _unreadable(text_page.raw, printed)
    finally:
        text_page.close()
    turns = Counter(c[8] for c in printed).most_common(1)
    rotation = page.get_rotation() // 90
    displayed = Frame(rotation, *page.get_cropbox())
    frame = Frame(turns[0][0], *page.get_cropbox()) if turns else displayed
    glyphs = tuple(_glyphs(printed, frame))
    across, down = rules_of(drawn, frame)
    is_picture = not glyphs and drawn.has_images and not across
    return PageContent(number, frame, displayed, glyphs, across, down, unreadable, is_picture)
