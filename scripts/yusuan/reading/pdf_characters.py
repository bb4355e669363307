"""The printed characters of a page as pdfium tells them, without those that are hidden or slanted."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading import pdf_bulk
from yusuan.reading.pdf_bulk import Address
from yusuan.reading.pdf_paths import Drawn, Matrix
from yusuan.reading.pdf_radicals import plain_character

_INVISIBLE = 3
_CLIPPED_ONLY = 7
_MOST_SLANT = math.radians(3)
_SAMPLE = 30
_FEWEST_TEXTS = 3
_OF_NUMBERS = frozenset("0123456789.,-%()")
_FEWEST_OF_WORDS = 8
_WHITE = frozenset(map(chr, (*range(0x21), 0xA0, 0xAD, 0x200B, 0x3000, 0xFEFF)))


@dataclass(frozen=True, slots=True)
class Characters:
    """The visible characters of a page in the order of its text.

    ``places`` are their numbers in that order, white space counted too; ``origins`` are points on their baselines, in
    the page's own coordinates, and ``directions`` theirs in quarter turns against the clock. ``unreadable`` is the
    share of them that have no known character. Of all characters by their places, those left out too: ``boxes`` are
    ``(left, right, low, high)``, and ``runs`` are the same for what is drawn together.
    """

    texts: Sequence[str]
    places: Sequence[int]
    boxes: Sequence[tuple[float, float, float, float]]
    runs: Sequence[int | None]
    origins: Sequence[tuple[float, float]]
    directions: Sequence[int]
    unreadable: float

    @property
    def turn(self) -> int | None:
        """The direction of most of them, ``None`` when there are none."""
        return Counter(self.directions).most_common(1)[0][0] if self.directions else None


def _quarter(a: float, b: float) -> int | None:
    """The direction of text in quarter turns, ``None`` when it is slanted (a watermark)."""
    if b == 0 and a > 0:
        return 0
    angle = math.atan2(b, a)
    quarter = round(angle / (math.pi / 2))
    return quarter % 4 if abs(angle - quarter * math.pi / 2) <= _MOST_SLANT else None


def _usual_direction(drawn: Drawn, matrices: Iterable[Matrix]) -> int | None:
    """The direction of all texts of a page; ``None`` when each must be asked for its own, for they differ, or some are
    hidden, or stand in forms that may be turned."""
    turns = {_quarter(a, b) for a, b in {matrix[:2] for matrix in matrices}}
    hidden = {_INVISIBLE, _CLIPPED_ONLY}.intersection(pdf_bulk.render_modes(drawn.texts))
    return None if drawn.has_forms or hidden or len(turns) != 1 else turns.pop()


def _direction(text_page: Address, n: int) -> int | None:
    """The direction of one character, ``None`` when it is slanted or not shown."""
    page = ctypes.cast(text_page, raw.FPDF_TEXTPAGE)
    if raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(page, n)) in (_INVISIBLE, _CLIPPED_ONLY):
        return None
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, n, matrix)
    return _quarter(matrix.a, matrix.b)


def _directions(text_page: Address, objects: Sequence[Address | None]) -> list[int | None]:
    """The direction of each character, by the object that draws it."""
    first = {drawn: n for n, drawn in reversed(list(enumerate(objects)))}
    by_object = {drawn: None if drawn is None else _direction(text_page, n) for drawn, n in first.items()}
    return [by_object[drawn] for drawn in objects]


def is_unknown(character: str) -> bool:
    """Whether a character says that its meaning is lost: a replacement, a private or a control character."""
    code = ord(character)
    return code == 0xFFFD or code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or code >= 0xF0000


def _unreadable(text_page: Address, texts: Sequence[str], places: Sequence[int]) -> float:
    """The share of a sample of the characters that the font does not map to any known character. Numbers often have a
    font of their own, so where there are words they alone count: with readable numbers garbage looks like a table."""
    page = ctypes.cast(text_page, raw.FPDF_TEXTPAGE)
    printed = list(zip(texts, places, strict=True))
    words = [(text, n) for text, n in printed if text not in _OF_NUMBERS]
    sample = words if len(words) >= _FEWEST_OF_WORDS else printed
    sample = sample[:: max(1, len(sample) // _SAMPLE)]
    unknown = sum(is_unknown(text[0]) or raw.FPDFText_HasUnicodeMapError(page, n) == 1 for text, n in sample)
    return unknown / len(sample) if sample else 0.0


def _visible(text_page: Address, found: str | list[int]) -> tuple[list[int], list[str]]:
    """The places and the texts of the characters that print something."""
    if isinstance(found, str):
        plain = {character: plain_character(ord(character)) for character in set(found) - _WHITE}
        places = [n for n, character in enumerate(found) if character in plain]
        return places, [plain[found[n]] for n in places]
    page = ctypes.cast(text_page, raw.FPDF_TEXTPAGE)
    white = frozenset(map(ord, _WHITE)) - {0}
    places = [
        n for n, code in enumerate(found) if code not in white and (code or not raw.FPDFText_IsGenerated(page, n))
    ]
    return places, [plain_character(found[n]) for n in places]


def read_characters(text_page: Address, drawn: Drawn) -> Characters:
    """The visible characters of a page.

    Args:
        text_page: pdfium's text of the page.
        drawn: its objects.
    """
    count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE))
    # A font of which pdfium knows nothing at all gives no characters.
    if count <= 0:
        return Characters((), (), (), (), (), (), 1.0 if len(drawn.texts) >= _FEWEST_TEXTS else 0.0)
    places, texts = _visible(text_page, pdf_bulk.characters(text_page, count))
    matrices = list(pdf_bulk.object_matrices(drawn.texts))
    usual, objects = _usual_direction(drawn, matrices), pdf_bulk.char_objects(text_page, count)
    directions = [usual] * len(places) if usual is not None else []
    if usual is None:
        all_directions = _directions(text_page, objects)
        kept = [(n, text) for n, text in zip(places, texts, strict=True) if all_directions[n] is not None]
        places, texts = [n for n, _ in kept], [text for _, text in kept]
        directions = [turn for n in places if (turn := all_directions[n]) is not None]
    unreadable = _unreadable(text_page, texts, places)
    origins: Sequence[tuple[float, float]]
    if usual is not None:
        # What is drawn together stands on one baseline, and where that begins is known already.
        begins = dict(zip(drawn.texts, ((matrix[4], matrix[5]) for matrix in matrices), strict=True))
        origins = [begins.get(objects[n] or 0, (0.0, 0.0)) for n in places]
    else:
        all_origins = list(pdf_bulk.char_origins(text_page, count))
        origins = [all_origins[n] for n in places]
    boxes = list(pdf_bulk.char_boxes(text_page, count))
    return Characters(texts, places, boxes, objects, origins, directions, unreadable)
