"""Ink → the boxes of lines of text: within a cell from the top down, on the open page wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from yusuan.reading.ocr_picture import POINT, Picture

_SPECK = 3
"""Pixels in each direction: less is dust, if nothing stands beside it."""
_LEAST_INK = 8
_APART = 2.6
_STACKED = 1.25
"""Of the size of the text: strokes of one line (二) may stand apart, two lines are taller."""
_USUAL = 9.0 * POINT
_SMALLEST, _LARGEST = 5 * POINT, 40 * POINT


@dataclass(frozen=True, slots=True)
class InkBox:
    """A box in pixels, its ends not included."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top


def text_size(ink: Picture) -> float:
    """The usual height of an ideograph in pixels: that of most pieces of ink that could be one."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sides = np.maximum(boxes[1:, cv2.CC_STAT_WIDTH], boxes[1:, cv2.CC_STAT_HEIGHT])
    sides = sides[(sides >= _SMALLEST) & (sides <= _LARGEST)]
    return float(np.percentile(sides, 75)) if len(sides) >= 8 else _USUAL


def without_specks(ink: Picture) -> Picture:
    """The ink without dust."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = (boxes[:, cv2.CC_STAT_WIDTH] < _SPECK) & (boxes[:, cv2.CC_STAT_HEIGHT] < _SPECK)
    small |= boxes[:, cv2.CC_STAT_AREA] < _LEAST_INK - 3
    small[0] = False
    kept = ink.copy()
    kept[small[labels]] = 0
    return kept


def _runs(marked: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marked, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _boxed(ink: Picture, x0: int, top: int, bottom: int) -> InkBox | None:
    """The box of the ink in a band."""
    columns = np.flatnonzero(ink[top:bottom].any(axis=0))
    if not len(columns) or int(np.count_nonzero(ink[top:bottom])) < _LEAST_INK:
        return None
    return InkBox(x0 + int(columns[0]), top, x0 + int(columns[-1]) + 1, bottom)


def lines_in(ink: Picture, box: InkBox, size: float) -> list[InkBox]:
    """The lines of text in a cell, from the top down.

    Args:
        size: the height of its ideographs in pixels.
    """
    part = ink[box.top : box.bottom, box.x0 : box.x1]
    bands: list[tuple[int, int]] = []
    for top, bottom in _runs(np.asarray(part.any(axis=1))):
        if bands and bottom - bands[-1][0] <= _STACKED * size:
            bands[-1] = (bands[-1][0], bottom)
        else:
            bands.append((top, bottom))
    found = (_boxed(part, box.x0, top, bottom) for top, bottom in bands)
    return [InkBox(b.x0, b.top + box.top, b.x1, b.bottom + box.top) for b in found if b is not None]


def free_lines(ink: Picture, size: float) -> list[InkBox]:
    """The lines of text on the open page, from the top down: ink that stands side by side."""
    reach = round(_APART * size)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(closed), connectivity=8)
    boxes = [InkBox(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist()]
    boxes.sort(key=lambda box: (-box.height, box.top, box.x0))
    lines: list[InkBox] = []
    for box in boxes:
        for n, line in enumerate(lines):
            if _belongs(box, line, size):
                x0, x1 = min(box.x0, line.x0), max(box.x1, line.x1)
                lines[n] = InkBox(x0, min(box.top, line.top), x1, max(box.bottom, line.bottom))
                break
        else:
            lines.append(box)
    tall = [line for line in lines if line.height >= 0.3 * size or line.x1 - line.x0 >= 0.5 * size]
    return sorted(tall, key=lambda line: (line.top, line.x0))


def _belongs(box: InkBox, line: InkBox, size: float) -> bool:
    """Whether a piece of ink is part of a line: dots, upper and lower strokes."""
    if box.x0 > line.x1 + size or box.x1 < line.x0 - size:
        return False
    shared = min(box.bottom, line.bottom) - max(box.top, line.top)
    union = max(box.bottom, line.bottom) - min(box.top, line.top)
    return shared >= 0.5 * box.height or union <= max(_STACKED * size, 1.1 * line.height)
