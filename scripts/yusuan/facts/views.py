"""Views: the finest lines a disclosure gives along one dimension, summing exactly to its total."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

NOT_ITEMISED = "not-itemised"


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line: a code of the view's dimension (or ``not-itemised``), its amount in yuan, the facts it sums."""

    code: str
    amount: Decimal
    fact_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """``name`` is the resource's name (``expenditure_by_function`` …), ``dimension`` the one broken down,
    ``total`` the amount in yuan that the lines sum to exactly."""

    name: str
    dimension: str
    total: Decimal
    lines: tuple[ViewLine, ...]
