"""A place in words: what a format counts is its pages, or its sheets and rows, or its lines."""

from __future__ import annotations

from yusuan.reading.archive import ZIP
from yusuan.reading.document import Location
from yusuan.reading.legacy_workbook import XLS
from yusuan.reading.workbook import XLSX

_WORDS = {
    XLSX: (("sheet", "row"), ("工作表", "行")),
    XLS: (("sheet", "row"), ("工作表", "行")),
    ZIP: (("document", "line"), ("份文件", "行")),
}
_USUAL = (("page", "line"), ("页", "行"))


def place_words(media_type: str, zh: bool = False) -> tuple[str, str]:
    """What ``Location.page`` and ``Location.line`` count in a document of that type, in English or Chinese."""
    return _WORDS.get(media_type, _USUAL)[zh]


def place(location: Location, media_type: str, zh: bool = False) -> str:
    """A place in words as far as it is known: ``page 3``, ``sheet 2, row 5``, ``line 15``; ``""`` where nothing is."""
    numbered = zip(place_words(media_type, zh), (location.page, location.line), strict=True)
    if zh:
        return "".join(f"第 {number} {word}" for word, number in numbered if number)
    return ", ".join(f"{word} {number}" for word, number in numbered if number)
