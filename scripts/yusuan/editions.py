"""Editions of the code lists: the ministry reissues its classifications, so a code may mean another thing next year.

The lists say it row by row: ``from_year`` and ``until_year`` (four digits, both included, blank where nothing is
known), ``former_labels`` (``2018:文化体育与传媒支出``: so named until 2018) and ``replaced_by`` (the code that took the
place). From these the editions follow; only years in which a change is known begin one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from yusuan.concepts import Codelist, Concept


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a concept had ``until`` a year (included)."""

    concept: Concept
    label: str
    until: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The codes of a list in force from ``since`` to ``until`` (years, included). ``since`` is ``""`` for the first
    edition, whose beginning is not known, ``until`` for the one in force."""

    codelist: Codelist
    since: str
    until: str

    @property
    def code(self) -> str:
        """What tells the edition apart in its list, also the fragment of its IRI."""
        return f"edition-{self.since}" if self.since else f"edition-until-{self.until}"

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts in force, in the order of the list."""
        return tuple(self.codelist.edition(self.since or self.until))


@dataclass(frozen=True, slots=True)
class Succession:
    """A concept that an edition gave up, and the code that took its place (``""`` where none is known)."""

    given_up: Concept
    replaced_by: str


def former_names(codelist: Codelist) -> Iterator[FormerName]:
    """Every name that was given up, in the order of the list."""
    for concept in codelist:
        for stated in concept.extra.get("former_labels", "").split("|"):
            until, _, label = stated.partition(":")
            if label:
                yield FormerName(concept, label, until)


def _next(year: str) -> str:
    return str(int(year) + 1)


def editions(codelist: Codelist) -> tuple[Edition, ...]:
    """The editions of a list, the oldest first; none where the list states no year."""
    begun = {concept.extra.get("from_year", "") for concept in codelist}
    begun |= {_next(until) for concept in codelist if (until := concept.extra.get("until_year", ""))}
    begun |= {_next(former.until) for former in former_names(codelist)}
    since = sorted(begun - {""})
    if not since:
        return ()
    found = [Edition(codelist, year, str(int(after) - 1)) for year, after in pairwise(since)]
    first = Edition(codelist, "", str(int(since[0]) - 1))
    has_first = any(concept.notation.isdigit() for concept in first.concepts)
    return (*([first] if has_first else []), *found, Edition(codelist, since[-1], ""))


def successions(before: Edition, after: Edition) -> tuple[Succession, ...]:
    """What the later of two editions gave up, in the order of the list."""
    kept = {concept.code for concept in after.concepts}
    return tuple(
        Succession(concept, concept.extra.get("replaced_by", ""))
        for concept in before.concepts
        if concept.code not in kept
    )
