"""What follows from statements: grand totals told by their parts, and what changes imply for the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.recognition.prose.amounts import IN_REASON
from yusuan.recognition.prose.changes import DECREASE, INCREASE, UNCHANGED
from yusuan.recognition.prose.statements import Statement

IMPLIED = "implied-amount"
_GRAND_TOTALS = {
    "brought-forward": ("revenue", "revenue-grand-total"),
    "use-of-balances": ("revenue", "revenue-grand-total"),
    "prior-account-balance": ("revenue", "revenue-grand-total"),
    "carried-forward": ("expenditure", "expenditure-grand-total"),
    "unallocated-account-funds": ("expenditure", "expenditure-grand-total"),
}
_SIGNS = {INCREASE: 1, DECREASE: -1, UNCHANGED: 0}


def with_grand_totals(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, those of a year's revenue or expenditure that name a balance among their parts being the grand
    total (收入预算…，其中上年结转…)."""
    totals: dict[int, tuple[str, str]] = {}
    for statement in statements:
        side = _GRAND_TOTALS.get(statement.sets.get("operation", ""))
        if side and statement.belongs_to is not None:
            totals[statement.belongs_to] = side
    raised = []
    for statement in statements:
        narrow, broad = totals.get(statement.number) or ("", "")
        if statement.subject == "change" or statement.subject == "percentage-change":
            narrow, broad = totals.get(statement.belongs_to or 0) or ("", "")
        if narrow and statement.sets.get("operation") == narrow:
            statement = replace(statement, sets={**statement.sets, "operation": broad})
        raised.append(statement)
    return raised


def _year_before(statement: Statement, fiscal_year: str) -> str:
    found = re.search(r"20\d\d", statement.compared_with)
    return found.group() if found else str(int(fiscal_year) - 1)


def _phase_before(statement: Statement) -> dict[str, str]:
    if re.search("决算|执行", statement.compared_with):
        return {"phase": "executed"}
    return {"phase": "approved"} if "预算" in statement.compared_with else {}


def implied_amounts(statements: Sequence[Statement], fiscal_year: str) -> Iterator[Statement]:
    """For every stated amount with a stated change in money, the amount that both imply for the year before. Nothing
    follows from a change whose direction or unit is not told, that is counted from nothing named, or that stands in the
    reason for another one. Of several changes of one amount each implies its own."""
    by_number = {statement.number: statement for statement in statements}
    number = max(by_number, default=0)
    for change in statements:
        whole = by_number.get(change.belongs_to or 0)
        usable = change.subject == "change" and change.direction in _SIGNS and change.compared_with
        if IN_REASON in change.note or whole is None or not usable or change.amount is None or change.quantum is None:
            continue
        if whole.amount is None or whole.quantum is None:
            continue
        number += 1
        amount = whole.amount - _SIGNS[change.direction] * change.amount
        year = {"fiscal_year": _year_before(change, whole.sets.get("fiscal_year", fiscal_year))}
        yield replace(
            whole,
            number=number,
            subject=IMPLIED,
            sets={**whole.sets, **year, **_phase_before(change)} if whole.sets else {},
            printed="",
            value=None,
            unit="",
            amount=amount,
            quantum=whole.quantum + (change.quantum if change.value else 0),
            derived_from=(whole.number, change.number),
            belongs_to=None,
            compared_with=change.compared_with,
        )
