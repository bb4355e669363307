"""The disclosures that one document holds: usually one, several in a compilation of a department's units, a workbook
with a sheet for each unit, or an archive of documents of several units.

A document is divided only where lines that head tables clearly name different units (or one unit's other year, phase or
scope), and these tables contradict each other: of one kind, with other amounts under the same labels. A unit that is
named in several ways, or a department that is named in one title and its unit in another, is one disclosure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from operator import attrgetter

from yusuan.concepts import Codelist
from yusuan.reading.document import Block, Grid
from yusuan.recognition.disclosure import Table
from yusuan.recognition.kinds import OTHER, content_of, core
from yusuan.recognition.labels import flatten
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import parse_number
from yusuan.recognition.parts import parted
from yusuan.recognition.prose.narrative import states_amounts
from yusuan.recognition.tables import recognise_tables
from yusuan.recognition.unit_marks import Mark, above_grid, part_mark, title_at, title_begins
from yusuan.recognition.unit_names import same_unit


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a document that is one disclosure: what its titles say of it, and its blocks."""

    mark: Mark
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sections:
    """What a document was divided into: ``found`` is empty where it is one disclosure; ``before`` are the blocks in
    front of the first."""

    found: tuple[Section, ...] = ()
    before: tuple[Block, ...] = ()


@dataclass(slots=True)
class _Owner:
    """One unit (of one scope, year and phase) with the blocks that are headed by its name."""

    mark: Mark
    places: list[int] = field(default_factory=list)
    has_grids: bool = False


@dataclass(slots=True)
class _Scan:
    """Goes through the blocks and tells whose each is."""

    divisions: Codelist
    owners: list[_Owner] = field(default_factory=list)
    current: _Owner | None = None

    def is_same(self, stated: Mark, owner: _Owner) -> bool:
        """Whether a mark is about the same as an owner; what it does not say may be anything."""
        mark = owner.mark
        if (stated.own and not mark.own) or (stated.is_title and stated.own != mark.own):
            return False
        said = zip(
            attrgetter("scope", "year", "phase")(stated), attrgetter("scope", "year", "phase")(mark), strict=True
        )
        return all(not a or not b or a == b for a, b in said) and (
            stated.name == mark.name or same_unit(stated.name, mark.name, self.divisions)
        )

    def turn(self, mark: Mark) -> None:
        """From here on everything is of whom the mark names."""
        if self.current is not None and self.is_same(mark, self.current):
            owner = self.current
        else:
            owner = next((known for known in self.owners if self.is_same(mark, known)), None) or _Owner(mark)
        if owner not in self.owners:
            self.owners.append(owner)
        if mark.is_title and not owner.mark.is_title:
            owner.mark = replace(mark, own=owner.mark.own)
        self.current = owner

    def take(self, places: Sequence[int], is_grid: bool = False) -> None:
        """Give blocks to the one whose they are."""
        if self.current is not None:
            self.current.places += places
            self.current.has_grids |= is_grid


def _owners(blocks: Sequence[Block], divisions: Codelist) -> list[_Owner]:
    """Everyone whom the document's titles and captions name, in order, with the blocks under each name. Blocks before
    the first name are nobody's."""
    scan = _Scan(divisions)
    taken, part = 0, ""
    for at, block in enumerate(blocks):
        if not isinstance(block, Grid):
            mark = title_at(blocks, at)
            if mark is not None:
                begins = max(taken, title_begins(blocks, at))
                scan.take(range(taken, begins))
                scan.turn(mark)
                taken = begins
            continue
        above = above_grid(blocks, at)
        begins = max(taken, above.begins)
        local = above.local or (part_mark(block.part_name) if block.part_name != part else None)
        scan.take(range(taken, begins))
        for mark in (above.title, local):
            if mark is not None:
                scan.turn(mark)
        scan.take(range(begins, at + 1), is_grid=True)
        taken, part = at + 1, block.part_name
    scan.take(range(taken, len(blocks)))
    return scan.owners


