"""A picture of a page → its glyphs and rules: grid first, then the text of each cell, then what stands outside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from yusuan.reading.ocr_lines import InkBox, free_lines, lines_in, text_size, without_specks
from yusuan.reading.ocr_picture import POINT, Picture
from yusuan.reading.ocr_recogniser import Sign, recognise
from yusuan.reading.ocr_rules import Ruled, ruled
from yusuan.reading.ocr_skew import ink_of, skew_of, turned
from yusuan.reading.pdf_lattice import Lattice, lattice_of
from yusuan.reading.pdf_page import Glyph
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_rules import rulings

_TALL, _LOW = 0.94, 0.74
"""The height of the ink of a line as a share of the size of its text: with ideographs, and of digits alone."""
_ROOM = 0.16
"""Of the size of the text: how much paper a line takes with it above and below."""
_INSET = 2
_FAINT = 12
"""Shades by which a thin stroke is darker than the paper, averaged over its width."""
_SAMPLE, _SAMPLE_WIDTH = 10, 400
_UNSURE = 0.9
_BLANK_LINE = 0.5
"""Characters for which ink counts that is no text: dust is no matter, but a page of nothing else was not read."""
_SURE = 0.8
"""Mean confidence of a sample: text on its side or on its head gives less."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read in a picture, in points from the top left of the page once it was turned by ``turn`` quarters with
    the clock, then by ``skew`` degrees against it; ``confidence`` is the mean over its characters."""

    glyphs: tuple[Glyph, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    turn: int
    skew: float
    confidence: float


@dataclass(frozen=True, slots=True)
class _TextLine:
    """A line to be recognised: its ink, and the size of the text around it in pixels."""

    box: InkBox
    size: float
    room: tuple[int, int]
    """Where its cell begins and ends."""


def _cell_boxes(lattices: Sequence[Lattice], shape: tuple[int, ...]) -> Iterator[InkBox]:
    """The cells of all lattices in pixels."""
    for lattice in lattices:
        for cell in lattice.cells:
            x0, top, x1, bottom = (round(value * POINT) for value in cell.box)
            box = InkBox(
                max(0, x0 + _INSET), max(0, top + _INSET), min(shape[1], x1 - _INSET), min(shape[0], bottom - _INSET)
            )
            if box.x1 > box.x0 and box.bottom > box.top:
                yield box


def _lines(ink: Picture, found: Ruled) -> list[_TextLine]:
    """Every line of text of a page, those of the cells first."""
    text = without_specks(np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(_grown(found.ink)))))
    size = text_size(text)
    lattices = [lattice for lattice in map(lattice_of, rulings(found.across, found.down)) if lattice is not None]
    lines: list[_TextLine] = []
    free = text.copy()
    # The smaller lattice takes its text first: it may stand in a cell of the larger one.
    for box in sorted(_cell_boxes(lattices, ink.shape), key=lambda box: (box.x1 - box.x0) * box.height):
        lines += [_TextLine(line, size, (box.x0, box.x1)) for line in lines_in(free, box, size)]
        free[box.top : box.bottom, box.x0 : box.x1] = 0
    lines += [_TextLine(line, size, (0, ink.shape[1])) for line in free_lines(free, size)]
    return sorted(lines, key=lambda line: (line.box.top, line.box.x0, line.box.x1))


def _grown(rules: Picture) -> Picture:
    """The ink of rules with its blurred edge."""
    return np.asarray(cv2.dilate(rules, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _with_faint_ends(picture: Picture, line: _TextLine) -> _TextLine:
    """The line with a stroke before or after it that is too thin to count as ink by itself: 一 is nothing else."""
    box, reach = line.box, round(1.1 * line.size)
    before, after = max(line.room[0], box.x0 - reach), min(line.room[1], box.x1 + reach)
    rows = slice(box.top + box.height // 4, box.bottom - box.height // 4)

    def has_stroke(columns: slice) -> bool:
        strip = picture[rows, columns]
        if strip.shape[0] < 2 or strip.shape[1] < 0.5 * line.size:
            return False
        means = strip.mean(axis=1)
        return bool(np.median(means) - means.min() > _FAINT)

    x0 = before if has_stroke(slice(before, box.x0 - 2)) else box.x0
    x1 = after if has_stroke(slice(box.x1 + 2, after)) else box.x1
    return replace(line, box=InkBox(x0, box.top, x1, box.bottom))


def _cut(picture: Picture, line: _TextLine) -> Picture:
    """The picture of one line, on white paper and as high as lines usually are, so that a dash stays a dash."""
    box = line.box
    em = max(line.size, box.height / _TALL)
    room = max(2, round(_ROOM * em))
    height = max(box.height, round(em)) + 2 * room
    cut = np.full((height, box.x1 - box.x0 + 2 * room), 255, dtype=np.uint8)
    top, left = max(0, box.top - 2), max(0, box.x0 - 2)
    part = picture[top : box.bottom + 2, left : box.x1 + 2]
    y, x = (height - part.shape[0]) // 2, (cut.shape[1] - part.shape[1]) // 2
    cut[y : y + part.shape[0], x : x + part.shape[1]] = part
    return cut


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text) in "WF"


def _glyphs(line: _TextLine, signs: Sequence[Sign], cut_width: int, first: int) -> Iterator[Glyph]:
    """The characters of a line with their places, numbered from ``first``; each is in the middle between the edges to
    its neighbours."""
    box = line.box
    tall = any(_is_wide(sign.text) for sign in signs)
    size = box.height / (_TALL if tall else _LOW)
    size = size if tall or box.height >= 0.5 * line.size else line.size
    left = (box.x0 + box.x1 - cut_width) / 2
    middles = [min(max(left + sign.at * cut_width, box.x0 + 1), box.x1 - 1) for sign in signs]
    edges = [float(box.x0), *((a + b) / 2 for a, b in pairwise(middles)), float(box.x1)]
    middle_y = (box.top + box.bottom) / 2
    top, bottom = (middle_y - size / 2) / POINT, (middle_y + size / 2) / POINT
    for n, sign in enumerate(signs):
        if not sign.text.strip():
            continue
        half = size * (0.5 if _is_wide(sign.text) else 0.25)
        x0, x1 = max(edges[n], middles[n] - half), min(edges[n + 1], middles[n] + half)
        yield Glyph(sign.text, x0 / POINT, top, x1 / POINT, bottom, bottom, first + n, sign.confidence)


@dataclass(frozen=True, slots=True)
class _Upright:
    """A picture set upright: the pictures of its lines, and its rules."""

    skew: float
    rules: Ruled
    lines: list[_TextLine]
    cuts: list[Picture]


def _upright(picture: Picture) -> _Upright:
    skew = skew_of(ink_of(picture))
    level = turned(picture, skew)
    ink = ink_of(level)
    rules = ruled(ink)
    level = level.copy()
    level[_grown(rules.ink) > 0] = 255
    lines = [_with_faint_ends(level, line) for line in _lines(ink, rules)]
    return _Upright(skew, rules, lines, [_cut(level, line) for line in lines])


def _sample_confidence(page: _Upright) -> float:
    """How sure the recogniser is of some lines: hardly at all where they stand on their side or on their head."""
    longest = sorted(page.cuts, key=lambda cut: -min(cut.shape[1], _SAMPLE_WIDTH))[:_SAMPLE]
    signs = [sign for line in recognise([cut[:, :_SAMPLE_WIDTH] for cut in longest]) for sign in line]
    return sum(sign.confidence for sign in signs) / len(signs) if signs and len(signs) >= len(longest) else 0.0


def _turned_to_read(picture: Picture) -> tuple[int, _Upright]:
    """The quarter turns with the clock after which the text runs from left to right, and the page so turned."""
    tried: list[tuple[float, int, _Upright]] = []
    for turn in (0, 1, 3, 2):
        page = _upright(np.ascontiguousarray(np.rot90(picture, -turn)))
        confidence = _sample_confidence(page)
        tried.append((confidence, turn, page))
        if confidence >= _SURE or (turn == 0 and not page.lines):
            break
    _, turn, page = max(tried, key=lambda found: found[0])
    return turn, page


def _least(signs: Sequence[Sign]) -> float:
    """The confidence in the least sure character."""
    return min((sign.confidence for sign in signs), default=0.0)


def _recognised(cuts: Sequence[Picture]) -> list[tuple[Sign, ...]]:
    """What lines say. Those that are unsure are looked at again with softer and with stronger contrast, and the surest
    reading holds. Figures are never chosen so: where they differ, the first reading stays, as unsure as it is."""
    found = recognise(cuts)
    unsure = [n for n, signs in enumerate(found) if signs and _least(signs) < _UNSURE]
    for changed in (_softened, _stretched):
        again = recognise([changed(cuts[n]) for n in unsure])
        for n, signs in zip(unsure, again, strict=True):
            if _figures(signs) == _figures(found[n]) and len(signs) >= len(found[n]):
                found[n] = max(found[n], signs, key=_least)
    return found


def _figures(signs: Sequence[Sign]) -> str:
    return "".join(sign.text for sign in signs if sign.text in "0123456789.,")


def _softened(cut: Picture) -> Picture:
    return np.asarray(cv2.GaussianBlur(cut, (3, 3), 0), dtype=np.uint8)


def _stretched(cut: Picture) -> Picture:
    dark, light = float(np.percentile(cut, 1)), float(np.median(cut))
    return np.asarray(np.clip((cut - dark) / max(light - dark, 1.0) * 255, 0, 255), dtype=np.uint8)


def scan(picture: Picture) -> Scan:
    """Read the picture of a page, however it lies."""
    turn, page = _turned_to_read(picture)
    glyphs: list[Glyph] = []
    order = blanks = 0
    for line, cut, signs in zip(page.lines, page.cuts, _recognised(page.cuts), strict=True):
        glyphs += _glyphs(line, signs, cut.shape[1], order)
        order += len(signs) + 2  # two lines never run into each other
        blanks += not signs
    sure = sum(glyph.confidence or 0.0 for glyph in glyphs)
    mean = sure / (len(glyphs) + _BLANK_LINE * blanks) if glyphs else 0.0
    return Scan(tuple(glyphs), page.rules.across, page.rules.down, turn, page.skew, mean)
