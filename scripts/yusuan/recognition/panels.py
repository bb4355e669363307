"""Panels: a summary table holds several lists side by side, each of label columns and the amount columns after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.recognition.disclosure import Column
from yusuan.recognition.headers import LABEL_ROLES


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns that belong together: what the rows are about, and their amounts (possibly none)."""

    labels: tuple[Column, ...]
    amounts: tuple[Column, ...]

    def operation(self) -> str:
        """The side of the table (a code of ``operations``) that the panel's headers state, or ``""``."""
        return next((c.sets["operation"] for c in (*self.labels, *self.amounts) if "operation" in c.sets), "")


def panels(columns: Sequence[Column]) -> tuple[Panel, ...]:
    """The panels from left to right. Serial numbers and notes belong to none."""
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
            amounts.append(column)
    if labels or amounts:
        found.append(Panel(tuple(labels), tuple(amounts)))
    return tuple(found)
