"""What pdfium puts in the place of fonts that a file does not hold: for reading one font of our own, so that nothing
of the machine is read; for drawing those of the machine. It asks for them when a page is opened.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading.pdf_stand_in import stand_in

_ONLY_FONT = 1
"""What pdfium calls our font by; anything but zero."""


def _map_font(*_: object) -> int:
    return _ONLY_FONT


def _font_data(_: object, font: int, table: int, buffer: Any, size: int) -> int:
    """The whole font; pdfium asks for its size first, and whether it is a collection of fonts."""
    if table:
        return 0
    content = stand_in()
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)


def _own_font() -> Any:
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    answers = raw.FPDF_SYSFONTINFO(version=2)
    answers.MapFont, answers.GetFontData = kinds["MapFont"](_map_font), kinds["GetFontData"](_font_data)
    return answers


_OWN_FONT = _own_font()
"""pdfium keeps a pointer to it."""


def use_own_font() -> None:
    """Let pdfium see no font of the machine: what it then says of a page depends on the file alone."""
    raw.FPDF_SetSystemFontInfo(_OWN_FONT)


def use_system_fonts() -> None:
    """Let pdfium draw with the fonts of the machine."""
    raw.FPDF_SetSystemFontInfo(raw.FPDF_GetDefaultSystemFontInfo())
