"""The shapes of charts among what is drawn on a page: slices and bars."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading.pdf_bulk import draw_modes, object_bounds
from yusuan.reading.pdf_frame import Box, Frame
from yusuan.reading.pdf_paths import Drawn, within

_SMALLEST = 20.0
"""Points: smaller shapes are bullets and seals."""
_THINNEST = 4.0
_FEWEST_SLICES, _FEWEST_BARS = 2, 3
_SAME = 0.75


def _has_curves(path: int) -> bool:
    handle = ctypes.cast(path, raw.FPDF_PAGEOBJECT)
    segments = (raw.FPDFPath_GetPathSegment(handle, n) for n in range(raw.FPDFPath_CountSegments(handle)))
    return any(raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO for segment in segments)


def _bars(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Filled areas that begin at one line, are as thick as each other and differ in length."""
    for start, end, low, high in ((0, 2, 1, 3), (3, 1, 0, 2)):
        groups: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            groups.setdefault((round(box[start] / _SAME), round((box[high] - box[low]) / _SAME)), []).append(box)
        for group in groups.values():
            if len({round(box[end] / _SAME) for box in group}) >= _FEWEST_BARS:
                yield group


def figures_of(drawn: Drawn, frame: Frame) -> tuple[Box, ...]:
    """The slices and bars of the charts of a page, as seen."""
    paths = [path for path, _ in drawn.paths]
    slices: list[Box] = []
    plain: list[Box] = []
    for (path, outer), (fill, _), bounds in zip(drawn.paths, draw_modes(paths), object_bounds(paths), strict=True):
        if not fill:
            continue
        x0, top, x1, bottom = box = frame.box(*within(bounds, outer))
        if min(x1 - x0, bottom - top) < _THINNEST:
            continue
        if min(x1 - x0, bottom - top) >= _SMALLEST and _has_curves(path):
            slices.append(box)
        else:
            plain.append(box)
    bars = [box for group in _bars(plain) for box in group]
    return (*(slices if len(slices) >= _FEWEST_SLICES else ()), *bars)
