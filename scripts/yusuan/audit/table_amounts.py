"""What the tables print for a key that the narrative states: as such, for an equal fund, or as the sum of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from yusuan.audit.evidence import Evidence
from yusuan.concepts import NOT_APPLICABLE, TOTAL
from yusuan.facts.equations import Hierarchy
from yusuan.facts.fact import Cell, Fact
from yusuan.facts.key import Key
from yusuan.facts.money import tolerance
from yusuan.facts.statement_binding import PROSE

CLASSES = ("function", "economic", "gov_economic")
"""The dimensions along which the narrative lists expenditure."""

_FUNDS = "funds"


@dataclass(frozen=True, slots=True)
class TableAmount:
    """An amount in yuan with the cells of the tables that print it or that it is the sum of: none where a complete list
    has nothing of the class. ``quantum`` is how far it may be off; ``table_id`` tells the table."""

    amount: Decimal
    quantum: Decimal
    cells: tuple[Cell, ...]
    table_id: str

    def agrees(self, amount: Decimal, quantum: Decimal) -> bool:
        """Whether an amount, true within ``quantum``, may be this one: within one last place of the coarser print, as
        amounts are cut as often as they are rounded."""
        return abs(amount - self.amount) <= 2 * max(quantum, self.quantum)


class TableAmounts:
    """The amounts of one disclosure's tables by key, the narrative's own prints left out."""

    def __init__(self, evidence: Evidence) -> None:
        """Prepare to look amounts up."""
        self._evidence = evidence
        self._hierarchy = Hierarchy(evidence.codelists)
        self._equal_funds: dict[Key, list[Key]] = {}
        for equation in evidence.equations:
            if equation.source == _FUNDS:
                self._equal_funds.setdefault(equation.whole, []).extend(equation.parts)
                for part in equation.parts:
                    self._equal_funds.setdefault(part, []).append(equation.whole)

    @cached_property
    def _columns(self) -> dict[Key, dict[tuple[str, int], list[Cell]]]:
        """The cells of every column that breaks a total down by class, by the total's key."""
        found: dict[Key, dict[tuple[str, int], list[Cell]]] = {}
        for cell in self._evidence.cells:
            if cell.key is not None and cell.table_id != PROSE and _has_class(cell.key):
                columns = found.setdefault(_without_classes(cell.key), {})
                columns.setdefault((cell.table_id, cell.place), []).append(cell)
        return found

    def of(self, key: Key) -> TableAmount | None:
        """What the tables print for a key; ``None`` where they do not tell it."""
        for candidate in (key, *self._equal_funds.get(key, ())):
            printed = self._printed(candidate)
            if printed is not None:
                return printed
        return self._summed(key)

    def _printed(self, key: Key) -> TableAmount | None:
        fact = self._evidence.by_key.get(key)
        cells = tuple(c for c in table_witnesses(fact, self._evidence) if not c.is_weak) if fact else ()
        if fact is None or not cells:
            return None
        agreeing = tuple(cell for cell in cells if not self._evidence.dissents(cell)) or cells
        return TableAmount(fact.amount, min(c.quantum for c in agreeing), agreeing, agreeing[0].table_id)

    def _summed(self, key: Key) -> TableAmount | None:
        """The sum of what a table lists below a class, where the list is complete: its finest lines make up the total,
        and each tells its class."""
        stated = [name for name in CLASSES if getattr(key, name) != TOTAL]
        whole = self._printed(_without_classes(key))
        if len(stated) != 1 or whole is None:
            return None
        dimension = stated[0]
        codelist = self._evidence.codelists[dimension]
        for leaves in self._lists(_without_classes(key)):
            quantum = tolerance(cell.quantum for cell in leaves)
            total = sum((cell.amount for cell in leaves), Decimal(0))
            codes = {cell.cell_id: getattr(cell.key, dimension) for cell in leaves}
            if TOTAL in codes.values() or abs(total - whole.amount) > quantum + whole.quantum:
                continue
            own = tuple(c for c in leaves if codelist.is_within(codes[c.cell_id], getattr(key, dimension)))
            amount = sum((cell.amount for cell in own), Decimal(0))
            return TableAmount(amount, tolerance(cell.quantum for cell in own), own, leaves[0].table_id)
        return None

    def _lists(self, whole: Key) -> Iterator[list[Cell]]:
        """The finest lines of every column that breaks a total down by class."""
        for cells in self._columns.get(whole, {}).values():
            wholes = self._hierarchy.containing([cell.key for cell in cells if cell.key is not None])
            leaves = [cell for cell in cells if cell.key not in wholes]
            if not any(cell.is_weak and cell.amount for cell in leaves):
                yield leaves


def table_witnesses(fact: Fact, evidence: Evidence) -> tuple[Cell, ...]:
    """The cells outside the narrative that print a fact."""
    return tuple(cell for cell in evidence.witnesses(fact) if cell.table_id != PROSE)


def _has_class(key: Key) -> bool:
    return any(getattr(key, name) not in (TOTAL, NOT_APPLICABLE) for name in CLASSES)


def _without_classes(key: Key) -> Key:
    return replace(key, function=TOTAL, economic=TOTAL, gov_economic=TOTAL)
