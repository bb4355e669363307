"""The rows of tables that print a code beside a name: what the rules about codes look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.facts.fact import Cell
from yusuan.facts.told_by_name import code_columns, codes_told_by_name, padded
from yusuan.reading.document import Location
from yusuan.recognition.disclosure import Column, Row, Table
from yusuan.recognition.labels import flatten
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.panels import panels

_AXES = {"function-code": "function", "economic-code": "economic", "gov-economic-code": "gov_economic"}
_AXIS_OF_FIRST_DIGIT = {"1": "function", "2": "function", "3": "economic", "5": "gov_economic"}
_NAMES = {"function": "function-name", "economic": "economic-name", "gov_economic": "gov-economic-name"}
_PART = re.compile(r"^\d{2}\Z")
_CODE = re.compile(r"^[1235]\d{2}(?:\d{2}){0,3}\Z")


@dataclass(frozen=True, slots=True)
class CodedLine:
    """One code of one row. ``axis`` is the dimension that the header states or the code's shape tells; ``is_stated``
    says that the header of the code or of the name states it; ``row`` counts from 1 in the printed grid; ``cells`` are
    the row's amounts."""

    table: Table
    row: int
    axis: str
    code: str
    name: str
    is_stated: bool
    cells: tuple[Cell, ...]
    location: Location

    @property
    def place(self) -> str:
        """Where the line is printed, in words."""
        return f"{self.table.number or self.table.title} {self.code} {self.name}"

    @property
    def cell_ids(self) -> tuple[str, ...]:
        """The row's first amount: enough to lead to the row."""
        return tuple(cell.cell_id for cell in self.cells[:1])

    @property
    def amounts(self) -> frozenset[Decimal]:
        """The row's amounts in yuan other than nothing."""
        return frozenset(cell.amount for cell in self.cells if cell.amount)


def _printed_code(row: Row, group: Sequence[Column], columns: Sequence[Column]) -> str:
    """The code in a group of columns, with what stands of it in columns to the right whose header says nothing."""
    code = "".join(padded([flatten(row.cells[column.index].text) for column in group]))
    for column in columns[group[-1].index + 1 :]:
        text = flatten(row.cells[column.index].text)
        if column.role or not _PART.match(text):
            break
        code += text
    return code


def _name_column(columns: Sequence[Column], after: int, axis: str) -> Column | None:
    """The nearest column to the right that holds names of the axis, or names of any list."""
    for column in columns:
        if column.index > after and column.role in (_NAMES[axis], "name"):
            return column
    return None


def _lines_of_row(table: Table, row: Row, cells: tuple[Cell, ...]) -> Iterator[CodedLine]:
    for group in code_columns(table.columns):
        stated = _AXES.get(group[0].role, "")
        code = _printed_code(row, group, table.columns)
        if not _CODE.match(code):
            continue
        axis = stated or _AXIS_OF_FIRST_DIGIT[code[0]]
        named = _name_column(table.columns, group[-1].index, axis)
        name = flatten(row.cells[named.index].text) if named else ""
        is_stated = bool(stated) or (named is not None and named.role == _NAMES[axis])
        location = row.cells[group[0].index].location
        yield CodedLine(table, row.index + 1, axis, code, name, is_stated, cells, location)


def _cells_by_row(evidence: Evidence) -> Mapping[tuple[str, int], tuple[Cell, ...]]:
    amounts: dict[tuple[str, int], list[Cell]] = {}
    for cell in evidence.cells:
        amounts.setdefault((cell.table_id, cell.row), []).append(cell)
    return {at: tuple(cells) for at, cells in amounts.items()}


def coded_lines(evidence: Evidence) -> tuple[CodedLine, ...]:
    """Every code that the tables print in a column for codes, in reading order; those that their names contradict so
    that they are not believed are left to :func:`contradicted_lines`."""
    amounts = _cells_by_row(evidence)
    disbelieved = {(line.table.table_id, line.row) for line, _ in contradicted_lines(evidence)}
    return tuple(
        line
        for table in evidence.disclosure.tables
        for row in table.rows
        if (table.table_id, row.index + 1) not in disbelieved
        for line in _lines_of_row(table, row, amounts.get((table.table_id, row.index + 1), ()))
    )


def contradicted_lines(evidence: Evidence) -> Iterator[tuple[CodedLine, str]]:
    """The lines whose printed codes are not believed, each with the code that its name tells, or ``""``."""
    lexicon, amounts = Lexicon(evidence.codelists), _cells_by_row(evidence)
    for table in evidence.disclosure.tables:
        for panel in panels(table.columns):
            rows = {row.index: row for row in table.rows}
            for (row, column), told in codes_told_by_name(table.rows, panel.labels, lexicon).items():
                cells = amounts.get((table.table_id, row + 1), ())
                at = rows[row].cells[column].location
                yield CodedLine(table, row + 1, told.axis, told.printed, told.name, True, cells, at), told.code


def by_row(lines: Sequence[CodedLine]) -> Mapping[tuple[str, int], Mapping[str, CodedLine]]:
    """The lines by table and row, then by axis: a row may give one amount two codes."""
    found: dict[tuple[str, int], dict[str, CodedLine]] = {}
    for line in lines:
        found.setdefault((line.table.table_id, line.row), {}).setdefault(line.axis, line)
    return found
