"""Rules of the words in which the narrative states changes: directions that contradict, changes of nothing, reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.audit.changes import base_of, change_of, lists
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import SIGNS, Narrative, compact, locations, name, phrase, quanta, signed
from yusuan.audit.table_amounts import CLASSES
from yusuan.facts.money import tolerance
from yusuan.reading.document import Location
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.prose.changes import DECREASE, INCREASE, LESS, MORE, UNCHANGED
from yusuan.recognition.prose.statements import Statement

_FEWEST_REASONS = 3
_WHY = re.compile("原因|由于|因为|主要[是系因为]|[是系]因|[为是](?:今年|本年度?|当年)?新增")
_MOVED = re.compile(
    r"(?:今年|本年度?|当年|较上年|比上年|比去年|与上年相比)*(?P<what>[\u4e00-\u9fff]{3,12}?)"
    rf"(?:(?P<more>{'|'.join(MORE)})|{'|'.join(LESS)})了?\Z"
)


def _fitting_direction(change: Statement, narrative: Narrative) -> str:
    """The direction with which a change that has both gives the change of the whole, if just one does."""
    for whole, parts in lists(narrative):
        if change.belongs_to not in [part.number for part in parts]:
            continue
        others = [change_of(part, narrative) for part in (whole, *parts) if part.number != change.belongs_to]
        known = [other for other in others if other is not None]
        if len(known) < len(others) or change.amount is None or change.quantum is None:
            return ""
        missing = signed(known[0]) - sum(map(signed, known[1:]), Decimal(0))
        allowed = change.quantum + tolerance(quanta(*known))
        fits = [way for way in (INCREASE, DECREASE) if abs(SIGNS[way] * change.amount - missing) <= allowed]
        return fits[0] if len(fits) == 1 else ""
    return ""


_LIKELY = {
    INCREASE: ("，按合计应为增加", "; the total tells that it is an increase"),
    DECREASE: ("，按合计应为减少", "; the total tells that it is a decrease"),
    "": ("", ""),
}


def contradicted_directions(evidence: Evidence) -> Iterator[Complaint]:
    """Changes with words of both directions, and changes of one amount in different directions."""
    narrative = Narrative(evidence)
    for change in narrative.statements:
        if change.subject in ("change", "percentage-change") and not change.direction:
            zh, en = _LIKELY[_fitting_direction(change, narrative)]
            words = {"about": name(change), "found": compact(change), "likely_zh": zh, "likely_en": en}
            yield Complaint("change-both-directions", narrative.cells(change), words=words, locations=locations(change))
    for amount in narrative.amounts():
        by_base: dict[str, list[Statement]] = {}
        for change in (*narrative.changes(amount), *narrative.of_amount(amount, "percentage-change")):
            if change.direction and change.value is not None:
                by_base.setdefault(base_of(change), []).append(change)
        for changes in by_base.values():
            ways = {change.direction for change in changes if change.value or change.direction == UNCHANGED}
            if len(ways) > 1:
                words = {"about": name(amount), "changes": "，".join(phrase(change) for change in changes)}
                yield Complaint(
                    "changes-in-both-directions", narrative.cells(amount), words=words, locations=locations(*changes)
                )


def zero_changes(evidence: Evidence) -> Iterator[Complaint]:
    """Nothing more or less that is worded as more or less, paragraph by paragraph."""
    narrative = Narrative(evidence)
    found: dict[Location, list[Statement]] = {}
    for change in narrative.statements:
        is_change = change.subject in ("change", "percentage-change")
        if is_change and change.direction in (INCREASE, DECREASE) and change.value == 0:
            found.setdefault(change.location, []).append(change)
    for changes in found.values():
        by_name: dict[str, list[str]] = {}
        for change in changes:
            by_name.setdefault(name(change), []).append(phrase(change))
        words = {"changes": "；".join(f"{about}{'，'.join(phrases)}" for about, phrases in by_name.items())}
        yield Complaint("zero-change-worded", narrative.cells(*changes), words=words, locations=locations(*changes))


def _goes_on_with_reason(change: Statement, evidence: Evidence) -> bool:
    """Whether the paragraph says why after the change, in whatever words."""
    sentence, printed = (re.sub(r"\s", "", words) for words in (change.sentence, change.printed))
    for passage in evidence.passages:
        raw = re.sub(r"\s", "", passage.text.raw)
        at = raw.find(sentence)
        if at >= 0:
            return bool(_WHY.search(raw, raw.find(printed, at)))
    return False


def changes_without_reason(evidence: Evidence) -> Iterator[Complaint]:
    """A change in money without a reason, where most changes of the document have one. What is nearly the same as in
    the year before needs none, nor does a change whose reason is given where it is stated before."""
    narrative = Narrative(evidence)
    changes = [
        (amount, change)
        for amount in narrative.amounts()
        for change in narrative.changes(amount)
        if change.value and not any(said.value is None for said in narrative.of_amount(amount, "change"))
    ]
    explained = [signed(change) for _, change in changes if change.reason]
    if len(explained) < max(_FEWEST_REASONS, len(changes) / 2):
        return
    for amount, change in changes:
        if signed(change) not in explained and not change.reason and not _goes_on_with_reason(change, evidence):
            words = {"about": name(amount), "found": phrase(change)}
            yield Complaint("change-without-reason", narrative.cells(change), words=words, locations=locations(change))


def _moved(statement: Statement, names: set[str]) -> Iterator[tuple[str, bool]]:
    """What the reason for a change says has become more (``True``) or less: types and classes of expenditure alone."""
    for clause in re.split("[,、;。]", flatten(statement.reason)):
        found = _MOVED.search(clause)
        if found and found["what"] in names:
            yield found["what"], found["more"] is not None


def _dimension(statement: Statement) -> str:
    """The classification along which a statement is listed, ``""`` for none."""
    return next((name for name in CLASSES if name in statement.sets), "")


def reasons_that_contradict(evidence: Evidence) -> Iterator[Complaint]:
    """Reasons that say of one kind of expenditure that it rose, and elsewhere that it fell. Lines of one list may well
    differ in that; lines of two classifications are the same money."""
    narrative = Narrative(evidence)
    names = {
        normalise(label)
        for codelist in ("expenditure_type", "economic")
        for concept in evidence.codelists[codelist]
        for label in (concept.label_zh, *concept.alt_labels)
    }
    said: dict[str, list[tuple[Statement, bool]]] = {}
    for change in narrative.statements:
        if change.subject == "change":
            for what, is_more in _moved(change, names):
                said.setdefault(what, []).append((change, is_more))
    for what, found in said.items():
        pairs = [
            (first, second)
            for n, (first, is_more) in enumerate(found)
            for second, is_more_too in found[n + 1 :]
            if is_more != is_more_too and _dimension(first) != _dimension(second)
        ]
        for first, second in pairs[:1]:
            words = {"what": what, "first": _reason(first), "second": _reason(second)}
            cells = narrative.cells(first, second)
            yield Complaint("reasons-contradict", cells, words=words, locations=locations(first, second))


def _reason(change: Statement) -> str:
    return f"{name(change)}：{flatten(change.reason)}"


def changes_from_another_year(evidence: Evidence) -> Iterator[Complaint]:
    """A change counted from the budget of another year than the one before, where others are counted from that."""
    narrative = Narrative(evidence)
    before = str(int(evidence.disclosure.fiscal_year) - 1)
    years: dict[str, list[Statement]] = {}
    for change in narrative.statements:
        found = re.search(r"20\d\d", change.compared_with)
        is_own = "fiscal_year" not in change.sets
        if found and is_own and change.subject == "change" and not re.search("决算|执行", change.compared_with):
            years.setdefault(found.group(), []).append(change)
    usual = years.pop(before, [])
    for year, changes in years.items():
        if len(usual) < max(_FEWEST_REASONS, len(changes)):
            continue
        for change in changes:
            words = {"about": name(change), "found": change.compared_with, "year": year, "before": before}
            yield Complaint(
                "compared-with-another-year", narrative.cells(change), words=words, locations=locations(change)
            )
