"""How far a scanned page is turned from upright, and the page set upright."""

from __future__ import annotations

import math

import cv2
import numpy as np

from yusuan.reading.ocr_picture import Picture

_MOST = 4.0
"""Degrees: a sheet that lies more askew is not measured."""
_STEPS = (0.5, 0.1, 0.02)
_COARSE_WIDTH = 900


def ink_of(picture: Picture) -> Picture:
    """Where ink is (255) and where paper is (0), each judged by what surrounds it: paper may be grey."""
    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    return np.asarray(
        cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 13), dtype=np.uint8
    )


def _sharpness(ink: Picture, angle: float) -> float:
    """How sharply ink and paper alternate from the top down once the page is turned by ``angle``."""
    sums = turned(ink, angle, paper=0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(sums)).sum())


def skew_of(ink: Picture) -> float:
    """The angle in degrees by which a page must be turned against the clock so that its lines are level."""
    scale = min(1.0, _COARSE_WIDTH / ink.shape[1])
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    best, reach = 0.0, _MOST
    for step in _STEPS:
        looked = ink[:, : 2 * _COARSE_WIDTH] if step == _STEPS[-1] else small
        count = round(reach / step)
        angles = [round(best + n * step, 4) for n in range(-count, count + 1)]
        scores = {angle: _sharpness(np.asarray(looked, dtype=np.uint8), angle) for angle in angles}
        best, reach = max(angles, key=lambda angle: (scores[angle], -abs(angle))), step
    return best


def turned(picture: Picture, angle: float, paper: int = 255) -> Picture:
    """The picture turned by ``angle`` degrees against the clock about its middle, its size kept."""
    if angle == 0:
        return picture
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(
            picture,
            matrix,
            (width, height),
            flags=cv2.INTER_CUBIC if paper else cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=paper,
        ),
        dtype=np.uint8,
    )


def turned_point(x: float, y: float, angle: float, size: tuple[float, float]) -> tuple[float, float]:
    """Where a point of the turned page stands on the page as it was; ``size`` is that of the page."""
    middle_x, middle_y = size[0] / 2, size[1] / 2
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    dx, dy = x - middle_x, y - middle_y
    return middle_x + cos * dx - sin * dy, middle_y + sin * dx + cos * dy
