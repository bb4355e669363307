"""What must hold of a changed document, told without the code under test: amounts are those that are printed, under the
keys that they had or with a report, nothing vanishes, and what was not touched is as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from document_mutations import Mutant
from invented import LISTS
from printed_documents import WRITERS, Line, Origin, Places, Printed, Sheet, Spot

from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.fact import Cell, Fact, Status
from yusuan.facts.key import Key
from yusuan.pipeline import convert, read
from yusuan.reading.document import Location
from yusuan.sources import Source

FACTORS = {"": Decimal(1), "yuan": Decimal(1), "wan-yuan": Decimal(10_000), "yi-yuan": Decimal(100_000_000)}
_NARROW = str.maketrans("０１２３４５６７８９，．－（）￥＊［］", "0123456789,.-()¥*[]")
_MARKS = re.compile(
    r"[①-⑳⁰¹²³⁴-⁹*†]|[（(](?:[见附脚]?注[0-9]?)[)）]|\[(?:注?[0-9])\]|(?<=[0-9])注[0-9]?\Z|(?<=[0-9])\s[0-9]\)\Z"
)
_STRICT = re.compile(
    r"(?P<before>[-△▲负−—]?)¥?(?P<open>\(?)(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<places>\.[0-9]+)?"
    r"(?P<close>\)?)(?:元|万元|亿元)?(?P<after>-?)"
)


def strict(text: str) -> Decimal | None:
    """The amount of a printed text: digits grouped in threes or not at all, one sign, note marks left out; ``None`` for
    anything else."""
    flat = re.sub(r"\s(?=[0-9]+\Z)", "|", text.translate(_NARROW).strip("\u200b \n\u3000\u00a0"))
    bare = re.sub(r"(?<=[,.])\s+|(?<=[-△▲负−—¥])\s+", "", _MARKS.sub("", flat).strip())
    found = _STRICT.fullmatch(bare)
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    signs = sum(bool(found[name]) for name in ("before", "open", "after"))
    value = Decimal(found["digits"].replace(",", "") + (found["places"] or ""))
    return None if signs > 1 else -value if signs else value


@dataclass(frozen=True)
class Converted:
    """A document written and converted, with the place of each row; ``conversion`` is ``None`` where it is refused."""

    printed: Printed
    places: Places
    conversion: Conversion | None

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        return {cell.cell_id: cell for cell in self.conversion.cells} if self.conversion else {}

    @cached_property
    def spots(self) -> Mapping[str, tuple[Sheet, Line, Spot]]:
        """The table, row and cell in the source of each cell of a table, by its id."""
        found = {}
        for cell in self.cells.values():
            place = self.places.get((cell.location.page, cell.location.line))
            if place and cell.table_id != "prose" and 0 < cell.column <= len(place[1]):
                found[cell.cell_id] = (*place, place[1][cell.column - 1])
        return found

    @cached_property
    def keys(self) -> Mapping[Origin, Key | None]:
        """The key of each cell of the document as it was."""
        return {spot.origin: self.cells[n].key for n, (_, _, spot) in self.spots.items() if spot.origin}

    @cached_property
    def amounts(self) -> Mapping[Key, Decimal]:
        return {fact.key: fact.amount for fact in self.conversion.facts} if self.conversion else {}

    def tables_of(self, fact: Fact) -> set[int]:
        """The numbers of the tables that witness a fact, -1 for the prose or a place that is not known."""
        found = (self.spots.get(cell_id) for cell_id in fact.cell_ids)
        return {place[0].number if place else -1 for place in found}

    @cached_property
    def reports(self) -> Counter[tuple[str, str]]:
        """All that is reported, whatever its place."""
        assert self.conversion
        said = [(found.code, _placeless(found.message_zh)) for found in self.conversion.findings]
        return Counter([*said, *((found.what, found.text) for found in self.conversion.unrecognised)])


def converted(printed: Printed, kind: str, folder: Path) -> Converted:
    """Write and convert a document."""
    path = folder / f"disclosure.{kind}"
    places = WRITERS[kind](printed, path)
    name = printed.name if "-" in printed.name else "yunling-medical-insurance-2024"
    try:
        return Converted(printed, places, convert(read(path), Source(id=name, path=path), LISTS))
    except InputError:
        return Converted(printed, places, None)


@dataclass(frozen=True)
class Case:
    """A document before and after a change."""

    before: Converted
    after: Converted
    mutant: Mutant

    def _new_reports(self) -> set[tuple[str, str]]:
        return set(self.after.reports - self.before.reports)

    @cached_property
    def reported(self) -> set[int]:
        """The tables of which something is reported that was not before; a report whose place no table has is of each
        table that is touched."""
        conversion, new = self.after.conversion, self._new_reports()
        assert conversion
        places = [(f.code, _placeless(f.message_zh), f.locations) for f in conversion.findings]
        places += [(u.what, u.text, (u.location,)) for u in conversion.unrecognised]
        found: set[int] = set()
        for code, text, locations in places:
            if (code, text) in new:
                for location in locations or (Location(),):
                    found |= self._tables_at(location)
        return found

    def _tables_at(self, location: Location) -> set[int]:
        place = self.after.places.get((location.page, location.line))
        if place:
            return {place[0].number}
        below = [
            (line, sheet.number)
            for (page, line), (sheet, _) in self.after.places.items()
            if page == location.page and line and location.line and line > location.line
        ]
        return {min(below)[1]} if below else set(self.mutant.tables)

    def differences(self) -> Iterator[str]:
        """What does not hold."""
        if self.after.conversion is None:
            return
        yield from self._misread()
        yield from self._without_witness()
        yield from self._other_keys()
        yield from self._vanished()
        yield from self._untouched()
        yield from self._other_facts()

    def _misread(self) -> Iterator[str]:
        """An amount that is not what its text says."""
        for cell_id, cell in self.after.cells.items():
            if cell.table_id == "prose":
                continue
            if cell_id not in self.after.spots:
                if (cell.location.page, cell.location.line) in self.after.places:
                    yield f"misread: {cell_id} {cell.printed!r} stands nowhere"
                continue
            spot = self.after.spots[cell_id][2]
            told, value = strict(cell.printed), cell.amount / FACTORS[cell.unit]
            if spot.is_unreadable or spot.is_struck:
                yield f"misread: {spot.text!r} as {value}"
            elif spot.value is not None and value != spot.value:
                yield f"misread: {spot.text!r} as {value} for {spot.value}"
            if told is not None and told != value:
                yield f"misread: {cell.printed!r} as {value}, strictly {told}"

    def _without_witness(self) -> Iterator[str]:
        """A fact whose amount no witness prints and nothing is said of."""
        assert self.after.conversion
        named = {cell_id for found in self.after.conversion.findings for cell_id in found.cell_ids}
        for fact in self.after.conversion.facts:
            cells = [self.after.cells[cell_id] for cell_id in fact.cell_ids]
            if all(cell.amount != fact.amount for cell in cells) and self.before.amounts.get(fact.key) != fact.amount:
                is_told = fact.status in (Status.CORRECTED, Status.DISPUTED) and named.intersection(fact.cell_ids)
                if not is_told:
                    yield f"without witness: {fact.fact_id} {fact.amount} {fact.status} {[c.printed for c in cells]}"

    def _other_keys(self) -> Iterator[str]:
        """A cell with another key than it had, and nothing is said of its table."""
        for cell_id, (sheet, _, spot) in self.after.spots.items():
            key = self.after.cells[cell_id].key
            if key is None or spot.origin is None or key == self.before.keys.get(spot.origin):
                continue
            said = f"{cell_id} {spot.text!r} {_short(self.before.keys.get(spot.origin), key)}"
            if sheet.number not in self.mutant.tables:
                yield f"untouched: {said}"
            elif sheet.number not in self.reported and self._is_kept(spot.origin):
                yield f"other key: {said}"

    def _is_kept(self, origin: Origin) -> bool:
        """Whether a cell means what it did, as far as its row and column say."""
        return self.mutant.cells is not None and origin not in self.mutant.cells

    def _vanished(self) -> Iterator[str]:
        """A printed amount that is no cell, and nothing is said of it; one that stands elsewhere now may be none."""
        assert self.after.conversion
        if not self.after.places:
            return
        kept = {id(spot) for _, _, spot in self.after.spots.values()}
        said: dict[tuple[int | None, int | None], list[str]] = {}
        for found in self.after.conversion.unrecognised:
            said.setdefault((found.location.page, found.location.line), []).append(found.text)
        for place, (sheet, row) in self.after.places.items():
            for column, spot in enumerate(row):
                if _counts(sheet, column):
                    continue
                was = spot.is_unreadable or spot.origin in self.before.keys
                if not was or id(spot) in kept or not spot.is_amount or spot.value is None:
                    continue
                is_strict = spot.is_unreadable and row is not _first(sheet)
                if not said.get(place) and (is_strict or sheet.number not in self.reported):
                    yield f"vanished: {spot.text!r} in {[s.text for s in row]}"

    def _untouched(self) -> Iterator[str]:
        """A fact of tables that were not touched, with another amount or none: but one of those that are printed, where
        no other table makes it finer any more."""
        assert self.before.conversion
        for fact in self.before.conversion.facts:
            amount = self.after.amounts.get(fact.key)
            printed = {self.before.cells[cell_id].amount for cell_id in fact.cell_ids}
            if not self.before.tables_of(fact) & self.mutant.tables and amount not in (fact.amount, *printed):
                yield f"untouched: {fact.fact_id} {fact.amount} is {amount}"

    def _other_facts(self) -> Iterator[str]:
        """A fact that the document did not hold, of a table of which nothing is said."""
        assert self.after.conversion
        for fact in self.after.conversion.facts:
            if self.before.amounts.get(fact.key) == fact.amount:
                continue
            spots = [self.after.spots.get(cell_id) for cell_id in fact.cell_ids]
            told = any(place is None or place[0].number in self.reported for place in spots)
            touched = any(place and (place[2].origin is None or not self._is_kept(place[2].origin)) for place in spots)
            if not told and not touched:
                yield f"other fact: {fact.fact_id} {fact.amount} for {self.before.amounts.get(fact.key)}"

    def noise(self) -> list[tuple[str, str]]:
        """Errors and warnings that are new, though nothing means anything else than before."""
        if not self.mutant.is_same or not self.after.conversion:
            return []
        loud = {(f.code, _placeless(f.message_zh)) for f in self.after.conversion.findings if f.severity != "note"}
        return sorted(loud & self._new_reports())


def _counts(sheet: Sheet, column: int) -> bool:
    """Whether a column holds changes, shares or persons, by its header: no amounts."""
    heads = (row[column].text for row in sheet.rows[: sheet.header] if column < len(row))
    return any(re.search("增减|增加|同比|幅|%|人数", text) for text in heads)


def _first(sheet: Sheet) -> Line | None:
    """The first row of the body: where it has no amount that can be read, it may be taken for a row of the header."""
    return sheet.rows[sheet.header] if sheet.body else None


def _placeless(message: str) -> str:
    """A message without the lines that it names."""
    return re.sub(r"\s*\([0-9]+(?:, [0-9]+)*\)|第?[0-9]+行", "", message)


def _short(before: Key | None, after: Key) -> str:
    def said(key: Key) -> str:
        parts = [getattr(key, name) for name in ("operation", "fund", "function", "economic", "expenditure_type")]
        return ".".join([key.organization, key.fiscal_year, key.phase, *parts])

    return f"{said(after)} for {said(before) if before else None}"
