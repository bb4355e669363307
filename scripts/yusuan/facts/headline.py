"""The headline of a disclosure: the few figures that it is known by. They are decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.facts.fact import Fact
from yusuan.facts.key import Key

THREE_PUBLIC = "three-public"
_BROAD = (TOTAL, NOT_APPLICABLE)
_CLASSES = ("function", "economic", "gov_economic", "activity")


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """One figure: the fact that is it, and the dimension and code by which it is asked for: an operation (revenue,
    expenditure), a type of the year's expenditure, or one of the three-public expenses (an economic class)."""

    dimension: str
    code: str
    fact: Fact


def broadest(facts: Iterable[Fact], funds: Codelist) -> Fact | None:
    """Of facts that differ in their fund alone, the one under the broadest fund; ``None`` where there is none.

    Where several funds lie in no other that is stated, that with the largest amount is taken, for a document that
    knows one fund only prints no sum of funds, and may print a nought for the others.
    """
    stated = {fact.key.fund: fact for fact in facts}
    order = {code: n for n, code in enumerate(funds.concepts)}
    inner = {a for a in stated for b in stated if a != b and funds.is_within(a, b)}
    outer = [fact for fund, fact in stated.items() if fund not in inner]
    return min(outer, key=lambda f: (-abs(f.amount), order.get(f.key.fund, len(order)), f.key.fund), default=None)


def _is_of(key: Key, base: Key) -> bool:
    """Whether the amount is the reporting unit's, of its year and phase, whatever it is an amount of."""
    return (key.organization, key.fiscal_year, key.phase) == (base.organization, base.fiscal_year, base.phase)


def _is_whole(key: Key, *but: str) -> bool:
    """Whether no class, project or type narrows the amount, but for the dimensions ``but``."""
    return all(getattr(key, name) in _BROAD for name in (*_CLASSES, "expenditure_type") if name not in but)


def _groups(facts: Iterable[Fact]) -> Iterator[tuple[tuple[str, str], Fact]]:
    """The facts that may be a figure, with its dimension and code."""
    for fact in facts:
        key = fact.key
        if _is_whole(key):
            yield ("operation", key.operation), fact
        elif key.operation == "expenditure" and key.expenditure_type == THREE_PUBLIC:
            if _is_whole(key, "economic", "expenditure_type") and key.economic not in _BROAD:
                yield ("economic", key.economic), fact
        elif key.operation == "expenditure" and _is_whole(key, "expenditure_type"):
            yield ("expenditure_type", key.expenditure_type), fact


def headline(
    facts: Sequence[Fact], base: Key, codelists: Mapping[str, Codelist], in_tables: Collection[str]
) -> tuple[HeadlineFigure, ...]:
    """The headline figures of a disclosure, in the order of the code lists.

    Args:
        facts: all facts of the disclosure.
        base: a key of its organization, year and phase.
        codelists: the code list of every dimension.
        in_tables: the ids of facts that a table prints. What tables print goes before what only the prose says, which
            is rounded.
    """
    found: dict[tuple[str, str], list[Fact]] = {}
    for figure, fact in _groups(fact for fact in facts if _is_of(fact.key, base)):
        found.setdefault(figure, []).append(fact)
    figures = []
    for dimension in ("operation", "expenditure_type", "economic"):
        order = {code: n for n, code in enumerate(codelists[dimension].concepts)}
        codes = sorted((c for d, c in found if d == dimension), key=lambda code: (order.get(code, len(order)), code))
        for code in codes:
            stated = found[dimension, code]
            printed = [fact for fact in stated if fact.fact_id in in_tables] or stated
            chosen = broadest(printed, codelists["fund"])
            if chosen is not None:
                figures.append(HeadlineFigure(dimension, code, chosen))
    return tuple(figures)


def figure(figures: Iterable[HeadlineFigure], code: str, dimension: str = "operation") -> Fact | None:
    """The fact of one figure; ``None`` where the disclosure does not state it."""
    return next((f.fact for f in figures if (f.dimension, f.code) == (dimension, code)), None)
