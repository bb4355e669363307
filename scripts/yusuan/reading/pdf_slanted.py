"""The slanted texts of a page, which stand on no line."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading import pdf_bulk
from yusuan.reading.pdf_bulk import Address
from yusuan.reading.pdf_characters import Characters
from yusuan.reading.pdf_ink import runs_of
from yusuan.reading.pdf_paths import Strip

_HIDDEN = (3, 7)
_MOST_TEXT = 512
_NEAR = 0.75
"""Of the size of a character: slanted characters nearer to each other are one text."""


def slanted_texts(text_page: Address, found: Characters) -> Iterator[tuple[str, Strip]]:
    """The slanted texts of a page, each with its box in the page's own coordinates: they stand on no line."""
    level = set(runs_of(found))
    count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE))
    objects = pdf_bulk.char_objects(text_page, count) if count > len(found.places) else []
    left_out = [run for run in dict.fromkeys(objects) if run is not None and run not in level]
    shown = [run for run, mode in zip(left_out, pdf_bulk.render_modes(left_out), strict=True) if mode not in _HIDDEN]
    pieces = [(_text(run, text_page), box) for run, box in zip(shown, pdf_bulk.object_bounds(shown), strict=True)]
    whole: list[tuple[str, Strip]] = []
    before: Strip | None = None
    for text, box in pieces:
        if not text:
            continue
        reach = _NEAR * max(box[3] - box[1], box[2] - box[0])
        if before and abs(box[0] - before[2]) < reach and min(abs(box[1] - before[3]), abs(box[3] - before[1])) < reach:
            said, own = whole.pop()
            low, high = (min(own[0], box[0]), min(own[1], box[1])), (max(own[2], box[2]), max(own[3], box[3]))
            whole.append((said + text, (*low, *high)))
        else:
            whole.append((text, box))
        before = box
    yield from whole


def _text(run: Address, text_page: Address) -> str:
    """What a text object says, without white space."""
    buffer = (ctypes.c_ushort * _MOST_TEXT)()
    page = ctypes.cast(text_page, raw.FPDF_TEXTPAGE)
    written = raw.FPDFTextObj_GetText(ctypes.cast(run, raw.FPDF_PAGEOBJECT), page, buffer, ctypes.sizeof(buffer))
    said = bytes(buffer)[: min(written, ctypes.sizeof(buffer))].decode("utf-16-le", errors="replace").rstrip("\0")
    return "".join(said.split())
