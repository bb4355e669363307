"""The key of a fact: ten dimensions, each of which always has a code."""

from __future__ import annotations

from dataclasses import dataclass, fields

from yusuan.concepts import NOT_APPLICABLE, TOTAL


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What one amount is the amount of. Every field is a code of the code list of that dimension."""

    organization: str
    fiscal_year: str
    phase: str
    operation: str
    fund: str = TOTAL
    function: str = TOTAL
    economic: str = TOTAL
    gov_economic: str = TOTAL
    expenditure_type: str = TOTAL
    activity: str = TOTAL


DIMENSIONS: tuple[str, ...] = tuple(f.name for f in fields(Key))
"""The ten dimensions in the order of the key."""

_SHORT = {TOTAL: "_T", NOT_APPLICABLE: "_Z"}


def fact_id(key: Key) -> str:
    """A readable identifier, unique for the key: the ten codes joined by ``.``; SDMX ``_T`` is total, ``_Z`` not
    applicable. It depends on the key alone, so it does not move when another part of the document changes."""
    return ".".join(_SHORT.get(code := getattr(key, name), code) for name in DIMENSIONS)
