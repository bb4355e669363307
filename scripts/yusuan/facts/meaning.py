"""What a row means: the codes it sets, what that rests on, and why nothing could be made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yusuan.concepts import NOT_APPLICABLE, Codelist
from yusuan.facts.fact import Binding
from yusuan.facts.key import DIMENSIONS, Key
from yusuan.recognition.panels import Panel

REVENUE_SIDE = frozenset(
    {"revenue-grand-total", "revenue", "brought-forward", "use-of-balances", "prior-account-balance"}
)
"""Operations on the revenue side: classes and types of expenditure do not apply to them."""

SUBTOTAL = "小计"
"""A total that does not say of which rows."""

EXPENDITURE_DIMENSIONS = ("economic", "gov_economic", "expenditure_type")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The codes a row sets by dimension; ``reason`` is empty when the row was understood."""

    label: str
    sets: Mapping[str, str] = field(default_factory=dict)
    binding: Binding = Binding.LABEL
    reason: str = ""
    of_which: bool = False
    totalled: tuple[Panel, ...] = ()
    """Other lists of the table whose total the row is too."""
    is_of_all_lists: bool = False
    """The row adds up lists that stand side by side, not the one in whose column its amount is printed."""


def merge(upper: Mapping[str, str], lower: Mapping[str, str], codelists: Mapping[str, Codelist]) -> dict[str, str]:
    """The union of two sets of codes. Of two codes of one dimension the narrower is kept, and where neither lies within
    the other that of ``lower`` (the nearer to the amount)."""
    union = dict(upper)
    for dimension, code in lower.items():
        held = union.get(dimension)
        if held is None or not codelists[dimension].is_within(held, code):
            union[dimension] = code
    return union


def complete_key(sets: Mapping[str, str]) -> Key | None:
    """The key of an amount from all the codes set for it, or ``None`` when nothing says whether it is revenue or
    expenditure. Classes and types of expenditure do not apply to revenue."""
    if "operation" not in sets:
        return None
    dimensions = {name: sets[name] for name in DIMENSIONS if name in sets}
    if sets["operation"] in REVENUE_SIDE:
        dimensions |= {name: NOT_APPLICABLE for name in EXPENDITURE_DIMENSIONS}
    return Key(**dimensions)
