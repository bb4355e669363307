"""The statements of the narrative as its rules look at them: amounts with their parts, changes and shares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.facts.fact import Cell
from yusuan.facts.statement_binding import PROSE
from yusuan.reading.document import Location
from yusuan.recognition.prose.amounts import IN_REASON
from yusuan.recognition.prose.changes import DECREASE, INCREASE, UNCHANGED
from yusuan.recognition.prose.implied import IMPLIED
from yusuan.recognition.prose.statements import Statement

SIGNS = {INCREASE: 1, DECREASE: -1, UNCHANGED: 0}
"""What a change adds to the amount of the year before, by its direction."""


class Narrative:
    """The printed statements of one disclosure; what only mentions money in a reason is left out."""

    def __init__(self, evidence: Evidence) -> None:
        """Index the statements."""
        self._evidence = evidence
        self._subjects = evidence.codelists["statement-subjects"]
        self.statements = [s for s in evidence.statements if s.subject != IMPLIED and IN_REASON not in s.note]
        self.by_number = {statement.number: statement for statement in self.statements}
        self._below: dict[int, list[Statement]] = {}
        for statement in self.statements:
            if statement.belongs_to is not None:
                self._below.setdefault(statement.belongs_to, []).append(statement)

    def is_about(self, statement: Statement, subject: str) -> bool:
        """Whether the subject of a statement is this one or lies below it."""
        return self._subjects.is_within(statement.subject, subject)

    def amounts(self) -> Iterator[Statement]:
        """Every amount of money, in printed order."""
        return (s for s in self.statements if s.amount is not None and self.is_about(s, "amount"))

    def parts(self, whole: Statement, subject: str = "amount") -> list[Statement]:
        """The statements of a subject that are printed as parts of another one."""
        return [s for s in self._below.get(whole.number, []) if self.is_about(s, subject) and s.value is not None]

    def of_amount(self, statement: Statement, subject: str) -> list[Statement]:
        """What is said of an amount: its changes, percentage changes or shares."""
        return [s for s in self._below.get(statement.number, []) if s.subject == subject]

    def changes(self, statement: Statement) -> list[Statement]:
        """The changes in money of an amount whose direction and size are told. One without a unit is taken in that of
        the amount; no change at all is exact."""
        found = []
        for change in self.of_amount(statement, "change"):
            if change.value is None or change.direction not in SIGNS:
                continue
            if change.amount is None:
                change = self._in_unit_of(statement, change)
            if change.amount is not None and change.quantum is not None:
                found.append(change if change.value else replace(change, quantum=Decimal(0)))
        return found

    def _in_unit_of(self, amount: Statement, change: Statement) -> Statement:
        unit = self._evidence.codelists["units-of-measure"].concepts.get(amount.unit)
        if unit is None or change.value is None:
            return change
        factor = Decimal(unit.extra["factor"])
        quantum = Decimal(5).scaleb(-places(change.value) - 1) * factor
        return replace(change, amount=change.value * factor, quantum=quantum, unit=amount.unit)

    def cells(self, *statements: Statement) -> tuple[str, ...]:
        """The ids of the cells of statements; a change has that of the amount that changed."""
        found = []
        for statement in statements:
            own = f"{PROSE}.s{statement.number}"
            of_whole = f"{PROSE}.s{statement.belongs_to}"
            found += [cell_id for cell_id in (own, of_whole) if cell_id in self._evidence.by_id][:1]
        return tuple(dict.fromkeys(found))

    def usual_places(self) -> dict[str, int]:
        """How many decimals the amounts of each unit mostly print, those that are no whole numbers."""
        counts: dict[str, Counter[int]] = {}
        for statement in self.amounts():
            if statement.value is not None and statement.value % 1:
                counts.setdefault(statement.unit, Counter())[places(statement.value)] += 1
        return {unit: max(found, key=lambda n: (found[n], n)) for unit, found in counts.items()}


def name(statement: Statement) -> str:
    """What a statement is about in few words: of a path of class names (…（类）…（款）…（项）) the last one."""
    words = re.sub(r"^.*[(（][类款][)）](?=.)", "", statement.about)
    return re.sub(r"[(（]项[)）]\s*(?:20\d\d年度?)?(?:预算|决算)?数?\Z", "", words).strip() or statement.printed


def places(value: Decimal) -> int:
    """How many decimals a number is printed with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def quanta(*statements: Statement) -> list[Decimal]:
    """How far the amounts of statements may be off, in yuan; nothing is exact."""
    return [s.quantum for s in statements if s.quantum is not None and s.value]


def locations(*statements: Statement) -> tuple[Location, ...]:
    """Where the sentences of statements begin and, where lines are known, where they end."""
    found: dict[Location, None] = {}
    for statement in statements:
        found[statement.location] = None
        if statement.last_line:
            found[replace(statement.location, line=statement.last_line)] = None
    return tuple(found)


def compact(statement: Statement) -> str:
    """What is printed, without the spaces of line wraps."""
    return re.sub(r"\s", "", statement.printed)


def phrase(change: Statement) -> str:
    """A change in words: 增加3.2万元."""
    return {INCREASE: "增加", DECREASE: "减少"}.get(change.direction, "") + compact(change)


def signed(change: Statement) -> Decimal:
    """What a change in money adds, in yuan."""
    assert change.amount is not None
    return SIGNS[change.direction] * change.amount + 0  # never a negative zero


def prose_cells(evidence: Evidence) -> Iterator[Cell]:
    """The cells that the narrative prints, in printed order."""
    return (cell for cell in evidence.cells if cell.table_id == PROSE)
