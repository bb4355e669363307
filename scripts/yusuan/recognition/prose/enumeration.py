"""Which figure the next one is a part of: lists opened by 其中 or 包括, closed by the end of a sentence or bracket."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

_MARKS = re.compile("其中|主要包括|包括|分为|以下方面|[。；()]")
_OPENERS = frozenset(("其中", "主要包括", "包括", "分为", "以下方面"))
_AND = ("、", "和", "及")
_State = tuple[int | None, int | None, bool]


@dataclass(frozen=True, slots=True)
class Opener:
    """An amount whose parts the following paragraphs list: its number, the rank of its paragraph's numbering, and the
    class dimension of the parts where only that tells them (``""`` after a colon). Words that announce a list without
    an amount (财政拨款支出主要内容如下：) are its ``lead``; then there is no number."""

    number: int | None
    rank: int
    dimension: str = ""
    lead: str = ""

    def holds_for(self, rank: int, is_first: bool, begins_anew: bool, is_item: bool = True) -> bool:
        """Whether a paragraph with a numbering of this rank still belongs to the list; not the first below a heading,
        nor one that names the reporting unit at its beginning. What words alone announce are its numbered paragraphs,
        and others that are ``is_item``."""
        is_beside = bool(rank and self.rank and rank <= self.rank)
        is_other = bool(self.lead) and not (rank or is_item)
        return not (is_first or is_beside or begins_anew or is_other or (self.dimension and rank))


@dataclass(slots=True)
class Enumeration:
    """The lists of one kind of figures while a passage is read. ``whole`` is the number of the statement whose parts
    are being listed, ``last`` that of the last figure."""

    semicolon_ends: bool = False
    whole: int | None = None
    last: int | None = None
    _by_comma: bool = False
    _sentence_over: bool = False
    _outer: list[_State] = field(default_factory=list)

    @property
    def target(self) -> int | None:
        """The figure of which a change that follows speaks: after a list within a sentence (甲1万元、乙2万元，较上年…)
        the whole, else the last one."""
        return self.whole if self._by_comma and self.whole is not None else self.last

    def advance(self, compact: str, start: int, end: int, ends: Collection[int], may_open: bool) -> None:
        """Read what stands between two figures. ``ends`` are the places after which a sentence ends. Words open a list
        only where the next figure is of this kind (``may_open``), in the sentence of the last one or at the very
        beginning of another."""
        outer, opened, over_at = self.whole, False, -1
        for mark in _MARKS.finditer(compact, start, end):
            word = mark.group()
            if word in "()":
                self._bracket(word)
            elif mark.end() in ends or (word == "；" and self.semicolon_ends):
                self.whole, self._by_comma, opened = None, False, False
                self._sentence_over, over_at = True, mark.end()
            elif word == "；" and opened:  # what was listed has no figure (主要包括：基本工资、奖金；)
                self.whole, opened = outer, False
            elif word in _OPENERS and may_open and self.last is not None:
                if self._sentence_over and mark.start() != over_at:
                    continue
                outer, opened = self.whole, True
                self.whole, self._by_comma, self._sentence_over = self.last, False, False

    def _bracket(self, bracket: str) -> None:
        if bracket == "(":
            self._outer.append((self.whole, self.last, self._by_comma))
        elif self._outer:
            self.whole, self.last, self._by_comma = self._outer.pop()

    def add(self, number: int, between: str, restarts: bool) -> None:
        """Take the next figure. ``restarts`` says that its words begin anew (本单位…) and so belong to no list."""
        if restarts:
            self.whole = None
        self._by_comma = self.whole is not None and self.last != self.whole and between.startswith(_AND)
        self._sentence_over = False
        self.last = number
