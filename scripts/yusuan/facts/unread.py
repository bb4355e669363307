"""What of a table is known not to be understood: no sum that it may belong to is asserted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """A place in a table that prints something about amounts which is not understood: an amount that cannot be read, or
    that of a line whose code and name contradict each other. ``row`` counts from 1 as printed, ``place`` is the column
    of the aligned table, ``None`` for the whole row."""

    table_id: str
    row: int
    place: int | None = None
