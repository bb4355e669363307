"""Concepts and code lists: the vocabulary that recognition matches and publishing publishes.

A code list is a SKOS concept scheme kept as CSV in ``schemas/codelists/``. These types are pure; the CSV is
read by :mod:`yusuan.codelists`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

TOTAL = "total"
NOT_APPLICABLE = "not-applicable"
PRINTED_HERE = "printed in this disclosure"
"""The ``source`` of a concept made from a printed code that the shared list lacks."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of a code list.

    ``parent`` is the code of the broader concept or ``""``. ``alt_labels`` are other names in use,
    ``hidden_labels`` are printed forms that are recognised but not shown (misspelt, cut off). A label may be a
    path, ``一般公共预算/财政拨款``: it matches that label only below that heading. ``extra`` holds the columns
    that only this list has.
    """

    code: str
    parent: str
    label_zh: str
    label_en: str
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    source: str = ""
    status: str = ""
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def notation(self) -> str:
        """The code as documents print it. A code that editions use for different things is a concept for each, told
        apart in ``code`` (``30311``, ``30311-2017``) and alike in print."""
        return self.extra.get("notation", "") or self.code

    def is_in_force(self, year: str) -> bool:
        """Whether the concept belongs to the edition of a year; where no year is stated, to every edition."""
        since, until = self.extra.get("from_year", ""), self.extra.get("until_year", "")
        return since <= year and (not until or year <= until)


@dataclass(frozen=True, slots=True)
class Codelist:
    """A named, ordered set of concepts (a tree by ``parent``)."""

    name: str
    concepts: Mapping[str, Concept]

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def __contains__(self, code: object) -> bool:
        return code in self.concepts

    def __getitem__(self, code: str) -> Concept:
        return self.concepts[code]

    def ancestors(self, code: str) -> Iterator[str]:
        """The broader codes of ``code``, nearest first, ``code`` itself not among them."""
        while code in self.concepts and self.concepts[code].parent:
            code = self.concepts[code].parent
            yield code

    def members(self, code: str) -> tuple[str, ...]:
        """The codes a collection gathers from across the tree (column ``members``), none for an ordinary concept."""
        listed = self.concepts[code].extra.get("members", "") if code in self.concepts else ""
        return tuple(member for member in listed.split("|") if member)

    def coded(self, notation: str) -> str:
        """The code of the concept that documents print as ``notation``; ``notation`` itself where there is none."""
        known = self.concepts.get(notation)
        if known is not None and known.notation == notation:
            return notation
        return next((concept.code for concept in self if concept.notation == notation), notation)

    def edition(self, year: str) -> Codelist:
        """The concepts that are in force in a year (four digits)."""
        in_force = {code: concept for code, concept in self.concepts.items() if concept.is_in_force(year)}
        return self if len(in_force) == len(self.concepts) else Codelist(self.name, in_force)

    def is_within(self, code: str, broader: str) -> bool:
        """Whether ``code`` is ``broader``, lies below it or is gathered by it."""
        return (
            code == broader
            or broader in self.ancestors(code)
            or any(self.is_within(code, member) for member in self.members(broader))
        )
