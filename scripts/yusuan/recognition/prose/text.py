"""Text of the narrative in the form in which it is read, every character of which knows where it was printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.reading.document import Location, Paragraph

_DROPPED = re.compile(r"[\s\u200b*#\\]")
_PUNCTUATION = str.maketrans({";": "；", ":": "：", "!": "！", "?": "？"})
_KEPT = re.compile("[，；：！？\u2460-\u2473]")
_COMMA = re.compile(r",(?!(?<=\d,)\d{3}(?!\d))")
_WIDE_COMMA = re.compile(r"(?<![\d.,])(\d{1,3})，(?=\d{3}(?!\d))")
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
    return character if _KEPT.match(character) else unicodedata.normalize("NFKC", character).translate(_PUNCTUATION)


def compacted(paragraphs: Sequence[Paragraph]) -> Text:
    """The paragraphs as one text; nothing is put between them, for a page break falls anywhere in a sentence."""
    starts, raw = [], ""
    for paragraph in paragraphs:
        starts.append(len(raw))
        raw += paragraph.text
    pairs = [
        (folded, offset)
        for offset, character in enumerate(raw)
        if not _DROPPED.match(character)
        for folded in _folded(character)
        if not _DROPPED.match(folded)
    ]
    compact = _COMMA.sub("，", _WIDE_COMMA.sub(r"\1,", "".join(folded for folded, _ in pairs)))
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
