"""What a sentence of the prose says in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.reading.document import Location


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of the narrative.

    ``subject`` is a code of the code list ``statement-subjects`` (amount, change, percentage-change, share, headcount,
    vehicles, equipment, count …), ``about`` the words it is about as printed, ``sets`` the codes these words set by
    dimension (empty when no table amount corresponds). ``value`` is the figure in ``unit``; ``amount`` is yuan and
    ``quantum`` half of the last printed place in yuan, both ``None`` for figures that are not money. ``direction`` is
    increase / decrease / unchanged or ``""``; ``reason`` the printed reason of a change. ``derived_from`` is the number
    of the statements from which an unprinted one follows (the implied amount of the year before).
    """

    number: int
    subject: str
    about: str
    sets: Mapping[str, str]
    printed: str
    value: Decimal | None
    unit: str
    amount: Decimal | None
    quantum: Decimal | None
    direction: str
    reason: str
    sentence: str
    location: Location
    last_line: int | None
    derived_from: tuple[int, ...] = ()
