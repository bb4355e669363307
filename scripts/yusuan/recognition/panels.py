"""Panels: a summary table holds several lists side by side, each of label columns and the amount columns after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.recognition.disclosure import Column
from yusuan.recognition.headers import LABEL_ROLES

_UNIT_ROLES = ("unit-code", "unit-name")


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns that belong together: what the rows are about, and their amounts (possibly none)."""

    labels: tuple[Column, ...]
    amounts: tuple[Column, ...]

    def operation(self) -> str:
        """The side of the table (a code of ``operations``) that the headers of the labels or of all amounts state, or
        ``""``."""
        stated = {column.sets.get("operation", "") for column in self.amounts}
        common = stated.pop() if len(stated) == 1 else ""
        return next((c.sets["operation"] for c in self.labels if "operation" in c.sets), common)


def _is_of_another_side(amount: Column, labels: Sequence[Column]) -> bool:
    """Whether a column of amounts stands under 支出 but the labels before it under 收入, or the other way round: the
    labels of its own list are not understood."""
    sides = {column.sets["operation"] for column in labels if "operation" in column.sets}
    return bool(sides) and amount.sets.get("operation", "") not in {"", *sides}


def panels(columns: Sequence[Column]) -> tuple[Panel, ...]:
    """The panels from left to right, those without labels among them whose label column is not understood. Serial
    numbers and notes belong to none; columns of units behind the last amounts belong to the panel before them."""
    found: list[Panel] = []
    labels: list[Column] = []
    amounts: list[Column] = []
    for column in columns:
        if column.role in LABEL_ROLES:
            if amounts:
                found.append(Panel(tuple(labels), tuple(amounts)))
                labels, amounts = [], []
            labels.append(column)
        elif column.role == "amount":
            if _is_of_another_side(column, labels):
                found.append(Panel(tuple(labels), tuple(amounts)))
                labels, amounts = [], []
            amounts.append(column)
    if found and not amounts and all(column.role in _UNIT_ROLES for column in labels):
        last = found.pop()
        labels, amounts = [*last.labels, *labels], list(last.amounts)
    if labels or amounts:
        found.append(Panel(tuple(labels), tuple(amounts)))
    return tuple(found)
