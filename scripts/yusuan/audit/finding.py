"""Findings: what does not fit in a disclosure, with the cells that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.reading.document import Location


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a rule says: a code of ``finding-codes``, the cells concerned (the one most likely wrong first), the figures
    in yuan where there are any, and the words that the code's message has room for. ``locations`` are places that
    no cell stands at: of tables, of rows, of sentences."""

    code: str
    cell_ids: tuple[str, ...] = ()
    expected: Decimal | None = None
    found: Decimal | None = None
    tolerance: Decimal | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    locations: tuple[Location, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as published. ``severity`` is error / warning / note; ``origin`` is source, transcription or ``""``
    where it cannot be told. Where it is: ``locations`` are the places concerned in the order of the cells, ``tables``
    the ids of the tables that hold them."""

    finding_id: str
    code: str
    severity: str
    message_zh: str
    message_en: str
    cell_ids: tuple[str, ...]
    locations: tuple[Location, ...]
    tables: tuple[str, ...]
    expected: Decimal | None
    found: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    origin: str

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines concerned, where the document has lines (in a workbook the rows of its sheets)."""
        return tuple(dict.fromkeys(at.line for at in self.locations if at.line))

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages concerned (in a workbook the sheets, in an archive the documents); none of a text transcript."""
        return tuple(dict.fromkeys(at.page for at in self.locations if at.page))


def reading_order(location: Location) -> tuple[int, int, float, float]:
    """What to sort places by: page, line, then from the top of the page and from the left."""
    left, top = location.box[:2] if location.box else (0.0, 0.0)
    return location.page or 0, location.line or 0, top, left
