"""Text of the narrative in the form in which it is read, every character of which knows where it was printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.reading.document import Location, Paragraph
from yusuan.recognition.labels import folded
from yusuan.recognition.marks import in_prose
from yusuan.recognition.numbers import joined

_DROPPED = re.compile(r"[\s\u200b*#\\]")
_PUNCTUATION = str.maketrans({";": "；", ":": "：", "!": "！", "?": "？", "−": "-", "–": "-"})
_KEPT = frozenset("，；：！？")
_COMMA = re.compile(r",(?!(?<=\d,)\d{3}(?!\d))")
_WIDE_COMMA = re.compile(r"(?<![\d.,])(\d{1,3})，(?=\d{3}(?!\d))")
_MONEY_UNIT = "(?:亿元|万元|千元|元)"
_SPACED = re.compile(rf"(?<![0-9.,])[0-9][0-9.,]*(?:\s+[0-9][0-9.,]*)+(?=\s*{_MONEY_UNIT})")
_GAP = re.compile(r"\s(?=[0-9])")
_GROUPED = re.compile(rf"(?<![0-9,，])[0-9]+(?:[,，][0-9]+)+(?=(?:\.[0-9]+)?{_MONEY_UNIT})")
_WELL_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_ENUMERATOR = re.compile(r"[二三四五六七八九十][、是]|[2-9]\d?[.、](?!\d)")


@dataclass(frozen=True, slots=True)
class Text:
    """``compact`` is ``raw`` with one width, no spaces and no marks of emphasis; ``origins`` gives the place in ``raw``
    of each of its characters. Punctuation of clauses is full width, so that a comma inside a number is the only one
    that is not."""

    raw: str
    compact: str
    origins: tuple[int, ...]
    starts: tuple[int, ...]
    locations: tuple[Location, ...]

    def printed(self, start: int, end: int) -> str:
        """The printed characters of a stretch of ``compact``, line-wrap spaces at its ends left out."""
        if start >= end:
            return ""
        return re.sub(r"[*#\\]", "", self.raw[self.origins[start] : self.origins[end - 1] + 1]).strip()

    def location(self, at: int) -> Location:
        """Where a character of ``compact`` is printed."""
        offset = self.origins[at]
        return next(
            place
            for start, place in zip(reversed(self.starts), reversed(self.locations), strict=True)
            if start <= offset
        )


def _folded(character: str) -> str:
    return character if character in _KEPT else folded(character).translate(_PUNCTUATION)


def _gaps(raw: str) -> Iterator[int]:
    """The spaces between two numbers before a unit of money (12 234567.89元), which must not become one."""
    for found in _SPACED.finditer(raw):
        if not joined(found.group()):
            yield from (found.start() + gap.start() for gap in _GAP.finditer(found.group()))


def _left_out(raw: str) -> frozenset[int]:
    return frozenset(at for start, end in in_prose(raw) for at in range(start, end))


def _with_commas(found: re.Match[str]) -> str:
    """Digits with commas that are not thousands separators keep them narrow, so that no part of them is a number."""
    return found.group() if _WELL_GROUPED.fullmatch(found.group()) else found.group().replace("，", ",")


def compacted(paragraphs: Sequence[Paragraph]) -> Text:
    """The paragraphs as one text without note marks; nothing is put between them, for a page break falls anywhere in a
    sentence."""
    starts, raw = [], ""
    for paragraph in paragraphs:
        starts.append(len(raw))
        raw += paragraph.text
    marks, gaps = _left_out(raw), frozenset(_gaps(raw))
    pairs = [
        (printed, offset)
        for offset, character in enumerate(raw)
        if offset in gaps or (offset not in marks and not _DROPPED.match(character))
        for printed in (" " if offset in gaps else _folded(character))
        if offset in gaps or not _DROPPED.match(printed)
    ]
    compact = _COMMA.sub("，", _WIDE_COMMA.sub(r"\1,", "".join(printed for printed, _ in pairs)))
    compact = _GROUPED.sub(_with_commas, compact)
    origins = tuple(offset for _, offset in pairs)
    return Text(raw, compact, origins, tuple(starts), tuple(paragraph.location for paragraph in paragraphs))


def sentence_ends(compact: str) -> list[int]:
    """The places after which a sentence ends. A full stop within an enumeration (一、… 。二、… 。) ends none."""
    return [found.end() for found in re.finditer("[。！？]", compact) if not _ENUMERATOR.match(compact, found.end())]


def clause_start(compact: str, end: int, after: int) -> int:
    """Where the clause that ends at ``end`` begins, not before ``after``: after the last mark of punctuation outside
    brackets. An ideographic comma joins words (会议费、培训费) and begins a clause only at ``after``."""
    depth = 0
    for at in range(end - 1, after - 1, -1):
        character = compact[at]
        if character == ")":
            depth += 1
        elif character == "(":
            if depth == 0:
                return at + 1
            depth -= 1
        elif depth == 0 and character in "，。；：！？":
            return at + 1
    return after
