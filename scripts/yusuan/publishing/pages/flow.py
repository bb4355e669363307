"""Where the money comes from and goes to, as the nodes and links of a flow. Pure; only what sums exactly is a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.concepts import TOTAL
from yusuan.publishing.pages.model import Package
from yusuan.publishing.pages.slices import Parts, Slices, ancestors, parents, tiling, top_class

_MANY = 12
"""Up to so many classes are shown at their finest level, more at the first."""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A place that money passes: what it is (``fund``, ``unit``, ``type``, ``class``), its code, and for a class the
    class of the first level that it belongs to."""

    kind: str
    code: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow: its nodes in the order of their columns, and amounts in yuan from node to node. What enters a node in the
    middle equals what leaves it."""

    dimension: str
    nodes: tuple[Node, ...]
    links: tuple[tuple[Node, Node, Decimal], ...]


UNIT = Node("unit", TOTAL)


def flows(package: Package, sliced: Slices | None) -> tuple[Flow, ...]:
    """The flows of a disclosure: by function and by economic class, as far as the document breaks its total down."""
    if sliced is None:
        return ()
    sources = _sources(package, sliced.total)
    types = _types(package, sliced)
    found = [_flow(package, sliced, sources, types, dimension) for dimension in ("function", "economic")]
    return tuple(flow for flow in found if len(flow.links) > 1)


def expenditure_types(package: Package, sliced: Slices) -> Parts:
    """The total by type of expenditure (personnel, operating, project …); nothing where the document does not say.
    Finer types than personnel and operating expenditure, which only some provinces print, are added up."""
    merged: dict[str, Decimal] = {}
    for _, shown, amount in _types(package, sliced):
        merged[shown] = merged.get(shown, Decimal(0)) + amount
    return tuple(merged.items())


def _types(package: Package, sliced: Slices) -> list[tuple[str, str, Decimal]]:
    """The finest types of expenditure with the type that each is shown as, and its amount."""
    broader = parents(package, "expenditure_type")
    amounts = {code: amount for (code,), amount in sliced.amounts("expenditure_type").items()}
    found = tiling(amounts, broader, TOTAL, sliced.total)
    if any(code == TOTAL or amount < 0 for code, amount in found):
        return []
    return [(code, _shown_type(code, broader), amount) for code, amount in found]


def _shown_type(code: str, broader: Mapping[str, str]) -> str:
    while broader.get(code, TOTAL) not in ("basic", TOTAL, ""):
        code = broader[code]
    return code


def _sources(package: Package, total: Decimal) -> tuple[tuple[Node, Node, Decimal], ...]:
    """The funds of the year's revenue, where they sum to the expenditure; nothing otherwise."""
    lines = [(line["fund"], Decimal(line["amount"])) for line in package.table("revenue")]
    if sum((amount for _, amount in lines), Decimal(0)) != total or any(amount < 0 for _, amount in lines):
        return ()
    return tuple((Node("fund", code), UNIT, amount) for code, amount in lines if amount)


def _flow(
    package: Package,
    sliced: Slices,
    sources: Sequence[tuple[Node, Node, Decimal]],
    types: Sequence[tuple[str, str, Decimal]],
    dimension: str,
) -> Flow:
    broader = parents(package, dimension)
    links = [*sources, *((UNIT, Node("type", c), a) for c, a in expenditure_types(package, sliced))]
    crossed = sliced.amounts("expenditure_type", dimension)
    ends: list[tuple[Node, str, Decimal]] = []
    for code, shown, amount in types:
        below = {inner: value for (outer, inner), value in crossed.items() if outer == code}
        ends += [(Node("type", shown), c, a) for c, a in tiling(below, broader, TOTAL, amount)]
    if all(code == TOTAL for _, code, _ in ends):
        view = {"function": "expenditure_by_function", "economic": "expenditure_by_economic_class"}[dimension]
        lines = [(line[dimension], Decimal(line["amount"])) for line in package.table(view)]
        whole = sum((amount for _, amount in lines), Decimal(0)) == sliced.total
        ends = [(UNIT, code, amount) for code, amount in lines] if whole and not types else []
    if any(amount < 0 for *_, amount in ends):
        ends = []
    links += _to_classes(ends, broader)
    nodes = dict.fromkeys(node for start, end, _ in links for node in (start, end))
    return Flow(dimension, tuple(nodes), tuple(links))


def _to_classes(
    ends: Sequence[tuple[Node, str, Decimal]], broader: Mapping[str, str]
) -> list[tuple[Node, Node, Decimal]]:
    """The links into the classes. Where a class stands beside one of its parts the part is added to it, for then only
    some types of expenditure are broken down so far; where the finest are too many to read, the first level stands."""
    codes = {code for _, code, _ in ends} - {TOTAL}
    shown = {code: next((up for up in reversed([*ancestors(code, broader)]) if up in codes), code) for code in codes}
    is_fine = len(set(shown.values())) <= _MANY
    merged: dict[tuple[Node, Node], Decimal] = {}
    for start, code, amount in sorted(ends, key=lambda end: (end[0] != UNIT, end[1])):
        first = top_class(code, broader)
        link = start, Node("class", shown.get(code, code) if is_fine else first, first)
        merged[link] = merged.get(link, Decimal(0)) + amount
    return [(start, end, amount) for (start, end), amount in merged.items()]
