"""Rules of the persons that the narrative counts: posts and staff that are not the sum of their kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import Narrative, compact, locations, name
from yusuan.recognition.labels import flatten
from yusuan.recognition.prose.statements import Statement

_WHOLES = ("establishment", "staff")
_RETIRED = "retired"
_PAID_STAFF = re.compile(
    r"(?:工资|薪酬|在职|在编|公用经费|供养|编制).*(?:人员数|人数|人员数量)|(?:在职|在编|供养)人员\Z"
)
_PERSONS = re.compile(r"\d+[人名个](?![月年])")


def _words(whole: Statement, parts: Sequence[Statement], total: Decimal) -> dict[str, str]:
    return {
        "about": name(whole),
        "found": compact(whole),
        "expected": f"{total:f}{whole.unit}",
        "parts": "、".join(f"{name(part)} {compact(part)}" for part in parts),
    }


def _are_all(whole: Statement, parts: Sequence[Statement]) -> bool:
    """Whether the kinds printed with a count are all that its clause lists: no count there was left unread."""
    clause = next((c for c in re.split("[；;。]", flatten(whole.sentence)) if flatten(whole.about) in c), "")
    return len(_PERSONS.findall(clause)) == 1 + len(parts)


def staffing_that_does_not_add(evidence: Evidence) -> Iterator[Complaint]:
    """Posts or staff that their kinds exceed, or do not reach where all kinds are listed, and retired persons who are
    counted among the staff."""
    narrative = Narrative(evidence)
    for whole in narrative.statements:
        if whole.subject not in _WHOLES or whole.value is None:
            continue
        parts = narrative.parts(whole, "headcount")
        total = sum((part.value for part in parts if part.value is not None), Decimal(0))
        retired = [part for part in parts if narrative.is_about(part, _RETIRED)]
        counted = total - sum((part.value for part in retired if part.value is not None), Decimal(0))
        if not parts or (retired and counted == whole.value):
            continue
        if total > whole.value or (total < whole.value and len(parts) > 1 and _are_all(whole, parts)):
            words = _words(whole, parts, total)
            yield Complaint("staffing-does-not-add", words=words, locations=locations(whole, *parts))
        elif any(part.value for part in retired) and total == whole.value:
            words = _words(whole, retired, counted)
            yield Complaint("retired-counted-as-staff", words=words, locations=locations(whole, *retired))


def staff_in_targets_that_differ(evidence: Evidence) -> Iterator[Complaint]:
    """A target that counts the paid staff as none of the numbers of staff and posts that the narrative states."""
    narrative = Narrative(evidence)
    stated = [s for s in narrative.statements if s.value and any(narrative.is_about(s, whole) for whole in _WHOLES)]
    if not stated:
        return
    for form in evidence.forms:
        paid = [i for i in form.indicators if _PAID_STAFF.search(i.text) and i.operator in ("=", "")]
        counted = [i for i in paid if i.unit in ("", "人", "名") and i.value.isdigit()]
        differing = [i for i in counted if Decimal(i.value) not in [s.value for s in stated]]
        if differing:
            words = {
                "about": differing[0].text,
                "found": differing[0].printed,
                "stated": "、".join(f"{name(s)} {compact(s)}" for s in stated),
            }
            at = tuple(indicator.location for indicator in differing)
            yield Complaint("staff-in-target-differs", words=words, locations=(*at, *locations(*stated)))
