"""How much of a document was understood: amounts with and without a key, tables of unknown kind, unread statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from yusuan.concepts import NOT_APPLICABLE, Codelist
from yusuan.conversion import Conversion
from yusuan.facts.statement_binding import PROSE
from yusuan.publishing.resource import Resource, Value
from yusuan.publishing.schemas import data_resource
from yusuan.publishing.used_codelists import concept_of
from yusuan.recognition.kinds import OTHER

REASONS = "unkeyed-reasons"
"""The code list of the reasons why an amount has no key; its column ``says`` holds how each is worded, with ``…`` for
what differs."""
UNREADABLE = "unreadable"
_OTHER = "other"
_AMOUNT = "amount"
_ANYTHING = "…"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one disclosure. ``amounts`` are those that tables and forms print, unreadable ones among them;
    ``unkeyed`` how many of them have no key, by reason (codes of ``unkeyed-reasons``, in their order);
    ``other_tables`` the tables of which the kind is not known; ``statements`` the figures of the prose."""

    amounts: int
    keyed: int
    unkeyed: Mapping[str, int]
    tables: int
    other_tables: int
    statements: int
    unread_statements: int

    def values(self) -> dict[str, Any]:
        """The counts as JSON values, for the descriptor."""
        return {
            "amounts": self.amounts,
            "amountsWithKey": self.keyed,
            "amountsWithoutKey": dict(self.unkeyed),
            "tables": self.tables,
            "tablesOfUnknownKind": self.other_tables,
            "statements": self.statements,
            "statementsNotUnderstood": self.unread_statements,
        }


@lru_cache(maxsize=4)
def _patterns(says: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (code, re.compile(".*".join(map(re.escape, wording.split(_ANYTHING))), re.DOTALL))
        for code, wordings in says
        for wording in wordings.split("|")
        if wording
    )


def reason_code(reason: str, reasons: Codelist) -> str:
    """The code of the reason why a cell has no key, by its wording; ``other`` where the list has no such wording."""
    says = tuple((concept.code, concept.extra.get("says", "")) for concept in reasons)
    return next((code for code, pattern in _patterns(says) if pattern.match(reason)), _OTHER)


def coverage(conversion: Conversion) -> Coverage:
    """How much of one document was understood."""
    reasons = conversion.codelists.get(REASONS, Codelist(REASONS, {}))
    printed = [cell for cell in conversion.cells if cell.table_id != PROSE]
    without = Counter(reason_code(cell.reason, reasons) for cell in printed if cell.key is None)
    # Every cell without a key is among what was not recognised; the other amounts there are no cells.
    reported = sum(found.what == _AMOUNT for found in conversion.unrecognised)
    unreadable = max(0, reported - without.total())
    if unreadable:
        without[UNREADABLE] += unreadable
    order = {code: n for n, code in enumerate(reasons.concepts)}
    return Coverage(
        amounts=len(printed) + unreadable,
        keyed=sum(cell.key is not None for cell in printed),
        unkeyed={code: without[code] for code in sorted(without, key=lambda code: (order.get(code, len(order)), code))},
        tables=len(conversion.disclosure.tables),
        other_tables=sum(table.kind == OTHER for table in conversion.disclosure.tables),
        statements=len(conversion.statements),
        unread_statements=sum(bool(statement.unread) for statement in conversion.statements),
    )


_MEASURES = {
    "amounts": ("表中印出的金额", "Amounts printed in tables"),
    "amounts-with-key": ("已归类的金额", "Amounts with a key"),
    "amounts-without-key": ("未归类的金额", "Amounts without a key"),
    "tables": ("表", "Tables"),
    "tables-of-unknown-kind": ("种类不明的表", "Tables of unknown kind"),
    "statements": ("文字说明中的数字", "Figures in the narrative"),
    "statements-not-understood": ("未能理解的文字说明数字", "Figures of the narrative not understood"),
}
"""What is counted, by name: Chinese and English."""


def coverage_resource(conversion: Conversion) -> Resource:
    """``coverage``: one row per count; amounts without a key have one for each reason."""
    found = coverage(conversion)

    def row(measure: str, count: int, reason: str = NOT_APPLICABLE) -> tuple[Value, ...]:
        zh, en = _MEASURES[measure]
        if reason != NOT_APPLICABLE:
            concept = concept_of(conversion.codelists, REASONS, reason)
            zh, en = f"{zh}：{concept.label_zh}", f"{en}: {concept.label_en or concept.code}"
        return measure, reason, zh, en, count

    return data_resource(
        "coverage",
        (
            row("amounts", found.amounts),
            row("amounts-with-key", found.keyed),
            *(row("amounts-without-key", count, reason) for reason, count in found.unkeyed.items()),
            row("tables", found.tables),
            row("tables-of-unknown-kind", found.other_tables),
            row("statements", found.statements),
            row("statements-not-understood", found.unread_statements),
        ),
    )


def unrecognised_resource(conversion: Conversion) -> Resource:
    """``unrecognised``: one row for each thing that was read and not understood, in reading order, with its place."""
    rows = tuple(
        (number, found.what, " ".join(found.text.split()), found.location.page, found.location.line)
        for number, found in enumerate(conversion.unrecognised, 1)
    )
    return data_resource("unrecognised", rows)
