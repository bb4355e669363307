"""What the forms of a page and the tags of its text say of it: how transparent it is, and whether it is decoration."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading import pdf_bulk
from yusuan.reading.pdf_bulk import Address, address_of

FULL = 255
"""The value of a part of a colour, or an opacity, that is full."""
_MOST_NAME = 64
_DEEPEST, _MOST_OBJECTS = 4, 20_000


def is_decoration(drawn: Address) -> bool:
    """Whether an object is tagged as no part of the text: a watermark, or what the margins of pages say. (Which of them
    it is pdfium does not tell.)"""
    page_object = ctypes.cast(drawn, raw.FPDF_PAGEOBJECT)
    buffer, written = (ctypes.c_ushort * _MOST_NAME)(), ctypes.c_ulong()
    for n in range(raw.FPDFPageObj_CountMarks(page_object)):
        mark = raw.FPDFPageObj_GetMark(page_object, n)
        is_told = raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), written)
        if is_told and bytes(buffer)[: written.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
            return True
    return False


@dataclass(frozen=True, slots=True)
class Veil:
    """How transparent a form is that text stands in, and whether it is tagged as no part of the text."""

    opacity: float
    is_decoration: bool


def veils_of(page: pdfium.PdfPage) -> dict[Address, Veil]:
    """The texts in forms that are partly transparent or tagged, with what their forms say."""
    found: dict[Address, Veil] = {}
    objects = pdf_bulk.page_objects(address_of(page.raw), raw.FPDFPage_CountObjects(page.raw))
    pending = [(drawn, Veil(1.0, False), 0) for drawn in objects]
    seen = 0
    while pending and seen < _MOST_OBJECTS:
        drawn, veil, depth = pending.pop()
        seen += 1
        handle = ctypes.cast(drawn, raw.FPDF_PAGEOBJECT)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_TEXT and depth and (veil.opacity < 1 or veil.is_decoration):
            found[drawn] = veil
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            opacity = next(iter(pdf_bulk.fill_colours([drawn])))[3] / FULL or 1.0
            inner = Veil(min(veil.opacity, opacity), veil.is_decoration or is_decoration(drawn))
            count = min(raw.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
            held = (address_of(raw.FPDFFormObj_GetObject(handle, n)) for n in range(count))
            pending += [(drawn, inner, depth + 1) for drawn in held]
    return found
