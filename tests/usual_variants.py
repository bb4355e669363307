"""The usual budget (see ``usual_budget``) with zeros, dashes, full titles, gaps or column numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from usual_figures import Row, UsualBudget, UsualTable


def with_blanks(budget: UsualBudget, text: str) -> UsualBudget:
    """The budget with what is blank beside a label in its columns of amounts printed as 0.00 or a dash."""

    def is_labelled(row: Row, at: int, amounts: set[int]) -> bool:
        label = max((n for n in range(at) if n not in amounts), default=-1)
        return label < 0 or bool(row[label])

    def printed(table: UsualTable) -> UsualTable:
        body = table.rows[table.header :]
        amounts = {n for n in range(len(table.rows[0])) if any(re.fullmatch(r"[\d,]+\.\d\d", row[n]) for row in body)}
        rows = (
            tuple(t or (text if n in amounts and is_labelled(row, n, amounts) else "") for n, t in enumerate(row))
            for row in body
        )
        return replace(table, rows=(*table.rows[: table.header], *rows))

    return replace(budget, tables=tuple(map(printed, budget.tables)))


def with_full_titles(budget: UsualBudget) -> UsualBudget:
    """The budget with unit and year in each title."""
    tables = (replace(table, title=f"{budget.name}{budget.year}年{table.title}") for table in budget.tables)
    return replace(budget, tables=tuple(tables))


def with_gaps(budget: UsualBudget) -> UsualBudget:
    """The budget with a blank column between the two lists of its summaries."""

    def apart(table: UsualTable) -> UsualTable:
        is_summary = "收支总表" in table.title
        return replace(table, rows=tuple((*r[:2], "", *r[2:]) for r in table.rows)) if is_summary else table

    return replace(budget, tables=tuple(map(apart, budget.tables)))


def with_column_numbers(budget: UsualBudget) -> UsualBudget:
    """The budget with a row that numbers the columns of amounts below each header of codes and names."""

    def numbered(table: UsualTable) -> UsualTable:
        if "编码" not in table.rows[0][0] + table.rows[table.header - 1][0]:
            return table
        row = ("**", "**", *map(str, range(1, len(table.rows[0]) - 1)))
        return replace(table, rows=(*table.rows[: table.header], row, *table.rows[table.header :]))

    return replace(budget, tables=tuple(map(numbered, budget.tables)))
