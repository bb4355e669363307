"""Numbers in a printed unit → yuan, exactly."""

from __future__ import annotations

from decimal import Decimal

from yusuan.recognition.numbers import PrintedNumber


def yuan(number: PrintedNumber, factor: Decimal) -> Decimal:
    """The amount in yuan of a number printed in a unit of ``factor`` yuan."""
    return number.value * factor


def half_of_last_place(places: int, factor: Decimal) -> Decimal:
    """How far an amount printed with ``places`` decimals in a unit of ``factor`` yuan may be from the exact one."""
    return Decimal(1).scaleb(-places) * factor / 2
