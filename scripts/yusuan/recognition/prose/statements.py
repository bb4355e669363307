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
    vehicles, equipment …), ``about`` the words it is about as printed, ``sets`` the codes these words and what stands
    above them set by dimension (empty when no table amount corresponds). ``value`` is the figure in ``unit`` (a code
    of ``units-of-measure`` for money, the printed word otherwise); ``amount`` is yuan and ``quantum`` half of the last
    printed place in yuan, both ``None`` for figures that are not money. ``direction`` is increase / decrease /
    unchanged or ``""``; ``reason`` the printed reason of a change. ``sentence`` is printed from ``location`` to
    ``last_line``. ``derived_from`` is the numbers of the statements from which an unprinted one follows (the implied
    amount of the year before).

    ``heading`` is the headings above, joined by `` / ``; ``printed_code`` a class code printed with the words;
    ``project`` the name of the project it is about. ``belongs_to`` is the number of the statement of which it is a part
    (其中), or whose amount it says the change or the share of. ``compared_with`` is the year or budget a change is
    counted from, as printed. ``unread`` is the part of ``about`` that no list explains; an amount with such words has
    no key. ``note`` says what is odd about it.
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
    heading: str = ""
    printed_code: str = ""
    project: str = ""
    belongs_to: int | None = None
    compared_with: str = ""
    unread: str = ""
    note: str = ""
