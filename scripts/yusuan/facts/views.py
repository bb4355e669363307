"""Views: the finest lines a disclosure gives along one dimension, summing exactly to its total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

NOT_ITEMISED = "not-itemised"

VIEWS: Mapping[str, tuple[str, str]] = {
    "expenditure_by_function": ("function", "expenditure"),
    "expenditure_by_economic_class": ("economic", "expenditure"),
    "expenditure_by_government_economic_class": ("gov_economic", "expenditure"),
    "expenditure_by_type": ("expenditure_type", "expenditure"),
    "revenue": ("fund", "revenue"),
}
"""The views by name: the dimension that each breaks down, and the headline figure that its lines sum to."""


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line: a code of the view's dimension (or ``not-itemised``), its amount in yuan, the facts it sums: none
    where it is what the other lines leave of the total."""

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
