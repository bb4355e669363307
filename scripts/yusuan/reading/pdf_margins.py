"""Page numbers, headers and footers: what is no part of the text, and would stand between the pages of one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_layout import PageLayout
from yusuan.reading.pdf_text import Line

_NUMBER = re.compile(
    r"[-—–－―─━‐‑‒−~·•.\s]*第?\s*\d{1,4}\s*页?\s*[-—–－―─━‐‑‒−~·•.\s]*(?:[/,，]?\s*共?\s*\d{1,4}\s*页?)?"
)
_MARGIN = 0.13
"""Of the height of the page: only there page numbers are looked for."""
_SAME_PLACE = 3.0
_FEWEST = 3
_DIGITS = re.compile(r"\d+")
_APART = 1.2
"""Of the size of the text: a running head stands at least so far from what it is no part of."""


def _is_page_number(line: Line, height: float) -> bool:
    at_edge = line.box[3] < _MARGIN * height or line.box[1] > (1 - _MARGIN) * height
    return at_edge and bool(_NUMBER.fullmatch(line.text))


def _edges(layout: PageLayout) -> list[tuple[int, Line]]:
    """The first and the last line of a page with their places, where they stand apart from the next part."""
    parts = layout.parts
    found = []
    for at, beside in ((0, 1), (len(parts) - 1, len(parts) - 2)):
        if not parts or isinstance(parts[at], PlacedGrid):
            continue
        line = parts[at]
        assert isinstance(line, Line)
        if not 0 <= beside < len(parts):
            continue
        upper, lower = sorted((line.box, parts[beside].box), key=lambda box: box[1])
        if lower[1] - upper[3] >= _APART * line.size:
            found.append((at, line))
    return found


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.box[1] / _SAME_PLACE)


def _without_numbers(layout: PageLayout) -> PageLayout:
    height = layout.page.frame.size[1]
    lines = [part for part in layout.parts if isinstance(part, Line)]
    first = min((line.box[3] for line in lines), default=0.0)
    last = max((line.box[1] for line in lines), default=0.0)

    def is_outermost(line: Line) -> bool:
        return line.box[1] <= first or line.box[3] >= last

    kept = [p for p in layout.parts if not (isinstance(p, Line) and is_outermost(p) and _is_page_number(p, height))]
    return replace(layout, parts=tuple(kept))


def without_margins(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages without page numbers, and without the first or last lines that most pages share at one place."""
    layouts = [_without_numbers(layout) for layout in layouts]
    pages = sum(bool(layout.parts) for layout in layouts)
    counted = Counter(_key(line) for layout in layouts for _, line in _edges(layout))
    shared = {key for key, times in counted.items() if times >= max(_FEWEST, pages / 2)}
    kept = []
    for layout in layouts:
        drop = {at for at, line in _edges(layout) if _key(line) in shared}
        kept.append(replace(layout, parts=tuple(part for n, part in enumerate(layout.parts) if n not in drop)))
    return kept
