"""The rows of indicators: levels carried down merged cells, rows that print shows in other columns put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.recognition.forms.labels import FormLabels, is_placeholder, without_mark
from yusuan.recognition.forms.rows import HEADINGS, FormCell, FormRow, filled
from yusuan.recognition.forms.target_values import parse_target
from yusuan.recognition.forms.targets import Indicator
from yusuan.recognition.labels import flatten

INDICATORS = "indicators"
_LEVEL_1, _LEVEL_2, _TEXT, _TARGET, _NOTE = HEADINGS
_STANDARD = {heading: n for n, heading in enumerate(HEADINGS, start=1)}


def header_columns(row: FormRow, labels: FormLabels) -> dict[str, int]:
    """The column of each heading (一级指标, 指标值 …) in a header row; empty when the row is none."""
    columns = {labels.field(cell.text): n for n, cell in filled(row)}
    found = {code: n for code, n in columns.items() if code in HEADINGS}
    return found if len(found) > 1 else {}


@dataclass(frozen=True, slots=True)
class _Parts:
    """One row as the form means it; blank parts are ``None``."""

    level_1: FormCell | None = None
    level_2: FormCell | None = None
    text: FormCell | None = None
    target: FormCell | None = None
    note: FormCell | None = None
    others: tuple[FormCell, ...] = ()
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class _Levels:
    """The headings that hold for a row: as printed (or as the list names them), and their codes where known."""

    level_1: str = ""
    code_1: str = ""
    level_2: str = ""
    code_2: str = ""


@dataclass(slots=True)
class IndicatorRows:
    """Reads the rows of indicators from the top down."""

    labels: FormLabels
    indicators: list[Indicator] = field(default_factory=list)
    unread: list[FormCell] = field(default_factory=list)
    _columns: Mapping[str, int] = field(default_factory=lambda: _STANDARD)
    _levels: _Levels = field(default_factory=_Levels)

    def read(self, rows: Sequence[FormRow]) -> None:
        """Read all rows; header rows among them say where the parts stand."""
        for row in rows:
            columns = header_columns(row, self.labels)
            if columns:
                self._columns = columns
                self._levels = _Levels()
                continue
            cells = self._without_section(filled(row))
            parts = self._in_place(cells) or self._displaced(cells)
            self._add(parts)

    def _without_section(self, cells: Sequence[tuple[int, FormCell]]) -> list[tuple[int, FormCell]]:
        """The cells without the form's own heading at their left (绩效指标, merged over all rows)."""
        return [(n, c) for n, c in cells if n or not self.labels.field(c.text)]

    def _in_place(self, cells: Sequence[tuple[int, FormCell]]) -> _Parts | None:
        """The parts by the header's columns, when the row stands in them: its text and target do, or everything in
        the columns of levels is a heading of that level."""
        roles = {n: code for code, n in self._columns.items()}
        if any(n not in roles for n, _ in cells):
            return None
        by_role = {roles[n]: cell for n, cell in cells}
        has_both = _TEXT in by_role and _TARGET in by_role
        level_1, level_2 = by_role.get(_LEVEL_1), by_role.get(_LEVEL_2)
        are_headings = (level_1 is None or bool(self.labels.level_1(level_1.text))) and (
            level_2 is None or bool(self.labels.level_2(level_2.text))
        )
        if not has_both and not are_headings:
            return None
        return _Parts(level_1, level_2, by_role.get(_TEXT), by_role.get(_TARGET), by_role.get(_NOTE))

    def _displaced(self, cells: Sequence[tuple[int, FormCell]]) -> _Parts:
        """The parts in their order: headings first, then text, target and note."""
        rest = [cell for _, cell in cells]
        level_1, level_2 = self._leading(rest)
        rest = rest[sum(cell is not None for cell in (level_1, level_2)) :]
        if len(rest) == 1 and level_2 is not None and self._is_target(cells[-1]):
            rest, level_2 = (
                [level_2, *rest],
                None,
            )  # 服务对象满意度 is a heading and an indicator: one of them is needed
        text, target, note = [*rest, None, None, None][:3]
        return _Parts(level_1, level_2, text, target, note, tuple(rest[3:]), is_moved=True)

    def _leading(self, rest: Sequence[FormCell]) -> tuple[FormCell | None, FormCell | None]:
        """The headings that a row begins with."""
        if not rest:
            return None, None
        first, second = rest[0], rest[1] if len(rest) > 1 else None
        code_1, code_2 = self.labels.level_1(first.text), self.labels.level_2(first.text, self._levels.code_1)
        if code_1 and second is not None:
            below = self.labels.level_2(second.text, code_1)
            if below and self.labels.parent(below) == code_1:
                return first, second
        if code_2 and (not code_1 or self.labels.parent(code_2) == self._levels.code_1):
            return None, first
        return (first, None) if code_1 else (None, None)

    def _is_target(self, cell: tuple[int, FormCell]) -> bool:
        return cell[0] > self._columns.get(_TEXT, 0) or bool(parse_target(cell[1].text).value)

    def _carry(self, parts: _Parts) -> bool:
        """Take the headings of a row; whether its level 1 had to be put in from the code list."""
        level_1, level_2 = parts.level_1, parts.level_2
        is_put_in = False
        if level_1 is not None and not self.labels.level_1(level_1.text) and self.labels.level_2(level_1.text):
            level_1, level_2, is_put_in = None, level_2 or level_1, True
        if level_1 is not None:
            self._levels = _Levels(flatten(level_1.text), self.labels.level_1(level_1.text))
        if level_2 is not None:
            held = self._levels
            code = self.labels.level_2(level_2.text, held.code_1)
            if code and level_1 is None and self.labels.parent(code) != held.code_1:
                held = _Levels(self.labels.name(self.labels.parent(code)), self.labels.parent(code))
                is_put_in = True
            self._levels = _Levels(held.level_1, held.code_1, flatten(level_2.text), code)
        return is_put_in

    def _add(self, parts: _Parts) -> None:
        is_put_in = self._carry(parts)
        self.unread += parts.others
        text = without_mark(parts.text.line) if parts.text and not is_placeholder(parts.text.text) else ""
        printed = parts.target.line if parts.target and not is_placeholder(parts.target.text) else ""
        first = parts.text or parts.target
        if not first or not (text or printed):
            self.unread += [parts.note] if parts.note and not is_placeholder(parts.note.text) else []
            return
        target = parse_target(printed, text)
        self.indicators.append(
            Indicator(
                number=len(self.indicators) + 1,
                level_1=self._levels.level_1,
                level_2=self._levels.level_2,
                level=self._levels.code_2 or self._levels.code_1,
                text=text,
                printed=printed,
                operator=target.operator,
                value=target.value,
                unit=target.unit,
                deadline=target.deadline,
                note=parts.note.line if parts.note else "",
                is_moved=parts.is_moved or is_put_in,
                location=first.location,
                row=first.row,
            )
        )
