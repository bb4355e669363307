"""What a disclosure itself names: its organizations, its activities, its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.publishing.codelist_titles import title_of
from yusuan.publishing.rdf.iris import INSTANTS, year
from yusuan.publishing.rdf.namespaces import DCAT, DCTERMS, FOAF, INTERVAL, ORG, RDFS, SKOS, TIME, XSD
from yusuan.publishing.rdf.skos import concept_triples, labels, scheme_triples
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import A, Triple, described, iri, literal
from yusuan.recognition.disclosure import Disclosure

NAMESPACES = (DCAT, DCTERMS, FOAF, INTERVAL, ORG, RDFS, SKOS, TIME, XSD)
"""The namespaces that the triples of this module use."""


def title_zh(disclosure: Disclosure) -> str:
    """The title of the document; made of unit and year where it prints none."""
    unit = disclosure.organization
    return disclosure.title or f"{unit.label_zh or unit.code}{disclosure.fiscal_year}年预算公开"


def division_terms(disclosure: Disclosure, terms: Terms) -> tuple[str, ...]:
    """The disclosure's administrative division; none where it is not known."""
    return (terms.concept("divisions", disclosure.division),) if disclosure.division else ()


def organization_triples(disclosure: Disclosure, organizations: Codelist, terms: Terms) -> Iterator[Triple]:
    """Every organization of the disclosure; the reporting unit also with its administrative division."""
    for concept in organizations:
        subject = terms.organization(concept.code)
        yield from ((subject, predicate, text) for predicate, text in labels(concept))
        reports = concept.code == disclosure.organization.code
        name = literal(concept.label_zh or concept.code, "zh" if concept.label_zh else "")
        yield from described(
            subject,
            {
                A: (ORG["Organization"], ORG["FormalOrganization"], FOAF["Agent"]),
                DCTERMS["identifier"]: literal(concept.code),
                DCTERMS["spatial"]: division_terms(disclosure, terms) if reports else (),
                FOAF["name"]: name,
                ORG["subOrganizationOf"]: terms.organization(concept.parent) if concept.parent else "",
                RDFS["label"]: name,
            },
        )


def activity_triples(disclosure: Disclosure, activities: Codelist, terms: Terms) -> Iterator[Triple]:
    """The activities, as a concept scheme of the disclosure. Each is also in the scheme of all activities, which is
    the code list of the dimension: one dimension has one code list, and one query then reaches every disclosure."""
    own, everything = terms.part("activities"), terms.own["activities"]
    zh, en = title_of("activities")
    yield from scheme_triples(own, (f"{title_zh(disclosure)}：{zh}", f"{en} of {disclosure.disclosure_id}"))
    for concept in activities:
        if concept.code in (TOTAL, NOT_APPLICABLE):
            continue
        subject, broader = terms.activity(concept.code), concept.parent or TOTAL
        yield from concept_triples(concept, subject, everything, terms.activity(broader))
        yield subject, SKOS["inScheme"], own
        if broader == TOTAL:
            yield own, SKOS["hasTopConcept"], subject
            yield subject, SKOS["topConceptOf"], own


def year_triples(codes: Iterable[str]) -> Iterator[Triple]:
    """Years, described here because their IRIs, though OpenBudgets' data sets share them, may resolve nowhere."""
    for code in sorted(set(codes)):
        begin, end = (f"{INSTANTS}{number}-01-01T00:00:00" for number in (int(code), int(code) + 1))
        yield from described(
            iri(year(code)),
            {
                A: (INTERVAL["Year"], TIME["Interval"], DCTERMS["PeriodOfTime"]),
                RDFS["label"]: literal(code),
                DCAT["startDate"]: literal(f"{code}-01-01", datatype=XSD["date"]),
                DCAT["endDate"]: literal(f"{code}-12-31", datatype=XSD["date"]),
                TIME["hasBeginning"]: iri(begin),
                TIME["hasEnd"]: iri(end),
            },
        )
        for instant in (begin, end):
            moment = literal(instant.removeprefix(INSTANTS), datatype=XSD["dateTime"])
            yield from described(iri(instant), {A: TIME["Instant"], TIME["inXSDDateTime"]: moment})
