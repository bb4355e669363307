"""Projects and their indicators as RDF, linked to activities, facts and the forms that print them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.conversion import Conversion
from yusuan.publishing.projects import Project, projects_of
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.rdf.namespaces import DCTERMS, FOAF, RDFS, SKOS
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import (
    A,
    Namespace,
    Triple,
    boolean,
    decimal,
    described,
    document,
    integer,
    literal,
)
from yusuan.publishing.target_resources import filled_forms, indicator_id
from yusuan.recognition.forms.targets import Form, Indicator


def _zh(text: str) -> str:
    return literal(text, "zh") if text else ""


class _Names:
    """The terms of one disclosure's projects, indicators and tables, and of the code list of levels."""

    def __init__(self, terms: Terms) -> None:
        base, name = terms.base, terms.disclosure_id
        self.terms = terms
        self.project = Namespace("project", base.part(name, "project-"))
        self.indicator = Namespace("indicator", base.part(name, "indicator-"))
        self.table = Namespace("table", base.part(name, "table-"))
        self.level = Namespace("indicator-levels", base.concepts("indicator-levels"))

    def namespaces(self) -> tuple[Namespace, ...]:
        """Every namespace whose prefix the graph uses."""
        spaces = self.terms.namespaces
        shared = (self.terms.own, spaces["activity"], spaces["fact"], spaces["organization"])
        return (DCTERMS, FOAF, RDFS, SKOS, *shared, self.project, self.indicator, self.table, self.level)


def _project_triples(project: Project, names: _Names) -> Iterator[Triple]:
    terms = names.terms
    own = terms.own
    yield from described(
        names.project[project.code],
        {
            A: (own["Project"], FOAF["Project"]),
            RDFS["label"]: _zh(project.name),
            FOAF["name"]: _zh(project.name),
            DCTERMS["identifier"]: literal(project.code),
            DCTERMS["isPartOf"]: terms.part("dataset"),
            DCTERMS["description"]: _zh(project.goal),
            own["activity"]: terms.activity(project.code),
            own["fact"]: [terms.fact(fact) for fact in project.amounts.fact_ids],
            own["implementingUnit"]: _zh(project.unit),
            own["supervisingDepartment"]: _zh(project.supervisor),
            own["period"]: _zh(project.period),
            own["printedIn"]: [names.table[table_id] for table_id in project.table_ids],
        },
    )


def _indicator_triples(form: Form, about: str, found: Indicator, names: _Names) -> Iterator[Triple]:
    own = names.terms.own
    yield from described(
        names.indicator[indicator_id(form, found)],
        {
            A: own["Indicator"],
            RDFS["label"]: _zh(found.text),
            DCTERMS["identifier"]: literal(indicator_id(form, found)),
            SKOS["note"]: _zh(found.note),
            own["indicatorOf"]: about,
            own["indicatorNumber"]: integer(found.number),
            own["indicatorLevel"]: names.level[found.level] if found.level else "",
            own["levelOneHeading"]: _zh(found.level_1),
            own["levelTwoHeading"]: _zh(found.level_2),
            own["printedTarget"]: _zh(found.printed),
            own["targetOperator"]: literal(found.operator) if found.operator else "",
            own["targetValue"]: decimal(Decimal(found.value)) if found.value else "",
            own["targetUnit"]: _zh(found.unit),
            own["targetDeadline"]: _zh(found.deadline),
            own["isMoved"]: boolean(found.is_moved),
            own["line"]: integer(found.location.line) if found.location.line is not None else "",
            own["printedIn"]: names.table[form.table_id],
        },
    )


def projects_turtle(conversion: Conversion, site_url: str) -> bytes:
    """``rdf/projects.ttl``; empty where the document has neither projects nor indicators. An indicator of a form about
    the whole unit is one of the reporting organization.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    names = _Names(Terms(base_at(site_url), conversion.disclosure.disclosure_id))
    unit = names.terms.organization(conversion.disclosure.organization.code)
    triples = [triple for project in projects_of(conversion) for triple in _project_triples(project, names)]
    for form, code in filled_forms(conversion):
        about = names.project[code] if code else unit
        triples += (triple for found in form.indicators for triple in _indicator_triples(form, about, found, names))
    return document(names.namespaces(), triples) if triples else b""
