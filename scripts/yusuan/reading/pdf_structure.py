"""The pages of a PDF and what they refer to, as pdfium sees them: it writes out what it holds of the file, without any
compression of objects and without encryption, and that is read here. What it could not find is missing there, too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading.pdf_objects import Broken, Name, Reference, Stream, Value, object_at, value_at

_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_SECTION = re.compile(rb"\s*(\d+) (\d+)\s*")
_MOST_STEPS = 20
_DEEPEST = 200
_INHERITED = ("Resources", "MediaBox", "CropBox")


@dataclass(frozen=True, slots=True)
class PageObject:
    """One place in the tree of pages: its dictionary with what it inherits, ``None`` where there is no page; and the
    number of its object, if it has one."""

    entries: Mapping[str, Value] | None
    number: int | None = None


class Structure:
    """The objects of a file by their numbers."""

    def __init__(self, opened: pdfium.PdfDocument) -> None:
        written = io.BytesIO()
        opened.save(written, flags=raw.FPDF_REMOVE_SECURITY)
        self._content = written.getvalue()
        self._places, self._trailer = self._listed()
        self._known: dict[int, Value] = {}

    def _listed(self) -> tuple[dict[int, int], Mapping[str, Value]]:
        """Where each object stands, and the trailer."""
        places: dict[int, int] = {}
        end = self._content.rfind(b"startxref")
        start = self._content.rfind(b"xref", 0, max(end, 0))
        at, trailer = start + 4, self._content.find(b"trailer", max(start, 0))
        while 0 <= start < at < trailer:
            section = _SECTION.match(self._content, at)
            if section is None:
                break
            at = section.end()
            for number in range(int(section[1]), int(section[1]) + int(section[2])):
                entry = _ENTRY.match(self._content, at)
                if entry is None:
                    break
                if entry[2] == b"n":
                    places[number] = int(entry[1])
                at += 20
        try:
            found, _ = value_at(self._content, trailer + 7)
        except Broken:
            found = {}
        return places, found if isinstance(found, dict) else {}

    def value(self, value: Value) -> Value:
        """What a value is, references followed; ``None`` where they lead nowhere."""
        for _ in range(_MOST_STEPS):
            if not isinstance(value, Reference):
                return value
            if value.number not in self._known:
                try:
                    self._known[value.number] = object_at(self._content, self._places[value.number])
                except (KeyError, Broken):
                    self._known[value.number] = None
            value = self._known[value.number]
        return None

    def dictionary(self, value: Value) -> Mapping[str, Value]:
        """A value as a dictionary, that of a stream too; an empty one where it is none."""
        value = self.value(value)
        if isinstance(value, Stream):
            return value.entries
        return value if isinstance(value, dict) else {}

    def items(self, value: Value) -> list[Value]:
        """A value as a list; a single one as a list of one."""
        value = self.value(value)
        return value if isinstance(value, list) else [] if value is None else [value]

    @property
    def count(self) -> int | None:
        """How many pages the file says that it has."""
        count = self.value(self.dictionary(self.dictionary(self._trailer.get("Root")).get("Pages")).get("Count"))
        return count if isinstance(count, int) else None

    def pages(self) -> list[PageObject]:
        """The pages in their order."""
        return list(self._kids(self.dictionary(self._trailer.get("Root")).get("Pages"), {}, frozenset()))

    def _kids(self, node: Value, above: Mapping[str, Value], seen: frozenset[int]) -> Iterator[PageObject]:
        number = node.number if isinstance(node, Reference) else None
        entries = self.value(node)
        if not isinstance(entries, dict) or number in seen or len(seen) > _DEEPEST:
            yield PageObject(None)
            return
        own = {**above, **{name: entries[name] for name in _INHERITED if name in entries}}
        if "Kids" in entries:
            for kid in self.items(entries["Kids"]):
                yield from self._kids(kid, own, seen | {number} if number is not None else seen)
        else:
            is_page = self.value(entries.get("Type", Name("Page"))) == "Page"
            yield PageObject({**own, **entries} if is_page else None, number)
