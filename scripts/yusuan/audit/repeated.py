"""Lines printed twice in one table: one amount that may be counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.facts.fact import Binding, Cell
from yusuan.facts.key import Key
from yusuan.recognition.disclosure import Row, Table
from yusuan.recognition.headers import LABEL_ROLES
from yusuan.recognition.labels import flatten


def _labels(table: Table, row: Row) -> tuple[str, ...]:
    return tuple(flatten(row.cells[column.index].text) for column in table.columns if column.role in LABEL_ROLES)


def _groups(evidence: Evidence) -> Iterator[list[Cell]]:
    """Cells of one column with one key and one amount in rows whose labels are all the same."""
    rows = {(t.table_id, row.index + 1): _labels(t, row) for t in evidence.disclosure.tables for row in t.rows}
    found: dict[tuple[str, int, Key, Decimal, tuple[str, ...]], list[Cell]] = {}
    for cell in evidence.cells:
        labels = rows.get((cell.table_id, cell.row), ())
        if cell.key is not None and cell.amount and any(labels):
            found.setdefault((cell.table_id, cell.place, cell.key, cell.amount, labels), []).append(cell)
    seen = set()
    for cells in found.values():
        at = tuple((cell.table_id, cell.row) for cell in cells)
        if len(cells) > 1 and at not in seen:
            seen.add(at)
            yield cells


def _excess(cell: Cell, evidence: Evidence) -> list[Decimal]:
    """By how much the totals that a cell is a part of exceed their parts."""
    excesses = []
    for equation in evidence.equations:
        if cell.cell_id in equation.cell_ids[1:] and equation.complete:
            whole, *parts = (evidence.by_id[cell_id].amount for cell_id in equation.cell_ids)
            excesses.append(whole - sum(parts, Decimal(0)))
    return excesses


def repeated_lines(evidence: Evidence) -> Iterator[Complaint]:
    """Lines that a table prints twice with one amount, where its total counts the line once (so one print is too many),
    or, for a line with a code, where the total counts it twice."""
    for cells in _groups(evidence):
        first, *others = cells
        excesses = _excess(first, evidence)
        more = first.amount * len(others)
        if Decimal(0) in excesses:
            code = "line-repeated"
        elif more in excesses and first.binding is Binding.CODE:
            code = "line-counted-twice"
        else:
            continue
        yield Complaint(
            code,
            tuple(cell.cell_id for cell in (*others, first)),
            words={"place": evidence.place(first), "amount": first.printed.strip(), "count": str(len(cells))},
        )
