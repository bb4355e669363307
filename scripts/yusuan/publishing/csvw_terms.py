"""What the columns of a table say in RDF, as the properties and URI templates that CSVW metadata gives them.

Every template is made from the term that the Turtle has for the same thing, with a mark in the place of the code, so
that the two cannot say different things.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from yusuan.codelists import DIMENSION_LISTS
from yusuan.concepts import NOT_APPLICABLE, TOTAL
from yusuan.facts.fact import Status
from yusuan.facts.key import DIMENSIONS
from yusuan.publishing.rdf import namespaces
from yusuan.publishing.rdf.cube import OBSERVATION_STATUS
from yusuan.publishing.rdf.iris import CURRENCY, Base, year
from yusuan.publishing.rdf.namespaces import (
    DCTERMS,
    OBEU_ATTRIBUTE,
    OBEU_MEASURE,
    ORG,
    QB,
    RDF,
    SDMX_ATTRIBUTE,
    SDMX_CODE,
    SKOS,
)
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import A, Namespace, iri
from yusuan.publishing.resource import Resource
from yusuan.publishing.schemas import table_schema
from yusuan.publishing.used_codelists import LISTS

UNDERIVED = ("http://www.w3.org/2000/01/rdf-schema#label",)
"""What an observation has in Turtle and no column of ``facts.csv`` gives: its label is made of several columns."""

_DISCLOSURE = "disclosure"
_CODE_MARK, _DISCLOSURE_MARK = "yusuan0code0", "yusuan0disclosure0"  # plain letters: they stay as they are in an IRI
_PREFIXES = {found.prefix: found.iri for found in vars(namespaces).values() if isinstance(found, Namespace)}
_EVERYWHERE = (TOTAL, NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class ColumnTerm:
    """The triple that a column makes of each row: ``property`` is an IRI, ``value`` a URI template.

    Without ``value`` the object is the text of the cell, in ``language`` if given. Cells that hold one of ``null``
    make none.
    """

    property: str
    value: str = ""
    language: str = ""
    null: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """A table in RDF: what each row is ``about`` (a URI template), what its columns say by name, and what every row
    says besides. ``readings`` are for columns that say two things, or whose codes are IRIs of more than one form.
    """

    about: str
    columns: Mapping[str, ColumnTerm]
    constants: Mapping[str, ColumnTerm] = field(default_factory=dict)
    readings: tuple[Mapping[str, ColumnTerm], ...] = ()


@dataclass(frozen=True, slots=True)
class _Templates:
    """Turtle terms as IRIs and, where they hold marks, as URI templates."""

    terms: Terms

    def iri(self, term: str) -> str:
        """A Turtle term as an IRI."""
        if term == A:
            return f"{RDF.iri}type"
        if term.startswith("<"):
            return term[1:-1]
        prefix, _, name = term.partition(":")
        known = self.terms.namespaces.get(prefix)
        return (known.iri if known else _PREFIXES[prefix]) + name

    def coded(self, predicate: str, thing: str, column: str = "", null: Collection[str] = ()) -> ColumnTerm:
        """``thing`` as the object, its marks replaced by the column and by the column of disclosures."""
        value = self.iri(thing).replace(_CODE_MARK, f"{{{column}}}").replace(_DISCLOSURE_MARK, f"{{{_DISCLOSURE}}}")
        return ColumnTerm(self.iri(predicate), value, null=tuple(null))

    def text(self, predicate: str, language: str = "") -> ColumnTerm:
        """The text of the cell as the object."""
        return ColumnTerm(self.iri(predicate), language=language)

    def about(self, thing: str, column: str) -> str:
        """What a row is about."""
        return self.coded(A, thing, column).value


def _facts(resource: Resource, say: _Templates) -> Meaning:
    terms = say.terms
    columns = {
        name: say.coded(terms.property(name), terms.value(name, _CODE_MARK), name)
        for name in DIMENSIONS
        if name != "activity"
    }
    columns |= {
        "amount": say.text(OBEU_MEASURE["amount"]),
        "status": say.coded(terms.own["factStatus"], terms.concept("fact-status", _CODE_MARK), "status"),
        "is_leaf": say.text(terms.own["isLeaf"]),
    }
    constants = {
        "type": say.coded(A, QB["Observation"]),
        "dataset": say.coded(QB["dataSet"], terms.part("dataset")),
        "currency": say.coded(OBEU_ATTRIBUTE["currency"], iri(CURRENCY)),
        "unit_mult": say.coded(SDMX_ATTRIBUTE["unitMult"], SDMX_CODE["unitMult-0"]),
    }
    return Meaning(say.about(terms.fact(_CODE_MARK), "fact_id"), columns, constants, _fact_readings(resource, say))


def _fact_readings(resource: Resource, say: _Templates) -> tuple[Mapping[str, ColumnTerm], ...]:
    """An activity of the disclosure and one that all disclosures share have IRIs on different pages; a status is also
    one of two of SDMX. Each reading takes one case of either column and passes over the other."""
    terms = say.terms
    activities, statuses = (
        sorted({str(row[place]) for row in resource.rows})
        for place in map(resource.fields.index, ("activity", "status"))
    )
    own = [code for code in activities if code not in _EVERYWHERE]
    shared = terms.activity(TOTAL).removesuffix(TOTAL) + _CODE_MARK
    readings: list[dict[str, ColumnTerm]] = []
    cases = ((terms.activity(_CODE_MARK), _EVERYWHERE), (shared, own))
    for (activity, others), sdmx in zip(cases, sorted(set(OBSERVATION_STATUS.values())), strict=True):
        reading = {}
        if set(activities) - set(others):
            reading["activity"] = say.coded(terms.property("activity"), activity, "activity", others)
        differing = [code for code in statuses if OBSERVATION_STATUS[Status(code)] != sdmx]
        if differing != statuses:
            reading["status"] = say.coded(SDMX_ATTRIBUTE["obsStatus"], sdmx, null=differing)
        readings.append(reading)
    return tuple(reading for reading in readings if reading)


def _codelist(name: str, say: _Templates) -> Meaning | None:
    """A code list: of a disclosure's own lists only the organizations, for activities have IRIs of two forms."""
    terms, named = say.terms, {f"label_{language}": say.text(SKOS["prefLabel"], language) for language in ("zh", "en")}
    if name == "activity":
        return None
    if name == "organization":
        thing = terms.organization(_CODE_MARK)
        columns = {
            "code": say.text(DCTERMS["identifier"]),
            "parent": say.coded(ORG["subOrganizationOf"], thing, "parent"),
        }
        return Meaning(say.about(thing, "code"), columns | named, {"type": say.coded(A, ORG["Organization"])})
    base = terms.base
    thing = iri(base.concept(name, _CODE_MARK))
    columns = {
        "notation": say.text(SKOS["notation"]),
        "parent": say.coded(SKOS["broader"], thing, "parent"),
    }
    constants = {
        "type": say.coded(A, SKOS["Concept"]),
        "scheme": say.coded(SKOS["inScheme"], iri(base.scheme(name))),
    }
    return Meaning(say.about(thing, "code"), columns | named, constants)


