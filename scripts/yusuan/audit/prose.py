"""Rules of the narrative against the tables: amounts that differ, are rounded, or are those of another class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import Narrative, places, prose_cells
from yusuan.audit.table_amounts import CLASSES, TableAmount, TableAmounts
from yusuan.concepts import TOTAL
from yusuan.facts.fact import Cell
from yusuan.facts.key import Key
from yusuan.facts.precision import trimmed_places

_ADMINISTRATION = "行政运行"
"""The name of the functions under which administrative units, and no others, spend on their operation."""

_AGENCY_COSTS, _OPERATING, _THREE_PUBLIC = "agency-operating-costs", "operating", "three-public"


def _where(found: TableAmount, evidence: Evidence) -> str:
    """Where the tables print an amount, in words; of several lines the first and that there are more."""
    if not found.cells:
        table = evidence.tables[found.table_id]
        return table.number or table.title
    more = " …" if len({cell.row for cell in found.cells if cell.table_id == found.table_id}) > 1 else ""
    return evidence.place(found.cells[0]) + more


def _complaint(finding: str, cell: Cell, found: TableAmount, evidence: Evidence, **words: str) -> Complaint:
    return Complaint(
        finding,
        (cell.cell_id, *(c.cell_id for c in found.cells)),
        expected=found.amount,
        found=cell.amount,
        tolerance=2 * cell.quantum,
        words={
            "about": cell.label or cell.printed,
            "found": evidence.in_unit_of(cell, cell.amount),
            "expected": evidence.in_unit_of(cell, found.amount),
            "place": _where(found, evidence),
        }
        | words,
    )


class _Comparison:
    """The cells of one narrative against the tables."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._tables = TableAmounts(evidence)
        narrative = Narrative(evidence)
        self._usual = narrative.usual_places()
        self._by_number = narrative.by_number
        self._trimmed = trimmed_places(evidence.disclosure.tables)

    def _as_precise_as_the_tables(self, cell: Cell) -> Cell:
        """A whole number is as exact as the decimals of tables in its unit that leave out zeros."""
        unit = self._evidence.codelists["units-of-measure"].concepts.get(cell.unit)
        places_of_tables = self._trimmed.get(cell.unit)
        statement = self._by_number.get(cell.row)
        if unit is None or places_of_tables is None or statement is None or statement.value is None:
            return cell
        if places(statement.value) > 0:
            return cell
        return replace(cell, quantum=Decimal(5).scaleb(-places_of_tables - 1) * Decimal(unit.extra["factor"]))

    def _may_be_of_other_funds(self, cell: Cell, key: Key) -> bool:
        """Whether a total that names no fund got the one fund for which the tables state it, while the unit has other
        money too."""
        statement, funds = self._by_number.get(cell.row), self._evidence.codelists["fund"]
        if statement is None or "fund" in statement.sets or key.fund == TOTAL:
            return False
        return self._evidence.has_unread_funds() or any(
            fact.amount
            for fact in self._evidence.facts
            if not funds.is_within(fact.key.fund, key.fund) and not funds.is_within(key.fund, fact.key.fund)
        )

    def of(self, cell: Cell, key: Key) -> Complaint | None:
        """What is wrong with the amount of a cell, if anything."""
        if self._may_be_of_other_funds(cell, key):
            return None
        cell = self._as_precise_as_the_tables(cell)
        found = self._tables.of(key)
        if found is not None:
            return self._with_own_line(cell, key, found)
        if key.expenditure_type == _AGENCY_COSTS:
            return self._with_operating_costs(cell, key)
        if key.expenditure_type == _THREE_PUBLIC and key.economic.isdigit():
            line = self._tables.of(replace(key, expenditure_type=TOTAL))
            if line is not None and not line.agrees(cell.amount, cell.quantum):
                return _complaint("three-public-differs-from-class", cell, line, self._evidence)
        return None

    def _with_own_line(self, cell: Cell, key: Key, found: TableAmount) -> Complaint | None:
        if cell.amount == found.amount:
            return None
        if found.agrees(cell.amount, cell.quantum):
            if self._is_cut_short(cell, found):
                return _complaint("prose-rounded", cell, found, self._evidence)
            is_finer = found.quantum < cell.quantum
            return None if is_finer else _complaint("prose-off-by-last-place", cell, found, self._evidence)
        return self._of_another_class(cell, key, found) or _complaint(
            "prose-differs-from-tables", cell, found, self._evidence
        )

    def _is_cut_short(self, cell: Cell, found: TableAmount) -> bool:
        """Whether a cell prints fewer decimals than the narrative mostly does, and not merely zeros less."""
        unit = self._evidence.codelists["units-of-measure"].concepts.get(cell.unit)
        statement = self._by_number.get(cell.row)
        usual = self._usual.get(cell.unit, 0)
        if unit is None or statement is None or statement.value is None or places(statement.value) >= usual:
            return False
        exact, step = found.amount / Decimal(unit.extra["factor"]), Decimal(1).scaleb(-usual)
        return all(exact.quantize(step, rounding) != statement.value for rounding in (ROUND_HALF_UP, ROUND_DOWN))

    def _of_another_class(self, cell: Cell, key: Key, found: TableAmount) -> Complaint | None:
        """An amount other than zero that the tables print for one other class of the same list and level."""
        for dimension in CLASSES:
            own = getattr(key, dimension)
            if not own.isdigit() or not cell.amount:
                continue
            codes = {getattr(fact.key, dimension)[: len(own)] for fact in self._evidence.facts} - {own}
            fitting = {}
            for code in sorted(code for code in codes if code.isdigit() and len(code) == len(own)):
                other = self._tables.of(replace(key, **{dimension: code}))
                if other is not None and other.cells and other.agrees(cell.amount, cell.quantum):
                    fitting[code] = other
            if len(fitting) == 1:
                ((code, other),) = fitting.items()
                names = self._evidence.codelists[dimension].concepts
                right = f"{code} {names[code].label_zh}" if code in names else code
                said = _complaint("prose-amount-of-another-class", cell, found, self._evidence, right=right, code=own)
                return replace(said, cell_ids=(*said.cell_ids, *(c.cell_id for c in other.cells)))
        return None

    def _with_operating_costs(self, cell: Cell, key: Key) -> Complaint | None:
        """Agency operating costs that no table states: those of the administrative units, or those of all units, if
        the stated amount is just one of the two but for its rounding."""
        candidates = {}
        for found in self._operating_costs(key):
            if found.agrees(cell.amount, cell.quantum):
                candidates[found.amount] = found
        if len(candidates) != 1 or cell.amount in candidates:
            return None
        (found,) = candidates.values()
        return _complaint("prose-rounded", cell, found, self._evidence) if self._is_cut_short(cell, found) else None

    def _operating_costs(self, key: Key) -> Iterator[TableAmount]:
        """Operating expenditure within the fund of a key, of all units and of the administrative ones."""
        functions, funds = (self._evidence.codelists[name] for name in ("function", "fund"))
        of_agencies: dict[str, list[TableAmount]] = {}
        for fact in self._evidence.facts:
            line = replace(fact.key, function=TOTAL, fund=key.fund, expenditure_type=_AGENCY_COSTS)
            is_operating = fact.key.expenditure_type == _OPERATING and funds.is_within(fact.key.fund, key.fund)
            found = self._tables.of(fact.key) if line == key and is_operating else None
            if found is None:
                continue
            if fact.key.function == TOTAL:
                yield found
            elif fact.key.function in functions and functions[fact.key.function].label_zh == _ADMINISTRATION:
                of_agencies.setdefault(fact.key.fund, []).append(found)
        for lines in of_agencies.values():
            cells = tuple(cell for found in lines for cell in found.cells)
            amount = sum((found.amount for found in lines), Decimal(0))
            yield TableAmount(amount, sum((found.quantum for found in lines), Decimal(0)), cells, lines[0].table_id)


def prose_against_tables(evidence: Evidence) -> Iterator[Complaint]:
    """Every amount of the narrative that is not what the tables print; one that is revenue and expenditure at once is
    reported once."""
    comparison = _Comparison(evidence)
    seen = set()
    for cell in prose_cells(evidence):
        found = comparison.of(cell, cell.key) if cell.key is not None else None
        if found is not None and (cell.row, found.expected) not in seen:
            seen.add((cell.row, found.expected))
            yield found
