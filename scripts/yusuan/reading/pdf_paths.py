"""The drawn objects of a PDF page, and the ruled lines among them: strokes and thin filled rectangles."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading.pdf_frame import Frame

Matrix = tuple[float, float, float, float, float, float]
Rule = tuple[float, float, float]
Handle = Any
"""A pointer of pdfium."""

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_THICKEST = 2.5
"""Points. A thicker fill is a shade, not a rule."""
_SHORTEST = 1.0
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """The objects of a page: its texts, those in forms left out, and its paths, each with the matrix of the forms that
    it is nested in."""

    texts: tuple[Handle, ...]
    paths: tuple[tuple[Handle, Matrix], ...]
    has_images: bool
    has_forms: bool


def _matrix(drawn: Handle) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _nested(form: Handle, outer: Matrix, depth: int) -> Iterator[tuple[int, Handle, Matrix]]:
    """The objects of a form and of the forms in it, each with its type and the matrix of what it is nested in."""
    inner = _times(_matrix(form), outer)
    for n in range(raw.FPDFFormObj_CountObjects(form)):
        drawn = raw.FPDFFormObj_GetObject(form, n)
        kind = raw.FPDFPageObj_GetType(drawn)
        yield kind, drawn, inner
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _nested(drawn, inner, depth + 1)


def drawn_objects(page: pdfium.PdfPage) -> Drawn:
    """Every object of a page, those in forms included."""
    text_kind, path_kind, form_kind = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM
    get_object, get_type, handle = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType, page.raw
    texts: list[Handle] = []
    paths: list[tuple[Handle, Matrix]] = []
    kinds = set()
    for n in range(raw.FPDFPage_CountObjects(handle)):
        drawn = get_object(handle, n)
        kind = get_type(drawn)
        kinds.add(kind)
        if kind == text_kind:
            texts.append(drawn)
        elif kind == path_kind:
            paths.append((drawn, _IDENTITY))
        elif kind == form_kind:
            for inner_kind, inner, outer in _nested(drawn, _IDENTITY, 0):
                kinds.add(inner_kind)
                if inner_kind == path_kind:
                    paths.append((inner, outer))
    return Drawn(tuple(texts), tuple(paths), raw.FPDF_PAGEOBJ_IMAGE in kinds, form_kind in kinds)


def _corners(path: Handle, outer: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each part of a path; a closed part ends where it began."""
    a, b, c, d, e, f = _times(_matrix(path), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[tuple[float, float]] = []
    for n in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(part) > 1:
                yield part
            part = [point]
        else:
            part.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and part:
            part.append(part[0])
    if len(part) > 1:
        yield part


def _bounds(path: Handle, outer: Matrix) -> tuple[float, float, float, float]:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(path, left, low, right, high)
    if outer == _IDENTITY:
        return left.value, low.value, right.value, high.value
    a, b, c, d, e, f = outer
    xs, ys = (left.value, right.value), (low.value, high.value)
    points = [(a * x + c * y + e, b * x + d * y + f) for x in xs for y in ys]
    return (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))


def _strips(path: Handle, outer: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of a path that could be rules: a thin path as a whole, else each side of what is stroked and each
    thin part of what is filled."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return
    left, low, right, high = _bounds(path, outer)
    if min(right - left, high - low) <= _THICKEST:
        yield left, low, right, high
        return
    if not stroke.value and raw.FPDFPath_CountSegments(path) <= 5:
        return
    for part in _corners(path, outer):
        if stroke.value:
            for (ax, ay), (bx, by) in pairwise(part):
                yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
        else:
            xs, ys = [p[0] for p in part], [p[1] for p in part]
            yield min(xs), min(ys), max(xs), max(ys)


def rules_of(drawn: Drawn, frame: Frame) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules of a page as seen, cut at its edges: horizontal ones ``(y, x0, x1)``, vertical ``(x, top, bottom)``."""
    across: list[Rule] = []
    down: list[Rule] = []
    page_width, page_height = frame.size
    for path, outer in drawn.paths:
        for strip in _strips(path, outer):
            x0, top, x1, bottom = frame.box(*strip)
            x0, top, x1, bottom = max(x0, 0), max(top, 0), min(x1, page_width), min(bottom, page_height)
            width, height = x1 - x0, bottom - top
            if -_THICKEST <= height <= _THICKEST and width > max(height, _SHORTEST):
                across.append(((top + bottom) / 2, x0, x1))
            elif -_THICKEST <= width <= _THICKEST and height > max(width, _SHORTEST):
                down.append(((x0 + x1) / 2, top, bottom))
    return tuple(across), tuple(down)
