"""Facts as an RDF Data Cube: one ``qb:DataSet`` for a disclosure, one ``qb:Observation`` for a fact.

Every observation says everything (all dimensions, currency, unit multiplier), so the graph needs no normalisation
before the W3C integrity constraints are checked, and a query needs no knowledge of the data structure definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from heapq import merge

from yusuan.codelists import DIMENSION_LISTS
from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.facts.fact import Fact, Status
from yusuan.facts.key import DIMENSIONS
from yusuan.publishing.projects import activities
from yusuan.publishing.rdf import entities
from yusuan.publishing.rdf.iris import CURRENCY, base_at
from yusuan.publishing.rdf.namespaces import (
    OBEU_ATTRIBUTE,
    OBEU_DIMENSION,
    OBEU_MEASURE,
    QB,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_CODE,
)
from yusuan.publishing.rdf.skos import concept_triples
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import (
    A,
    Description,
    Triple,
    boolean,
    decimal,
    described,
    gather,
    iri,
    literal,
    write,
)
from yusuan.publishing.resource import amount_text

OBSERVATION_STATUS = {
    Status.CONSISTENT: SDMX_CODE["obsStatus-A"],
    Status.UNCONFIRMED: SDMX_CODE["obsStatus-A"],
    Status.CORRECTED: SDMX_CODE["obsStatus-E"],
    Status.DISPUTED: SDMX_CODE["obsStatus-E"],
}
"""SDMX's nearest code: A normal; E for values got by further calculation and for those of low quality."""

_NO_CODES = Codelist("", {})
_CLASSIFYING = DIMENSIONS[DIMENSIONS.index("operation") :]


def _label(fact: Fact, conversion: Conversion) -> str:
    """The names of what the fact is about, leaving out totals: ``本年支出 / 医疗保障经办事务``."""
    names = []
    for dimension in _CLASSIFYING:
        code = getattr(fact.key, dimension)
        if code not in (TOTAL, NOT_APPLICABLE):
            codelist = conversion.codelists.get(dimension)
            names.append((codelist[code].label_zh if codelist and code in codelist else "") or code)
    return " / ".join(names)


def _observations(conversion: Conversion, terms: Terms) -> Iterator[Description]:
    properties = [(dimension, terms.property(dimension)) for dimension in DIMENSIONS]
    values: dict[tuple[str, str], str] = {}

    def value(dimension: str, code: str) -> str:
        if (dimension, code) not in values:
            values[dimension, code] = terms.value(dimension, code)
        return values[dimension, code]

    constant = [
        (A, QB["Observation"]),
        (QB["dataSet"], terms.part("dataset")),
        (OBEU_ATTRIBUTE["currency"], iri(CURRENCY)),
        (SDMX_ATTRIBUTE["unitMult"], SDMX_CODE["unitMult-0"]),
    ]
    for subject, fact in sorted(((terms.fact(f.fact_id), f) for f in conversion.facts), key=lambda pair: pair[0]):
        yield (
            subject,
            [
                *constant,
                *((term, value(dimension, getattr(fact.key, dimension))) for dimension, term in properties),
                (OBEU_MEASURE["amount"], decimal(Decimal(amount_text(fact.amount)))),  # the text that facts.csv has
                (SDMX_ATTRIBUTE["obsStatus"], OBSERVATION_STATUS[fact.status]),
                (terms.own["factStatus"], terms.concept("fact-status", fact.status.value)),
                (terms.own["isLeaf"], boolean(fact.is_leaf)),
                (RDFS["label"], literal(_label(fact, conversion), "zh")),
            ],
        )


def _unlisted(conversion: Conversion, terms: Terms) -> Iterator[Triple]:
    """Codes that the document prints and the shared code list lacks: published as concepts of the list, with the names
    they are printed with, and marked. Under its own name the conversion has the shared list, under the dimension's
    name the list as this disclosure extends it."""
    for dimension, list_name in DIMENSION_LISTS.items():
        shared, extended = (conversion.codelists.get(name, _NO_CODES) for name in (list_name, dimension))
        codes = {getattr(fact.key, dimension) for fact in conversion.facts}
        codes |= {broader for code in codes for broader in extended.ancestors(code)}
        for code in sorted(codes - set(shared.concepts)) if dimension != "phase" else ():
            concept = extended[code] if code in extended else Concept(code, "", "", "")
            broader = terms.concept(list_name, concept.parent) if concept.parent else ""
            mark = (terms.own["attestation"], literal("unlisted"))
            subject, scheme = terms.concept(list_name, code), iri(terms.base.scheme(list_name))
            yield from concept_triples(concept, subject, scheme, broader, (mark,))


def _context(conversion: Conversion, terms: Terms) -> Iterator[Triple]:
    disclosure, lists = conversion.disclosure, conversion.codelists
    named = (literal(entities.title_zh(disclosure), "zh"), literal(f"Facts of {disclosure.disclosure_id}", "en"))
    yield from described(
        terms.part("dataset"), {A: QB["DataSet"], QB["structure"]: terms.own["structure"], RDFS["label"]: named}
    )
    yield from entities.organization_triples(disclosure, lists["organization"], terms)
    yield from entities.activity_triples(disclosure, activities(conversion), terms)
    yield from entities.year_triples(fact.key.fiscal_year for fact in conversion.facts)
    yield from _unlisted(conversion, terms)


def facts_turtle(conversion: Conversion, site_url: str) -> Iterator[str]:
    """The cube of one disclosure as Turtle, in pieces: the data set, what the disclosure itself names, observations.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    terms = Terms(base_at(site_url), conversion.disclosure.disclosure_id)
    cube = (OBEU_ATTRIBUTE, OBEU_DIMENSION, OBEU_MEASURE, QB, SDMX_ATTRIBUTE, SDMX_CODE)
    yield from write(
        (*entities.NAMESPACES, *cube, *terms.namespaces.values()),
        merge(gather(_context(conversion, terms)), _observations(conversion, terms), key=lambda found: found[0]),
    )
