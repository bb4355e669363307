"""Editions of a code list in XKOS: a concept scheme for each, what is in it, and what became of the codes given up.

A concept keeps its IRI through all editions; an edition is a scheme that the concepts in force are in. Former names are
labels of their own (SKOS-XL), because a plain label cannot say until when it was used.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from yusuan.concepts import Codelist
from yusuan.editions import Edition, FormerName, editions, former_names, successions
from yusuan.publishing.rdf.iris import Base, fragment
from yusuan.publishing.rdf.namespaces import DCTERMS, SKOS, SKOSXL, XKOS, XSD
from yusuan.publishing.rdf.turtle import A, Namespace, Triple, described, iri, literal


def edition_title(edition: Edition, title: tuple[str, str]) -> tuple[str, str]:
    """The title of an edition, Chinese and English, from that of its list."""
    if not edition.since:
        return f"{title[0]}（{edition.until}年及以前）", f"{title[1]}, edition until {edition.until}"
    return f"{title[0]}（{edition.since}年版）", f"{title[1]}, edition of {edition.since}"


def former_name_code(former: FormerName) -> str:
    """The fragment of the IRI of a former name."""
    return f"{former.concept.code}-name-{former.until}"


def _year(text: str) -> str:
    return literal(text, datatype=XSD["gYear"]) if text else ""


def _edition_triples(edition: Edition, scheme: str, title: tuple[str, str], term: Namespace) -> Iterator[Triple]:
    own, titles = term[edition.code], edition_title(edition, title)
    named = (literal(titles[0], "zh"), literal(titles[1], "en"))
    yield from described(
        own,
        {
            A: SKOS["ConceptScheme"],
            DCTERMS["title"]: named,
            SKOS["prefLabel"]: named,
            DCTERMS["isVersionOf"]: scheme,
            XKOS["belongsTo"]: scheme,
        },
    )
    in_force = edition.concepts
    present = {concept.code for concept in in_force}
    for concept in in_force:
        yield term[concept.code], SKOS["inScheme"], own
        if concept.parent not in present:
            yield own, SKOS["hasTopConcept"], term[concept.code]


def _correspondence(before: Edition, after: Edition, term: Namespace) -> Iterator[Triple]:
    """What became of the codes of one edition in the next: an XKOS correspondence, empty of pairs where none moved."""
    given_up = successions(before, after)
    if not given_up:
        return
    own = term[f"{before.code}-to-{after.since}"]
    pairs = {pair.given_up.code: term[f"{pair.given_up.code}-to-{after.since}"] for pair in given_up}
    yield from described(
        own,
        {
            A: XKOS["Correspondence"],
            XKOS["compares"]: [term[before.code], term[after.code]],
            XKOS["madeOf"]: list(pairs.values()),
        },
    )
    for pair in given_up:
        yield from described(
            pairs[pair.given_up.code],
            {
                A: XKOS["ConceptAssociation"],
                XKOS["sourceConcept"]: term[pair.given_up.code],
                XKOS["targetConcept"]: term[pair.replaced_by] if pair.replaced_by else "",
            },
        )


def _name_triples(former: FormerName, term: Namespace, own: Namespace) -> Iterator[Triple]:
    name = term[former_name_code(former)]
    yield term[former.concept.code], SKOSXL["altLabel"], name
    yield from described(
        name,
        {
            A: SKOSXL["Label"],
            SKOSXL["literalForm"]: literal(former.label, "zh"),
            own["untilYear"]: _year(former.until),
        },
    )


def edition_triples(
    codelist: Codelist, title: tuple[str, str], base: Base, term: Namespace, own: Namespace
) -> Iterator[Triple]:
    """Everything that a list says about its editions; nothing for a list without years.

    ``title`` is the list's, Chinese and English; ``term`` the namespace of its concepts, ``own`` of our vocabulary.
    """
    found = editions(codelist)
    scheme = iri(base.scheme(codelist.name))
    for edition in found:
        yield from _edition_triples(edition, scheme, title, term)
        years = {own["fromYear"]: _year(edition.since), own["untilYear"]: _year(edition.until)}
        yield from described(term[edition.code], years)
    for before, after in pairwise(found):
        yield term[after.code], XKOS["follows"], term[before.code]
        yield from _correspondence(before, after, term)
    for concept in codelist:
        since, until = (_year(concept.extra.get(column, "")) for column in ("from_year", "until_year"))
        yield from described(term[fragment(concept.code)], {own["fromYear"]: since, own["untilYear"]: until})
    for former in former_names(codelist):
        yield from _name_triples(former, term, own)
