"""What an amount of the narrative is about: its words read under the headings, the topic and the whole above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from yusuan.recognition.headers import table_sets
from yusuan.recognition.prose.printed_classes import has_path, with_levels
from yusuan.recognition.prose.statements import Statement
from yusuan.recognition.prose.vocabulary import THREE_PUBLIC
from yusuan.recognition.prose.wording import (
    PROJECT_BUDGET,
    Context,
    Reading,
    Wording,
    announced_list,
    merged,
    project_named,
)
from yusuan.recognition.stated_periods import stated_phase

COVERED, PURCHASE_COST = "covered-amount", "purchase-cost"
IN_REASON = "stands in the reason for a change"
_SAME_LINE = re.compile("(?P<side>支出|收入)?(?:决算|年初预算|调整后?预算|全年预算)数?[为是]?")
_OTHER_PERIOD = re.compile(
    r"(?P<year>20\d\d)年度?(?:当年)?(?:(?:支出)?(?:年初)?预算(?:执行)?|(?:支出)?决算|执行)数?[为是]?"
)
_SIDES = {"支出": "expenditure", "收入": "revenue"}
_OF_A_BUDGET = re.compile("预算|决算|总计|合计|本年|收支")
_REVENUE_BALANCES = ("brought-forward", "use-of-balances", "prior-account-balance")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount stands: the words before it, what its sentence and its paragraph say before them, the statement
    it is a part of, the amount before it in its sentence, and whether it stands in the reason for a change."""

    lead: str
    sentence: str
    paragraph: str
    whole: Statement | None
    previous: Statement | None
    in_reason: bool


class AmountReader:
    """Reads the amounts of one paragraph. ``headings`` stand above it; ``context`` is what they and the paragraph's own
    topic set."""

    def __init__(self, wording: Wording, headings: Sequence[str], context: Context) -> None:
        """Prepare to read amounts."""
        self._wording = wording
        self._headings = headings
        self._context = context
        self._line: Statement | None = None  # the last amount whose own words name a class by its path

    def read(self, blank: Statement, place: Place) -> Statement:
        """The statement of an amount with the meaning of its words."""
        place = replace(place, lead=with_levels(place.lead, self._wording.lexicon))
        line = place.previous or self._line
        other_period = _OTHER_PERIOD.fullmatch(place.lead)
        if other_period and line is not None:  # …（项）5万元。2023年预算执行数为4万元
            return self._same_line(blank, place.lead, line, other_period["year"])
        same_line = _SAME_LINE.fullmatch(place.lead)
        side = _SIDES.get(same_line["side"], "") if same_line else ""
        if same_line and place.previous and place.previous.sets.get("operation", "").startswith(side):
            return self._same_line(blank, place.lead, place.previous)
        if self._line is not None and self._wording.is_filler(place.lead):  # …（项）5万元，用于…。2024年预算安排5万元
            return self._same_line(blank, place.lead, self._line)
        context = self._context_of(place)
        reading = self._wording.read(place.lead, context, place.paragraph)
        subject = self._subject(reading, place)
        project = ""
        if subject == PROJECT_BUDGET:
            named = (project_named(heading) for heading in reversed(self._headings))
            project = reading.project or next((name for name in named if name), "")
        statement = replace(
            blank,
            subject=subject,
            sets=merged(context.sets, reading.sets, self._wording.lexicon),
            printed_code=reading.code,
            project=project,
            belongs_to=place.whole.number if place.whole else None,
            unread=reading.unread or context.unread,
        )
        if has_path(place.lead):
            self._line = statement
        return self._doubted(statement, reading, place)

    def _same_line(self, blank: Statement, lead: str, previous: Statement, year: str = "") -> Statement:
        """Another amount of the same line (年初预算为…，支出决算为…): only the phase or the year differs."""
        phase = self._wording.read(lead, Context()).sets.get("phase") or (stated_phase(lead) if year else "")
        own = {dimension: code for dimension, code in (("phase", phase), ("fiscal_year", year)) if code}
        return replace(
            blank,
            subject=previous.subject,
            sets={**previous.sets, **own},
            printed_code=previous.printed_code,
            project=previous.project,
            belongs_to=previous.belongs_to,
            unread=previous.unread,
            note=previous.note,
        )

    def _context_of(self, place: Place) -> Context:
        sets, lexicon = self._context.sets, self._wording.lexicon
        if place.whole is not None:
            sets = merged(sets, place.whole.sets, lexicon)
        elif "expenditure_type" not in sets and "三公" in place.sentence:
            memorandum = {d: c for d, c in table_sets(THREE_PUBLIC, lexicon).items() if d != "economic"}
            sets = merged(sets, memorandum, lexicon)
        axis = announced_list(place.sentence) or self._context.axis
        unread = self._context.unread or (place.whole.unread if place.whole else "")
        times = self._wording.times
        held = times.held(sets)
        period, open_period = times.of_sentence(place.sentence.rpartition("；")[2], place.paragraph, held)
        sets = {d: c for d, c in sets.items() if d not in held} | period
        return Context(sets, axis, unread or open_period, place.whole is not None)

    def _subject(self, reading: Reading, place: Place) -> str:
        """The subject of an amount; a list of what performance targets cover names it once."""
        if reading.subject == PURCHASE_COST and "economic" in reading.sets:
            return "amount"
        if place.previous is not None and place.previous.subject == COVERED and not reading.subject:
            return COVERED
        return reading.subject or "amount"

    def _doubted(self, statement: Statement, reading: Reading, place: Place) -> Statement:
        """The statement, its words marked as unread where they must not give it a key after all."""
        if place.in_reason:
            return replace(statement, unread=statement.unread or statement.about, note=IN_REASON)
        if statement.unread:
            return statement
        sets = statement.sets
        whole_side = place.whole.sets.get("operation", "") if place.whole else ""
        bare = set(reading.sets) <= {"operation", "phase"} and sets.get("operation") in _SIDES.values()
        doubts = (
            bare and not reading.subject and not _OF_A_BUDGET.search(place.lead),  # 共支出5万元 of anything
            sets.get("expenditure_type") == THREE_PUBLIC and "economic" not in sets,
            whole_side.startswith("expenditure") and sets.get("operation") in _REVENUE_BALANCES,
            statement.subject == PROJECT_BUDGET and not statement.project,
            reading.says_nothing and "function" not in self._context.sets,
        )
        return replace(statement, unread=statement.about or statement.printed) if any(doubts) else statement
