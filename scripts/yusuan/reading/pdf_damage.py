"""What is damaged in a PDF, by page. pdfium leaves out what it cannot decode and says nothing, so every stream that a
page needs is looked at before it is read, and every name that it uses; what draws itself is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from yusuan.reading.document import Doubt, Location
from yusuan.reading.pdf_fonts import is_whole_font
from yusuan.reading.pdf_objects import Name, Reference, Stream, Value
from yusuan.reading.pdf_operators import draws, fonts_used, is_program
from yusuan.reading.pdf_streams import content_of
from yusuan.reading.pdf_structure import Structure

NOT_READ = "the page is damaged and was not read"
_PART = "the page is damaged: what it prints is missing in part, or wrong"
_FONT = "a font of the page is damaged: what is printed with it is missing, or wrong"
_PICTURE = "a picture on the page is damaged"
_TWICE = "the page is another one once more: its own content is missing"
ENDLESS = "the page draws itself again and again, so it was not read"
VAST = "the page draws more than any page does, so it was not read"
_UNKNOWN = "the file is damaged, so what is missing of its pages cannot be told"
DAMAGES = frozenset((NOT_READ, _PART, _FONT, _PICTURE, _TWICE, ENDLESS, VAST))
"""What can be said of a page."""
_MOST_DRAWN = 16 << 20
"""Bytes of what is drawn on one page, forms as often as they are drawn: pdfium takes fifty times as much memory."""
_OF_A_FORM = 500
"""What a form counts beside its own bytes."""
_DEEPEST = 28
"""Forms in forms; pdfium goes no deeper either."""


@dataclass(frozen=True, slots=True)
class Damage:
    """The doubts about a file, and the pages that must not be opened, with the reason."""

    doubts: tuple[Doubt, ...] = ()
    closed: Mapping[int, str] | None = None

    def reason(self, number: int) -> str:
        """Why a page must not be opened, ``""`` when it may."""
        return (self.closed or {}).get(number, "")


@dataclass(frozen=True, slots=True)
class _Found:
    """What is wrong with something that is drawn, and how many bytes are drawn."""

    problems: frozenset[str] = frozenset()
    drawn: int = 0


class _Looker:
    """Looks at the pages of one file; fonts and forms that they share are looked at once."""

    def __init__(self, structure: Structure, file: bytes) -> None:
        self.structure = structure
        self._file = file
        self._fonts: dict[int, Set[str]] = {}
        self._forms: dict[int, _Found] = {}

    def page(self, entries: Mapping[str, Value]) -> _Found:
        """What is wrong with a page."""
        parts = [self.structure.value(part) for part in self.structure.items(entries.get("Contents"))]
        streams = [part for part in parts if isinstance(part, Stream)]
        problems = {_PART} if len(streams) < max(len(parts), "Contents" in entries) else set()
        found = self._content(streams, [self.structure.dictionary(entries.get("Resources"))], 0)
        return _Found(found.problems | problems, found.drawn)

    def _content(self, streams: list[Stream], resources: list[Mapping[str, Value]], depth: int) -> _Found:
        """What is wrong with what some streams draw, by the resources where it looks for names."""
        problems: set[str] = set()
        pieces = []
        for stream in streams:
            found = content_of(stream, self.structure)
            # Of a stream without a check sum of its own it can only be told whether it is in order; pdfium packs one
            # that was plain.
            is_sure = found.is_sure and stream.raw in self._file
            if not found.is_whole or not (is_sure or is_program(found.content or b"")):
                problems.add(_PART)
            pieces.append(found.content or b"")
        content = b"\n".join(pieces)
        for name in fonts_used(content):
            font = self._named("Font", name, resources)
            problems |= {_FONT} if font is None else self._font(font, resources[-1], depth)
        total = len(content)
        drawn = draws(content)
        unnamed = drawn.pop(Name(), 0)
        if unnamed:  # it may be any of them: pdfium takes more for a name than a name
            own = {Name(key) for each in resources for key in self.structure.dictionary(each.get("XObject"))}
            drawn.update(dict.fromkeys(own, unnamed))
        for name, times in drawn.items():
            drawing = self._named("XObject", name, resources)
            each = self._drawing(drawing, resources[-1], depth)
            problems |= each.problems
            total += times * (_OF_A_FORM + each.drawn)
        if total > _MOST_DRAWN:
            problems.add(VAST)
        return _Found(frozenset(problems), min(total, _MOST_DRAWN + 1))

    def _named(self, kind: str, name: str, resources: list[Mapping[str, Value]]) -> Value:
        """What a name means: in the resources of the form itself, else in those of the page."""
        for each in resources:
            found = self.structure.dictionary(each.get(kind)).get(name)
            if self.structure.value(found) is not None:
                return found
        return None

    def _font(self, font: Value, of_page: Mapping[str, Value], depth: int) -> Set[str]:
        """What is wrong with a font, and with the drawings that are its glyphs if it has such."""
        entries = self.structure.dictionary(font)
        key = font.number if isinstance(font, Reference) else id(entries)
        if key not in self._fonts:
            self._fonts[key] = frozenset()  # until it is known: its glyphs may be set in it
            problems = set() if is_whole_font(entries, self.structure) else {_FONT}
            own = self.structure.dictionary(entries.get("Resources"))
            for glyph in self.structure.dictionary(entries.get("CharProcs")).values():
                problems |= self._form(self.structure.value(glyph), own, of_page, depth).problems
            self._fonts[key] = frozenset(_FONT if problem == _PART else problem for problem in problems)
        return self._fonts[key]

    def _drawing(self, drawing: Value, of_page: Mapping[str, Value], depth: int) -> _Found:
        """What is wrong with a picture or a form."""
        stream = self.structure.value(drawing)
        if isinstance(stream, Stream) and self.structure.value(stream.entries.get("Subtype")) != Name("Form"):
            is_whole = content_of(stream, self.structure).is_whole
            return _Found(frozenset() if is_whole else frozenset({_PICTURE}))
        own = self.structure.dictionary(self.structure.dictionary(stream).get("Resources"))
        return self._form(stream, own, of_page, depth)

    def _form(self, stream: Value, own: Mapping[str, Value], of_page: Mapping[str, Value], depth: int) -> _Found:
        if not isinstance(stream, Stream):
            return _Found(frozenset({_PART}))
        if stream.number not in self._forms:
            if depth >= _DEEPEST:
                return _Found(frozenset({ENDLESS}))
            self._forms[stream.number] = _Found(frozenset({ENDLESS}))  # until it is known: it may draw itself
            self._forms[stream.number] = self._content([stream], [own, of_page], depth + 1)
        return self._forms[stream.number]


def _doubt(text: str, number: int | None) -> Doubt:
    return Doubt(text, Location(page=number))


def _listed(structure: Structure, count: int) -> Iterator[Doubt]:
    """What is wrong with the list of pages."""
    pages = structure.pages()
    for number in range(count + 1, len(pages) + 1):
        yield _doubt(NOT_READ, number)
    seen: set[tuple[int, ...]] = set()
    for number, page in enumerate(pages[:count], start=1):
        own = {() if page.number is None else (page.number,), _numbers((page.entries or {}).get("Contents"))} - {()}
        if own & seen:
            yield _doubt(_TWICE, number)
        seen |= own


def _numbers(value: Value) -> tuple[int, ...]:
    """The numbers of the objects that a value refers to, all at once."""
    found = value if isinstance(value, list) else [value]
    return tuple(each.number for each in found if isinstance(each, Reference))


def damage_of(opened: pdfium.PdfDocument, file: bytes) -> Damage:
    """What is damaged in a file.

    Args:
        opened: the file as pdfium opened it, none of its pages read.
        file: its bytes.
    """
    count = len(opened)
    try:
        structure = Structure(opened)
    except pdfium.PdfiumError:
        return Damage((_doubt(_UNKNOWN, None),))
    looker = _Looker(structure, file)
    doubts = list(_listed(structure, count))
    closed: dict[int, str] = {}
    pages = [page.entries for page in structure.pages()[:count]]
    for number, entries in enumerate(chain(pages, [None] * (count - len(pages))), start=1):
        problems = looker.page(entries).problems if entries is not None else frozenset({NOT_READ})
        reason = next((each for each in (ENDLESS, VAST) if each in problems), "")
        if reason:
            closed[number] = reason
            problems = frozenset()  # said of the page when it is passed over
        doubts += [_doubt(problem, number) for problem in sorted(problems)]
    return Damage(tuple(doubts), closed)
