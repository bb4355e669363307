"""Codes and ids as Turtle terms: the IRIs of :mod:`yusuan.publishing.rdf.iris` under short, fixed prefixes."""

from __future__ import annotations

from dataclasses import dataclass, field

from yusuan.codelists import DIMENSION_LISTS
from yusuan.concepts import NOT_APPLICABLE, TOTAL
from yusuan.publishing.rdf.iris import Base, fragment, phase, year
from yusuan.publishing.rdf.namespaces import OBEU_DIMENSION
from yusuan.publishing.rdf.turtle import Namespace, iri

OPENBUDGETS_PROPERTIES = {
    "organization": OBEU_DIMENSION["organization"],
    "fiscal_year": OBEU_DIMENSION["fiscalYear"],
    "phase": OBEU_DIMENSION["budgetPhase"],
}
"""The dimensions for which OpenBudgets' own property is concrete and fits."""

OWN_PROPERTIES = {
    "operation": "operation",
    "fund": "fund",
    "function": "function",
    "economic": "economicClass",
    "gov_economic": "governmentEconomicClass",
    "expenditure_type": "expenditureType",
    "activity": "activity",
}
"""The dimensions with a property of our vocabulary, each below one of OpenBudgets'."""


def vocabulary(base: Base) -> Namespace:
    """The namespace of our own terms."""
    return Namespace("yusuan", base.vocabulary)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one disclosure; ``namespaces`` are the prefixes that they use."""

    base: Base
    disclosure_id: str
    own: Namespace = field(init=False)
    namespaces: dict[str, Namespace] = field(init=False)

    def __post_init__(self) -> None:
        base, name = self.base, self.disclosure_id
        lists = {*DIMENSION_LISTS.values(), "divisions", "fact-status"} - {DIMENSION_LISTS["phase"]}
        spaces = {list_name: Namespace(list_name, base.concepts(list_name)) for list_name in sorted(lists)}
        spaces["fact"] = Namespace("fact", base.facts(name))
        spaces["activity"] = Namespace("activity", base.part(name, "activity-"))
        spaces["organization"] = Namespace("organization", base.organizations)
        spaces["yusuan"] = vocabulary(base)
        object.__setattr__(self, "own", spaces["yusuan"])
        object.__setattr__(self, "namespaces", spaces)

    def property(self, dimension: str) -> str:
        """The property of a dimension."""
        return OPENBUDGETS_PROPERTIES.get(dimension) or self.own[OWN_PROPERTIES[dimension]]

    def part(self, name: str) -> str:
        """A named part of the disclosure: ``dataset``, ``document``, ``activities``."""
        return iri(self.base.part(self.disclosure_id, name))

    def fact(self, fact_id: str) -> str:
        """An observation."""
        return self.namespaces["fact"][fragment(fact_id)]

    def concept(self, list_name: str, code: str) -> str:
        """A concept of a shared code list."""
        return self.namespaces[list_name][fragment(code)]

    def organization(self, code: str) -> str:
        """A reporting unit or a unit below it."""
        return self.namespaces["organization"][fragment(code)]

    def activity(self, code: str) -> str:
        """An activity of the disclosure, or one of the two codes that every disclosure shares."""
        if code in (TOTAL, NOT_APPLICABLE):
            return self.own[f"activity-{code}"]
        return self.namespaces["activity"][fragment(code)]

    def value(self, dimension: str, code: str) -> str:
        """What an observation has for a dimension."""
        if dimension in DIMENSION_LISTS and dimension != "phase":
            return self.concept(DIMENSION_LISTS[dimension], code)
        if dimension == "phase":
            return iri(phase(code))
        if dimension == "fiscal_year":
            return iri(year(code))
        return self.organization(code) if dimension == "organization" else self.activity(code)
