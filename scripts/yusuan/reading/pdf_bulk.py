"""Calls of pdfium for many characters or objects at once: the call is repeated in C and writes into one array, for a
loop in Python around each of them would cost more than pdfium itself."""

from __future__ import annotations

import ctypes
import struct
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

Address = int
"""A handle of pdfium as a number."""

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that takes and gives addresses as numbers; it is short, so other threads may wait."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, _POINTER).value or 0)


_char_matrix = _prototype(raw.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_char_origin = _prototype(raw.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_char_code = _prototype(raw.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_has_map_error = _prototype(raw.FPDFText_HasUnicodeMapError, _INT, _POINTER, _INT)
_char_object = _prototype(raw.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_page_object = _prototype(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_object_type = _prototype(raw.FPDFPageObj_GetType, _INT, _POINTER)
_fill_color = _prototype(raw.FPDFPageObj_GetFillColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_stroke_color = _prototype(raw.FPDFPageObj_GetStrokeColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_count_marks = _prototype(raw.FPDFPageObj_CountMarks, _INT, _POINTER)
_object_bounds = _prototype(raw.FPDFPageObj_GetBounds, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_render_mode = _prototype(raw.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_font = _prototype(raw.FPDFTextObj_GetFont, _POINTER, _POINTER)
_font_size = _prototype(raw.FPDFTextObj_GetFontSize, _INT, _POINTER, _POINTER)
_glyph_width = _prototype(raw.FPDFFont_GetGlyphWidth, _INT, _POINTER, ctypes.c_uint, ctypes.c_float, _POINTER)
_draw_mode = _prototype(raw.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)


def address_of(handle: Any) -> Address:
    """The address of a handle."""
    return ctypes.cast(handle, _POINTER).value or 0


def _called(function: Any, *arguments: Iterable[Any]) -> None:
    deque(map(function, *arguments), maxlen=0)


def _places(array: Any, size: int, count: int) -> list[range]:
    """The addresses of the first, second … value of each of the groups that fill an array; ``size`` is that of a value
    in bytes, ``count`` how many make a group."""
    start, step = ctypes.addressof(array), size * count
    return [range(start + n * size, start + ctypes.sizeof(array) + n * size, step) for n in range(count)]


def characters(text_page: Address, count: int) -> list[int] | str:
    """The characters of a page by their places: one text, or their codes where some have no character."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(ctypes.cast(text_page, raw.FPDF_TEXTPAGE), 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="surrogatepass") if written == count + 1 else ""
    if len(text) == count and "\0" not in text:
        return text
    return list(map(_char_code, repeat(text_page, count), range(count)))


def char_origins(text_page: Address, count: int) -> Iterable[tuple[float, float]]:
    """Where the baseline of each character of a page begins."""
    array = (ctypes.c_double * (2 * count))()
    _called(_char_origin, repeat(text_page, count), range(count), *_places(array, 8, 2))
    return struct.iter_unpack("2d", array)


def char_matrices(
    text_page: Address, places: Sequence[int]
) -> Iterable[tuple[float, float, float, float, float, float]]:
    """The matrix of each of the characters at these places, that of its text and of what the text is nested in."""
    array = (ctypes.c_float * (6 * len(places)))()
    start = ctypes.addressof(array)
    _called(_char_matrix, repeat(text_page), places, range(start, start + ctypes.sizeof(array), 24))
    return struct.iter_unpack("6f", array)


def have_map_errors(text_page: Address, places: Sequence[int]) -> list[bool]:
    """Whether the font of each of the characters at these places does not say which character it is."""
    return [found == 1 for found in map(_has_map_error, repeat(text_page), places)]


def char_objects(text_page: Address, count: int) -> list[Address | None]:
    """The text object that draws each character of a page; none draws a space between two of them."""
    return list(map(_char_object, repeat(text_page, count), range(count)))


def page_objects(page: Address, count: int) -> list[Address]:
    """The objects of a page."""
    return list(map(_page_object, repeat(page, count), range(count)))


def object_types(objects: Sequence[Address]) -> list[int]:
    """The type of each object."""
    return list(map(_object_type, objects))


def object_bounds(objects: Sequence[Address]) -> Iterable[tuple[float, float, float, float]]:
    """``(left, low, right, high)`` of each object."""
    array = (ctypes.c_float * (4 * len(objects)))()
    _called(_object_bounds, objects, *_places(array, 4, 4))
    return struct.iter_unpack("4f", array)


def font_sizes(texts: Sequence[Address]) -> list[float]:
    """The size that each text object sets its font to, before any matrix."""
    array = (ctypes.c_float * len(texts))()
    _called(_font_size, texts, *_places(array, 4, 1))
    return list(array)


def fill_colours(objects: Sequence[Address]) -> Iterable[tuple[int, int, int, int]]:
    """``(red, green, blue, opacity)`` from 0 to 255 with which each object is filled; all 0 where none is told."""
    array = (ctypes.c_uint * (4 * len(objects)))()
    _called(_fill_color, objects, *_places(array, 4, 4))
    return struct.iter_unpack("4I", array)


def stroke_colours(objects: Sequence[Address]) -> Iterable[tuple[int, int, int, int]]:
    """The same of the outline of each object."""
    array = (ctypes.c_uint * (4 * len(objects)))()
    _called(_stroke_color, objects, *_places(array, 4, 4))
    return struct.iter_unpack("4I", array)


def count_marks(objects: Sequence[Address]) -> list[int]:
    """How many tags each object has."""
    return list(map(_count_marks, objects))


def render_modes(texts: Sequence[Address]) -> list[int]:
    """How each text object is drawn."""
    return list(map(_render_mode, texts))


def fonts(texts: Sequence[Address]) -> list[Address | None]:
    """The font of each text object."""
    return list(map(_font, texts))


def glyph_width(font: Address, code: int) -> float:
    """How far a character goes on, in sizes of its font, as the file says; 0 where it does not."""
    width = ctypes.c_float()
    return width.value if _glyph_width(font, code, 1.0, ctypes.addressof(width)) else 0.0


def draw_modes(paths: Sequence[Address]) -> Iterable[tuple[int, int]]:
    """Whether and how each path is filled, and whether it is stroked."""
    array = (_INT * (2 * len(paths)))()
    _called(_draw_mode, paths, *_places(array, 4, 2))
    return struct.iter_unpack("2i", array)
