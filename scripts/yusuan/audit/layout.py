"""Cells that do not stand where their table puts them: moved, without a label, without a column, cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.titles import table_name
from yusuan.facts.fact import Binding, Cell
from yusuan.reading.document import Location
from yusuan.recognition.disclosure import Row, Table
from yusuan.recognition.labels import flatten
from yusuan.recognition.numbers import parse_number
from yusuan.recognition.panels import Panel, panels

_LISTS = ("line", "function-name", "economic-name", "gov-economic-name")
_SUMMARIES = ("revenue-expenditure-summary", "fiscal-summary")
_TOTAL = re.compile(r"(?:合计|总计|小计)\Z")
_NO_LABEL = "the row has no label"


def _locations(rows: Sequence[Row]) -> tuple[Location, ...]:
    """Where each row is printed: the place of its first cell that has one (cells that fill a row up have none)."""
    found = (next((c.location for c in row.cells if c.location != Location()), None) for row in rows)
    return tuple(place for place in found if place)


def _is_moved(row: Row) -> bool:
    """Whether an amount or a label stands in another column than it was printed in. Blanks at the end do not count."""
    return any(
        origin not in (-1, place) and flatten(cell.text)
        for place, (origin, cell) in enumerate(zip(row.origins, row.cells, strict=True))
    )


def moved_cells(evidence: Evidence) -> Iterator[Complaint]:
    """Tables with rows whose cells the transcript shifted, and which were put back."""
    for table in evidence.disclosure.tables:
        moved = [row for row in table.rows if _is_moved(row)] if table.columns else []
        if moved:
            rows = ", ".join(str(row.index + 1) for row in moved)
            yield Complaint(
                "cells-moved",
                words={"table": table_name(table), "rows": rows},
                locations=_locations(moved),
                origin="transcription",
            )


def _is_labelled(cell: Cell, table: Table) -> bool:
    """Whether the nearest text to the left of an amount is one of words: a label that spans several columns."""
    texts = (flatten(left.text) for left in reversed(table.printed[cell.row - 1][: cell.column - 1]))
    nearest = next((text for text in texts if text), "")
    return bool(nearest) and parse_number(nearest) is None


def amounts_without_label(evidence: Evidence) -> Iterator[Complaint]:
    """Amounts in rows that print no label, table by table: those that are not zero, and zeros."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell in evidence.cells:
        if cell.reason == _NO_LABEL and not _is_labelled(cell, evidence.tables[cell.table_id]):
            code = "amount-without-label" if cell.amount else "zero-without-label"
            found.setdefault((cell.table_id, code), []).append(cell)
    for (table_id, code), cells in found.items():
        printed = "、".join(dict.fromkeys(cell.printed.strip() for cell in cells))
        yield Complaint(
            code,
            tuple(cell.cell_id for cell in cells),
            words={"table": table_name(evidence.tables[table_id]), "count": str(len(cells)), "amounts": printed},
        )


def labels_told_by_place(evidence: Evidence) -> Iterator[Complaint]:
    """Tables of amounts with labels cut off or garbled, which only their place in the list told; empty tables are
    left out."""
    found: dict[str, dict[str, Cell]] = {}
    for cell in evidence.cells:
        table = evidence.tables.get(cell.table_id)
        if table is None or not table.columns or table.empty:
            continue
        if cell.label and cell.binding is Binding.POSITION:
            found.setdefault(cell.table_id, {}).setdefault(cell.label.rpartition(" / ")[2], cell)
    for table_id, cells in found.items():
        yield Complaint(
            "labels-told-by-place",
            tuple(cell.cell_id for cell in cells.values()),
            words={
                "table": table_name(evidence.tables[table_id]),
                "count": str(len(cells)),
                "labels": "、".join(cells),
            },
        )


def _labelled(table: Table, panel: Panel) -> list[Row]:
    return [row for row in table.rows if any(flatten(row.cells[column.index].text) for column in panel.labels)]


def columns_without_amounts(evidence: Evidence) -> Iterator[Complaint]:
    """Lists at the right end of a table whose column of amounts is not there; empty tables are left out."""
    for table in evidence.disclosure.tables:
        lists = panels(table.columns)
        if table.empty or not any(panel.amounts for panel in lists) or evidence.is_open(table.table_id):
            continue
        for panel in lists:
            rows = _labelled(table, panel)
            if not panel.amounts and rows and all(column.role in _LISTS for column in panel.labels):
                header = flatten(panel.labels[0].path[-1])
                yield Complaint(
                    "column-without-amounts",
                    words={"table": table_name(table), "header": header, "count": str(len(rows))},
                    locations=_locations(rows[:1]),
                )


def summaries_without_total(evidence: Evidence) -> Iterator[Complaint]:
    """Summaries of revenue and expenditure that end without a row of totals: they may have been cut off. One before a
    table without a title is left out: that may be its rest."""
    tables = evidence.disclosure.tables
    for table, following in zip_longest(tables, tables[1:]):
        if table.kind not in _SUMMARIES or table.empty or (following is not None and not following.title):
            continue
        if evidence.is_open(table.table_id):  # the row that is not understood may be the total
            continue
        texts = (flatten(cell.text) for row in table.rows for cell in row.cells)
        if not any(_TOTAL.search(text) for text in texts):
            yield Complaint(
                "summary-without-total",
                words={"table": table_name(table)},
                locations=_locations(table.rows[-1:]),
            )
