"""Slices of a disclosure's expenditure for charts: amounts by one or two dimensions that sum exactly to the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.concepts import NOT_APPLICABLE, TOTAL
from yusuan.publishing.pages.model import Package, Row

_BREAKDOWNS = ("function", "economic", "gov_economic", "expenditure_type", "activity")
_OPEN = (TOTAL, NOT_APPLICABLE)

Parts = tuple[tuple[str, Decimal], ...]
"""Codes with their amounts in yuan."""


@dataclass(frozen=True, slots=True)
class Slices:
    """The expenditure of one disclosure.

    ``total`` is that of the year in yuan. ``_facts`` are those that break down this very total: of every organization
    and fund whose own expenditure is as large, because what such a fund pays for is all there is.
    """

    total: Decimal
    _facts: tuple[Row, ...]

    def amounts(self, *dimensions: str) -> dict[tuple[str, ...], Decimal]:
        """The amounts that these dimensions and no other break down, by their codes; zeros are left out."""
        others = [name for name in _BREAKDOWNS if name not in dimensions]
        found: dict[tuple[str, ...], Decimal] = {}
        for fact in self._facts:
            codes = tuple(fact[name] for name in dimensions)
            if all(fact[name] in _OPEN for name in others) and not any(code in _OPEN for code in codes):
                found.setdefault(codes, Decimal(fact["amount"]))
        return {codes: amount for codes, amount in found.items() if amount}


def headline_facts(package: Package, dimension: str = "operation") -> dict[str, Row]:
    """The headline figures of one dimension as published: the fact of each code, in the order of the table."""
    facts = {fact["fact_id"]: fact for fact in package.table("facts")}
    return {row["code"]: facts[row["fact_id"]] for row in package.table("headline") if row["dimension"] == dimension}


def slices(package: Package, top: Row | None) -> Slices | None:
    """The slices below ``top``, the fact of the disclosure's expenditure; ``None`` where there is none."""
    if top is None or Decimal(top["amount"]) <= 0:
        return None
    total = Decimal(top["amount"])
    same = [f for f in package.table("facts") if all(f[n] == top[n] for n in ("fiscal_year", "phase", "operation"))]
    whole = {
        (fact["organization"], fact["fund"])
        for fact in same
        if all(fact[name] in _OPEN for name in _BREAKDOWNS) and Decimal(fact["amount"]) == total
    }
    return Slices(total, tuple(fact for fact in same if (fact["organization"], fact["fund"]) in whole))


def parents(package: Package, dimension: str) -> dict[str, str]:
    """The broader code of each code that the disclosure uses in a dimension."""
    return {row["code"]: row["parent"] for row in package.table(f"codelist_{dimension}")}


def ancestors(code: str, broader: Mapping[str, str]) -> Iterator[str]:
    """The broader codes of a code, nearest first, the root of the tree among them."""
    seen = {code}
    while (code := broader.get(code, "")) and code not in seen:
        seen.add(code)
        yield code


def tiling(amounts: Mapping[str, Decimal], broader: Mapping[str, str], root: str, whole: Decimal) -> Parts:
    """The finest codes below ``root`` whose amounts sum exactly to ``whole``; ``root`` itself where none do."""
    below = [
        code
        for code in amounts
        if code != root and next((up for up in ancestors(code, broader) if up == root or up in amounts), None) == root
    ]
    if not below or sum((amounts[code] for code in below), Decimal(0)) != whole:
        return ((root, whole),)
    return tuple(part for code in below for part in tiling(amounts, broader, code, amounts[code]))


def top_class(code: str, broader: Mapping[str, str]) -> str:
    """The class of the first level that a code belongs to, itself where it is one."""
    first = code
    for up in ancestors(code, broader):
        if up == TOTAL:
            break
        first = up
    return first
