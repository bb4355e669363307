"""The pages of a PDF as pictures that a web page can hold."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from yusuan.reading.file import file_content

_SCALE = 1.5
_MOST_PIXELS = 4_000_000
"""A page that is larger (a plan, or an attack) is drawn smaller."""
_QUALITY = 60


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: its number, its size in points as displayed, and its picture as a ``data:`` address, ``""`` where it
    cannot be drawn."""

    number: int
    width: float
    height: float
    address: str


def _drawn(page: pdfium.PdfPage, width: float, height: float) -> str:
    scale = min(_SCALE, (_MOST_PIXELS / (width * height)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=_QUALITY)
    return f"data:image/webp;base64,{base64.b64encode(stream.getvalue()).decode()}"


def page_images(path: Path) -> Iterator[PageImage]:
    """The pages of a PDF in order, one picture at a time; nothing where the file is no PDF that opens.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        opened = pdfium.PdfDocument(file_content(path))
    except pdfium.PdfiumError:
        return
    try:
        for number in range(1, len(opened) + 1):
            try:
                page = opened[number - 1]
            except pdfium.PdfiumError:
                continue
            width, height = page.get_size()
            if width >= 1 and height >= 1:
                yield PageImage(number, width, height, _drawn(page, width, height))
            page.close()
    finally:
        opened.close()
