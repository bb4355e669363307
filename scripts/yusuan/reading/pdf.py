"""Read a PDF: ruled tables become grids, everything else paragraphs; each has page and box."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from yusuan.errors import InputError, printable
from yusuan.reading.document import Block, Document, Doubt, Location
from yusuan.reading.file import file_content
from yusuan.reading.ocr import INSTALL, ScannedPage, is_installed, read_scanned_page
from yusuan.reading.pdf_breaks import rejoined, with_columns_of, with_header
from yusuan.reading.pdf_captions import without_repeated_captions
from yusuan.reading.pdf_damage import DAMAGES, NOT_READ, Damage
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_layout import PageLayout, followed, lay_out
from yusuan.reading.pdf_legibility import is_unreadable
from yusuan.reading.pdf_margins import without_margins
from yusuan.reading.pdf_notes import with_notes
from yusuan.reading.pdf_opening import damage_in, opened_pdf
from yusuan.reading.pdf_page import PageContent, read_page, unread_page
from yusuan.reading.pdf_paragraphs import OpenParagraph, margins_of, with_line
from yusuan.reading.pdf_struck import without_struck
from yusuan.reading.pdf_unseen import unseen
from yusuan.reading.pdf_watermark import Key, Stamp, without_late_watermarks, without_watermarks

MEDIA_TYPE = "application/pdf"


_PAGES_AT_ONCE = 32
"""pdfium keeps what it has read of a document until it is closed, so a long one is opened anew from time to time."""


_PICTURE = f"the page is a picture without text and was not read; `{INSTALL}` adds the reading of scans"
_GUESSWORK = "the page is a picture in which hardly any text can be read"
_UNREADABLE = "the fonts of the page do not say which characters they print, so it was not read"
_BLANK = "no text is printed on the page"


def _page(opened: pdfium.PdfDocument, number: int, path: Path) -> PageContent:
    try:
        page = opened[number - 1]
        content = read_page(page, number)
        if is_installed() and _problem(content) in (_PICTURE, _UNREADABLE):
            content = read_scanned_page(page, content, str(path))
        page.close()
    except pdfium.PdfiumError:
        return unread_page(number, NOT_READ)
    return content


def _contents(file: bytes, path: Path, damage: Damage) -> Iterator[PageContent]:
    """The pages, each read and let go before the next."""
    opened = opened_pdf(file, path)
    try:
        for number in range(1, len(opened) + 1):
            if number > 1 and number % _PAGES_AT_ONCE == 1:
                opened.close()
                opened = opened_pdf(file, path)
            reason = damage.reason(number)
            yield unread_page(number, reason) if reason else _page(opened, number, path)
    finally:
        opened.close()


def _problem(content: PageContent) -> str:
    """Why the text of a page cannot be used, ``""`` when it can."""
    if content.unread:
        return content.unread
    if isinstance(content, ScannedPage):
        return _GUESSWORK if content.is_guesswork else ""
    if content.is_picture:
        return _PICTURE
    if not content.glyphs:
        return _UNREADABLE if content.unreadable else _BLANK
    return _UNREADABLE if is_unreadable(content) else ""


def _without_text(label: str, doubts: Sequence[Doubt]) -> InputError:
    problems = {doubt.text for doubt in doubts}
    damaged = [doubt for doubt in doubts if doubt.text in DAMAGES]
    if damaged:
        problem = damaged[0].text.replace("the page", f"page {damaged[0].location.page}", 1)
        return InputError(f"{label}: no page has text that can be read, for {problem}; get the file again")
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


def _layouts(
    contents: Iterable[PageContent], label: str, known: Sequence[Doubt]
) -> tuple[list[PageLayout], list[Doubt]]:
    """The pages laid out, and those that could not be read, beside the doubts that are known already."""
    layouts: list[PageLayout] = []
    doubts = list(known)
    watermarks: set[Key] = set()
    faint: list[tuple[Stamp, ...]] = []
    for content in contents:
        problem = _problem(content)
        if problem:
            doubt = Doubt(problem, Location(page=content.number))
            doubts += [doubt] if doubt not in doubts else []
            content = content.blank()
        content, unsure, kept = without_watermarks(content, watermarks)
        content, struck = without_struck(content)
        faint.append(kept)
        doubts += [*unsure, *struck, *unseen(content)]
        layouts.append(lay_out(with_notes(content), layouts[-1] if layouts else None))
        doubts += layouts[-1].doubts
    if not any(layout.parts for layout in layouts):
        raise _without_text(label, doubts)
    doubts.sort(key=lambda doubt: doubt.location.page or 0)
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


def blocks_of(
    contents: Iterable[PageContent], label: str, known: Sequence[Doubt] = ()
) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """Pages → blocks in reading order, with the pages that could not be read.

    Args:
        contents: the pages in their order; each is let go before the next is asked for.
        label: the file, for messages.
        known: doubts about the pages that are known before they are read.

    Raises:
        InputError: no page has text that can be read.
    """
    layouts, doubts = _layouts(contents, label, known)
    return tuple(_blocks(followed(without_repeated_captions(without_margins(layouts))))), tuple(doubts)


def read_pdf(path: Path) -> Document:
    """The document in a PDF. A page that is only a picture, or whose fonts do not say which characters they print, is
    read optically; without the extra for it, it is left out and is one of the document's doubts. So are pages that are
    damaged or blank.

    Raises:
        InputError: the file is missing, empty or protected, so damaged that it does not open, or no page has text that
            can be read.
    """
    content = file_content(path)
    damage = damage_in(content, path)
    blocks, doubts = blocks_of(_contents(content, path, damage), str(path), damage.doubts)
    return Document(printable(path.name), MEDIA_TYPE, len(content), hashlib.sha256(content).hexdigest(), blocks, doubts)
