"""What a disclosure's own index promises, and which of its tables keeps which promise."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from yusuan.audit.evidence import Evidence
from yusuan.audit.names import reporting_names
from yusuan.audit.numerals import numeral
from yusuan.reading.document import Block, Location, Paragraph
from yusuan.recognition.disclosure import Table
from yusuan.recognition.kinds import kinds_of_title
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.tables import INDEX, index_entries

_LISTED = re.compile(r"^[-—•·]*\(?(\d{1,2}|[一二三四五六七八九十]{1,3})[)、.:]+(.*表(?:\([^()]*\))?)[.…·\d]*\Z")
_LEADERS = re.compile(r"[.…·]{4,}(?:\d+(?![\d、.:)]))?")
_SHORTEST_LIST = 3
_YEAR = re.compile(r"20\d\d年?度?")
_BRACKETED = re.compile(r"\([^()]*\)")
_OPENING = re.compile(
    r"^(?:年度|年|附件|附表|部门|单位|本级|综合|预算|公开|市级|县级|省级|区级|\d+表:?|表\d+(?=.)|[\d:、.-])+"
)
_AXIS_WORDS = ("功能", "经济")


@dataclass(frozen=True, slots=True)
class Promise:
    """One entry of an index. ``number`` is the table's number or ``""``; ``position`` the entry's place in the list;
    ``is_empty`` is ``None`` where the index does not say."""

    number: str
    position: int
    title: str
    is_empty: bool | None
    reason: str
    location: Location

    @property
    def name(self) -> str:
        """The entry's number, or its place in the list."""
        return self.number or f"{self.position}."


@dataclass(frozen=True, slots=True)
class Contents:
    """The promises of an index in its order, and for each the tables that keep it; ``titled`` tells for each promise
    whether these were found by number or title and not by their kind alone. ``unit_names`` are the spellings of the
    unit's name, which titles are compared without."""

    promises: tuple[Promise, ...]
    kept: tuple[tuple[Table, ...], ...]
    titled: tuple[bool, ...]
    unit_names: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[Promise, Table]]:
        """Each promise with each table that keeps it."""
        for promise, tables in zip(self.promises, self.kept, strict=True):
            for table in tables:
                yield promise, table


def core(title: str, unit_names: Collection[str]) -> str:
    """A table's title without what varies at will: names of the unit, year, brackets, 部门 or 综合预算 in front."""
    text = normalise(title)
    for name in sorted(unit_names, key=len, reverse=True):
        text = text.replace(name, "")
    bare = _YEAR.sub("", _BRACKETED.sub("", text))
    return _OPENING.sub("", bare) or bare


def axes_conflict(title: str, other: str) -> bool:
    """Whether one title says 功能 and the other 经济."""
    axes = [{word for word in _AXIS_WORDS if word in flatten(each)} for each in (title, other)]
    return bool(axes[0] and axes[1] and not axes[0] & axes[1])


def _index_promises(tables: Sequence[Table]) -> Iterator[Promise]:
    for table in tables:
        if table.kind == INDEX:
            for position, (entry, row) in enumerate(zip(index_entries(table), table.rows, strict=True), start=1):
                if entry.title:
                    location = row.cells[0].location
                    yield Promise(entry.number, position, entry.title, entry.is_empty, entry.reason, location)


def _listed(paragraph: Paragraph) -> Iterator[Promise | None]:
    """The entries in a line of a table of contents, mostly one: dots lead from an entry to its page, or to the next."""
    for text in filter(None, _LEADERS.split(flatten(paragraph.text))):
        found = _LISTED.match(text)
        number = numeral(found.group(1)) if found else None
        if found is None or number is None:
            yield None
        else:
            yield Promise("", number, found.group(2), None, "", paragraph.location)


def _listed_promises(blocks: Sequence[Block]) -> tuple[Promise, ...]:
    """The first list of consecutive numbered lines that end in 表: a table of contents in prose."""
    run: list[Promise] = []
    for block in blocks:
        for promise in _listed(block) if isinstance(block, Paragraph) else (None,):
            if promise and (not run or promise.position > run[-1].position):
                run.append(promise)
                continue
            if len(run) >= _SHORTEST_LIST:
                return tuple(run)
            run = [promise] if promise else []
    return tuple(run) if len(run) >= _SHORTEST_LIST else ()


class _Matching:
    """Gives tables to promises, the surest signs first."""

    def __init__(self, promises: Sequence[Promise], tables: Sequence[Table]) -> None:
        self._promises = promises
        self._free = list(tables)
        self.kept: list[list[Table]] = [[] for _ in promises]

    def by_number(self) -> None:
        for n, promise in enumerate(self._promises):
            if promise.number:
                numbered = (promise.number, f"{promise.number}-")
                self._take(n, [t for t in self._free if t.number == numbered[0] or t.number.startswith(numbered[1])])

    def each(self, fits: Callable[[Promise, Table], bool]) -> None:
        """Give each promise not yet kept the first free table that fits it."""
        for n, promise in enumerate(self._promises):
            if not self.kept[n]:
                self._take(n, [t for t in self._free if fits(promise, t)][:1])

    def _take(self, n: int, tables: Sequence[Table]) -> None:
        self.kept[n].extend(tables)
        self._free = [table for table in self._free if all(table is not taken for taken in tables)]


def contents(evidence: Evidence) -> Contents:
    """The index of a disclosure, as a table or else as a list in prose; no promises where there is none. A list in
    prose of which the document has less than half is not taken as one of its own tables."""
    tables = [table for table in evidence.disclosure.tables if table.kind != INDEX]
    indexed = tuple(_index_promises(evidence.disclosure.tables))
    promises = indexed or _listed_promises(evidence.blocks)
    names, lexicon = reporting_names(evidence), Lexicon(evidence.codelists)
    cores = {id(table): core(table.title, names) for table in tables}
    matching = _Matching(promises, tables)
    matching.by_number()
    matching.each(lambda p, t: normalise(p.title) == normalise(t.title))
    matching.each(lambda p, t: core(p.title, names) == cores[id(t)] and not axes_conflict(p.title, t.title))
    titled = tuple(map(bool, matching.kept))
    matching.each(lambda p, t: t.kind in kinds_of_title(p.title, lexicon) and not axes_conflict(p.title, t.title))
    if not indexed and sum(map(bool, matching.kept)) * 2 < len(promises):
        return Contents((), (), (), names)
    return Contents(promises, tuple(map(tuple, matching.kept)), titled, names)
