"""A picture of a page → its glyphs and rules: grid first, then the text of each cell, then what stands outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from yusuan.reading.ocr_cuts import TextLine, cut_out, glyphs_of, recognised, with_faint_ends
from yusuan.reading.ocr_lines import InkBox, free_lines, lines_in, text_size, without_specks
from yusuan.reading.ocr_picture import POINT, Picture
from yusuan.reading.ocr_recogniser import recognise
from yusuan.reading.ocr_rules import Ruled, ruled
from yusuan.reading.ocr_skew import ink_of, skew_of, turned
from yusuan.reading.pdf_lattice import Lattice, lattice_of
from yusuan.reading.pdf_page import Glyph
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_rules import rulings

_INSET = 2
_SAMPLE, _SAMPLE_WIDTH = 10, 400
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


def _lines(ink: Picture, found: Ruled) -> list[TextLine]:
    """Every line of text of a page, those of the cells first."""
    text = without_specks(np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(_grown(found.ink)))))
    size = text_size(text)
    lattices = [lattice for lattice in map(lattice_of, rulings(found.across, found.down)) if lattice is not None]
    lines: list[TextLine] = []
    free = text.copy()
    # The smaller lattice takes its text first: it may stand in a cell of the larger one.
    for box in sorted(_cell_boxes(lattices, ink.shape), key=lambda box: (box.x1 - box.x0) * box.height):
        lines += [TextLine(line, size, (box.x0, box.x1)) for line in lines_in(free, box, size)]
        free[box.top : box.bottom, box.x0 : box.x1] = 0
    lines += [TextLine(line, size, (0, ink.shape[1])) for line in free_lines(free, size)]
    return sorted(lines, key=lambda line: (line.box.top, line.box.x0, line.box.x1))


def _grown(rules: Picture) -> Picture:
    """The ink of rules with its blurred edge."""
    return np.asarray(cv2.dilate(rules, np.ones((3, 3), np.uint8)), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class _Upright:
    """A picture set upright: the pictures of its lines, and its rules."""

    skew: float
    rules: Ruled
    lines: list[TextLine]
    cuts: list[Picture]


def _upright(picture: Picture) -> _Upright:
    skew = skew_of(ink_of(picture))
    level = turned(picture, skew)
    ink = ink_of(level)
    rules = ruled(ink)
    level = level.copy()
    level[_grown(rules.ink) > 0] = 255
    lines = [with_faint_ends(level, line) for line in _lines(ink, rules)]
    return _Upright(skew, rules, lines, [cut_out(level, line) for line in lines])


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


def scan(picture: Picture) -> Scan:
    """Read the picture of a page, however it lies."""
    turn, page = _turned_to_read(picture)
    glyphs: list[Glyph] = []
    order = blanks = 0
    for line, cut, signs in zip(page.lines, page.cuts, recognised(page.cuts), strict=True):
        glyphs += glyphs_of(line, signs, cut.shape[1], order)
        order += len(signs) + 2  # two lines never run into each other
        blanks += not signs
    sure = sum(glyph.confidence or 0.0 for glyph in glyphs)
    mean = sure / (len(glyphs) + _BLANK_LINE * blanks) if glyphs else 0.0
    return Scan(tuple(glyphs), page.rules.across, page.rules.down, turn, page.skew, mean)
