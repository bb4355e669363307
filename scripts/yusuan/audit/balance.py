"""Revenue and expenditure: the two sides of a budget are equal, balances included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.concepts import NOT_APPLICABLE, TOTAL
from yusuan.facts.key import Key

_SIDES = (("revenue-grand-total", "expenditure-grand-total"), ("revenue", "expenditure"))
_BALANCES = (
    "brought-forward",
    "carried-forward",
    "use-of-balances",
    "prior-account-balance",
    "unallocated-account-funds",
)


def _has_balances(key: Key, evidence: Evidence) -> bool:
    """Whether anything but nothing is brought or carried forward, or the total with balances is another one: then the
    year's own two sides may differ."""
    grand = evidence.by_key.get(replace(key, operation="revenue-grand-total"))
    year = evidence.by_key[key]
    if grand is not None and grand.amount != year.amount:
        return True
    return any(
        fact.amount
        for fact in evidence.facts
        if fact.key.operation in _BALANCES and fact.key.organization == key.organization
    )


def unbalanced(evidence: Evidence) -> Iterator[Complaint]:
    """The totals of the two sides, fund by fund. Those of the year alone are compared where no balance is stated."""
    for revenue, expenditure in _SIDES:
        for fact in evidence.facts:
            key = fact.key
            if key.operation != revenue or key.function != TOTAL or key.activity != TOTAL:
                continue
            types = dict.fromkeys(("economic", "gov_economic", "expenditure_type"), TOTAL)
            other = evidence.by_key.get(replace(key, operation=expenditure, **types))
            if other is None or key.economic != NOT_APPLICABLE:
                continue
            if revenue == "revenue" and (_has_balances(key, evidence) or evidence.may_lack("revenue", *_BALANCES)):
                continue
            if not (evidence.is_told(fact) and evidence.is_told(other)):
                continue
            cells = (*evidence.witnesses(fact), *evidence.witnesses(other))
            tolerance = sum((min(c.quantum for c in evidence.witnesses(f)) for f in (fact, other)), Decimal(0))
            if abs(fact.amount - other.amount) > tolerance:
                yield Complaint(
                    "sides-differ",
                    tuple(cell.cell_id for cell in cells),
                    expected=fact.amount,
                    found=other.amount,
                    tolerance=tolerance,
                    words={"expected": f"{fact.amount:,.2f}", "found": f"{other.amount:,.2f}"},
                )
