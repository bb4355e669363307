"""Open a PDF for reading, and look first at what is damaged in it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from yusuan.errors import InputError
from yusuan.reading.limits import MOST_PAGES
from yusuan.reading.pdf_damage import Damage, damage_of
from yusuan.reading.pdf_engine import use_own_font


def opened_pdf(content: bytes, path: Path) -> pdfium.PdfDocument:
    """A PDF as pdfium opens it; whoever asks for it closes it.

    Raises:
        InputError: it is empty, damaged or protected, or has more pages than any disclosure.
    """
    if not content:
        raise InputError(f"{path}: the file is empty; give the document itself")
    use_own_font()
    try:
        opened = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(f"{path}: the PDF is protected by a password; give it without one") from error
        raise InputError(f"{path}: is not a whole PDF; get the file again from its publisher") from error
    if len(opened) > MOST_PAGES:
        count = len(opened)
        opened.close()
        raise InputError(f"{path}: has {count} pages, more than any disclosure ({MOST_PAGES}); split it")
    return opened


def damage_in(content: bytes, path: Path) -> Damage:
    """What is damaged in a PDF.

    Raises:
        InputError: it does not open.
    """
    opened = opened_pdf(content, path)
    try:
        return damage_of(opened, content)
    finally:
        opened.close()
