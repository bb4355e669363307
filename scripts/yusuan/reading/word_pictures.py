"""Pictures in a Word file: a table may be one, and then none of its amounts is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from yusuan.reading.word_runs import UNSEEN, local_name

_EMU_PER_POINT = 12700
_LEAST_WIDTH, _LEAST_HEIGHT = 180, 80
"""Points: smaller pictures outside tables are seals, signs or ornaments."""
_LENGTH = re.compile(r"(width|height)\s*:\s*([0-9.]{1,8})(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}


def _drawn(node: etree._Element) -> Iterator[etree._Element]:
    """The drawings below a node that are printed."""
    for child in node:
        name = local_name(child)
        if name in ("drawing", "pict", "object"):
            yield child
        elif name and name not in UNSEEN:
            yield from _drawn(child)


def _size(drawing: etree._Element) -> tuple[float, float] | None:
    """Width and height in points, where the file says them."""
    extent = next(drawing.iter("{*}extent"), None)
    if extent is not None:
        sides = [extent.get(name, "") for name in ("cx", "cy")]
        if all(re.fullmatch(r"[0-9]{1,12}", side) for side in sides):
            return int(sides[0]) / _EMU_PER_POINT, int(sides[1]) / _EMU_PER_POINT
    shape = next(drawing.iter("{*}shape"), None)
    found = {n.lower(): (t, u or "") for n, t, u in _LENGTH.findall("" if shape is None else shape.get("style", ""))}
    try:
        return (
            float(found["width"][0]) * _POINTS[found["width"][1].lower()],
            float(found["height"][0]) * _POINTS[found["height"][1].lower()],
        )
    except (KeyError, ValueError):
        return None


def pictures(node: etree._Element, is_small_told: bool = False) -> Iterator[str]:
    """The titles of the pictures below a node; of small ones only where they are told too."""
    for drawing in _drawn(node):
        if next(drawing.iter("{*}blip", "{*}imagedata"), None) is None:
            continue
        size = _size(drawing)
        if size and not is_small_told and (size[0] < _LEAST_WIDTH or size[1] < _LEAST_HEIGHT):
            continue
        named = next(drawing.iter("{*}docPr"), None)
        yield "" if named is None else named.get("descr") or named.get("name") or ""
