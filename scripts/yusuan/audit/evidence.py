"""What the rules look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.concepts import Codelist
from yusuan.facts.equations import Equation
from yusuan.facts.fact import Cell, Fact
from yusuan.facts.key import Key
from yusuan.facts.reconcile import dissenting
from yusuan.facts.unread import Holes, Unread, has_unread_funds
from yusuan.reading.document import Block, Location
from yusuan.recognition.disclosure import Disclosure, Table
from yusuan.recognition.forms.targets import Form
from yusuan.recognition.prose.sentences import Passage, passages
from yusuan.recognition.prose.statements import Statement


def places_of(tables: Sequence[Table]) -> dict[Location, str]:
    """The id of the table that stands at each place: that of its caption and those of its cells."""
    found: dict[Location, str] = {}
    for table in tables:
        for location in (table.location, *(cell.location for row in table.printed for cell in row)):
            if location != Location():
                found.setdefault(location, table.table_id)
    return found


@dataclass(frozen=True, slots=True)
class Evidence:
    """One disclosure as the audit sees it, with the look-ups that every rule needs. ``blocks`` are the document's, for
    what stands in paragraphs: lists of contents, names of the unit; ``unread`` is what of the tables is not understood
    and is no cell. What is not understood proves nothing: a rule that looks for what is missing, or compares totals,
    asks :meth:`is_open`, and one that contradicts a print asks :meth:`is_told`."""

    disclosure: Disclosure
    cells: tuple[Cell, ...]
    facts: tuple[Fact, ...]
    equations: tuple[Equation, ...]
    forms: tuple[Form, ...]
    statements: tuple[Statement, ...]
    codelists: Mapping[str, Codelist]
    blocks: tuple[Block, ...] = ()
    unread: tuple[Unread, ...] = ()
    by_id: dict[str, Cell] = field(init=False)
    by_key: dict[Key, Fact] = field(init=False)
    tables: dict[str, Table] = field(init=False)
    passages: tuple[Passage, ...] = field(init=False)
    _dissenting: frozenset[str] = field(init=False)
    _open: frozenset[str] = field(init=False)
    _table_at: dict[Location, str] = field(init=False)

    def __post_init__(self) -> None:
        """Index cells, facts and tables, and put the paragraphs of the narrative together."""
        object.__setattr__(self, "by_id", {cell.cell_id: cell for cell in self.cells})
        object.__setattr__(self, "by_key", {fact.key: fact for fact in self.facts})
        found = (cell for fact in self.facts for cell in dissenting(self.witnesses(fact), fact.amount))
        object.__setattr__(self, "_dissenting", frozenset(cell.cell_id for cell in found))
        object.__setattr__(self, "_open", Holes(self.cells, self.unread).tables())
        object.__setattr__(self, "tables", {table.table_id: table for table in self.disclosure.tables})
        object.__setattr__(self, "_table_at", places_of(self.disclosure.tables))
        object.__setattr__(self, "passages", tuple(passages(self.blocks)))

    def witnesses(self, fact: Fact) -> tuple[Cell, ...]:
        """The cells that print a fact."""
        return tuple(self.by_id[cell_id] for cell_id in fact.cell_ids)

    def is_open(self, table_id: str) -> bool:
        """Whether an amount of a table, other than nothing, is not understood or could not be read: it may be any that
        the table seems to lack."""
        return table_id in self._open

    def is_told(self, fact: Fact) -> bool:
        """Whether a fact rests on more than weak readings."""
        return any(not cell.is_weak for cell in self.witnesses(fact))

    def may_lack(self, *operations: str) -> bool:
        """Whether an amount of one of the operations may stand in a table and is not understood: in one that has others
        of them, or of which nothing is understood; in the narrative only where there are no tables."""
        tabled = {cell.table_id for cell in self.cells} & self.tables.keys()
        stated: dict[str, set[str]] = {}
        for cell in self.cells:
            if cell.table_id in self._open and (cell.table_id in tabled or not tabled):
                stated.setdefault(cell.table_id, set()).update({cell.key.operation} if cell.key else ())
        return any(not found or not found.isdisjoint(operations) for found in stated.values())

    def has_unread_funds(self) -> bool:
        """Whether amounts stand below a title or header of which a part is not understood: they may be of any fund."""
        return has_unread_funds(self.cells, self.disclosure.tables)

    def table_at(self, location: Location) -> str:
        """The id of the table that is printed at a place, its caption included; ``""`` for the prose."""
        return self._table_at.get(location, "")

    def dissents(self, cell: Cell) -> bool:
        """Whether a cell prints another amount than its fact has."""
        return cell.cell_id in self._dissenting

    def confidence(self, cell: Cell) -> float | None:
        """How sure an optical recogniser is of a cell, ``None`` where it was not recognised optically or stands in the
        prose."""
        table = self.tables.get(cell.table_id)
        return table.confidence_at(cell.row, cell.column) if table else None

    def place(self, cell: Cell) -> str:
        """Where a cell is printed, in words: table, row label, column header; the prose has its words alone."""
        table = self.tables.get(cell.table_id)
        if table is None:
            return f"文字说明“{cell.label}”"
        return " ".join(
            part for part in (table.number or table.title or cell.table_id, cell.label, cell.header) if part
        )

    def in_unit_of(self, cell: Cell, amount: Decimal) -> str:
        """An amount in yuan, worded in the unit in which the cell prints: ``20 万元``, ``55,200.00 元``."""
        return self.in_unit(cell.unit, amount)

    def in_unit(self, code: str, amount: Decimal) -> str:
        """An amount in yuan, worded in a unit of measure; in yuan where the code is none."""
        unit = self.codelists["units-of-measure"].concepts.get(code)
        if unit is None:
            return f"{amount:,.2f} 元"
        factor = Decimal(unit.extra["factor"])
        number = f"{amount:,.2f}" if factor == 1 else f"{(amount / factor).normalize():,f}"
        return f"{number} {unit.label_zh}"
