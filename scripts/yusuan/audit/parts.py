"""Rules of the amounts that the narrative lists as parts of others, and of what it says that targets cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import Narrative, compact, locations, name, quanta
from yusuan.audit.table_amounts import CLASSES, TableAmounts
from yusuan.concepts import TOTAL
from yusuan.facts.key import Key
from yusuan.facts.money import tolerance
from yusuan.recognition.prose.amounts import COVERED
from yusuan.recognition.prose.statements import Statement

_SUBJECT = "subject"
_ADDED = (*CLASSES, "fund", "expenditure_type", _SUBJECT)
_MEETINGS, _MEETING_CLASSES = "meetings-and-training", ("30215", "30216")
_LISTING = re.compile("明细|结构|具体|构成|分类")
_ALL = re.compile("全覆盖|全部|所有")
_ALL_PROCUREMENT = {"procurement-goods", "procurement-works", "procurement-services"}


def _difference(part: Statement, whole: Statement) -> tuple[str, ...]:
    """In what a part differs from its whole: dimensions, or its subject."""
    named = tuple(sorted(d for d, code in part.sets.items() if whole.sets.get(d) != code))
    return named if named or part.subject == whole.subject else (_SUBJECT,)


def _codes(parts: Sequence[Statement], dimension: str) -> list[str]:
    return [part.subject if dimension == _SUBJECT else part.sets.get(dimension, "") for part in parts]


class _Parts:
    """Groups of parts that may be added up."""

    def __init__(self, evidence: Evidence) -> None:
        self._lists = evidence.codelists

    def groups(self, whole: Statement, parts: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
        """The parts by the one dimension in which they differ from the whole; what differs in its side, year or phase
        is no part of a sum. Those that were not understood are with the others if all of these differ in one dimension.
        No group has a code twice or within another."""
        found: dict[tuple[str, ...], list[Statement]] = {}
        for part in parts:
            found.setdefault(() if part.unread else _difference(part, whole), []).append(part)
        unread = found.pop((), [])
        for dimensions, group in found.items():
            if len(dimensions) != 1 or dimensions[0] not in _ADDED:
                continue
            if self._overlap(_codes(group, dimensions[0]), dimensions[0]):
                continue
            if not unread or len(found) == 1:
                yield dimensions[0], [*group, *unread]

    def _overlap(self, codes: Sequence[str], dimension: str) -> bool:
        codelist = self._lists.get("statement-subjects" if dimension == _SUBJECT else dimension)
        return len(set(codes)) < len(codes) or any(
            codelist is not None and code != other and codelist.is_within(code, other)
            for code in codes
            for other in codes
        )

    def is_complete(self, whole: Statement, dimension: str, parts: Sequence[Statement]) -> bool:
        """Whether the parts are all there are: every part of a collection or of a code, every kind of procurement, or
        the classes below a heading that announces such a list."""
        codes = set(_codes(parts, dimension))
        if dimension == _SUBJECT:
            return codes >= _ALL_PROCUREMENT
        if dimension in CLASSES and len(parts) > 1 and _LISTING.search(whole.heading):
            return True
        codelist, own = self._lists[dimension], whole.sets.get(dimension, TOTAL)
        below = set(codelist.members(own)) or {concept.code for concept in codelist if concept.parent == own}
        return bool(below) and codes >= below


def parts_that_do_not_add(evidence: Evidence) -> Iterator[Complaint]:
    """Parts that together are more than their whole, or less where all of them are listed. An amount that the tables
    contradict is reported elsewhere."""
    narrative, groups = Narrative(evidence), _Parts(evidence)
    for whole in narrative.amounts():
        for dimension, parts in groups.groups(whole, narrative.parts(whole)):
            total = sum((part.amount for part in parts if part.amount is not None), Decimal(0))
            allowed = tolerance(quanta(whole, *parts))
            cells = narrative.cells(whole, *parts)
            if whole.amount is None or any(evidence.dissents(evidence.by_id[cell_id]) for cell_id in cells):
                continue
            is_less = whole.amount - total > allowed and groups.is_complete(whole, dimension, parts)
            if total - whole.amount > allowed or is_less:
                yield Complaint(
                    "prose-parts-differ",
                    cells,
                    expected=total,
                    found=whole.amount,
                    tolerance=allowed,
                    words={
                        "about": name(whole),
                        "found": compact(whole),
                        "expected": evidence.in_unit(whole.unit, total),
                        "parts": "、".join(f"{name(part)} {compact(part)}" for part in parts),
                    },
                    locations=locations(whole, *parts),
                )


def covered_amounts_that_differ(evidence: Evidence) -> Iterator[Complaint]:
    """Amounts that targets are said to cover, where all is covered and they are neither the expenditure of the fund nor
    that on projects."""
    narrative, tables = Narrative(evidence), TableAmounts(evidence)
    disclosure = evidence.disclosure
    base = (disclosure.organization.code, disclosure.fiscal_year, disclosure.phase, "expenditure")
    for covered in narrative.amounts():
        fund = covered.sets.get("fund", "")
        if covered.subject != COVERED or not fund or not _ALL.search(covered.sentence):
            continue
        keys = [Key(*base, fund=fund, expenditure_type=kind) for kind in (TOTAL, "project")]
        found = [amount for amount in map(tables.of, keys) if amount is not None]
        if covered.amount is None or covered.quantum is None or not found:
            continue
        if not any(amount.agrees(covered.amount, covered.quantum) for amount in found):
            yield Complaint(
                "covered-amount-differs",
                tuple(cell.cell_id for cell in found[0].cells),
                expected=found[0].amount,
                found=covered.amount,
                tolerance=2 * covered.quantum,
                words={
                    "about": name(covered),
                    "found": compact(covered),
                    "expected": evidence.in_unit(covered.unit, found[0].amount),
                },
                locations=locations(covered),
            )


def listed_meetings_beyond_budget(evidence: Evidence) -> Iterator[Complaint]:
    """Meetings and trainings listed in detail that together cost more than the narrative has for both."""
    narrative = Narrative(evidence)
    kinds = {table.table_id for table in evidence.disclosure.tables if table.kind == _MEETINGS}
    listed = [cell for cell in evidence.cells if cell.table_id in kinds and cell.amount]
    stated = {
        statement.sets["economic"]: statement
        for statement in narrative.amounts()
        if statement.sets.get("economic") in _MEETING_CLASSES and not statement.unread
    }
    if not listed or set(stated) != set(_MEETING_CLASSES):
        return
    total = sum((cell.amount for cell in listed), Decimal(0))
    budget = sum((s.amount for s in stated.values() if s.amount is not None), Decimal(0))
    allowed = tolerance([*(c.quantum for c in listed), *quanta(*stated.values())])
    if total - budget > allowed:
        words = {"found": evidence.in_unit_of(listed[0], budget), "expected": evidence.in_unit_of(listed[0], total)}
        yield Complaint(
            "meetings-beyond-budget",
            (*narrative.cells(*stated.values()), *(cell.cell_id for cell in listed)),
            expected=total,
            found=budget,
            tolerance=allowed,
            words=words,
            locations=locations(*stated.values()),
        )
