"""Rows that name a unit: in a column for units, or in the place of a code and its name above the unit's own lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from yusuan.concepts import TOTAL, Codelist
from yusuan.facts.meaning import SUBTOTAL
from yusuan.recognition.disclosure import Column, Row, Table
from yusuan.recognition.identity import split_place
from yusuan.recognition.kinds import UNITS
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import parse_number
from yusuan.recognition.panels import Panel, panels
from yusuan.recognition.unit_names import bare, is_own, names_unit, same_unit, split_code

_CLASS_NAMES = ("name", "function-name", "economic-name", "gov-economic-name")
_CODES = ("code", "function-code", "economic-code", "gov-economic-code", "class-part")
_FUNCTIONS = frozenset({"function-code", "function-name", "code", "name", "class-part"})
_CLASS_LISTS = ("function", "economic", "gov_economic")
_CLASS_CODE = re.compile(r"[12]\d{4}|[12]\d{6}|1\d{8}|[35]\d{4}")
"""Codes that are those of classes, whatever stands beside them."""
_PLACE = re.compile(r".{2,8}?[省市县区旗州]")
_SUM = re.compile(r"(?<=.)(?:小计|合计|总计)\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a row prints it: its code and its name, either may be ``""``."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitNames:
    """What tells the name of a unit from other words: the reporting unit's name, and the names that columns of units
    and lists of units print."""

    reporting: str
    known: frozenset[str]
    lexicon: Lexicon

    def is_unit(self, name: str, code: str = "") -> bool:
        """Whether words in the place of a class name a unit: a code beside them that no class has, the name of a place
        at their beginning, or a known name tells it from words that end like one (疾病预防控制机构)."""
        text = bare(normalise(name))
        if not names_unit(name) or any(self.lexicon.exact(dimension, name) for dimension in _CLASS_LISTS):
            return False
        if _CLASS_CODE.fullmatch(code) or any(code in self.lexicon.codelists[d] for d in _CLASS_LISTS):
            return False
        divisions = self.lexicon.codelists["divisions"]
        is_coded = bool(re.fullmatch(r"\d{4,}", code))
        place = _PLACE.match(self.reporting)
        begins = text.startswith((self.reporting, place.group() if place else self.reporting))
        return is_coded or begins or text in self.known or bool(split_place(text, divisions)[0])


def unit_names(tables: Iterable[Table], reporting: str, lexicon: Lexicon) -> UnitNames:
    """The names of units that the tables print in columns for them."""
    known = {
        bare(normalise(split_code(row.cells[column.index].text)[1]))
        for table in tables
        for column in table.columns
        if column.role == "unit-name" or (table.kind == UNITS and column.role in ("name", "unit-or-project"))
        for row in table.rows
        if names_unit(row.cells[column.index].text)
    }
    return UnitNames(bare(normalise(reporting)), frozenset(known), lexicon)


def _is_total(text: str, lexicon: Lexicon) -> bool:
    return lexicon.exact("expenditure_type", text) == (TOTAL,)


def _is_of_all(text: str, lexicon: Lexicon) -> bool:
    """Whether a label is that of a total that may be of everything: 小计 never is."""
    return normalise(text) != SUBTOTAL and _is_total(text, lexicon)


def _text(row: Row, column: Column) -> str:
    return flatten(row.cells[column.index].text)


class UnitRows:
    """Tells which rows of a panel name a unit, and which of its totals are of the whole department."""

    def __init__(self, rows: Sequence[Row], panel: Panel, names: UnitNames) -> None:
        """Prepare for the rows of a panel, from the top down."""
        self._names = names
        self._amounts = panel.amounts
        self._labels = panel.labels
        self._codes = [c for c in panel.labels if c.role == "unit-code"]
        columns = [c for c in panel.labels if c.role == "unit-name"]
        filled = [c for c in columns if any(names_unit(_text(row, c)) for row in rows)]
        self._unit_names = (filled or columns)[-1:]  # 主管部门 at the left of 单位名称 says less
        self._units_beside = {id(c) for c in (*self._codes, *columns)}
        self._wholes = self._whole_totals(rows)
        self.plain_is_whole = self._is_plain_whole(rows)
        """Whether the department's plain name, without a code, means all of it here."""

    def _total_at(self, row: Row) -> int | None:
        """The column in which a row says that it is a total of everything, if it does."""
        found = (n for n, cell in enumerate(row.cells) if _is_of_all(flatten(cell.text), self._names.lexicon))
        return None if self.unit(row) else next(found, None)

    def _whole_totals(self, rows: Sequence[Row]) -> Collection[int]:
        """The rows with a bare total of everything: those that say so in the column of units or to the left of it. Of
        several that stand where classes do it is the one with which the table begins, else the last: the others are of
        the unit above."""
        totals = {row.index: at for row in rows if (at := self._total_at(row)) is not None}
        units = [column.index for column in self._labels if id(column) in self._units_beside]
        if not units and not any(self._in_place_of_class(row) for row in rows):
            return totals
        outside = [index for index, at in totals.items() if units and at <= max(units)]
        if outside or not totals:
            return outside
        is_first = rows[0].index in totals
        return [min(totals) if is_first else max(totals)]

    def _is_plain_whole(self, rows: Sequence[Row]) -> bool:
        """The department's own unit stands beside its plain name under another (本级), or a heading with the plain name
        has the amounts of the total while other units have some."""
        units = [(row, unit) for row in rows if (unit := self.unit(row))]
        own = {is_own(unit.name) for _, unit in units if not unit.code and self._is_reporting(unit)}
        if len(own) != 1:
            return bool(own)
        if own == {True}:
            return False
        totals = {self.numbers(row) for row in rows if self.is_of_whole(row)}
        others = any(any(self.numbers(row)) for row, unit in units if not self._is_reporting(unit))
        headings = (row for row, unit in units if self._is_reporting(unit) and not self.has_line(row))
        return others and any(self.numbers(row) in totals for row in headings)

    def _is_reporting(self, unit: Unit) -> bool:
        return bare(normalise(unit.name)) == self._names.reporting

    def numbers(self, row: Row) -> tuple[object, ...]:
        """The amounts of a row in the order of its columns, ``None`` for none."""
        numbers = (parse_number(row.cells[column.index].text) for column in self._amounts)
        return tuple(number.value if number else None for number in numbers)

    def is_of_whole(self, row: Row) -> bool:
        """Whether a bare total in a row is that of everything, not of the unit whose rows stand above it."""
        return row.index in self._wholes

    def is_total_of_whole(self, row: Row) -> bool:
        """Whether a row is the total of everything."""
        return self.is_of_whole(row) and self._total_at(row) is not None

    def unit(self, row: Row) -> Unit | None:
        """The unit that a row names, ``None`` where it names none."""
        return self._beside(row) or self._in_place_of_class(row)

    def _beside(self, row: Row) -> Unit | None:
        code = next((_text(row, column) for column in self._codes if _text(row, column)), "")
        printed = next((_text(row, column) for column in self._unit_names if _text(row, column)), "")
        is_total = _is_total(printed, self._names.lexicon) or _is_total(code, self._names.lexicon)
        if is_total or not (code or printed).strip("-—*/"):
            return None
        before, name = split_code(_SUM.sub("", printed))
        if not code and name.isdigit():  # moved to the right
            return Unit(name, self._name_at_right(row, name))
        return Unit(code.strip("-—") or before, name)

    def _name_at_right(self, row: Row, code: str) -> str:
        """The unit's name where code and name stand one column too far to the right."""
        at = max(column.index for column in self._unit_names) + 1
        name = flatten(row.cells[at].text) if at < len(row.cells) else ""
        return name if self._names.is_unit(name, code) else ""

    def _in_place_of_class(self, row: Row) -> Unit | None:
        """The unit that stands in the columns of classes instead of one, alone or after its code."""
        texts = [(c, _text(row, c)) for c in self._labels if id(c) not in self._units_beside and _text(row, c)]
        named = [text for column, text in texts if column.role in _CLASS_NAMES]
        codes = [text for column, text in texts if column.role in _CODES]
        if len(named) + len(codes) != len(texts) or len(named) > 1 or len(codes) > 1:
            return None
        printed = (named or codes or [""])[0]
        before, name = split_code(_SUM.sub("", printed))
        code = (codes[0] if named and codes else "") or before
        if (code and not code.isdigit()) or not self._names.is_unit(name, code):
            return None
        return Unit(code, name)

    def has_line(self, row: Row) -> bool:
        """Whether a row says more than a unit: a class, a project."""
        texts = (_text(row, c) for c in self._labels if id(c) not in self._units_beside)
        return self._in_place_of_class(row) is None and any(
            text and text.strip("-—*") and not _is_total(text, self._names.lexicon) for text in texts
        )


