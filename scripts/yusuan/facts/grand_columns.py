"""Columns that add a balance to the amounts of the year: 合计 beside 上年结转 and 一般公共预算拨款收入."""

from __future__ import annotations

from collections.abc import Mapping

from yusuan.concepts import TOTAL
from yusuan.recognition.disclosure import Column, Table
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import parse_number


def _has_amounts(table: Table, column: Column) -> bool:
    numbers = (parse_number(row.cells[column.index].text) for row in table.rows)
    return any(number is not None and number.value for number in numbers)


def unclear_columns(table: Table, stated: Mapping[str, str], lexicon: Lexicon) -> frozenset[int]:
    """The columns of bare totals in a table of revenue beside a column of amounts whose header is not understood: that
    may hold a balance, and then the total is not of the year alone."""
    unread = [c for c in table.columns if c.unread and c.role in ("amount", "") and _has_amounts(table, c)]
    if stated.get("operation") != "revenue" or not unread:
        return frozenset()
    return frozenset(column.index for column in _bare_totals(table, lexicon))


def _bare_totals(table: Table, lexicon: Lexicon) -> list[Column]:
    amounts = (column for column in table.columns if column.role == "amount")
    return [c for c in amounts if len(c.path) == 1 and lexicon.exact("expenditure_type", c.path[0]) == (TOTAL,)]


def grand_columns(table: Table, stated: Mapping[str, str], lexicon: Lexicon) -> frozenset[int]:
    """The columns of bare totals in a table of one side (``stated`` says of which) of which another column holds a
    balance of the same side: they are totals of both. A balance that is blank or nothing changes no total."""
    operations, side = lexicon.codelists["operation"], stated.get("operation", "")
    grand = operations[side].parent if side in operations else ""
    amounts = [column for column in table.columns if column.role == "amount"]
    balances = [
        column
        for column in amounts
        if (code := column.sets.get("operation", "")) not in ("", side)
        and operations[code].parent == grand
        and _has_amounts(table, column)
    ]
    if not grand or not balances:
        return frozenset()
    return frozenset(column.index for column in _bare_totals(table, lexicon))
