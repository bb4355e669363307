"""Figures of the prose: the resource ``statements``."""

from __future__ import annotations

from yusuan.conversion import Conversion
from yusuan.facts.key import DIMENSIONS, fact_id
from yusuan.facts.statement_binding import PROSE
from yusuan.publishing.resource import Figure, Resource, Value
from yusuan.publishing.schemas import data_resource
from yusuan.publishing.used_codelists import concept_of
from yusuan.recognition.prose.statements import Statement


def statement_id(number: int) -> str:
    """The identifier of a statement, which is also that of the cell it is."""
    return f"{PROSE}.s{number}"


def _sets(statement: Statement) -> str:
    return ";".join(f"{name}={statement.sets[name]}" for name in DIMENSIONS if name in statement.sets)


def statements(conversion: Conversion) -> Resource:
    """``statements``: one row per figure of the narrative, in reading order."""
    witnessed = {cell.cell_id: fact_id(cell.key) for cell in conversion.cells if cell.key is not None}

    def row(statement: Statement) -> tuple[Value, ...]:
        subject = concept_of(conversion.codelists, "statement_subject", statement.subject)
        name = statement_id(statement.number)
        return (
            name,
            statement.number,
            statement.subject,
            subject.label_zh,
            subject.label_en,
            statement.about,
            statement.heading,
            statement.project,
            statement.printed_code,
            _sets(statement),
            witnessed.get(name),
            statement.printed,
            None if statement.value is None else Figure(statement.value),
            statement.unit,
            statement.amount,
            statement.quantum,
            statement.direction,
            statement.compared_with,
            None if statement.belongs_to is None else statement_id(statement.belongs_to),
            statement.reason,
            statement.sentence,
            statement.unread,
            statement.note,
            statement.location.page,
            statement.location.line,
            statement.last_line,
            ";".join(statement_id(number) for number in statement.derived_from),
        )

    return data_resource("statements", tuple(row(statement) for statement in conversion.statements))