def _disclosures(say: _Templates) -> Meaning:
    terms = say.terms
    return Meaning(
        say.about(terms.part("dataset"), ""),
        {
            _DISCLOSURE: say.text(DCTERMS["identifier"]),
            "organization": say.coded(DCTERMS["creator"], terms.organization(_CODE_MARK), "organization"),
            "division": say.coded(DCTERMS["spatial"], terms.concept("divisions", _CODE_MARK), "division"),
            "fiscal_year": say.coded(DCTERMS["temporal"], iri(year(_CODE_MARK)), "fiscal_year"),
        },
    )


def meaning_of(resource: Resource, base: Base, disclosure_id: str = "") -> Meaning | None:
    """What a resource says in RDF; None where the RDF says nothing of its rows.

    ``disclosure_id`` is the disclosure whose package it is in; without it, a column says which one a row is of.
    """
    say = _Templates(Terms(base, disclosure_id or _DISCLOSURE_MARK))
    if resource.name == "facts":
        return _facts(resource, say)
    if resource.name == "disclosures":
        return _disclosures(say)
    is_codelist = resource.fields[: len(_CODELIST)] == _CODELIST
    name = resource.name.removeprefix("codelist_")
    return _codelist(DIMENSION_LISTS.get(name, LISTS.get(name, name)), say) if is_codelist else None


_CODELIST = tuple(column["name"] for column in table_schema("codelist")["fields"])
