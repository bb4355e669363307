"""The amounts of one disclosure as small trees: by function, economic class, source, type, and the three-public ones.

A line is a mapping ready for JSON. Amounts are exact text in yuan. What the disclosure does not state has no line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.facts import views as facts_views
from yusuan.facts.views import NOT_ITEMISED
from yusuan.publishing.pages.model import Package, Row
from yusuan.publishing.pages.slices import headline_facts
from yusuan.publishing.resource import amount_text

VIEWS: Mapping[str, tuple[str, str]] = {
    ("revenue" if operation == "revenue" else dimension): (name, dimension)
    for name, (dimension, operation) in facts_views.VIEWS.items()
    if dimension != "expenditure_type"
}
"""The short name of each view, as addresses have it: the resource and the dimension that it breaks down."""

Line = dict[str, Any]
_NARROWING = ("function", "economic", "gov_economic", "expenditure_type", "activity")
_BROAD = (TOTAL, NOT_APPLICABLE)


def fact_ids(line: Row) -> list[str]:
    """The facts that a line of a view sums."""
    return [name for name in line["fact_ids"].split(";") if name]


def view_lines(package: Package, view: str) -> list[Line]:
    """The lines of a view and, above them, the sums by every broader code, in the order of the code list.

    The lines on the lowest level sum to the total of the view, and so do those on the first. A line that is one
    fact names it.
    """
    resource, dimension = VIEWS[view]
    rows = package.table(resource)
    concepts = {row["code"]: row for row in package.table(f"codelist_{dimension}")}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    single: dict[str, str] = {}
    for row in rows:
        code = row[dimension]
        for each in (code, *_broader(code, concepts)):
            sums[each] += Decimal(row["amount"])
        if len(fact_ids(row)) == 1:
            single[code] = fact_ids(row)[0]
    labels = {row[dimension]: row for row in rows}
    order = {code: n for n, code in enumerate(concepts)}
    lines = []
    for code in sorted(sums, key=lambda code: (code == NOT_ITEMISED, order.get(code, len(order)), code)):
        row, prefix = (labels[code], f"{dimension}_") if code in labels else (concepts[code], "")
        lines.append(_line(code, _parent(code, concepts), row, prefix, sums[code], single.get(code, "")))
    return _in_tree_order(lines)


def _parent(code: str, concepts: Mapping[str, Row]) -> str:
    parent = concepts[code]["parent"] if code in concepts else ""
    return "" if parent in _BROAD else parent


def _broader(code: str, concepts: Mapping[str, Row]) -> Iterator[str]:
    while code := _parent(code, concepts):
        yield code


def _line(code: str, parent: str, row: Row, prefix: str, amount: Decimal, fact: str) -> Line:
    zh = row[f"{prefix}label_zh"] or code
    line = {"code": code, "parent": parent, "zh": zh, "en": row[f"{prefix}label_en"] or zh}
    return line | {"amount": amount_text(amount)} | ({"fact": fact} if fact else {})


def _in_tree_order(lines: list[Line]) -> list[Line]:
    """Every line after the one that it belongs to; a line whose parent is missing stands at the top."""
    known = {line["code"] for line in lines}
    below: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        parent = line["parent"] if line["parent"] in known else ""
        below[parent].append(line | {"parent": parent})

    def ordered(parent: str) -> Iterator[Line]:
        for line in below[parent]:
            yield line
            yield from ordered(line["code"])

    return list(ordered(""))


def type_lines(package: Package, overview: Row, codelists: Mapping[str, Codelist]) -> list[Line]:
    """The expenditure of the year by type, each under the broadest fund that it is stated for, which is named where
    there are others. Memorandum types (the same money again) are marked."""
    found = headline_facts(package, "expenditure_type")
    types, only = codelists["expenditure_type"], _all_of_it(package, overview)
    lines = []
    for code in (code for code in types.concepts if code in found and code not in _BROAD):
        parent = types[code].parent
        line = _fact_line(found[code], "expenditure_type", "" if parent in _BROAD else parent, only)
        lines.append(line | ({"memorandum": True} if types[code].extra.get("memorandum") == "yes" else {}))
    return _in_tree_order(lines)


def _all_of_it(package: Package, overview: Row) -> set[str]:
    """The funds that the whole expenditure of the year comes from: an amount under one of them is that of all funds."""
    given = {name: overview[name] for name in ("organization", "fiscal_year", "phase")} | {"operation": "expenditure"}
    return {TOTAL} | {
        fact["fund"]
        for fact in package.table("facts")
        if fact["amount"] == overview["expenditure"]
        and all(fact[name] == code for name, code in given.items())
        and all(fact[name] in _BROAD for name in _NARROWING)
    }


def _fact_line(fact: Row, dimension: str, parent: str, only: set[str]) -> Line:
    line = _line(fact[dimension], parent, fact, f"{dimension}_", Decimal(fact["amount"]), fact["fact_id"])
    if fact["fund"] not in only:
        line |= {"fund_zh": fact["fund_label_zh"], "fund_en": fact["fund_label_en"] or fact["fund_label_zh"]}
    return line


def three_public_lines(package: Package, overview: Row, codelists: Mapping[str, Codelist]) -> list[Line]:
    """The three-public expenses as stated, below the collections that gather them."""
    found = headline_facts(package, "economic")
    classes, only = codelists["economic"], _all_of_it(package, overview)
    gathered = {member: code for code in classes.concepts for member in classes.members(code)}
    order = {code: n for n, code in enumerate(classes.concepts)}
    codes = sorted(set(found) - set(_BROAD), key=lambda code: (code not in gathered, order.get(code, len(order)), code))
    return _in_tree_order(
        [_fact_line(found[code], "economic", _gathering(code, gathered, found), only) for code in codes]
    )


def _gathering(code: str, gathered: Mapping[str, str], found: Mapping[str, Row]) -> str:
    """The nearest collection that gathers a code and that the disclosure states an amount for, or ``""``."""
    while code := gathered.get(code, ""):
        if code in found:
            return code
    return ""
