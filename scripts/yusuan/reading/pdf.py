"""Read a PDF: ruled tables become grids, everything else paragraphs; each has page and box."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from yusuan.errors import InputError, printable
from yusuan.reading.document import Block, Document, Doubt, Location
from yusuan.reading.file import file_content
from yusuan.reading.limits import MOST_PAGES
from yusuan.reading.ocr import INSTALL, ScannedPage, is_installed, read_scanned_page
from yusuan.reading.pdf_breaks import rejoined, with_columns_of, with_header
from yusuan.reading.pdf_captions import without_repeated_captions
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_layout import PageLayout, followed, lay_out
from yusuan.reading.pdf_legibility import is_unreadable
from yusuan.reading.pdf_margins import without_margins
from yusuan.reading.pdf_notes import with_notes
from yusuan.reading.pdf_page import PageContent, read_page
from yusuan.reading.pdf_paragraphs import OpenParagraph, margins_of, with_line
from yusuan.reading.pdf_struck import without_struck
from yusuan.reading.pdf_watermark import Key, Stamp, without_late_watermarks, without_watermarks

MEDIA_TYPE = "application/pdf"


_PAGES_AT_ONCE = 32
"""pdfium keeps what it has read of a document until it is closed, so a long one is opened anew from time to time."""


def _opened(content: bytes, path: Path) -> pdfium.PdfDocument:
    if not content:
        raise InputError(f"{path}: the file is empty; give the document itself")
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(f"{path}: the PDF is protected by a password; give it without one") from error
        raise InputError(f"{path}: is not a whole PDF; get the file again from its publisher") from error


_PICTURE = f"the page is a picture without text and was not read; `{INSTALL}` adds the reading of scans"
_GUESSWORK = "the page is a picture in which hardly any text can be read"
_UNREADABLE = "the fonts of the page do not say which characters they print, so it was not read"


def _page(opened: pdfium.PdfDocument, number: int, path: Path) -> PageContent:
    try:
        page = opened[number - 1]
        content = read_page(page, number)
        if _problem(content) and is_installed():
            content = read_scanned_page(page, content, str(path))
        page.close()
    except pdfium.PdfiumError as error:
        raise InputError(f"{path}: page {number} is damaged; get the file again from its publisher") from error
    return content


def _contents(file: bytes, path: Path) -> Iterator[PageContent]:
    """The pages, each read and let go before the next."""
    opened = _opened(file, path)
    try:
        if len(opened) > MOST_PAGES:
            raise InputError(f"{path}: has {len(opened)} pages, more than any disclosure ({MOST_PAGES}); split it")
        if len(opened) > MOST_PAGES:
            raise InputError(f"{path}: has {len(opened)} pages, more than any disclosure ({MOST_PAGES}); split it")
        for number in range(1, len(opened) + 1):
            if number > 1 and number % _PAGES_AT_ONCE == 1:
                opened.close()
                opened = _opened(file, path)
            yield _page(opened, number, path)
    finally:
        opened.close()


def _problem(content: PageContent) -> str:
    """Why the text of a page cannot be used, ``""`` when it can."""
    if isinstance(content, ScannedPage):
        return _GUESSWORK if content.is_guesswork else ""
    if content.is_picture:
        return _PICTURE
    return _UNREADABLE if is_unreadable(content) else ""


def _without_text(label: str, doubts: Sequence[Doubt]) -> InputError:
    problems = {doubt.text for doubt in doubts}
    if is_installed():
        return InputError(f"{label}: no page has text that can be read; give a sharper scan or another edition")
    if _UNREADABLE in problems:
        return InputError(
            f"{label}: its fonts do not say which characters they print, so no text can be read; ask for another "
            f"edition, or add the reading of scans: {INSTALL}"
        )
    if _PICTURE in problems:
        return InputError(f"{label}: its pages are pictures without text; add the reading of scans: {INSTALL}")
    return InputError(f"{label}: no page has text; give a PDF with text, a scan or a transcript")


def _layouts(contents: Iterable[PageContent], label: str) -> tuple[list[PageLayout], list[Doubt]]:
    """The pages laid out, and those that could not be read."""
    layouts: list[PageLayout] = []
    doubts: list[Doubt] = []
    watermarks: set[Key] = set()
    faint: list[tuple[Stamp, ...]] = []
    for content in contents:
        problem = _problem(content)
        if problem:
            doubts.append(Doubt(problem, Location(page=content.number)))
            content = content.blank()
        content, unsure, kept = without_watermarks(content, watermarks)
        content, struck = without_struck(content)
        faint.append(kept)
        doubts += [*unsure, *struck]
        layouts.append(lay_out(with_notes(content), layouts[-1] if layouts else None))
        doubts += layouts[-1].doubts
    if not any(layout.parts for layout in layouts):
        raise _without_text(label, doubts)
    return without_late_watermarks(layouts, faint, watermarks), doubts


def _parts(layouts: Sequence[PageLayout]) -> Iterator[tuple[PageLayout, PlacedGrid | None, int]]:
    """Every part in reading order as ``(page, grid or None, its number on the page)``, cut rows made whole."""
    held: tuple[PageLayout, PlacedGrid, int] | None = None
    for layout in layouts:
        for n, part in enumerate(layout.parts):
            grid = part if isinstance(part, PlacedGrid) else None
            if held is not None and grid is not None and held[0] is not layout:
                headed = with_header(held[1], grid)
                if headed is not None:
                    held = (held[0], headed, held[2])
                    continue
                grid = with_columns_of(held[1], grid)
                whole = rejoined(held[1], grid)
                if whole is not None:
                    held = (held[0], whole[0], held[2])
                    if whole[1] is None:
                        continue
                    grid = whole[1]
            if held is not None:
                yield held
                held = None
            if grid is not None:
                held = (layout, grid, n)
            else:
                yield layout, None, n
    if held is not None:
        yield held


def _blocks(layouts: Sequence[PageLayout]) -> Iterator[Block]:
    margins = margins_of(layouts)
    pending: OpenParagraph | None = None
    for layout, grid, n in _parts(layouts):
        if grid is not None:
            if pending is not None:
                yield pending.closed()
                pending = None
            yield grid.grid
            continue
        line = layout.parts[n]
        assert not isinstance(line, PlacedGrid)
        ended, pending = with_line(pending, line, layout, margins[layout.page.number])
        yield from ended
    if pending is not None:
        yield pending.closed()


def blocks_of(contents: Iterable[PageContent], label: str) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """Pages → blocks in reading order, with the pages that could not be read.

    Args:
        contents: the pages in their order; each is let go before the next is asked for.
        label: the file, for messages.

    Raises:
        InputError: no page has text that can be read.
    """
    layouts, doubts = _layouts(contents, label)
    return tuple(_blocks(followed(without_repeated_captions(without_margins(layouts))))), tuple(doubts)


def read_pdf(path: Path) -> Document:
    """The document in a PDF. A page that is only a picture, or whose fonts do not say which characters they print, is
    read optically; without the extra for it, it is left out and is one of the document's doubts.

    Raises:
        InputError: the file is missing, empty, damaged or protected, or no page has text that can be read.
    """
    content = file_content(path)
    blocks, doubts = blocks_of(_contents(content, path), str(path))
    return Document(printable(path.name), MEDIA_TYPE, len(content), hashlib.sha256(content).hexdigest(), blocks, doubts)
