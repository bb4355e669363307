"""Cells → facts: one amount under one key, with the value that the document's own arithmetic supports.

Cells that agree witness one fact. Where they disagree, or where the sums of the tables contradict a printed amount, the
fact takes the value that leaves the fewest equations broken, if one value alone does. Printed cells are never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.concepts import Codelist
from yusuan.facts.equations import Equation, Hierarchy, fund_equations, table_equations
from yusuan.facts.fact import Cell, Fact, Status
from yusuan.facts.key import Key, fact_id
from yusuan.facts.money import tolerance
from yusuan.facts.refine import proven_between
from yusuan.facts.unread import Unread

_MOST_CORRECTIONS = 200
"""A document with more broken sums than this is not corrected further: its tables were not understood."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The facts in order of key, and every equation between them with whether it holds."""

    facts: tuple[Fact, ...]
    equations: tuple[Equation, ...]


def agrees(cell: Cell, finer: Cell) -> bool:
    """Whether a cell witnesses the amount that another prints: equal, or printed more coarsely and within one unit of
    its last place, as amounts are cut as often as they are rounded (484.43 万元 for 4,844,351.04 元)."""
    difference = abs(cell.amount - finer.amount)
    return difference == 0 or (cell.quantum > finer.quantum and difference <= 2 * cell.quantum)


def dissenting(cells: Sequence[Cell], amount: Decimal) -> list[Cell]:
    """Those of a fact's witnesses that print another amount than it has. A cell that prints more coarsely than the
    amount is known does not dissent within one unit of its last place."""
    known_to = min((cell.quantum for cell in cells if cell.amount == amount), default=Decimal(0))
    return [
        cell
        for cell in cells
        if cell.amount != amount and (cell.quantum <= known_to or abs(cell.amount - amount) > 2 * cell.quantum)
    ]


def _initial(cells: Sequence[Cell]) -> Cell:
    """The cell with which most agree, the finest printed of equals, the first of those; weak readings only where there
    is nothing else."""
    told = sure(cells)
    best = min(told, key=lambda c: (-sum(agrees(other, c) for other in told), c.quantum))
    return min((cell for cell in cells if cell.amount == best.amount), key=lambda c: c.quantum)


