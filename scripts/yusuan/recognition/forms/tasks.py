"""The task list of an overall form: tasks, what they are about, their amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.recognition.forms.labels import FormLabels, is_placeholder, without_unit
from yusuan.recognition.forms.rows import FormCell, FormRow, filled
from yusuan.recognition.forms.targets import Funding, Task
from yusuan.recognition.numbers import parse_number
from yusuan.recognition.titles import printed_unit

TASKS = "tasks"
_TASK_HEADINGS = ("task-name", "task-content", "task-amount", "task-amount-total")


@dataclass(slots=True)
class TaskList:
    """Reads the task list of an overall form. Its amounts stand under 总额, 财政拨款, 其他资金; the first of a row is
    the total wherever print shows it, for a row whose cells were shifted has lost or gained them before it."""

    labels: FormLabels
    unit: str
    tasks: list[Task] = field(default_factory=list)
    fundings: list[Funding] = field(default_factory=list)
    unread: list[FormCell] = field(default_factory=list)
    _headings: list[tuple[int, str]] = field(default_factory=list)
    """Column and heading of the amounts."""
    _noted_unit: str = ""

    def read(self, rows: Sequence[FormRow]) -> None:
        """Read all rows."""
        for row in rows:
            codes = [self.labels.field(cell.text) for _, cell in filled(row)]
            if any(code in _TASK_HEADINGS for code in codes):
                self._read_headings(row)
            else:
                self._read_task(row)

    def _read_headings(self, row: FormRow) -> None:
        amounts = []
        for n, cell in filled(row):
            code = self.labels.field(cell.text)
            if code == "task-amount":
                self._noted_unit = printed_unit(cell.text)
            if code in ("task-amount", "task-amount-total") or self.labels.lexicon.exact("fund", cell.text):
                amounts.append((n, without_unit(cell.text)))
            elif self.labels.block(code) != TASKS:
                self.unread.append(cell)
        self._headings = amounts or self._headings

    def _read_task(self, row: FormRow) -> None:
        numbers = [(n, cell) for n, cell in filled(row) if parse_number(cell.text) is not None]
        words = [cell for _, cell in filled(row) if parse_number(cell.text) is None]
        texts = [cell for cell in words if not self.labels.field(cell.text)]
        total = next((cell for cell in words if self.labels.field(cell.text) == "task-total"), None)
        if total is not None:
            self.fundings += self._amounts(numbers, without_unit(total.text))
            self.unread += texts
            return
        name, content = (*(cell.line for cell in texts[:2]), "", "")[:2]
        self.unread += texts[2:]
        is_blank = not content and not numbers and (is_placeholder(f"{name}:") or is_placeholder(name))
        if name and not is_blank:
            self.tasks.append(Task(name, content, tuple(self._amounts(numbers, ""))))
        else:
            self.unread += [cell for _, cell in numbers]

    def _amounts(self, numbers: Sequence[tuple[int, FormCell]], above: str) -> list[Funding]:
        if not numbers:
            return []
        if not self._headings:
            self.unread += [cell for _, cell in numbers]
            return []
        shift = self._headings[0][0] - numbers[0][0]
        columns = {n: (place, heading) for place, (n, heading) in enumerate(self._headings)}
        found = []
        for n, cell in numbers:
            if n + shift not in columns:
                self.unread.append(cell)
                continue
            place, heading = columns[n + shift]
            path = (above, heading) if above else (heading,)
            number = parse_number(cell.text)
            unit = (number.unit if number else "") or self._noted_unit or self.unit
            found.append(Funding(path, cell.text, unit, cell.location, cell.row, cell.column, place, shift != 0))
        return found
