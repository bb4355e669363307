"""Pictures on the sheets of a workbook: a table may be one, and then none of its amounts is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from yusuan.reading.document import Doubt, Location
from yusuan.reading.sheet import Sheet

_FEWEST_ROWS, _FEWEST_COLUMNS = 4, 2
"""How many rows and columns a picture beside a table covers at least to be more than a sign."""


def _number(anchor: etree._Element, path: str) -> int:
    text = (anchor.findtext(path) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _is_small(anchor: etree._Element) -> bool:
    if anchor.find("{*}to") is None:
        return False
    rows = _number(anchor, "{*}to/{*}row") - _number(anchor, "{*}from/{*}row")
    columns = _number(anchor, "{*}to/{*}col") - _number(anchor, "{*}from/{*}col")
    return rows < _FEWEST_ROWS or columns < _FEWEST_COLUMNS


def picture_doubts(drawings: Iterable[etree._Element], sheet: Sheet, name: str) -> Iterator[Doubt]:
    """The pictures on a sheet called ``name``; small ones only where the sheet has no table, which may be one then."""
    has_table = any(count > 1 for count in Counter(row for row, _ in sheet.texts).values())
    for anchor in (child for drawing in drawings for child in drawing):
        for picture in anchor.iter("{*}pic"):
            if has_table and _is_small(anchor):
                continue
            named = picture.find(".//{*}cNvPr")
            title = "" if named is None else named.get("descr") or named.get("name") or ""
            row = _number(anchor, "{*}from/{*}row") + 1
            yield Doubt(f"sheet {name}: a picture, not read: {title}".rstrip(": "), Location(sheet.number, row))
