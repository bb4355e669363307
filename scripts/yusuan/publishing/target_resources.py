"""What performance-target forms give: the resources ``projects`` and ``indicators``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.conversion import Conversion
from yusuan.publishing.projects import Project, project_of, projects_of
from yusuan.publishing.resource import Figure, Resource, Value
from yusuan.publishing.schemas import data_resource
from yusuan.publishing.used_codelists import concept_of
from yusuan.recognition.forms.targets import Form, Indicator


def indicator_id(form: Form, indicator: Indicator) -> str:
    """The identifier of an indicator: the form's table and its number there."""
    return f"{form.table_id}.i{indicator.number}"


def filled_forms(conversion: Conversion) -> Iterator[tuple[Form, str]]:
    """The forms that were filled in, in printed order, each with the code of its project (``""`` for a unit's)."""
    for form in conversion.forms:
        if not form.is_template:
            yield form, project_of(form)


def _project_row(project: Project) -> tuple[Value, ...]:
    amounts = project.amounts
    return (
        project.code,
        project.name,
        project.unit,
        project.supervisor,
        project.supervisor_code,
        project.period,
        amounts.total,
        amounts.fiscal,
        amounts.other,
        amounts.lifetime,
        project.goal,
        project.particulars,
        project.indicators,
        ";".join(project.table_ids),
        ";".join(amounts.fact_ids),
    )


def projects(conversion: Conversion) -> Resource:
    """``projects``: one row per project, with what its forms and the facts say of it."""
    return data_resource("projects", tuple(_project_row(project) for project in projects_of(conversion)))


def indicators(conversion: Conversion) -> Resource:
    """``indicators``: one row per indicator of a printed form, in printed order."""

    def row(form: Form, project: str, found: Indicator) -> tuple[Value, ...]:
        level = concept_of(conversion.codelists, "indicator_level", found.level) if found.level else None
        return (
            indicator_id(form, found),
            form.table_id,
            project,
            found.number,
            found.level_1,
            found.level_2,
            found.level,
            level.label_zh if level else None,
            level.label_en if level else None,
            found.text,
            found.printed,
            found.operator,
            Figure(Decimal(found.value)) if found.value else None,
            found.unit,
            found.deadline,
            found.note,
            found.is_moved,
            found.location.page,
            found.location.line,
            found.row,
        )

    return data_resource(
        "indicators",
        tuple(row(form, project, found) for form, project in filled_forms(conversion) for found in form.indicators),
    )
