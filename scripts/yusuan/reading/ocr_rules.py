"""Ruled lines in a picture: long straight runs of ink that end at each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from yusuan.reading.ocr_picture import POINT, Picture
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_rules import joined_rules

_SHORTEST = 13.0
_GAP = 7.0
_THICKEST = 4.0
_LONG = 90.0
_MEETS = 5.0
"""All in points. A rule shorter than ``_LONG`` must end at others on both sides: strokes of characters do not."""

_LEAST_INKED, _MOST_BESIDE = 0.75, 0.2
_LEAST_INKED_SHORT, _MOST_BESIDE_SHORT = 0.9, 0.25
"""Shares of the length of a rule: of its own ink, and of ink on the side that has less, or on both."""
_BESIDE = 3
"""Pixels from a rule, where there is paper."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules of a picture in points, horizontal ``(y, x0, x1)`` and vertical ``(x, top, bottom)``, and where their
    ink is (255)."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    ink: Picture


def _runs(ink: Picture) -> Picture:
    """The ink of the long level runs. Noise breaks thin rules, so small gaps in what is long enough are closed."""
    shortest, gap = round(_SHORTEST * POINT), round(_GAP * POINT)
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    bridged = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    long = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    return np.asarray(cv2.morphologyEx(long, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)), dtype=np.uint8)


def _rules(runs: Picture, ink: Picture) -> list[Rule]:
    """The runs as rules in points. A thick one is a filled box and no rule, one with ink on both sides is text."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found = []
    for n, (x, y, width, height, area) in enumerate(boxes[1:].tolist(), start=1):
        if area / width > _THICKEST * POINT:
            continue
        run = labels[y : y + height, x : x + width] == n
        if _is_line(run, ink, x, y):
            found.append(((y + height / 2) / POINT, x / POINT, (x + width) / POINT))
    return found


def _is_line(run: npt.NDArray[np.bool_], ink: Picture, x: int, y: int) -> bool:
    """Whether a run is inked nearly all along and has paper beside it.

    Args:
        run: where it is in the box that starts at ``x``, ``y`` of the page.
    """
    columns = np.flatnonzero(run.any(axis=0))
    first, last = run.argmax(axis=0)[columns], run.shape[0] - 1 - run[::-1].argmax(axis=0)[columns]
    on = np.zeros(len(columns), dtype=bool)
    for step in range(run.shape[0]):
        inside = (first + step) <= last
        on |= inside & (ink[np.minimum(y + first + step, ink.shape[0] - 1), x + columns] > 0)
    above = ink[np.maximum(y + first - _BESIDE, 0), x + columns] > 0
    below = ink[np.minimum(y + last + _BESIDE, ink.shape[0] - 1), x + columns] > 0
    inked, beside = float(on.mean()), sorted((float(above.mean()), float(below.mean())))
    if len(columns) < _LONG * POINT:  # so short that the feet of a few digits look like it
        return inked >= _LEAST_INKED_SHORT and beside[1] <= _MOST_BESIDE_SHORT
    return inked >= _LEAST_INKED and beside[0] <= _MOST_BESIDE


def _meeting(rules: Sequence[Rule], others: Sequence[Rule]) -> list[Rule]:
    """The rules that are long, or end at one of the others on both sides."""

    def meets(at: float, end: float) -> bool:
        return any(abs(o - end) <= _MEETS and s - _MEETS <= at <= e + _MEETS for o, s, e in others)

    return [(at, s, e) for at, s, e in rules if e - s >= _LONG or (meets(at, s) and meets(at, e))]


def _across(picture: Picture) -> Picture:
    """The picture with rows and columns exchanged."""
    return np.ascontiguousarray(picture.T)


def ruled(ink: Picture) -> Ruled:
    """Find the rules of an upright page."""
    level = _runs(ink)
    upright = _across(_runs(_across(ink)))
    across, down = joined_rules(_rules(level, ink)), joined_rules(_rules(_across(upright), _across(ink)))
    before = -1
    while before != len(across) + len(down):
        before = len(across) + len(down)
        down = _meeting(down, across)
        across = _meeting(across, down)
    kept = np.zeros_like(ink)
    for at, start, end in across:
        _paint(kept, at, start, end)
    for at, start, end in down:
        _paint(kept.T, at, start, end)
    return Ruled(tuple(across), tuple(down), np.asarray(cv2.bitwise_and(kept, cv2.bitwise_or(level, upright))))


def _paint(mask: Picture, at: float, start: float, end: float) -> None:
    """Mark a band round a rule: in it, long runs are the rule's ink."""
    reach = _THICKEST / 2 * POINT
    rows = slice(max(0, round(at * POINT - reach)), round(at * POINT + reach) + 1)
    mask[rows, max(0, round(start * POINT) - 2) : round(end * POINT) + 2] = 255
