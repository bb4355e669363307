"""Units of measure: not printed, or not the one the amounts are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.titles import table_name
from yusuan.facts.fact import Cell
from yusuan.recognition.disclosure import Table
from yusuan.recognition.titles import printed_unit

_FACTORS = tuple(Decimal(10) ** n for n in (3, 4, 7, 8))
_ENOUGH = 2
"""So many amounts must differ by one power of ten before the unit is doubted."""


def tables_without_unit(evidence: Evidence) -> Iterator[Complaint]:
    """Tables of amounts that print no unit of measure, the empty ones left out, and those that print one in the header
    of every column of amounts."""
    kinds = evidence.codelists["table-kinds"]
    for table in evidence.disclosure.tables:
        content = kinds[table.kind].extra.get("content", "") if table.kind in kinds else ""
        is_unstated = table.unit_source in ("inherited", "none") and not _is_in_headers(table)
        if content == "amounts" and not table.empty and is_unstated:
            unit = table.unit
            label = evidence.codelists["units-of-measure"][unit].label_zh if unit else "—"
            yield Complaint(
                "unit-of-measure-missing",
                words={"table": table_name(table), "unit": label},
                locations=(table.location,),
            )


def _is_in_headers(table: Table) -> bool:
    """Whether every column of amounts has its own unit of measure in its header."""
    amounts = [column for column in table.columns if column.role == "amount"]
    return bool(amounts) and all(any(printed_unit(label) for label in column.path) for column in amounts)


def _factor(cell: Cell, other: Cell) -> Decimal | None:
    """The power of ten by which an amount exceeds another, if it is that of a unit of measure."""
    return next((factor for factor in _FACTORS if cell.amount == other.amount * factor), None)


def implausible_units(evidence: Evidence) -> Iterator[Complaint]:
    """Tables of which several amounts are a thousand or ten thousand times (or a thousandth or ten thousandth of) the
    same amounts in the other tables, and none the same: their unit of measure is not the one printed."""
    ratios: dict[str, Counter[tuple[Decimal, bool]]] = {}
    agreeing: Counter[str] = Counter()
    first: dict[str, tuple[Cell, Cell]] = {}
    for fact in evidence.facts:
        cells = [cell for cell in evidence.witnesses(fact) if cell.amount]
        for cell in cells:
            for other in cells:
                if other.table_id == cell.table_id:
                    continue
                agreeing[cell.table_id] += cell.amount == other.amount
                for larger, smaller, exceeds in ((cell, other, True), (other, cell, False)):
                    factor = _factor(larger, smaller)
                    if factor is not None:
                        ratios.setdefault(cell.table_id, Counter())[factor, exceeds] += 1
                        first.setdefault(cell.table_id, (cell, other))
    for table_id, counted in ratios.items():
        (factor, exceeds), count = counted.most_common(1)[0]
        if count >= _ENOUGH and not agreeing[table_id]:
            cell, other = first[table_id]
            times = f"{factor:,f}" if exceeds else f"1/{factor:,f}"
            yield Complaint(
                "unit-of-measure-implausible",
                (cell.cell_id, other.cell_id),
                words={
                    "table": table_name(evidence.tables[table_id]),
                    "times": times,
                    "place": evidence.place(cell),
                    "other": evidence.place(other),
                },
            )
