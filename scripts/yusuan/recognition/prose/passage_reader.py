"""One paragraph of the narrative → its statements, read from the left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from yusuan.recognition.prose.amounts import IN_REASON, PURCHASE_COST, AmountReader, Place
from yusuan.recognition.prose.changes import (
    Change,
    Mention,
    change_before,
    changed_thing,
    is_completion,
    is_share,
    mentions,
    reasons,
)
from yusuan.recognition.prose.enumeration import Enumeration, Opener
from yusuan.recognition.prose.figures import COUNT, MONEY, Figure, figures
from yusuan.recognition.prose.passage_text import PassageText
from yusuan.recognition.prose.printed_classes import CLASS_DIMENSIONS, has_path
from yusuan.recognition.prose.sentences import Passage
from yusuan.recognition.prose.statements import Statement
from yusuan.recognition.prose.subjects import Subjects
from yusuan.recognition.prose.text import clause_start
from yusuan.recognition.prose.wording import Context, Wording

_ANNOUNCES = re.compile("(?:：|如下。?|主要内容)\\Z")
_TOPIC = re.compile(r"[^，。；：\d]{2,20}[。：]")
"""Words before a numbered paragraph that name what it is about."""
_REASON_GAP = re.compile("[)，。；]{0,2}")
_BOTH_DIRECTIONS = "both an increase and a decrease are printed"


class PassageReader:
    """Reads one paragraph and adds its statements to ``statements``."""

    def __init__(
        self,
        passage: Passage,
        wording: Wording,
        subjects: Subjects,
        statements: list[Statement],
        opener: Opener | None,
        period: Mapping[str, str] | None = None,
    ) -> None:
        """Begin at the first word; ``period`` are the codes of the part of the document, where it is of another year
        and phase than the document."""
        units = wording.lexicon.codelists["units-of-measure"]
        self._text = PassageText(passage, units, wording.is_filler)
        self._passage, self._compact = passage, passage.text.compact
        self._wording, self._subjects, self._statements = wording, subjects, statements
        self._period = period or {}
        self._events: list[Figure | Mention] = [*figures(self._compact), *mentions(self._compact)]
        self._events.sort(key=lambda event: event.start)
        begins_anew = wording.begins_anew(self._compact[passage.body :])
        is_item = has_path(self._compact) or not self._events
        holds = opener is not None and opener.holds_for(passage.rank, passage.is_first, begins_anew, is_item)
        self._opener = opener if holds else None
        self._amount_reader = AmountReader(wording, passage.headings, self._context())
        self._reasons = reasons(self._compact)
        self._reason_end = 0
        self._money, self._counts = Enumeration(), Enumeration(semicolon_ends=True)
        self._at = passage.body
        self._run: list[int] = []  # the changes since the last amount
        self._amounts: dict[int, int] = {}  # the amounts so far, and where each stands

    def read(self) -> Opener | None:
        """Read the paragraph; what the paragraphs after it may be parts of."""
        for event in self._events:
            if event.start >= self._at and self._read_event(event):
                self._at = event.end
                self._read_reason()
        return self._opens()

    def _context(self) -> Context:
        """What the headings set, and a function that the paragraph names before the clause of its first figure."""
        leads = [self._opener.lead] if self._opener and self._opener.lead else []
        subject = _TOPIC.match(self._compact, self._passage.body) if self._passage.rank else None
        if subject and self._wording.announces(subject.group()):  # （一）一般公共预算。收入总计…
            leads.append(subject.group())
        context = self._wording.heading_context((*self._passage.headings, *leads), self._period)
        first = self._events[0].start if self._events else 0
        start = clause_start(self._compact, first, self._passage.body)
        clauses = re.split("[，。；：]", self._compact[self._passage.body : start])
        topic = next((clause for clause in clauses if has_path(clause)), "")
        return self._wording.below_path(topic, context) if topic else context

    def _opens(self) -> Opener | None:
        if (lead := self._lead()) and self._wording.announces(lead):
            return Opener(None, self._passage.rank, lead=lead)
        if self._compact.endswith("："):
            wholes = [n for n in self._amounts if self._statement(n).belongs_to not in self._amounts]
            return Opener(wholes[0], self._passage.rank) if len(wholes) == 1 else None
        if self._opener and not self._opener.dimension:
            return self._opener
        if self._money.whole is not None and self._money.last is not None:
            part, whole = self._statement(self._money.last), self._statement(self._money.whole)
            own = [d for d in CLASS_DIMENSIONS if d in part.sets and d not in whole.sets]
            return Opener(whole.number, self._passage.rank, own[0]) if own else None
        return self._opener

    def _lead(self) -> str:
        """The last sentence, where it announces a list and states no amount."""
        start = max((end for end in self._text.ends if end < len(self._compact)), default=self._passage.body)
        is_stated = any(event.start >= start for event in self._events)
        return "" if is_stated or not _ANNOUNCES.search(self._compact) else self._compact[start:]

    @property
    def _next(self) -> int:
        return len(self._statements) + 1

    def _statement(self, number: int) -> Statement:
        return self._statements[number - 1]

    def _read_event(self, event: Figure | Mention) -> bool:
        """Add the statement of a figure; ``False`` when it is none."""
        since = max([self._at, *(end for end in self._text.ends if end <= event.start)])
        if isinstance(event, Mention):
            self._advance(event)
            self._add_mention(event, since)
            return True
        if event.kind == COUNT:
            return self._add_count(event, since)
        change = change_before(self._compact[since : event.start])
        if event.kind != MONEY:
            return self._add_percent(event, change, since)
        self._advance(event)
        if change is None:
            self._add_amount(event, since)
        else:
            self._add_change(event, "change", change, since)
        return True

    def _advance(self, event: Figure | Mention) -> None:
        is_count = isinstance(event, Figure) and event.kind == COUNT
        self._money.advance(self._compact, self._at, event.start, self._text.ends, not is_count)
        self._counts.advance(self._compact, self._at, event.start, self._text.ends, is_count)

    def _read_reason(self) -> None:
        """The reason that follows the last change holds for all changes of its amount."""
        reason = next((r for r in self._reasons if r.introduced >= self._at), None)
        if self._run and reason and _REASON_GAP.fullmatch(self._compact, self._at, reason.introduced):
            printed = self._text.printed(reason.start, reason.end)
            for number in self._run:
                self._statements[number - 1] = replace(self._statement(number), reason=printed)
            self._reason_end = reason.end

    def _add_amount(self, figure: Figure, since: int) -> None:
        start = self._text.lead(figure.start, since)
        lead = self._compact[start : figure.start]
        blank = self._text.blank(figure, self._next, "amount", self._text.about(start, figure.start))
        in_reason = figure.start < self._reason_end
        sentence_start = self._text.sentence_start(figure.start)
        before = [number for number, at in self._amounts.items() if at >= sentence_start]
        previous = self._statement(before[-1]) if before else None
        begins_anew = self._wording.begins_anew(lead)
        if not in_reason:  # what a reason mentions is neither a whole nor a part
            self._money.add(blank.number, self._compact[self._at : figure.start], begins_anew)
            self._amounts[blank.number] = figure.start
            self._run = []
        whole = self._money.whole
        if whole is None and self._opener and not begins_anew:
            whole = self._opener.number
        place = Place(
            lead=lead,
            sentence=self._compact[sentence_start : figure.start],
            paragraph=self._compact[self._passage.body : start],
            whole=self._statement(whole) if whole is not None else None,
            previous=previous,
            in_reason=in_reason,
        )
        statement = self._amount_reader.read(blank, place)
        if self._is_elsewhere(statement):
            statement = self._amount_reader.read(blank, replace(place, whole=None))
        if statement.subject == PURCHASE_COST:
            statement = replace(statement, belongs_to=self._counts.last)
        self._statements.append(statement)

    def _is_elsewhere(self, statement: Statement) -> bool:
        """Whether an amount is no part after all of the list that only its dimension tells."""
        opener = self._opener
        return bool(
            opener
            and opener.dimension
            and statement.belongs_to == opener.number
            and opener.dimension not in statement.sets
        )

    def _changed(self, blank: Statement, change: Change) -> Statement:
        """A change with what it is the change of: the amount before it, or what its own words say."""
        target = self._statement(self._money.target) if self._money.target is not None else None
        if change.about or target is None:
            before = self._statement(self._run[-1]).about if self._run else ""
            about = change.about or before or changed_thing(blank.about)
            blank = replace(blank, about=about, unread=about)
        else:
            blank = replace(blank, about=target.about, sets=target.sets, unread=target.unread, belongs_to=target.number)
        inherited = self._statement(self._run[-1]).compared_with if self._run else ""
        return replace(blank, direction=change.direction, compared_with=change.compared_with or inherited)

    def _append_change(self, statement: Statement, at: int, *notes: str) -> None:
        noted = [*notes, IN_REASON if at < self._reason_end else ""]
        self._statements.append(replace(statement, note="; ".join(note for note in noted if note)))
        self._run.append(statement.number)

    def _add_change(self, figure: Figure, subject: str, change: Change, since: int) -> None:
        about = self._text.about(self._text.lead(figure.start, since), figure.start)
        statement = self._changed(self._text.blank(figure, self._next, subject, about), change)
        self._append_change(statement, figure.start, _BOTH_DIRECTIONS if change.is_both else "")

    def _add_mention(self, mention: Mention, since: int) -> None:
        before = max(mention.start - 1, since)  # what is the same stands before the comma
        about = self._text.about(self._text.lead(before, since), before)
        statement = self._changed(self._text.blank(mention, self._next, "change", about), mention.change)
        note = ""
        if mention.number is not None:
            note = "no unit is printed"
        elif mention.is_rough:
            note = "nearly the same (基本)"
        else:
            target = self._statement(statement.belongs_to) if statement.belongs_to else None
            is_money = target is not None and target.quantum is not None
            statement = replace(
                statement,
                value=Decimal(0),
                amount=Decimal(0) if is_money else None,
                quantum=target.quantum if target else None,
            )
        self._append_change(statement, mention.start, note, _BOTH_DIRECTIONS if mention.change.is_both else "")

    def _add_percent(self, figure: Figure, change: Change | None, since: int) -> bool:
        before = self._compact[since : figure.start]
        if change is None and before == "(" and self._run:  # 减少0.7万元（70%）
            change = Change(self._statement(self._run[-1]).direction, "")
        if change is not None:
            self._advance(figure)
            self._add_change(figure, "percentage-change", change, since)
            return True
        subject = "share" if is_share(before) else "completion" if is_completion(before) else ""
        if not subject or self._money.target is None:
            return False
        self._advance(figure)
        target = self._statement(self._money.target)
        blank = self._text.blank(figure, self._next, subject, target.about)
        self._statements.append(replace(blank, sets=target.sets, unread=target.unread, belongs_to=target.number))
        return True

    def _add_count(self, figure: Figure, since: int) -> bool:
        start = self._text.lead(figure.start, since)
        lead, after = self._compact[start : figure.start], self._compact[figure.end :]
        earlier = self._compact[self._text.sentence_start(start) : start]
        subject, is_after = self._subjects.counted(lead, earlier, after, figure.unit)
        if not subject or figure.start < self._reason_end:
            return False
        self._advance(figure)
        about = self._text.about(start, figure.start)
        if is_after:
            about = self._text.words_after(figure.end)
        blank = self._text.blank(figure, self._next, subject, about)
        self._counts.add(blank.number, self._compact[self._at : figure.start], self._wording.begins_anew(lead))
        whole = self._counts.whole
        if whole is not None and not self._subjects.are_akin(self._statement(whole).subject, subject):
            whole = None
        self._statements.append(replace(blank, belongs_to=whole))
        return True
