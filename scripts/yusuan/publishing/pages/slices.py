"""Slices of a disclosure's expenditure for charts: amounts by one or two dimensions that sum exactly to the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.concepts import NOT_APPLICABLE, TOTAL
from yusuan.publishing.pages.model import Package, Row, Site

_BREAKDOWNS = ("function", "economic", "gov_economic", "expenditure_type", "activity")
_GIVEN = ("organization", "fiscal_year", "phase")
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


def whole_facts(package: Package, given: Row) -> Iterator[Row]:
    """The facts that nothing but their fund narrows, of the organization, year and phase that the disclosure is of as
    its row ``given`` of the overview says: a table may print other years and phases beside them."""
    facts = package.table("facts")
    reporting = min((fact["organization"] for fact in facts), key=len, default="")
    of = {"organization": reporting} | {name: given[name] for name in _GIVEN if given.get(name)}
    known = {name: {fact[name] for fact in facts} for name in of}
    for fact in facts:
        is_ours = all(fact[name] == code or code not in known[name] for name, code in of.items())
        if is_ours and all(fact[name] in _OPEN for name in _BREAKDOWNS):
            yield fact


def broadest_facts(package: Package, site: Site) -> dict[str, Row]:
    """The fact of each operation under the broadest fund that it is stated for."""
    order = fund_order(site)
    given = site.overview.get(package.name, {})
    broadest: dict[str, Row] = {}
    for fact in sorted(whole_facts(package, given), key=lambda fact: order.get(fact["fund"], len(order))):
        broadest.setdefault(fact["operation"], fact)
    return broadest


def fund_order(site: Site) -> dict[str, int]:
    """The places of the funds in their code list, the broadest first."""
    return {code: n for n, code in enumerate(site.codelists["funds"].concepts)} if "funds" in site.codelists else {}


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
