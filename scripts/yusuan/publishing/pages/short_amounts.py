"""Amounts for people: 484.44 万元, 4.84 million yuan. Rounded, so the exact figure always stands beside them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from yusuan.publishing.pages.model import Language

_UNITS: dict[Language, tuple[tuple[Decimal, str], ...]] = {
    "zh": ((Decimal(10) ** 8, "亿元"), (Decimal(10) ** 4, "万元"), (Decimal(1), "元")),
    "en": (
        (Decimal(10) ** 9, "billion yuan"),
        (Decimal(10) ** 6, "million yuan"),
        (Decimal(10) ** 3, "thousand yuan"),
        (Decimal(1), "yuan"),
    ),
}


def short_parts(value: Decimal, language: Language) -> tuple[str, str]:
    """The figure and its unit apart: ``("484.44", "万元")``. At most two decimals, zeros at the end left out."""
    size = abs(value)
    step, unit = next((pair for pair in _UNITS[language] if size >= pair[0]), _UNITS[language][-1])
    figure = (value / step).quantize(Decimal("0.01"), ROUND_HALF_UP)
    shown = f"{figure:,.2f}".rstrip("0").rstrip(".")
    return ("0" if shown == "-0" else shown), unit


def short_amount(value: Decimal, language: Language) -> str:
    """An amount in yuan, rounded for reading: ``484.44 万元``, ``4.84 million yuan``."""
    return " ".join(short_parts(value, language))
