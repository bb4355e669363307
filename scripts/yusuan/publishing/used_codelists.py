"""The code lists inside a package: of each shared list the concepts used and what is broader than them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yusuan.codelists import DIMENSION_LISTS
from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.facts.key import DIMENSIONS
from yusuan.facts.views import NOT_ITEMISED
from yusuan.publishing.cell_kinds import cell_kinds
from yusuan.publishing.codelist_titles import title_of
from yusuan.publishing.projects import activities
from yusuan.publishing.resource import Resource, Value
from yusuan.publishing.schemas import table_schema

OWN = ("organization", "activity")
"""The dimensions whose code list belongs to the disclosure."""

LISTS: Mapping[str, str] = {name: name for name in DIMENSIONS if name != "fiscal_year"} | {
    "fact_status": "fact-status",
    "binding": "binding",
    "cell_kind": "cell-kinds",
    "table_kind": "table-kinds",
    "unit_of_measure": "units-of-measure",
    "indicator_level": "indicator-levels",
    "statement_subject": "statement-subjects",
    "finding_code": "finding-codes",
    "severity": "severities",
}
"""The code lists of a package: name there → key in ``Conversion.codelists``."""

_OWN_TITLES = {"organization": "organizations", "activity": "activities"}
"""What the titles of a disclosure's own code lists are filed under."""

_OPTIONAL = ("indicator_level", "statement_subject")
"""The code lists of resources that a package may lack."""

UNLISTED = "unlisted"
_EVERYWHERE = {
    TOTAL: Concept(TOTAL, "", "合计", "Total"),
    NOT_APPLICABLE: Concept(NOT_APPLICABLE, "", "不适用", "Not applicable"),
    NOT_ITEMISED: Concept(NOT_ITEMISED, "", "未细化", "Not itemised"),
}


def concept_of(codelists: Mapping[str, Codelist], name: str, code: str) -> Concept:
    """The concept of a code. One that the list lacks is published all the same: under its code, as unlisted."""
    codelist = codelists.get(LISTS.get(name, name))
    if codelist is not None and code in codelist:
        return codelist[code]
    return _EVERYWHERE.get(code) or Concept(code, "", code, "", status=UNLISTED)


def used_concepts(codelists: Mapping[str, Codelist], name: str, codes: Iterable[str]) -> tuple[Concept, ...]:
    """The concepts of ``codes`` and their ancestors in the order of the list; unlisted ones last, by code."""
    codelist = codelists.get(LISTS.get(name, name), Codelist(name, {}))
    wanted = {code for code in codes if code}
    wanted |= {broader for code in wanted for broader in codelist.ancestors(code)}
    missing = sorted(wanted - set(codelist.concepts))
    return (
        *(concept for concept in codelist if concept.code in wanted),
        *(concept_of(codelists, name, code) for code in missing),
    )


def used_codes(conversion: Conversion) -> dict[str, set[str]]:
    """The codes that the rows of a package name, by code list of the package."""
    used = {name: {str(getattr(fact.key, name)) for fact in conversion.facts} for name in DIMENSIONS if name in LISTS}
    for view in conversion.views:
        used[view.dimension] |= {line.code for line in view.lines} - {NOT_ITEMISED}
    for name in OWN:
        if name in conversion.codelists:
            used[name] |= set(conversion.codelists[name].concepts)
    used["activity"] |= set(activities(conversion).concepts)
    tables, kinds = conversion.disclosure.tables, cell_kinds(conversion)
    return used | {
        "fact_status": {fact.status.value for fact in conversion.facts},
        "binding": {cell.binding.value for cell in conversion.cells},
        "cell_kind": {kinds[cell.table_id] for cell in conversion.cells},
        "indicator_level": {found.level for form in conversion.forms for found in form.indicators},
        "statement_subject": {statement.subject for statement in conversion.statements},
        "finding_code": {finding.code for finding in conversion.findings},
        "severity": {finding.severity for finding in conversion.findings},
        "table_kind": {table.kind for table in tables},
        "unit_of_measure": {table.unit for table in tables} | {cell.unit for cell in conversion.cells},
    }


def concept_row(concept: Concept) -> tuple[Value, ...]:
    """One concept as a row of the Table Schema ``codelist``."""
    return (
        concept.code,
        concept.notation,
        concept.parent,
        concept.label_zh,
        concept.label_en,
        "|".join(concept.alt_labels),
        "|".join(concept.hidden_labels),
        concept.source,
        concept.status,
        concept.note,
    )


def codelist_resource(name: str, concepts: Iterable[Concept]) -> Resource:
    """The resource ``codelist_<name>`` at ``data/codelists/<name>.csv``."""
    shared = LISTS.get(name, name)
    title_zh, title_en = title_of(_OWN_TITLES.get(name) or DIMENSION_LISTS.get(shared, shared))
    return Resource(
        name=f"codelist_{name}",
        path=f"data/codelists/{name}.csv",
        title_zh=f"代码表：{title_zh}",
        title_en=f"Code list: {title_en}",
        schema=table_schema("codelist"),
        rows=tuple(concept_row(concept) for concept in concepts),
    )


def codelist_resources(conversion: Conversion) -> tuple[Resource, ...]:
    """Every code list that the rows of the package refer to."""
    used = used_codes(conversion)
    lists = {**conversion.codelists, "activity": activities(conversion)}
    return tuple(
        codelist_resource(name, used_concepts(lists, name, used[name]))
        for name in LISTS
        if name not in _OPTIONAL or used[name]
    )
