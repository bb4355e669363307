"""Titles and numbers of tables: against the index, against the year, against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yusuan.audit.contents import Contents, axes_conflict, core
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.numerals import chinese, table_number
from yusuan.audit.phases import own_periods
from yusuan.recognition.disclosure import Table
from yusuan.recognition.labels import flatten

_YEAR = re.compile(r"(?<!\d)(20\d\d)\)?年")

Numbered = tuple[Table, tuple[str, int, int]]


def table_name(table: Table) -> str:
    """A table's number and title, as far as they are printed."""
    return " ".join(part for part in (table.number, table.title) if part) or table.table_id


def differing_titles(index: Contents) -> Iterator[Complaint]:
    """Tables whose title differs from that in the index by more than unit, year, brackets or the words in front; those
    that were found by their kind alone are left out."""
    titled = {id(promise) for promise, is_titled in zip(index.promises, index.titled, strict=True) if is_titled}
    for promise, table in index.pairs():
        if not table.title or id(promise) not in titled:
            continue
        ours, theirs = core(table.title, index.unit_names), core(promise.title, index.unit_names)
        if not (ours in theirs or theirs in ours) or axes_conflict(table.title, promise.title):
            yield Complaint(
                "title-differs",
                words={"number": promise.name, "title": promise.title, "printed": table.title},
                locations=(promise.location, table.location),
            )


def titles_of_another_year(evidence: Evidence) -> Iterator[Complaint]:
    """Titles that name a year other than the disclosure's, where the table is not about that year."""
    disclosure, year = evidence.disclosure, evidence.disclosure.fiscal_year
    others = own_periods(evidence)
    for table in disclosure.tables:
        years = _YEAR.findall(flatten(table.title))
        if years and year not in years and table.table_id not in others:
            yield Complaint(
                "title-of-another-year",
                words={"table": table_name(table), "year": year, "found": "/".join(years)},
                locations=(table.location,),
            )


def _numbered(tables: Sequence[Table]) -> list[Numbered]:
    parsed = ((table, table_number(table.number)) for table in tables)
    return [(table, number) for table, number in parsed if number is not None]


def repeated_numbers(evidence: Evidence) -> Iterator[Complaint]:
    """Table numbers that stand over two tables of different kinds, and numbers that go down in reading order."""
    numbered = _numbered(evidence.disclosure.tables)
    first: dict[tuple[str, int, int], Table] = {}
    for table, number in numbered:
        known = first.setdefault(number, table)
        if known.kind != table.kind:
            yield Complaint(
                "table-number-repeated",
                words={"number": table.number, "title": known.title, "other": table.title},
                locations=(known.location, table.location),
            )
    for (table, number), (following, next_number) in pairwise(numbered):
        if number[0] == next_number[0] and next_number < number:
            yield Complaint(
                "table-numbers-out-of-order",
                words={"number": following.number, "before": table.number},
                locations=(table.location, following.location),
            )


def _missing_between(table: Numbered, following: Numbered, is_indexed: bool) -> list[str]:
    """The numbers between two that follow each other in print; where there is an index it says which tables there are,
    and only the parts of a table (表13-2) are counted."""
    (series, first, part), (other, second, next_part) = table[1], following[1]
    if series != other:
        return []
    if first == second and part:
        return [f"{series}{first}-{n}" for n in range(part + 1, next_part)]
    is_arabic = table[0].number[-1].isdigit()
    return [] if is_indexed else [f"{series}{n if is_arabic else chinese(n)}" for n in range(first + 1, second)]


def unnumbered_tables(index: Contents, evidence: Evidence) -> Iterator[Complaint]:
    """Numbers that are missing between two printed ones. Where unnumbered tables of the same kind stand between them,
    these lack their numbers; where others do, one of them may have it unread."""
    is_indexed = any(promise.number for promise in index.promises)
    tables = evidence.disclosure.tables
    for (table, number), (following, next_number) in pairwise(_numbered(tables)):
        gap = _missing_between((table, number), (following, next_number), is_indexed)
        between = tables[tables.index(table) + 1 : tables.index(following)]
        unnumbered = [t for t in between if not t.number]
        alike = [t for t in unnumbered if t.kind in (table.kind, following.kind)]
        words = {"before": table.number, "after": following.number, "missing": "、".join(gap)}
        if gap and len(alike) == len(gap):
            for each, missing in zip(alike, gap, strict=True):
                own = {"title": table_name(each), "missing": missing}
                yield Complaint("table-without-number", words=words | own, locations=(each.location,))
        elif gap and not unnumbered:
            yield Complaint("table-number-missing", words=words, locations=(table.location, following.location))
