"""One PDF page as pdfium gives it: its glyphs and its ruled lines, turned so that the text reads from left to right.

Coordinates are points from the top left of the turned page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from yusuan.reading.pdf_bulk import address_of
from yusuan.reading.pdf_characters import Characters, read_characters
from yusuan.reading.pdf_figures import figures_of
from yusuan.reading.pdf_frame import Box, Frame
from yusuan.reading.pdf_ink import Ink, inks_of
from yusuan.reading.pdf_paths import drawn_objects, has_outlines, picture_places, rules_of, struck_places
from yusuan.reading.pdf_slanted import slanted_texts

_A4 = (595.0, 842.0)


class Glyph(NamedTuple):
    """One printed character: its text, its box, and the height of the baseline it stands on. ``order`` is its place
    in the page's own order of text; white space is left out and takes a number, so neighbours differ by one.
    ``confidence`` is how sure an optical recogniser is of it, ``None`` where the file says what it is. Glyphs of one
    ``run``, if it is known, are drawn together."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    order: int
    confidence: float | None = None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page.

    ``across`` and ``down`` are the horizontal rules as ``(y, x0, x1)`` and the vertical ones as ``(x, top, bottom)``.
    ``unreadable`` is the share of the glyphs that have no known character; ``is_picture`` tells a page that holds
    nothing but an image or outlines; ``unread`` says why a page was not read at all. ``inks`` tells how each run of
    glyphs is painted, where the file says it; ``slanted`` are texts that stand on no line, with their boxes;
    ``figures`` are the shapes of charts. ``beyond`` is how many characters stand beyond the sheet, so that nobody sees
    them, ``unknown`` how many have no known meaning, ``pictures`` is where pictures stand.
    """

    number: int
    frame: Frame
    displayed: Frame
    glyphs: tuple[Glyph, ...]
    across: tuple[tuple[float, float, float], ...]
    down: tuple[tuple[float, float, float], ...]
    unreadable: float
    is_picture: bool
    inks: Mapping[int, Ink] = field(default_factory=dict)
    slanted: tuple[tuple[str, Box], ...] = ()
    figures: tuple[Box, ...] = ()
    unread: str = ""
    beyond: int = 0
    unknown: int = 0
    pictures: tuple[Box, ...] = ()

    def blank(self) -> PageContent:
        """The page with nothing on it."""
        no_glyphs = replace(self, glyphs=(), unreadable=0.0, inks={}, slanted=(), beyond=0, unknown=0)
        return replace(no_glyphs, across=(), down=(), figures=(), pictures=())

    def box(self, box: Box) -> Box:
        """A box of the turned page as it stands on the page as displayed, rounded to a hundredth of a point."""
        if self.frame == self.displayed:
            x0, top, x1, bottom = box
        else:
            x0, top, x1, bottom = self.displayed.box(*self.frame.user_box(box))
        return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def _glyphs(found: Characters, frame: Frame) -> tuple[Glyph, ...]:
    """The characters that stand on the page, as seen."""
    left, low, right, high = 2 * frame.left, 2 * frame.low, 2 * frame.right, 2 * frame.high
    boxes, origins, runs = found.boxes, found.origins, found.runs
    if not any(found.directions):  # spelt out, for nearly all pages are such, and there are many characters
        new, x, y = tuple.__new__, frame.left, frame.high
        printed = zip(found.texts, found.places, boxes, origins, runs, strict=True)
        return tuple(
            [
                new(Glyph, (text, x0 - x, y - y1, x1 - x, y - y0, y - base, n, None, run))
                for text, n, (x0, x1, y0, y1), (_, base), run in printed
                if left <= x0 + x1 <= right and low <= y0 + y1 <= high
            ]
        )
    glyphs = []
    turned = zip(found.texts, found.places, boxes, origins, runs, found.directions, strict=True)
    for text, n, (x0, x1, y0, y1), origin, run, direction in turned:
        if left <= x0 + x1 <= right and low <= y0 + y1 <= high:
            box = frame.box(x0, y0, x1, y1)
            # Text set sideways in a cell has no baseline of its own here.
            baseline = frame.point(*origin)[1] if direction == frame.turn else box[3]
            glyphs.append(Glyph(text, *box, baseline, n, None, run))
    return tuple(glyphs)


def _count_beyond(found: Characters, sheet: Box) -> int:
    """How many letters and digits stand beyond the sheet."""
    left, low, right, high = (2 * side for side in sheet)
    outside = (not (left <= x0 + x1 <= right and low <= y0 + y1 <= high) for x0, x1, y0, y1 in found.boxes)
    return sum(text.isalnum() for text, is_outside in zip(found.texts, outside, strict=True) if is_outside)


def read_page(page: pdfium.PdfPage, number: int) -> PageContent:
    """Read one page.

    Args:
        page: an open pdfium page; it is not closed here.
        number: its number from 1.
    """
    drawn = drawn_objects(page)
    text_page = page.get_textpage()
    try:
        found = read_characters(address_of(text_page.raw), drawn)
        inks = inks_of(page, address_of(text_page.raw), found, drawn)
        slanted = list(slanted_texts(address_of(text_page.raw), found))
    finally:
        text_page.close()
    rotation = page.get_rotation() // 90
    crop = page.get_cropbox()
    displayed = Frame(rotation, *crop)
    frame = displayed if found.turn is None else Frame(found.turn, *crop)
    glyphs = _glyphs(found, frame)
    across, down = rules_of(drawn, frame, struck_places(page))
    is_picture = not glyphs and (bool(drawn.images) or has_outlines(drawn))
    aside = tuple((text, frame.box(*strip)) for text, strip in slanted)
    pictures = tuple(frame.box(*strip) for strip in picture_places(drawn))
    beyond = _count_beyond(found, page.get_mediabox())
    return PageContent(
        number,
        frame,
        displayed,
        glyphs,
        across,
        down,
        found.unreadable,
        is_picture,
        inks=inks,
        slanted=aside,
        figures=figures_of(drawn, frame),
        beyond=beyond,
        unknown=found.unknown,
        pictures=pictures,
    )


def unread_page(number: int, reason: str) -> PageContent:
    """A page that was not read, and why; its size is not known."""
    frame = Frame(0, 0.0, 0.0, *_A4)
    return PageContent(number, frame, frame, (), (), (), 0.0, is_picture=False, unread=reason)
