"""One paragraph as text: its sentences, the words before a figure, and a blank statement of each figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from yusuan.concepts import Codelist
from yusuan.recognition.prose.changes import Mention
from yusuan.recognition.prose.figures import MONEY, Figure
from yusuan.recognition.prose.sentences import Passage
from yusuan.recognition.prose.statements import Statement
from yusuan.recognition.prose.text import clause_start, sentence_ends

_LEADING = re.compile(r"(?:[、，：)]|以及|其中|(?:主要)?包括|[和及与](?![上去]年|20\d\d))+")
_STOP = re.compile(r"[，。；、：]|\Z")


class PassageText:
    """Places are offsets in ``compact``. ``units`` is the code list of units of measure."""

    def __init__(self, passage: Passage, units: Codelist, is_filler: Callable[[str], bool]) -> None:
        """Find the sentences. ``is_filler`` tells words without meaning of their own."""
        self.compact = passage.text.compact
        self.body = passage.body
        self.ends = frozenset(sentence_ends(self.compact))
        self._passage, self._text = passage, passage.text
        self._marks = sorted({*self.ends, *(mark.end() for mark in re.finditer("；", self.compact))})
        self._factors = {unit.code: Decimal(unit.extra["factor"]) for unit in units}
        self._is_filler = is_filler

    def sentence_start(self, at: int) -> int:
        """Where the sentence around a place begins."""
        return max([self.body, *(end for end in self.ends if end <= at)])

    def printed(self, start: int, end: int) -> str:
        """The printed characters between two places."""
        return self._text.printed(start, end)

    def about(self, start: int, end: int) -> str:
        """The printed words before a figure."""
        return self.printed(start, end).rstrip("：:，, ")

    def lead(self, end: int, since: int) -> int:
        """Where the words before a figure begin, conjunctions and 其中 left out; not before ``since``."""
        start = clause_start(self.compact, end, since)
        conjunction = _LEADING.match(self.compact, start, end)
        start = conjunction.end() if conjunction else start
        if self.compact[start - 1 : start] == "：" and self._is_filler(self.compact[start:end]):
            return clause_start(self.compact, start - 1, since)  # 公用经费：61万元
        return start

    def words_after(self, at: int) -> str:
        """The printed words after a figure up to the next mark of punctuation."""
        stop = _STOP.search(self.compact, at)
        return self.printed(at, stop.start() if stop else len(self.compact))

    def blank(self, event: Figure | Mention, number: int, subject: str, about: str) -> Statement:
        """A statement of a figure without what its words mean; its sentence ends at a semicolon too."""
        start = max((mark for mark in self._marks if mark <= event.start), default=0)
        end = min((mark for mark in self._marks if mark > event.start), default=len(self.compact))
        value, unit, amount, quantum = None, "", None, None
        if isinstance(event, Mention):
            value = event.number
        else:
            value, unit = event.value, event.unit
            if event.kind == MONEY:
                factor = self._factors[unit]
                amount, quantum = value * factor, Decimal(1).scaleb(-event.places) * factor / 2
        return Statement(
            number=number,
            subject=subject,
            about=about,
            sets={},
            printed=self.printed(event.start, event.end),
            value=value,
            unit=unit,
            amount=amount,
            quantum=quantum,
            direction="",
            reason="",
            sentence=self.printed(start, end),
            location=self._text.location(start),
            last_line=self._text.location(end - 1).line,
            heading=" / ".join(self._passage.headings),
        )
