"""Cells (places where an amount is printed) and facts (one amount under one key)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from yusuan.facts.key import Key
from yusuan.reading.document import Location

SURE = 0.9
"""Readings of clear scans are nearly all surer than this."""


class Status(StrEnum):
    """How well the document supports a fact; the code list ``fact-status`` explains each."""

    CONSISTENT = "consistent"
    CORRECTED = "corrected-by-arithmetic"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"


class Binding(StrEnum):
    """What a cell's key rests on; the code list ``binding`` explains each."""

    CODE = "code"
    LABEL = "label"
    POSITION = "position"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed amount. ``row`` and ``column`` count from 1 in ``data/printed/<table_id>.csv``; ``amount`` is
    yuan; ``key`` is ``None`` where no key could be given, and ``reason`` then says why."""

    cell_id: str
    table_id: str
    location: Location
    row: int
    column: int
    label: str
    header: str
    printed: str
    unit: str
    amount: Decimal
    quantum: Decimal
    """Half of the last printed place, in yuan: how far the printed amount may be from the exact one."""
    key: Key | None
    binding: Binding
    reason: str = ""
    panel: int = 0
    """Which of the lists that stand side by side in the table the cell belongs to, from 0."""
    place: int = 0
    """The column of the aligned table, from 0: cells of one place stand under one header. A total of several lists
    side by side has a negative place of its own."""
    totals_places: tuple[int, ...] = ()
    """The places of other lists of the table whose total it is too: its label is merged over them."""
    of_which: bool = False
    """Printed under 其中: it and its siblings need not make up the whole."""
    is_doubted: bool = False
    """Whether its reading is doubted: a recogniser is not sure of it, or something of its page could not be read."""

    @property
    def is_weak(self) -> bool:
        """Whether key or amount rest on a weak reading: it proves nothing against what is printed elsewhere."""
        return self.is_doubted or (self.binding is Binding.POSITION and bool(self.label))

    @property
    def is_nameless(self) -> bool:
        """Whether the row has no label and was taken for that of the whole."""
        return self.binding is Binding.POSITION and not self.label


@dataclass(frozen=True, slots=True)
class Fact:
    """One amount in yuan under one key, with the ids of the cells that print it (its witnesses)."""

    fact_id: str
    key: Key
    amount: Decimal
    status: Status
    is_leaf: bool
    cell_ids: tuple[str, ...]
