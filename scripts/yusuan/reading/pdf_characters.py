"""The printed characters of a page as pdfium tells them, without those that are hidden or slanted."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading import pdf_bulk
from yusuan.reading.pdf_bulk import Address
from yusuan.reading.pdf_paths import Drawn
from yusuan.reading.pdf_radicals import plain_character
from yusuan.reading.pdf_setting import Extent, Widths, extent, settings_of

_SAMPLE = 30
_FEWEST_TEXTS = 3
_OF_NUMBERS = frozenset("0123456789.,-%()")
_FEWEST_OF_WORDS = 8
_BULLETS = frozenset(map(chr, range(0xF000, 0xF100))) - frozenset(map(chr, range(0xF030, 0xF03A)))
"""The signs of fonts that have no letters, without those that stand where digits do."""
_WHITE = frozenset(map(chr, (*range(0x21), 0xA0, 0xAD, 0x200B, 0x3000, 0xFEFF)))


@dataclass(frozen=True, slots=True)
class Characters:
    """The visible characters of a page in the order of its text.

    ``places`` are their numbers in that order, white space counted too; ``origins`` are points on their baselines, in
    the page's own coordinates, and ``directions`` theirs in quarter turns against the clock. ``unreadable`` is the
    share of them that have no known character, by a sample, ``unknown`` their number. ``runs`` are the same for what
    is drawn together.
    """

    texts: Sequence[str]
    places: Sequence[int]
    boxes: Sequence[Extent]
    runs: Sequence[int | None]
    origins: Sequence[tuple[float, float]]
    directions: Sequence[int]
    unreadable: float
    unknown: int = 0

    @property
    def turn(self) -> int | None:
        """The direction of most of them, ``None`` when there are none."""
        return Counter(self.directions).most_common(1)[0][0] if self.directions else None


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


def _count_unknown(text_page: Address, texts: Sequence[str], places: Sequence[int]) -> int:
    """How many characters have no known meaning. Bullets have none, either: they stay as they are."""
    errors = pdf_bulk.have_map_errors(text_page, places)
    lost = {text for text in set(texts) if is_unknown(text[0]) and text not in _BULLETS}
    return sum(text in lost or error for text, error in zip(texts, errors, strict=True))


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
    found = pdf_bulk.characters(text_page, count)
    objects = pdf_bulk.char_objects(text_page, count)
    settings = settings_of(text_page, objects)
    shown = [(n, text) for n, text in zip(*_visible(text_page, found), strict=True) if objects[n] in settings]
    places, texts = [n for n, _ in shown], [text for _, text in shown]
    runs = [objects[n] for n in places]
    own = [settings[run] for run in runs]
    all_origins, widths = list(pdf_bulk.char_origins(text_page, count)), Widths()
    origins = [all_origins[n] for n in places]
    boxes = [
        extent(origin, setting, widths.of(setting.font, found[n]))
        for n, origin, setting in zip(places, origins, own, strict=True)
    ]
    directions = [setting.direction for setting in own]
    unreadable, unknown = _unreadable(text_page, texts, places), _count_unknown(text_page, texts, places)
    return Characters(texts, places, boxes, runs, origins, directions, unreadable, unknown)
