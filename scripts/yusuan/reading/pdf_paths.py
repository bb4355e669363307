"""The drawn objects of a PDF page, and the ruled lines among them: strokes and thin filled rectangles."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading.pdf_bulk import Address, address_of, draw_modes, object_bounds, object_types, page_objects
from yusuan.reading.pdf_frame import Frame

Matrix = tuple[float, float, float, float, float, float]
Rule = tuple[float, float, float]
Strip = tuple[float, float, float, float]
"""``(left, low, right, high)`` in the coordinates of the page."""
Handle = Any
"""A pointer of pdfium."""

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
THICKEST = 2.5
"""Points. A thicker fill is a shade, not a rule."""
_SHORTEST = 1.0
_DEEPEST = 4
_OF_A_BOX, _FEWEST_CORNERS = 5, 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """The objects of a page: its texts, those in forms left out, and its paths and pictures, each with the matrix of
    the forms that it is nested in."""

    texts: tuple[Address, ...]
    paths: tuple[tuple[Address, Matrix], ...]
    images: tuple[tuple[Address, Matrix], ...]
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
    image_kind = raw.FPDF_PAGEOBJ_IMAGE
    objects = page_objects(address_of(page.raw), raw.FPDFPage_CountObjects(page.raw))
    types = object_types(objects)
    kinds = set(types)
    texts = [drawn for drawn, kind in zip(objects, types, strict=True) if kind == text_kind]
    paths = [(drawn, _IDENTITY) for drawn, kind in zip(objects, types, strict=True) if kind == path_kind]
    images = [(drawn, _IDENTITY) for drawn, kind in zip(objects, types, strict=True) if kind == image_kind]
    if form_kind in kinds:
        forms = [drawn for drawn, kind in zip(objects, types, strict=True) if kind == form_kind]
        for form in forms:
            for kind, inner, outer in _nested(ctypes.cast(form, raw.FPDF_PAGEOBJECT), _IDENTITY, 0):
                if kind == path_kind:
                    paths.append((address_of(inner), outer))
                elif kind == image_kind:
                    images.append((address_of(inner), outer))
    return Drawn(tuple(texts), tuple(paths), tuple(images), form_kind in kinds)


def picture_places(drawn: Drawn) -> list[Strip]:
    """Where the pictures of a page stand."""
    bounds = object_bounds([image for image, _ in drawn.images])
    return [within(box, outer) for box, (_, outer) in zip(bounds, drawn.images, strict=True)]


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


def within(box: Strip, outer: Matrix) -> Strip:
    """A box that stands in a form, on the page."""
    if outer == _IDENTITY:
        return box
    a, b, c, d, e, f = outer
    left, low, right, high = box
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, high)]
    return (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))


def _strips(drawn: Drawn) -> Iterator[Strip]:
    """The boxes that could be rules: a thin path as a whole, else each side of what is stroked and each thin part of
    what is filled."""
    paths = [path for path, _ in drawn.paths]
    for (path, outer), (fill, stroke), bounds in zip(drawn.paths, draw_modes(paths), object_bounds(paths), strict=True):
        if not (fill or stroke):
            continue
        left, low, right, high = box = within(bounds, outer)
        if right - left <= THICKEST or high - low <= THICKEST:
            yield box
            continue
        handle = ctypes.cast(path, raw.FPDF_PAGEOBJECT)
        if not stroke and raw.FPDFPath_CountSegments(handle) <= _OF_A_BOX:
            continue
        for part in _corners(handle, outer):
            if stroke:
                for (ax, ay), (bx, by) in pairwise(part):
                    yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
            else:
                xs, ys = [p[0] for p in part], [p[1] for p in part]
                yield min(xs), min(ys), max(xs), max(ys)


def has_outlines(drawn: Drawn) -> bool:
    """Whether paths are drawn that may be the outlines of characters: many corners or curves, in parts that are no
    rules."""
    handles = (ctypes.cast(path, raw.FPDF_PAGEOBJECT) for path, _ in drawn.paths)
    counts = (raw.FPDFPath_CountSegments(handle) for handle in handles)
    return int(sum(count for count in counts if count > _OF_A_BOX)) >= _FEWEST_CORNERS


def rules_of(drawn: Drawn, frame: Frame, notes: Iterable[Strip] = ()) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules of a page as seen, cut at its edges: horizontal ones ``(y, x0, x1)``, vertical ``(x, top, bottom)``.

    Args:
        drawn: its objects.
        frame: how it is seen.
        notes: lines that were added to it.
    """
    across: list[Rule] = []
    down: list[Rule] = []
    page_width, page_height = frame.size
    for strip in {*_strips(drawn), *notes}:
        x0, top, x1, bottom = frame.box(*strip)
        x0, top, x1, bottom = max(x0, 0), max(top, 0), min(x1, page_width), min(bottom, page_height)
        width, height = x1 - x0, bottom - top
        if -THICKEST <= height <= THICKEST and width > max(height, _SHORTEST):
            across.append(((top + bottom) / 2, x0, x1))
        elif -THICKEST <= width <= THICKEST and height > max(width, _SHORTEST):
            down.append(((x0 + x1) / 2, top, bottom))
    return tuple(sorted(across)), tuple(sorted(down))


def struck_places(page: pdfium.PdfPage) -> Iterator[Strip]:
    """The lines through text that a reader of the page has added as notes: they are shown with it."""
    quad = raw.FS_QUADPOINTSF()
    for n in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, n)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_STRIKEOUT:
            for k in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
                if raw.FPDFAnnot_GetAttachmentPoints(note, k, quad):
                    xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                    yield from _middles(min(xs), min(ys), max(xs), max(ys))
        raw.FPDFPage_CloseAnnot(note)


def _middles(left: float, low: float, right: float, high: float) -> Iterator[Strip]:
    """The line through the middle of a box of text."""
    if right - left >= high - low:
        yield left, (low + high) / 2, right, (low + high) / 2
    else:
        yield (left + right) / 2, low, (left + right) / 2, high
