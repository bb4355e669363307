"""Findings: what does not fit in a disclosure, with the cells that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a rule says: a code of ``finding-codes``, the cells concerned (the one most likely wrong first), the figures
    in yuan where there are any, and the words that the code's message has places for. ``lines`` are lines of a text
    transcript that no cell stands on."""

    code: str
    cell_ids: tuple[str, ...] = ()
    expected: Decimal | None = None
    found: Decimal | None = None
    tolerance: Decimal | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as published. ``severity`` is error / warning / note; ``lines`` are the lines of the source
    transcript concerned; ``origin`` is source, transcription or ``""`` where it cannot be told."""

    finding_id: str
    code: str
    severity: str
    message_zh: str
    message_en: str
    cell_ids: tuple[str, ...]
    lines: tuple[int, ...]
    expected: Decimal | None
    found: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    origin: str
