"""Rules of the changes that the narrative states: whether they add up, agree with each other and with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import Narrative, compact, locations, name, phrase, quanta, signed
from yusuan.audit.table_amounts import CLASSES
from yusuan.facts.money import tolerance
from yusuan.recognition.prose.implied import IMPLIED
from yusuan.recognition.prose.statements import Statement


def base_of(change: Statement) -> str:
    """What a change is counted from, the ways of saying it made one."""
    return re.sub("[度数的]|年初|当年", "", change.compared_with).replace("去年", "上年").replace("上一年", "上年")


def _worded(change: Decimal, unit: str, evidence: Evidence) -> str:
    return ("+" if change > 0 else "") + evidence.in_unit(unit, change)


def _of_kin(statement: Statement, narrative: Narrative) -> Iterator[Statement]:
    """A statement and the others that state the same amount of the same thing."""
    yield statement
    for other in narrative.amounts():
        same = other.sets == statement.sets and other.project == statement.project and other.amount == statement.amount
        if same and statement.sets and other is not statement and not (other.unread or statement.unread):
            yield other


def change_of(statement: Statement, narrative: Narrative) -> Statement | None:
    """The one change in money that is stated of an amount, here or where the same amount is stated again."""
    for kin in _of_kin(statement, narrative):
        found = narrative.changes(kin)
        if found:
            return found[0] if len({signed(change) for change in found}) == 1 else None
    return None


def _is_complete(whole: Statement, parts: Sequence[Statement]) -> bool:
    """Whether parts make up their whole."""
    amounts = [part.amount for part in parts if part.amount is not None]
    allowed = tolerance(quanta(whole, *parts))
    return whole.amount is not None and abs(whole.amount - sum(amounts, Decimal(0))) <= allowed


def _without(sets: Mapping[str, str], dimension: str) -> Mapping[str, str]:
    return {name: code for name, code in sets.items() if name != dimension}


def _by_class(narrative: Narrative) -> Iterator[tuple[Statement, list[Statement]]]:
    """Amounts of classes of one level that stand in paragraphs of their own, with the amount that they are parts of."""
    groups: dict[tuple[tuple[tuple[str, str], ...], str, int], dict[str, Statement]] = {}
    for part in narrative.amounts():
        stated = [name for name in CLASSES if name in part.sets]
        if part.belongs_to is not None or part.unread or len(stated) != 1 or not narrative.changes(part):
            continue
        code = part.sets[stated[0]]
        key = tuple(sorted(_without(part.sets, stated[0]).items())), stated[0], len(code)
        groups.setdefault(key, {}).setdefault(code, part)
    for (sets, _, _), parts in groups.items():
        whole = next((s for s in narrative.amounts() if s.sets == dict(sets) and not s.unread), None)
        if whole is not None:
            yield whole, list(parts.values())


def lists(narrative: Narrative) -> Iterator[tuple[Statement, list[Statement]]]:
    """Every amount with the parts that make it up."""
    below = ((whole, narrative.parts(whole)) for whole in narrative.amounts())
    for whole, parts in (*below, *_by_class(narrative)):
        if len(parts) > 1 and _is_complete(whole, parts):
            yield whole, parts


def changes_that_do_not_add(evidence: Evidence) -> Iterator[Complaint]:
    """The stated change of a whole that the stated changes of its parts do not give."""
    narrative = Narrative(evidence)
    for whole, parts in lists(narrative):
        changes = [change_of(statement, narrative) for statement in (whole, *parts)]
        found = [change for change in changes if change is not None]
        if len(found) < len(changes) or len({base_of(change) for change in found}) > 1:
            continue
        total, stated = sum(map(signed, found[1:]), Decimal(0)), signed(found[0])
        allowed = tolerance(quanta(*found))
        if abs(stated - total) > allowed:
            yield Complaint(
                "changes-do-not-add",
                narrative.cells(whole, *parts),
                expected=total,
                found=stated,
                tolerance=allowed,
                words={
                    "about": name(whole),
                    "found": _worded(stated, whole.unit, evidence),
                    "expected": _worded(total, whole.unit, evidence),
                    "parts": "、".join(
                        f"{name(part)} {_worded(signed(change), whole.unit, evidence)}"
                        for part, change in zip(parts, found[1:], strict=True)
                    ),
                },
                locations=locations(*found),
            )


def previous_years_that_disagree(evidence: Evidence) -> Iterator[Complaint]:
    """Amounts of the year before that follow from amounts and changes: of one thing they are equal, and never less
    than nothing."""
    numbers = {statement.number: statement for statement in evidence.statements}
    narrative = Narrative(evidence)
    first: dict[tuple[tuple[tuple[str, str], ...], str], Statement] = {}
    for implied in evidence.statements:
        if implied.subject != IMPLIED or implied.amount is None or implied.quantum is None:
            continue
        sources = [numbers[number] for number in implied.derived_from]
        words = {
            "about": name(implied),
            "found": evidence.in_unit(sources[0].unit, implied.amount),
            "sum": f"{compact(sources[0])}，{phrase(sources[1])}",
        }
        if implied.amount < -implied.quantum and (sources[0].amount or 0) >= 0:
            cells = narrative.cells(*sources)
            yield Complaint(
                "change-exceeds-amount", cells, found=implied.amount, words=words, locations=locations(*sources)
            )
        if implied.unread or not implied.sets:
            continue
        earlier = first.setdefault((tuple(sorted(implied.sets.items())), implied.project), implied)
        assert earlier.amount is not None
        assert earlier.quantum is not None
        if abs(implied.amount - earlier.amount) > implied.quantum + earlier.quantum:
            others = [numbers[number] for number in earlier.derived_from]
            yield Complaint(
                "previous-year-amounts-disagree",
                narrative.cells(*sources, *others),
                expected=earlier.amount,
                found=implied.amount,
                tolerance=implied.quantum + earlier.quantum,
                words=words
                | {
                    "expected": evidence.in_unit(others[0].unit, earlier.amount),
                    "other": f"{compact(others[0])}，{phrase(others[1])}",
                },
                locations=locations(*sources, *others),
            )
