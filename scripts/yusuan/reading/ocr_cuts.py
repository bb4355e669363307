"""Lines of text in a picture: each cut out, recognised, and its characters put back in their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from yusuan.reading.ocr_lines import InkBox
from yusuan.reading.ocr_picture import POINT, Picture
from yusuan.reading.ocr_recogniser import Sign, recognise
from yusuan.reading.pdf_page import Glyph

_TALL, _LOW = 0.94, 0.74
"""The height of the ink of a line as a share of the size of its text: with ideographs, and of digits alone."""
_ROOM = 0.16
"""Of the size of the text: how much paper a line takes with it above and below."""
_FAINT = 12
"""Shades by which a thin stroke is darker than the paper, averaged over its width."""
_UNSURE = 0.9
_FIGURES = frozenset("0123456789.,")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line to be recognised: its ink, and the size of the text around it in pixels."""

    box: InkBox
    size: float
    room: tuple[int, int]
    """Where its cell begins and ends."""


def with_faint_ends(picture: Picture, line: TextLine) -> TextLine:
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


def cut_out(picture: Picture, line: TextLine) -> Picture:
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


def _least(signs: Sequence[Sign]) -> float:
    """The confidence in the least sure character."""
    return min((sign.confidence for sign in signs), default=0.0)


def recognised(cuts: Sequence[Picture]) -> list[tuple[Sign, ...]]:
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
    return "".join(sign.text for sign in signs if sign.text in _FIGURES)


def _softened(cut: Picture) -> Picture:
    return np.asarray(cv2.GaussianBlur(cut, (3, 3), 0), dtype=np.uint8)


def _stretched(cut: Picture) -> Picture:
    dark, light = float(np.percentile(cut, 1)), float(np.median(cut))
    return np.asarray(np.clip((cut - dark) / max(light - dark, 1.0) * 255, 0, 255), dtype=np.uint8)


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text) in "WF"


def glyphs_of(line: TextLine, signs: Sequence[Sign], cut_width: int, first: int) -> Iterator[Glyph]:
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
