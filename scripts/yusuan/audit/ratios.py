"""Rules of the percentages that the narrative states: changes and shares that its own amounts do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yusuan.audit.changes import base_of
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import SIGNS, Narrative, compact, locations, name, phrase, places
from yusuan.audit.table_amounts import CLASSES, TableAmounts
from yusuan.concepts import TOTAL
from yusuan.facts.statement_binding import PROSE
from yusuan.recognition.labels import flatten
from yusuan.recognition.prose.statements import Statement

_FACTORS = {"%": Decimal(100), "倍": Decimal(1)}
_OF_THE_WHOLE = re.compile("比重|比例|全部|本年|当年|总|支出|收入|预算|安排|合计|[的比为达约]")
_SHARE = re.compile(r"占(?P<whole>[^，。；:：\d]{0,30})\Z")

_Range = tuple[Decimal, Decimal]


def _range(amount: Decimal, quantum: Decimal) -> _Range:
    """The amounts that a print may stand for: one last place more or less."""
    return max(Decimal(0), amount - 2 * quantum), amount + 2 * quantum


def _quotient(part: _Range, whole: _Range) -> _Range | None:
    """The least and the greatest quotient; ``None`` where the whole may be nothing."""
    return (part[0] / whole[1], part[1] / whole[0]) if whole[0] > 0 else None


def _is_within(percentage: Statement, possible: _Range) -> bool:
    """Whether a printed percentage may be one of the quotients: when rounded, within one last place, as shares are made
    to give 100 %."""
    assert percentage.value is not None
    factor, allowed = _FACTORS[percentage.unit], Decimal("1.5").scaleb(-places(percentage.value))
    return possible[0] * factor - allowed <= percentage.value <= possible[1] * factor + allowed


def _worded(quotient: Decimal, percentage: Statement) -> str:
    """A quotient as it would be printed."""
    assert percentage.value is not None
    step = Decimal(1).scaleb(-max(2, places(percentage.value)))
    return f"{(quotient * _FACTORS[percentage.unit]).quantize(step):,f}{percentage.unit}"


def _changes(amount: Statement, percentage: Statement, narrative: Narrative) -> Statement | None:
    """The one change in money that a percentage is about."""
    found = [c for c in narrative.changes(amount) if c.value and percentage.compared_with in ("", c.compared_with)]
    same = [change for change in found if base_of(change) == base_of(percentage)] or found
    return same[0] if len(same) == 1 else None


def percentages_that_differ(evidence: Evidence) -> Iterator[Complaint]:
    """Percentage changes that amount and change do not give. Of what comes from nothing none can be computed."""
    narrative = Narrative(evidence)
    for amount in narrative.amounts():
        for percentage in narrative.of_amount(amount, "percentage-change"):
            change = _changes(amount, percentage, narrative)
            if change is None or percentage.unit not in _FACTORS or percentage.value is None:
                continue
            if amount.amount is None or amount.quantum is None or change.amount is None or change.quantum is None:
                continue
            least, most = _range(change.amount, change.quantum)
            sign = SIGNS[change.direction]
            before = amount.amount - sign * change.amount
            bases = _range(before, amount.quantum + change.quantum)
            possible = _quotient((least, most), bases)
            if possible is None or _is_within(percentage, possible):
                continue
            words = {
                "about": name(amount),
                "found": phrase(percentage),
                "amount": compact(amount),
                "change": phrase(change),
                "expected": _worded(change.amount / before, percentage),
            }
            cells, where = narrative.cells(amount), locations(amount, change, percentage)
            yield Complaint("percentage-differs", cells, words=words, locations=where)


def _wholes(part: Statement, narrative: Narrative, evidence: Evidence, tables: TableAmounts) -> Iterator[_Range]:
    """The amounts that a share may be counted from: what the part is a part of, as the narrative or the tables have
    it."""
    whole = narrative.by_number.get(part.belongs_to or 0)
    if whole is not None and whole.amount is not None and whole.quantum is not None:
        yield _range(whole.amount, whole.quantum)
        return
    cell = evidence.by_id.get(f"{PROSE}.s{part.number}")
    if cell is None or cell.key is None:
        return
    broader = replace(cell.key, **{dimension: TOTAL for dimension in (*CLASSES, "expenditure_type")})
    for key in (broader, replace(broader, fund=TOTAL)):
        found = tables.of(key)
        if found is not None and key != cell.key:
            yield _range(found.amount, found.quantum)


def _names_another_whole(share: Statement) -> bool:
    """Whether the words between 占 and the percentage name what the share is counted from."""
    before = flatten(share.sentence).partition(flatten(share.printed))[0]
    found = _SHARE.search(before)
    return bool(found and _OF_THE_WHOLE.sub("", found["whole"]))


def shares_that_differ(evidence: Evidence) -> Iterator[Complaint]:
    """Shares that the amounts of part and whole do not give."""
    narrative, tables = Narrative(evidence), TableAmounts(evidence)
    for part in narrative.amounts():
        for share in narrative.of_amount(part, "share"):
            if part.amount is None or part.quantum is None or share.unit not in _FACTORS or share.value is None:
                continue
            wholes = [w for w in _wholes(part, narrative, evidence, tables) if w[0] > 0]
            possible = [_quotient(_range(part.amount, part.quantum), whole) for whole in wholes]
            if not wholes or _names_another_whole(share) or any(p and _is_within(share, p) for p in possible):
                continue
            middle = (wholes[0][0] + wholes[0][1]) / 2
            words = {
                "about": name(part),
                "found": compact(share),
                "amount": compact(part),
                "whole": evidence.in_unit(part.unit, middle),
                "expected": _worded(part.amount / middle, share),
            }
            yield Complaint("share-differs", narrative.cells(part), words=words, locations=locations(part, share))