def _with_lines(rows: Sequence[Row], reader: UnitRows) -> Iterator[Unit]:
    """The units of a panel that have lines of their own: a department above its unit is a heading without any."""
    current: Unit | None = None
    for row in rows:
        current = reader.unit(row) or current
        if current is not None and reader.has_line(row):
            yield current


def _headings(rows: Sequence[Row], reader: UnitRows) -> Iterator[tuple[Unit, tuple[object, ...]]]:
    """The units that have a row of their own without a line, with the amounts of it."""
    for row in rows:
        unit = reader.unit(row)
        if unit is not None and not reader.has_line(row) and any(reader.numbers(row)):
            yield unit, reader.numbers(row)


def several_units(tables: Sequence[Table], names: UnitNames, is_told: bool) -> bool:
    """Whether the tables give the lines of more than one unit, or other amounts for one than for another, so that the
    disclosure is a department's. ``is_told``: the document says that it is one unit's, which lists of projects and
    their carriers do not contradict."""
    divisions = names.lexicon.codelists["divisions"]
    for table in tables:
        for panel in panels(table.columns):
            roles = {column.role for column in panel.labels}
            if not panel.amounts or "unit-or-project" in roles:
                continue
            reader = UnitRows(table.rows, panel, names)
            headings = list(dict.fromkeys(_headings(table.rows, reader)))
            if any(m != n and _are_two(a, b, divisions) for (a, m), (b, n) in combinations(headings, 2)):
                return True
            lines = dict.fromkeys(_with_lines(table.rows, reader)) if not is_told or roles & _FUNCTIONS else ()
            if any(_are_two(a, b, divisions) for a, b in combinations(lines, 2)):
                return True
    return False


def _are_two(unit: Unit, other: Unit, divisions: Codelist) -> bool:
    if unit.code and other.code and unit.code != other.code:
        return not (unit.code.startswith(other.code) or other.code.startswith(unit.code))
    return names_unit(unit.name) and names_unit(other.name) and not same_unit(unit.name, other.name, divisions)


def _units(table: Table, panel: Panel, names: UnitNames) -> Iterator[Unit]:
    reader = UnitRows(table.rows, panel, names)
    yield from (unit for row in table.rows if (unit := reader.unit(row)))


def printed_codes(tables: Sequence[Table], names: UnitNames) -> frozenset[str]:
    """The codes of units that rows of units print, in columns for them or not."""
    found = (unit.code for table in tables for panel in panels(table.columns) for unit in _units(table, panel, names))
    return frozenset(code for code in found if code.isdigit())
