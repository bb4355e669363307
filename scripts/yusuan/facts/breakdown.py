"""Facts → views: the finest lines a disclosure gives along one dimension, which sum exactly to its total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.concepts import NOT_APPLICABLE, PRINTED_HERE, TOTAL, Codelist
from yusuan.facts.equations import Equation
from yusuan.facts.fact import Fact
from yusuan.facts.key import Key
from yusuan.facts.views import NOT_ITEMISED, View, ViewLine

VIEWS = (
    ("expenditure_by_function", "function", "expenditure"),
    ("expenditure_by_economic_class", "economic", "expenditure"),
    ("expenditure_by_government_economic_class", "gov_economic", "expenditure"),
    ("revenue", "fund", "revenue"),
)
"""The views: name, dimension broken down, operation."""

_LINES_BY_TOTALS = ("function", "economic", "gov_economic", "expenditure_type", "activity")


@dataclass(frozen=True, slots=True)
class _Tiling:
    """Keys that together make up one whole: each a line with a code, or not broken down by the dimension."""

    keys: tuple[Key, ...]
    not_itemised: Decimal
    codes: frozenset[str]


class _Breakdown:
    """Breaks one fact down along one dimension by the equations that hold exactly."""

    def __init__(
        self,
        dimension: str,
        top: str,
        amounts: Mapping[Key, Decimal],
        equations: Sequence[Equation],
        codelist: Codelist,
    ) -> None:
        self._dimension = dimension
        self._top = top
        self._amounts = amounts
        self._codelist = codelist
        self._below: dict[Key, list[tuple[Key, ...]]] = {}
        for equation in equations:
            known = all(key in amounts for key in (equation.whole, *equation.parts))
            if known and amounts[equation.whole] == sum((amounts[part] for part in equation.parts), Decimal(0)):
                self._below.setdefault(equation.whole, []).append(equation.parts)
        self._known: dict[Key, _Tiling] = {}

    def tiling(self, key: Key) -> _Tiling:
        """The best tiling of a fact."""
        if key not in self._known:
            self._known[key] = max(self._options(key), key=self._rank)
        return self._known[key]

    def _rank(self, tiling: _Tiling) -> tuple[Decimal, int, int, int, int, int]:
        """Better tilings rank higher: less left open, fewer codes that no list has, fewer levels mixed in one branch,
        more codes, finer codes, fewer lines."""
        codes = tiling.codes
        unlisted = sum(code in self._codelist and self._codelist[code].source == PRINTED_HERE for code in codes)
        mixed = sum(any(broader in codes for broader in self._codelist.ancestors(code)) for code in codes)
        finest = sum(len(code) for code in codes)
        return -tiling.not_itemised, -unlisted, -mixed, len(codes), finest, -len(tiling.keys)

    def _options(self, key: Key) -> list[_Tiling]:
        code, amount = getattr(key, self._dimension), self._amounts[key]
        itemised = code != self._top
        codes = frozenset([code] if itemised and amount else [])
        options = [_Tiling((key,), Decimal(0) if itemised else abs(amount), codes)]
        for parts in self._below.get(key, []):
            tilings = [self.tiling(part) for part in parts]
            options.append(
                _Tiling(
                    tuple(k for t in tilings for k in t.keys),
                    sum((t.not_itemised for t in tilings), Decimal(0)),
                    frozenset().union(*(t.codes for t in tilings)),
                )
            )
        return options


def headline_key(amounts: Mapping[Key, Decimal], base: Key, funds: Codelist) -> Key | None:
    """The key of the disclosure's total: that of ``base`` over all classes and the broadest fund that is stated, the
    first in the order of the list of several; ``None`` if none is."""
    order = {code: n for n, code in enumerate(funds.concepts)}
    totals = [
        key
        for key in amounts
        if replace(key, fund=TOTAL, **dict.fromkeys(_LINES_BY_TOTALS, TOTAL)) == base
        and all(getattr(key, name) in (TOTAL, NOT_APPLICABLE) for name in _LINES_BY_TOTALS)
    ]
    return min(totals, key=lambda k: (len(tuple(funds.ancestors(k.fund))), order.get(k.fund, 0), k), default=None)


def _view(
    name: str, dimension: str, top: Key, breakdown: _Breakdown, by_key: Mapping[Key, Fact], order: Codelist
) -> View:
    lines: dict[str, list[Key]] = {}
    total = by_key[top].amount
    for key in breakdown.tiling(top).keys:
        if by_key[key].amount:
            code = getattr(key, dimension)
            lines.setdefault(NOT_ITEMISED if code == getattr(top, dimension) else code, []).append(key)
    rank = {code: n for n, code in enumerate(order.concepts)}
    codes = sorted(lines, key=lambda code: (code == NOT_ITEMISED, rank.get(code, len(rank)), code))
    return View(
        name,
        dimension,
        total,
        tuple(
            ViewLine(
                code,
                sum((by_key[key].amount for key in lines[code]), Decimal(0)),
                tuple(by_key[key].fact_id for key in lines[code]),
            )
            for code in codes
        ),
    )


def views(
    facts: Sequence[Fact], equations: Sequence[Equation], base: Key, codelists: Mapping[str, Codelist]
) -> tuple[View, ...]:
    """The views of a disclosure; ``base`` says of which organization, year and phase. One of which the document gives
    nothing (every line would be not itemised) is left out; zero lines are left out."""
    by_key = {fact.key: fact for fact in facts}
    amounts = {fact.key: fact.amount for fact in facts}
    found = []
    for name, dimension, operation in VIEWS:
        top = headline_key(amounts, replace(base, operation=operation), codelists["fund"])
        if top is None:
            continue
        breakdown = _Breakdown(dimension, getattr(top, dimension), amounts, equations, codelists[dimension])
        view = _view(name, dimension, top, breakdown, by_key, codelists[dimension])
        if any(line.code != NOT_ITEMISED for line in view.lines):
            found.append(view)
    return tuple(found)
