"""What the body of a table tells of columns whose headers do not: levels of a list, amounts of a side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yusuan.recognition.disclosure import Column, Row
from yusuan.recognition.headers import VALUE
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.unit_names import names_unit

_LEVEL_ROLES = frozenset({"line", "function-name", "economic-name", "gov-economic-name"})
"""Roles of columns that name lines without codes: one may stand for several levels."""


def with_label_levels(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with those that have no header at the right of one of line labels taken as lower levels of it, where
    they hold words only: its header is merged over them."""
    found: list[Column] = []
    for column in columns:
        above = found[-1] if found else None
        if above is not None and not column.path and above.role in _LEVEL_ROLES and _holds_words(column, rows):
            column = Column(column.index, above.path, above.role, above.sets)
        found.append(column)
    return tuple(found)


def with_amounts(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with those whose header names a side or a balance (本年收入, 年末结转和结余) as amounts, where they
    hold numbers and no words."""
    return tuple(
        replace(column, role="amount") if not column.role and column.sets and _holds_numbers(column, rows) else column
        for column in columns
    )


def _holds_numbers(column: Column, rows: Sequence[Row]) -> bool:
    texts = [text for row in rows if (text := flatten(row.cells[column.index].text).strip("-—*"))]
    return bool(texts) and all(map(VALUE.match, texts))


def _holds_words(column: Column, rows: Sequence[Row]) -> bool:
    return not any(VALUE.match(flatten(row.cells[column.index].text)) for row in rows)


def with_unit_names(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with those that are headed by 单位 or 部门 as names of units, where that is what they hold: the same
    word heads units of measure (台, 套)."""
    return tuple(
        replace(column, role="unit-name") if not column.role and _holds_units(column, rows) else column
        for column in columns
    )


def _holds_units(column: Column, rows: Sequence[Row]) -> bool:
    header = normalise(column.path[-1]) if column.path else ""
    texts = [text for row in rows if (text := flatten(row.cells[column.index].text))]
    return bool(re.search("单位|部门", header)) and sum(map(names_unit, texts)) > len(texts) / 2
