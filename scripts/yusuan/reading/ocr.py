"""Pages that are pictures, read optically where the extra ``yusuan[ocr]`` is installed.

The only module that the rest of reading knows of it: what needs the extra is imported when the first page is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from yusuan.reading.pdf_frame import Box, Frame
from yusuan.reading.pdf_page import PageContent

if TYPE_CHECKING:
    from yusuan.reading.ocr_page import Scan

INSTALL = "pip install 'yusuan[ocr]'"
"""The one command that adds optical recognition."""
_LEAST_SURE = 0.5
_NEEDED = ("cv2", "onnxruntime", "rapidocr")


@dataclass(frozen=True, slots=True)
class ScannedPage(PageContent):
    """A page that was read optically. ``skew`` is by how many degrees it was turned against the clock to be upright,
    ``confidence`` the mean over its characters."""

    skew: float = 0.0
    confidence: float = 0.0

    @property
    def is_guesswork(self) -> bool:
        """Whether there is no text, or what was read is hardly text: a photograph, handwriting."""
        return self.confidence < _LEAST_SURE

    def box(self, box: Box) -> Box:
        """The smallest box on the page as displayed that holds a box of the upright page."""
        from yusuan.reading.ocr_skew import turned_point

        x0, top, x1, bottom = box
        corners = [turned_point(x, y, self.skew, self.frame.size) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return PageContent.box(self, (min(xs), min(ys), max(xs), max(ys)))


def is_installed() -> bool:
    """Whether pages can be read optically."""
    return all(find_spec(name) is not None for name in _NEEDED)


def _content(number: int, displayed: Frame, found: Scan) -> ScannedPage:
    return ScannedPage(
        number=number,
        frame=replace(displayed, turn=(displayed.turn + found.turn) % 4),
        displayed=displayed,
        glyphs=found.glyphs,
        across=found.across,
        down=found.down,
        unreadable=0.0,
        is_picture=False,
        skew=found.skew,
        confidence=found.confidence,
    )


def read_scanned_page(page: pdfium.PdfPage, content: PageContent, label: str) -> ScannedPage:
    """What stands on a PDF page that is a picture, or whose text cannot be used.

    Args:
        page: the open page; it is not closed here.
        content: what the file says of it.
        label: the file, for messages.

    Raises:
        InputError: the page is larger than any sheet of paper.
    """
    from yusuan.reading.ocr_page import scan
    from yusuan.reading.ocr_picture import drawn

    found = scan(drawn(page, f"{label}: page {content.number}"))
    return _content(content.number, content.displayed, found)


def read_pictures(content: bytes, label: str) -> Iterator[ScannedPage]:
    """The pages of an image file.

    Raises:
        InputError: it is damaged, too large, or in a format that is not read.
    """
    from yusuan.reading.ocr_page import scan
    from yusuan.reading.ocr_picture import pictures_in

    for number, (picture, (width, height)) in enumerate(pictures_in(content, label), start=1):
        frame = Frame(0, 0.0, 0.0, width, height)
        yield _content(number, frame, scan(picture))
