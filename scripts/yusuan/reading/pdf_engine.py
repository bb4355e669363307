"""pdfium, told to take nothing from the machine: where a file does not hold its fonts, it sees one of our own."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading.pdf_stand_in import stand_in

_ONLY_FONT = 1
"""What pdfium calls the font of our own by; anything but zero."""


def _map_font(*_: object) -> int:
    return _ONLY_FONT


def _font_data(_: object, font: int, table: int, buffer: Any, size: int) -> int:
    """The whole font; pdfium asks for its size first, and whether it is a collection of fonts."""
    if table:
        return 0
    font_file = stand_in()
    if buffer and size >= len(font_file):
        ctypes.memmove(buffer, font_file, len(font_file))
    return len(font_file)


def _fonts() -> raw.FPDF_SYSFONTINFO:
    found = raw.FPDF_SYSFONTINFO(version=2)
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    found.MapFont = kinds["MapFont"](_map_font)
    found.GetFontData = kinds["GetFontData"](_font_data)
    return found


_FONTS = _fonts()
"""pdfium keeps a pointer to it."""


def without_system_fonts() -> None:
    """Let pdfium put no font of the machine in the place of one that a file does not hold."""
    raw.FPDF_SetSystemFontInfo(_FONTS)
