"""Facts → views: the finest lines a disclosure gives along one dimension, which sum exactly to its total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.concepts import PRINTED_HERE, TOTAL, Codelist
from yusuan.facts.equations import Equation
from yusuan.facts.fact import Fact
from yusuan.facts.headline import HeadlineFigure, figure
from yusuan.facts.key import Key
from yusuan.facts.views import NOT_ITEMISED, VIEWS, View, ViewLine


@dataclass(frozen=True, slots=True)
class _Tiling:
    """Keys that together make up one whole: each a line with a code, or not broken down by the dimension. ``rest`` is
    what they leave of it: no fact is it, for the document does not print what it leaves open."""

    keys: tuple[Key, ...]
    not_itemised: Decimal
    codes: frozenset[str]
    rest: Decimal = Decimal(0)


class _Breakdown:
    """Breaks one fact down along one dimension by the equations that hold exactly."""

    def __init__(
        self,
        dimension: str,
        top: str,
        amounts: Mapping[Key, Decimal],
        equations: Sequence[Equation],
        codelist: Codelist,
        funds: Codelist,
    ) -> None:
        self._dimension = dimension
        self._top = top
        self._amounts = amounts
        self._codelist = codelist
        self._below: dict[Key, list[tuple[Key, ...]]] = {}
        for equation in equations:
            known = all(key in amounts for key in (equation.whole, *equation.parts))
            if known and self._fills(equation.whole, equation.parts, may_leave_rest=not equation.complete):
                self._below.setdefault(equation.whole, []).append(equation.parts)
        for whole, parts in _fund_parts(amounts, funds):
            if self._fills(whole, parts, may_leave_rest=True):
                self._below.setdefault(whole, []).append(parts)
        self._known: dict[Key, _Tiling] = {}

    def _fills(self, whole: Key, parts: Sequence[Key], *, may_leave_rest: bool) -> bool:
        """Whether parts give their whole; those that need not be all of it may give less, but none less than nought."""
        amounts = [self._amounts[part] for part in parts]
        left = self._amounts[whole] - sum(amounts, Decimal(0))
        return not left or (may_leave_rest and left > 0 and min(amounts) >= 0)

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
            left = amount - sum((self._amounts[part] for part in parts), Decimal(0))
            options.append(
                _Tiling(
                    tuple(k for t in tilings for k in t.keys),
                    sum((t.not_itemised for t in tilings), left),
                    frozenset().union(*(t.codes for t in tilings)),
                    sum((t.rest for t in tilings), left),
                )
            )
        return options


def _fund_parts(amounts: Iterable[Key], funds: Codelist) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    """Each key with the same line of narrower funds: a unit with other revenue prints the lines of its appropriation
    alone. Only funds that the tree puts side by side are taken together, for they cannot overlap; those right below
    all funds may (非财政拨款资金 holds 单位资金)."""
    by_line: dict[Key, list[Key]] = {}
    for key in sorted(amounts):
        by_line.setdefault(replace(key, fund=""), []).append(key)
    for keys in by_line.values():
        for whole in keys:
            inner = [key for key in keys if key != whole and funds.is_within(key.fund, whole.fund)]
            outer = [k for k in inner if not any(k != o and funds.is_within(k.fund, o.fund) for o in inner)]
            beside: dict[str, list[Key]] = {}
            for key in outer:
                parent = funds[key.fund].parent if key.fund in funds else ""
                beside.setdefault(key.fund if parent in ("", TOTAL) else parent, []).append(key)
            yield from ((whole, tuple(parts)) for parts in beside.values())


def _view(
    name: str, dimension: str, top: Key, breakdown: _Breakdown, by_key: Mapping[Key, Fact], order: Codelist
) -> View:
    lines: dict[str, list[Key]] = {}
    total, tiling = by_key[top].amount, breakdown.tiling(top)
    if tiling.rest:
        lines[NOT_ITEMISED] = []
    for key in tiling.keys:
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
                sum((by_key[key].amount for key in lines[code]), tiling.rest if code == NOT_ITEMISED else Decimal(0)),
                # What is left of a total is the sum of no facts.
                () if code == NOT_ITEMISED and tiling.rest else tuple(by_key[key].fact_id for key in lines[code]),
            )
            for code in codes
        ),
    )


def views(
    facts: Sequence[Fact],
    equations: Sequence[Equation],
    figures: Iterable[HeadlineFigure],
    codelists: Mapping[str, Codelist],
) -> tuple[View, ...]:
    """The views of a disclosure: breakdowns of its headline ``figures`` into ``facts``. One of which the document gives
    nothing (every line would be not itemised) is left out; zero lines are left out."""
    known = tuple(figures)
    found = []
    for name, (dimension, operation) in VIEWS.items():
        whole = figure(known, operation)
        if whole is None:
            continue
        by_key = {fact.key: fact for fact in (*facts, whole)}
        amounts = {key: fact.amount for key, fact in by_key.items()}
        top = whole.key
        breakdown = _Breakdown(
            dimension, getattr(top, dimension), amounts, equations, codelists[dimension], codelists["fund"]
        )
        view = _view(name, dimension, top, breakdown, by_key, codelists[dimension])
        if any(line.code != NOT_ITEMISED for line in view.lines):
            found.append(view)
    return tuple(found)
