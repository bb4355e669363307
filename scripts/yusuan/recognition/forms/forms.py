"""Forms: tables of kind …-target-form → what they say. Labels come from code lists, places from the form's own grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.recognition.disclosure import Table, Unrecognised
from yusuan.recognition.forms.funding import FUNDING, FundingBlocks
from yusuan.recognition.forms.indicators import INDICATORS, IndicatorRows, header_columns
from yusuan.recognition.forms.labels import FormLabels
from yusuan.recognition.forms.particulars import (
    GOAL,
    PARTICULARS,
    Particular,
    read_goals,
    read_particulars,
    split_code,
)
from yusuan.recognition.forms.rows import FormRow, filled, form_rows
from yusuan.recognition.forms.targets import Form
from yusuan.recognition.forms.tasks import TASKS, TaskList
from yusuan.recognition.kinds import content_of
from yusuan.recognition.lexicon import Lexicon

_OWN_FIELDS = ("project-name", "unit", "supervisor", "period")


def _sections(rows: Sequence[FormRow], labels: FormLabels) -> Iterator[tuple[str, FormRow]]:
    """Each row with the block of the form it belongs to: the one its first label names, else that of the row above."""
    section = PARTICULARS
    for row in rows:
        cells = filled(row)
        if not cells:
            continue
        # only among the particulars may a label in no list (预算资金) stand before one that names the block
        codes = [labels.field(cell.text) for _, cell in cells[: None if section == PARTICULARS else 1]]
        code = next(filter(None, codes), "")
        if header_columns(row, labels):
            section = INDICATORS
        elif code:
            section = labels.block(code)
        yield section, row


def _value(particulars: Sequence[Particular], code: str) -> str:
    return next((p.value for p in particulars if p.code == code and p.value), "")


def read_form(table: Table, labels: FormLabels) -> Form:
    """What one form says."""
    sections: dict[str, list[FormRow]] = {}
    for section, row in _sections(form_rows(table.printed, labels), labels):
        sections.setdefault(section, []).append(row)
    particulars, unread = read_particulars(sections.get(PARTICULARS, ()), labels)
    blocks = FundingBlocks(labels, table.unit)
    blocks.read(sections.get(FUNDING, ()))
    tasks = TaskList(labels, table.unit)
    tasks.read(sections.get(TASKS, ()))
    goals = tuple(read_goals(sections.get(GOAL, ()), labels))
    rows = IndicatorRows(labels)
    rows.read(sections.get(INDICATORS, ()))
    fundings = (*blocks.fundings, *tasks.fundings)
    name, (code, supervisor) = _value(particulars, "project-name"), split_code(_value(particulars, "supervisor"))
    unread = sorted((*unread, *blocks.unread, *tasks.unread, *rows.unread), key=lambda c: (c.row, c.column))
    return Form(
        table_id=table.table_id,
        kind=table.kind,
        name=name,
        unit=_value(particulars, "unit"),
        supervisor=supervisor,
        supervisor_code=code,
        period=_value(particulars, "period"),
        goals=goals,
        particulars=tuple((p.label, p.value) for p in particulars if p.code not in _OWN_FIELDS and p.value),
        fundings=fundings,
        tasks=tuple(tasks.tasks),
        indicators=tuple(rows.indicators),
        is_template=not (name or goals or fundings or tasks.tasks or rows.indicators),
        location=table.location,
        unrecognised=tuple(Unrecognised("form text", cell.line, cell.location) for cell in unread),
    )


def read_forms(tables: Sequence[Table], lexicon: Lexicon) -> tuple[Form, ...]:
    """The forms among the tables, in reading order."""
    labels = FormLabels(lexicon)
    return tuple(read_form(table, labels) for table in tables if content_of(table.kind, lexicon) == "form")
