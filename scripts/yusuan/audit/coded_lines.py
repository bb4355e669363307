"""The rows of tables that print a code beside a name: what the rules about codes look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.facts.fact import Cell
from yusuan.reading.document import Location
from yusuan.recognition.disclosure import Column, Row, Table
from yusuan.recognition.labels import flatten

_AXES = {"function-code": "function", "economic-code": "economic", "gov-economic-code": "gov_economic"}
_AXIS_OF_FIRST_DIGIT = {"1": "function", "2": "function", "3": "economic", "5": "gov_economic"}
_NAMES = {"function": "function-name", "economic": "economic-name", "gov_economic": "gov-economic-name"}
_PART = re.compile(r"^\d{2}$")
_CODE = re.compile(r"^[1235]\d{2}(?:\d{2}){0,3}$")


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
    code = "".join(flatten(row.cells[column.index].text) for column in group)
    for column in columns[group[-1].index + 1 :]:
        text = flatten(row.cells[column.index].text)
        if column.role or not _PART.match(text):
            break
        code += text
    return code


def _code_columns(columns: Sequence[Column]) -> Iterator[tuple[str, tuple[Column, ...]]]:
    """Each code with the axis its header states: a column, or the columns (类, 款, 项) under one header."""
    parts: dict[str, list[Column]] = {}
    for column in columns:
        if column.role in _AXES or column.role == "code":
            yield _AXES.get(column.role, ""), (column,)
        elif column.role == "class-part":
            parts.setdefault(column.path[0], []).append(column)
    yield from (("", tuple(group)) for group in parts.values())


def _name_column(columns: Sequence[Column], after: int, axis: str) -> Column | None:
    """The nearest column to the right that holds names of the axis, or names of any list."""
    for column in columns:
        if column.index > after and column.role in (_NAMES[axis], "name"):
            return column
    return None


def _lines_of_row(table: Table, row: Row, cells: tuple[Cell, ...]) -> Iterator[CodedLine]:
    for stated, group in _code_columns(table.columns):
        code = _printed_code(row, group, table.columns)
        if not _CODE.match(code):
            continue
        axis = stated or _AXIS_OF_FIRST_DIGIT[code[0]]
        named = _name_column(table.columns, group[-1].index, axis)
        name = flatten(row.cells[named.index].text) if named else ""
        is_stated = bool(stated) or (named is not None and named.role == _NAMES[axis])
        location = row.cells[group[0].index].location
        yield CodedLine(table, row.index + 1, axis, code, name, is_stated, cells, location)


def coded_lines(evidence: Evidence) -> tuple[CodedLine, ...]:
    """Every code that the tables print in a column for codes, in reading order."""
    amounts: dict[tuple[str, int], list[Cell]] = {}
    for cell in evidence.cells:
        amounts.setdefault((cell.table_id, cell.row), []).append(cell)
    return tuple(
        line
        for table in evidence.disclosure.tables
        for row in table.rows
        for line in _lines_of_row(table, row, tuple(amounts.get((table.table_id, row.index + 1), ())))
    )


def by_row(lines: Sequence[CodedLine]) -> Mapping[tuple[str, int], Mapping[str, CodedLine]]:
    """The lines by table and row, then by axis: a row may give one amount two codes."""
    found: dict[tuple[str, int], dict[str, CodedLine]] = {}
    for line in lines:
        found.setdefault((line.table.table_id, line.row), {}).setdefault(line.axis, line)
    return found
