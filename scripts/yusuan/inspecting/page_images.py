"""The pages of a PDF as pictures that a web page can hold. Where the file holds no fonts, those of the machine draw."""

from __future__ import annotations

import base64
import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading import pdf_bulk
from yusuan.reading.file import file_content
from yusuan.reading.pdf_damage import damage_of
from yusuan.reading.pdf_engine import use_system_fonts

_SCALE = 1.5
_MOST_PIXELS = 4_000_000
"""A page that is larger (a plan, or an attack) is drawn smaller."""
_QUALITY = 60
_FIRST_IDEOGRAPH = "\u2e80"


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: its number, its size in points as displayed, and its picture as a ``data:`` address, ``""`` where it
    cannot be drawn; ``is_whole`` is false where ideographs are left out, for neither the file nor this machine has a
    font for them."""

    number: int
    width: float
    height: float
    address: str
    is_whole: bool = True


def _drawn(page: pdfium.PdfPage, width: float, height: float) -> str:
    scale = min(_SCALE, (_MOST_PIXELS / (width * height)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=_QUALITY)
    return f"data:image/webp;base64,{base64.b64encode(stream.getvalue()).decode()}"


def _is_drawn(font: pdf_bulk.Address, character: str) -> bool:
    handle = ctypes.cast(font, raw.FPDF_FONT)
    if raw.FPDFFont_GetIsEmbedded(handle) == 1:
        return True
    outline = raw.FPDFFont_GetGlyphPath(handle, ord(character), 1.0)
    return bool(outline) and raw.FPDFGlyphPath_CountGlyphSegments(outline) > 0


def _is_whole(page: pdfium.PdfPage) -> bool:
    """Whether every ideograph of a page has a font."""
    text_page = page.get_textpage()
    try:
        count = max(raw.FPDFText_CountChars(text_page.raw), 0)
        address = pdf_bulk.address_of(text_page.raw)
        texts, objects = pdf_bulk.characters(address, count), pdf_bulk.char_objects(address, count)
        drawn = {
            (text, by)
            for text, by in zip(texts, objects, strict=True)
            if by and isinstance(text, str) and text >= _FIRST_IDEOGRAPH
        }
        fonts = dict(zip((by for _, by in drawn), pdf_bulk.fonts([by for _, by in drawn]), strict=True))
        return all(_is_drawn(font, text) for text, font in {(text, fonts[by]) for text, by in drawn} if font)
    finally:
        text_page.close()


def page_images(path: Path) -> Iterator[PageImage]:
    """The pages of a PDF in order, one picture at a time, those that must not be opened left out; nothing where the
    file is no PDF that opens.

    Raises:
        InputError: the file cannot be read.
    """
    content = file_content(path)
    use_system_fonts()
    try:
        opened = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return
    try:
        damage = damage_of(opened, content)
        for number in range(1, len(opened) + 1):
            if damage.reason(number):
                continue
            try:
                page = opened[number - 1]
            except pdfium.PdfiumError:
                continue
            width, height = page.get_size()
            if width >= 1 and height >= 1:
                yield PageImage(number, width, height, _drawn(page, width, height), _is_whole(page))
            page.close()
    finally:
        opened.close()