@dataclass(frozen=True, slots=True)
class _Content:
    """What an owner's blocks hold: tables of amounts, and whether the prose states amounts."""

    owner: _Owner
    tables: tuple[Table, ...]
    is_stated: bool


def _content(owner: _Owner, blocks: Sequence[Block], lexicon: Lexicon) -> _Content:
    own = tuple(blocks[at] for at in owner.places)
    found = recognise_tables(own, lexicon) if owner.has_grids else ()
    tables = tuple(table for table in found if content_of(table.kind, lexicon) != "form" and not table.empty)
    return _Content(owner, tables, states_amounts(tuple(b for b in own if not isinstance(b, Grid))))


def _lines(table: Table) -> Mapping[tuple[str, ...], set[tuple[object, ...]]]:
    """The amounts of each line by its words and codes."""
    found: dict[tuple[str, ...], set[tuple[object, ...]]] = {}
    amounts = {column.index for column in table.columns if column.role == "amount"}
    for row in table.rows:
        words = tuple(flatten(c.text) for n, c in enumerate(row.cells) if n not in amounts and flatten(c.text))
        numbers = tuple(x.value for n, c in enumerate(row.cells) if n in amounts and (x := parse_number(c.text)))
        if words and numbers:
            found.setdefault(words, set()).add(numbers)
    return found


def _title_of(table: Table, name: str) -> str:
    return core(flatten(table.title).replace(name, ""))


def _contradict(one: _Content, other: _Content) -> bool:
    """Whether two owners have tables of one kind that print other amounts in the same lines (captions alone must also
    agree on the title of the table), or are units whose titles head nothing but prose with amounts."""
    is_titled = one.owner.mark.is_title and other.owner.mark.is_title
    for a in one.tables:
        for b in other.tables:
            alike = _title_of(a, one.owner.mark.name) == _title_of(b, other.owner.mark.name)
            if a.kind != b.kind or not (alike or (is_titled and a.kind != OTHER)):
                continue
            ours, theirs = _lines(a), _lines(b)
            if any(not ours[line] & theirs[line] for line in ours.keys() & theirs.keys()):
                return True
    is_told = one.is_stated and other.is_stated and not (one.owner.has_grids or other.owner.has_grids)
    return is_titled and is_told and one.owner.mark.name != other.owner.mark.name


def _separate(contents: Sequence[_Content]) -> list[_Owner]:
    """The owners whose blocks are disclosures of their own. Once a document is known to hold several, so is everything
    that has a table or the title of a disclosure, and amounts."""
    if not any(_contradict(one, other) for one, other in combinations(contents, 2)):
        return []
    return [c.owner for c in contents if c.tables or (c.is_stated and c.owner.mark.is_title)]


def _shared_out(owners: Sequence[_Owner], separate: Sequence[_Owner]) -> Iterator[tuple[_Owner | None, int]]:
    """Whose each block is: blocks under other names go with those before them."""
    of_place = {at: owner for owner in owners for at in owner.places}
    last: _Owner | None = None
    for at in sorted(of_place):
        last = of_place[at] if of_place[at] in separate else last
        yield last, at


def sections(blocks: Sequence[Block], lexicon: Lexicon) -> Sections:
    """The disclosures that a document holds, in order of their beginnings; none where it is one."""
    blocks = tuple(parted(blocks, lexicon))  # a sheet may hold the tables of several units
    owners = _owners(blocks, lexicon.codelists["divisions"])
    if len(owners) < 2:
        return Sections()
    separate = _separate([_content(owner, blocks, lexicon) for owner in owners])
    if len(separate) < 2:
        return Sections()
    places: dict[int, list[int]] = {}
    for owner, at in _shared_out(owners, separate):
        if owner is not None:
            places.setdefault(id(owner), []).append(at)
    found = [Section(owner.mark, tuple(blocks[at] for at in places[id(owner)])) for owner in separate]
    taken = {at for held in places.values() for at in held}
    return Sections(tuple(found), tuple(block for at, block in enumerate(blocks) if at not in taken))
