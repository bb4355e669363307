"""Rules of arithmetic: amounts that contradict the document's own sums or each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.table_amounts import table_witnesses
from yusuan.facts.equations import Equation
from yusuan.facts.fact import Cell, Status
from yusuan.facts.money import tolerance
from yusuan.facts.statement_binding import PROSE

_YUAN = Decimal(1)
_ENOUGH_SUMS = 5
_MOST_ROUNDED = 10
"""Of so many sums of a table one may be off by its rounding before the table counts as rounded."""


def _tolerance(cells: tuple[Cell, ...]) -> Decimal:
    """Each printed amount may be off by half of its last place."""
    return tolerance(cell.quantum for cell in cells)


def _exact_tables(evidence: Evidence) -> set[str]:
    """Tables in whole yuan whose sums hold to the yuan but for a rare one: they are not rounded, so that one is wrong.
    A table in a coarser unit is always taken as rounded."""
    sums: dict[str, list[bool]] = {}
    for equation in evidence.equations:
        cells = _printed(equation, evidence)
        if cells and equation.complete and all(cell.quantum <= _YUAN / 2 for cell in cells):
            sums.setdefault(equation.source, []).append(_excess(cells) == 0)
    return {
        table
        for table, held in sums.items()
        if len(held) >= _ENOUGH_SUMS and held.count(False) <= max(2, len(held) // _MOST_ROUNDED)
    }


def _words(cell: Cell, expected: Decimal, evidence: Evidence) -> dict[str, str]:
    """Where a cell stands, what it prints and what was expected, both in the unit in which it prints."""
    return {
        "place": evidence.place(cell),
        "found": evidence.in_unit_of(cell, cell.amount),
        "expected": evidence.in_unit_of(cell, expected),
    }


def _printed(equation: Equation, evidence: Evidence) -> tuple[Cell, ...]:
    return tuple(evidence.by_id[cell_id] for cell_id in equation.cell_ids)


def _excess(cells: tuple[Cell, ...]) -> Decimal:
    return cells[0].amount - sum((cell.amount for cell in cells[1:]), Decimal(0))


def _broken(evidence: Evidence) -> Iterator[tuple[Equation, tuple[Cell, ...], Decimal]]:
    """The equations that the printed amounts of one table break."""
    exact = _exact_tables(evidence)
    for equation in evidence.equations:
        cells = _printed(equation, evidence)
        if not cells:
            continue
        excess, allowed = _excess(cells), Decimal(0) if equation.source in exact else _tolerance(cells)
        if (equation.complete and abs(excess) > allowed) or -excess > allowed:
            yield equation, cells, allowed


def contradicted_amounts(evidence: Evidence) -> Iterator[Complaint]:
    """A printed amount that differs from the amount which the document's other prints and sums give. Amounts of the
    narrative are left to the rule that compares them with the tables, unless no table states them."""
    proofs: dict[str, list[Cell]] = {}
    for _, cells, _ in _broken(evidence):
        for cell in cells:
            if evidence.dissents(cell):
                proofs.setdefault(cell.cell_id, []).extend(c for c in cells if c is not cell)
    for fact in evidence.facts:
        witnesses = evidence.witnesses(fact)
        is_tabled = bool(table_witnesses(fact, evidence))
        for cell in witnesses:
            if not evidence.dissents(cell) or (is_tabled and cell.table_id == PROSE):
                continue
            agreeing = [c for c in witnesses if not evidence.dissents(c)]
            if cell.is_weak or (agreeing and all(c.is_weak for c in agreeing)):
                continue
            proof = tuple(dict.fromkeys(c.cell_id for c in (*agreeing, *proofs.get(cell.cell_id, ()))))
            corrected = fact.status is Status.CORRECTED
            is_rounded = abs(cell.amount - fact.amount) <= 2 * cell.quantum
            contradicted = "amount-contradicted" if corrected else "amounts-disagree"
            yield Complaint(
                "amounts-rounded-apart" if is_rounded else contradicted,
                (cell.cell_id, *proof),
                expected=fact.amount,
                found=cell.amount,
                tolerance=cell.quantum,
                words=_words(cell, fact.amount, evidence),
                origin="source" if corrected and proofs.get(cell.cell_id) else "",
            )


def broken_sums(evidence: Evidence) -> Iterator[Complaint]:
    """A total that its parts do not give, where no single amount in it is shown to be the wrong one."""
    for equation, cells, allowed in _broken(evidence):
        if any(evidence.dissents(cell) for cell in cells):
            continue
        whole, *parts = cells
        total = sum((cell.amount for cell in parts), Decimal(0))
        differs = "sum-of-parts" if equation.complete else "parts-exceed-whole"
        is_rounded = abs(total - whole.amount) <= _tolerance(cells)  # in a table that is not rounded elsewhere
        yield Complaint(
            "sum-rounded" if is_rounded else differs,
            tuple(cell.cell_id for cell in cells),
            expected=total,
            found=whole.amount,
            tolerance=allowed,
            words=_words(whole, total, evidence),
        )


def broken_identities(evidence: Evidence) -> Iterator[Complaint]:
    """Lines of two funds that tables print, that must be equal because the totals of the two are, and are not."""
    for equation in evidence.equations:
        if equation.cell_ids:
            continue
        broad, narrow = evidence.by_key[equation.whole], evidence.by_key[equation.parts[0]]
        if not (table_witnesses(broad, evidence) and table_witnesses(narrow, evidence)):
            continue
        if not (evidence.is_told(broad) and evidence.is_told(narrow)):
            continue
        allowed = tolerance(min(c.quantum for c in evidence.witnesses(fact)) for fact in (broad, narrow))
        cells = (*evidence.witnesses(narrow), *evidence.witnesses(broad))
        if abs(broad.amount - narrow.amount) > allowed and not any(evidence.dissents(c) for c in cells):
            yield Complaint(
                "funds-disagree",
                tuple(cell.cell_id for cell in cells),
                expected=broad.amount,
                found=narrow.amount,
                tolerance=allowed,
                words=_words(cells[0], broad.amount, evidence) | {"other": evidence.place(cells[-1])},
            )
