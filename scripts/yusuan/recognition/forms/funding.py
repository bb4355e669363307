"""The funding block of a form: amounts by block (实施期资金总额, 年度资金总额) and by source of funds below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.recognition.forms.labels import FormLabels, is_placeholder
from yusuan.recognition.forms.rows import FormCell, FormRow, filled
from yusuan.recognition.forms.targets import Funding
from yusuan.recognition.labels import flatten
from yusuan.recognition.numbers import parse_number
from yusuan.recognition.titles import printed_unit

FUNDING = "funding"
_BLOCKS = ("funding-lifetime", "funding-year", "funding-total", "funding-sources", "funding-structure")


@dataclass(frozen=True, slots=True)
class _Heading:
    """What an amount at the right of a cell, or below it, is about; ``column`` is the cell's index in its row."""

    cell: FormCell
    column: int
    place: int
    path: tuple[str, ...]


@dataclass(slots=True)
class FundingBlocks:
    """Reads the rows of a funding block from the top down. Blocks may stand side by side; the lines below them
    (其中:财政拨款) belong to them in their order, or else to the nearest."""

    labels: FormLabels
    unit: str
    fundings: list[Funding] = field(default_factory=list)
    unread: list[FormCell] = field(default_factory=list)
    _blocks: list[_Heading] = field(default_factory=list)
    """Those that the present row belongs to."""
    _places: int = 0
    _unanswered: dict[int, _Heading] = field(default_factory=dict)
    """By column, headings above that have no amount at their right: amounts may stand below them."""

    def read(self, rows: Sequence[FormRow]) -> None:
        """Read all rows."""
        for row in rows:
            self._open_blocks(row)
            self._read_row(row)

    def _open_blocks(self, row: FormRow) -> None:
        heads = [(n, cell) for n, cell in filled(row) if self.labels.field(cell.text) in _BLOCKS]
        if heads:
            self._blocks = [
                _Heading(cell, n, self._places + k, self._printed(cell)) for k, (n, cell) in enumerate(heads)
            ]
            self._places += len(heads)

    def _printed(self, cell: FormCell) -> tuple[str, ...]:
        parts = self.labels.parts(cell.text)
        return parts if len(parts) > 1 else (flatten(cell.text).rstrip(":"),)

    def _read_row(self, row: FormRow) -> None:
        cells = filled(row)
        lines = [n for n, cell in cells if parse_number(cell.text) is None and self.labels.field(cell.text) != FUNDING]
        heading: _Heading | None = None
        unanswered: dict[int, _Heading] = {}
        for n, cell in cells:
            number = parse_number(cell.text)
            if number is None:
                heading = self._heading(n, cell, lines)
                unanswered[n] = heading
                continue
            about = heading or self._unanswered.get(n)
            if about is None:
                self.unread.append(cell)
                continue
            unit = number.unit or printed_unit(about.cell.text) or self.unit
            self.fundings.append(
                Funding(about.path, cell.text, unit, cell.location, cell.row, cell.column, about.place)
            )
            unanswered.pop(about.column, None)
            heading = None
        self.unread += [left.cell for left in unanswered.values() if not self._is_known(left.cell)]
        self._unanswered = unanswered or self._unanswered

    def _heading(self, n: int, cell: FormCell, lines: Sequence[int]) -> _Heading:
        for block in self._blocks:
            if block.cell is cell:
                return block
        own = self._printed(cell)
        if not self._blocks or n not in lines:
            return _Heading(cell, n, self._places, own)
        if len(lines) == len(self._blocks):
            block = self._blocks[lines.index(n)]
        else:
            block = min(self._blocks, key=lambda known: abs(known.column - n))
        return _Heading(cell, n, block.place, (block.path[0], *own))

    def _is_known(self, cell: FormCell) -> bool:
        """Whether a heading without an amount is a blank field rather than a text that is not understood."""
        return bool(
            self.labels.field(cell.text)
            or self.labels.lexicon.exact("fund", cell.text)
            or self.labels.lexicon.exact("expenditure_type", cell.text)
            or is_placeholder(cell.text)
        )
