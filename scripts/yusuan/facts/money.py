"""Numbers in a printed unit → yuan, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from yusuan.recognition.numbers import PrintedNumber


def yuan(number: PrintedNumber, factor: Decimal) -> Decimal:
    """The amount in yuan of a number printed in a unit of ``factor`` yuan."""
    return number.value * factor


def tolerance(quanta: Iterable[Decimal]) -> Decimal:
    """How far a sum of printed amounts may be off: half a last place of each, and a whole one of those printed more
    coarsely than the finest, as such are cut as often as rounded."""
    found = list(quanta)
    finest = min(found, default=Decimal(0))
    return sum((quantum if quantum == finest else 2 * quantum for quantum in found), Decimal(0))


FEN = Decimal("0.01")
"""The smallest unit of money: an amount printed to the fen is exact."""


def half_of_last_place(places: int, factor: Decimal) -> Decimal:
    """How far, in yuan, an amount printed with ``places`` decimals in a unit of ``factor`` yuan may be from the exact
    one: half of its last place, nothing where that place is the fen or smaller."""
    last_place = Decimal(1).scaleb(-places) * factor
    return last_place / 2 if last_place > FEN else Decimal(0)