def sure(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells that do not rest on a weak reading; all where none is better."""
    return [cell for cell in cells if not cell.is_weak] or cells


class _Search:
    """Values of all facts, and the equations they break."""

    def __init__(
        self,
        witnesses: Mapping[Key, Sequence[Cell]],
        amounts: Mapping[Key, Decimal],
        equations: Sequence[Equation],
    ) -> None:
        self.values = dict(amounts)
        self._witnesses = witnesses
        self._quanta = {key: min(c.quantum for c in cells) for key, cells in witnesses.items()}
        self._with: dict[Key, list[Equation]] = {}
        self.equations = [e for e in equations if e.complete]
        for equation in self.equations:
            for key in {equation.whole, *equation.parts}:
                self._with.setdefault(key, []).append(equation)

    def holds(self, equation: Equation) -> bool:
        """Whether the equation holds within the precision of the printed amounts."""
        return abs(self._excess(equation)) <= tolerance(self._quanta[key] for key in (equation.whole, *equation.parts))

    def supporting(self, key: Key) -> list[Equation]:
        return [e for e in self._with.get(key, []) if self.holds(e)]

    def broken(self, key: Key) -> list[Equation]:
        return [e for e in self._with.get(key, []) if not self.holds(e)]

    def proves(self, key: Key, printed: Iterable[Decimal]) -> bool:
        """Whether fewer sums would hold with each of the other amounts that are printed; of as many, fewer to the last
        place, as rounded amounts may be off by some."""
        own = self._held(key, self.values[key])
        return all(self._held(key, amount) < own for amount in printed)

    def _held(self, key: Key, value: Decimal) -> tuple[int, int]:
        """How many sums of a key would hold with a value, and how many of them exactly."""
        held, self.values[key] = self.values[key], value
        holding = self.supporting(key)
        exact = sum(not self._excess(equation) for equation in holding)
        self.values[key] = held
        return len(holding), exact

    def _excess(self, equation: Equation) -> Decimal:
        return self.values[equation.whole] - sum((self.values[p] for p in equation.parts), Decimal(0))

    def _gain(self, key: Key, value: Decimal) -> tuple[int, int]:
        """How many more equations hold with ``value``, and how many hold then."""
        before = len(self.supporting(key))
        held, self.values[key] = self.values[key], value
        after = len(self.supporting(key))
        self.values[key] = held
        return after - before, after

    def _alternatives(self, key: Key) -> set[Decimal]:
        """Values that other cells print or that a broken equation implies."""
        implied = set()
        for equation in self.broken(key):
            excess = self._excess(equation)
            implied.add(self.values[key] - excess if key == equation.whole else self.values[key] + excess)
        return (implied | {cell.amount for cell in sure(self._witnesses[key])}) - {self.values[key]}

    def _mended(self, key: Key, value: Decimal) -> frozenset[Equation]:
        """The broken equations that hold with ``value``."""
        broken = self.broken(key)
        held, self.values[key] = self.values[key], value
        mended = frozenset(equation for equation in broken if self.holds(equation))
        self.values[key] = held
        return mended

    def step(self) -> bool:
        """Make a change that mends most; ``False`` when none mends anything, or when each could be made otherwise: by
        another value, or by another change that would mend as much. What only weak readings print is not changed: the
        audit would not say so."""
        suspects = sorted({k for e in self.equations if not self.holds(e) for k in (e.whole, *e.parts)})
        offers = []
        for key in suspects:
            if all(cell.is_weak for cell in self._witnesses[key]):
                continue
            printed = {cell.amount for cell in sure(self._witnesses[key])}
            for value in sorted(self._alternatives(key)):
                gain, held = self._gain(key, value)
                if gain > 0 and (held >= 2 or value in printed):
                    offers.append((gain, key, value))
        best = max((gain for gain, _, _ in offers), default=0)
        chosen = [(key, value, self._mended(key, value)) for gain, key, value in offers if gain == best]
        for key, value, mended in chosen:
            rivals = [mends for other, amount, mends in chosen if (other, amount) != (key, value) and other == key]
            rivals += [mends for other, _, mends in chosen if other != key and mends & mended]
            if not rivals:
                self.values[key] = value
                return True
        return False


def _status(key: Key, cells: Sequence[Cell], search: _Search) -> Status:
    value = search.values[key]
    differing = dissenting(cells, value)
    supported, broken = search.supporting(key), search.broken(key)
    if differing:
        is_proven = supported and len(supported) > len(broken) and search.proves(key, {c.amount for c in differing})
        return Status.CORRECTED if is_proven else Status.DISPUTED
    if len({c.cell_id for c in cells}) > 1 or supported:
        return Status.CONSISTENT
    return Status.DISPUTED if broken else Status.UNCONFIRMED


def reconcile(cells: Sequence[Cell], codelists: Mapping[str, Codelist], unread: Sequence[Unread] = ()) -> Reconciled:
    """Join the cells of each key to one fact and let the document's sums decide where they disagree.

    Args:
        cells: every cell of the disclosure; those without a key are left out.
        codelists: the code list of every dimension, the disclosure's own among them.
        unread: what of the tables is not understood and is no cell.
    """
    witnesses: dict[Key, list[Cell]] = {}
    for cell in cells:
        if cell.key is not None:
            witnesses.setdefault(cell.key, []).append(cell)
    hierarchy = Hierarchy(codelists)
    stated = table_equations(cells, hierarchy, unread)
    amounts = {key: _initial(found).amount for key, found in witnesses.items()}
    amounts |= dict(proven_between(witnesses, amounts, hierarchy))
    equations = (*stated, *fund_equations(amounts, hierarchy))
    search = _Search(witnesses, amounts, equations)
    for _ in range(_MOST_CORRECTIONS):
        if not search.step():
            break
    keys = sorted(witnesses)
    wholes = hierarchy.containing(keys)
    facts = tuple(
        Fact(
            fact_id=fact_id(key),
            key=key,
            amount=search.values[key],
            status=_status(key, witnesses[key], search),
            is_leaf=key not in wholes,
            cell_ids=tuple(cell.cell_id for cell in witnesses[key]),
        )
        for key in keys
    )
    return Reconciled(facts, equations)
