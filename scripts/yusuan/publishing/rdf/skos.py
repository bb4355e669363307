"""Code lists as SKOS concept schemes, and as XKOS classifications where the length of a code is its level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from yusuan.concepts import Codelist, Concept
from yusuan.publishing.codelist_titles import title_of
from yusuan.publishing.rdf.correspondences import correspondence_triples
from yusuan.publishing.rdf.editions import edition_triples
from yusuan.publishing.rdf.iris import Base, base_at, fragment
from yusuan.publishing.rdf.namespaces import DCTERMS, OBEU, RDF, SKOS, SKOSXL, XKOS, XSD
from yusuan.publishing.rdf.turtle import A, Namespace, Triple, described, encode, gather, iri, literal, write

LEVELS = (("类", "Category"), ("款", "Section"), ("项", "Item"), ("目", "Sub-item"))
"""What the levels of China's budget classifications are called, from the top."""

_CLASSES = {
    "divisions": DCTERMS["Location"],
    "operations": OBEU["OperationCharacter"],
    "phases": OBEU["BudgetPhase"],
}
"""What the concepts of a list are besides concepts."""


def labels(concept: Concept) -> Iterator[tuple[str, str]]:
    """Predicates and literals of a concept's labels.

    No label stands under two properties (SKOS S13). Labels that are paths serve recognition and are hidden ones.
    """
    seen = {concept.label_zh, ""}
    yield SKOS["prefLabel"], literal(concept.label_zh or concept.code, "zh" if concept.label_zh else "")
    if concept.label_en:
        yield SKOS["prefLabel"], literal(concept.label_en, "en")
    shown = tuple(label for label in concept.alt_labels if "/" not in label)
    paths = tuple(label for label in concept.alt_labels if "/" in label)
    for predicate, texts in ((SKOS["altLabel"], shown), (SKOS["hiddenLabel"], (*paths, *concept.hidden_labels))):
        for text in texts:
            if text not in seen:
                seen.add(text)
                yield predicate, literal(text, "zh")


def _matches(concept: Concept) -> Iterator[tuple[str, str]]:
    """Links to the OpenBudgets concept of column ``obeu``: exact where the codes are one, broader where not."""
    target = concept.extra.get("obeu", "")
    if target:
        same = urlsplit(target).path.rsplit("/", 1)[-1] == concept.code
        yield SKOS["exactMatch" if same else "broadMatch"], iri(target)


def concept_triples(
    concept: Concept, subject: str, scheme: str, broader: str, more: Iterable[tuple[str, str]] = ()
) -> Iterator[Triple]:
    """One concept of a scheme; all arguments but ``concept`` are terms, ``broader`` is ``""`` for a top concept."""
    yield subject, A, SKOS["Concept"]
    yield subject, SKOS["inScheme"], scheme
    yield subject, SKOS["notation"], literal(concept.notation)
    if broader:
        yield subject, SKOS["broader"], broader
    else:
        yield subject, SKOS["topConceptOf"], scheme
        yield scheme, SKOS["hasTopConcept"], subject
    for predicate, thing in (*labels(concept), *more):
        yield subject, predicate, thing


def scheme_triples(scheme: str, titles: tuple[str, str]) -> Iterator[Triple]:
    """A concept scheme and its titles."""
    named = (literal(titles[0], "zh"), literal(titles[1], "en"))
    yield from described(scheme, {A: SKOS["ConceptScheme"], DCTERMS["title"]: named, SKOS["prefLabel"]: named})


def _levels(codelist: Codelist) -> list[list[Concept]]:
    """The levels of a classification whose codes are digits that begin with the code of their parent; none where the
    list is not one. Codes that are words (``total``) stand outside the levels."""
    coded = [c for c in codelist if c.code.isascii() and c.code.isdigit()]
    lengths = sorted({len(c.code) for c in coded})
    nested = all(c.code.startswith(c.parent) for c in coded if c.parent.isdigit())
    if len(lengths) < 2 or not nested:
        return []
    return [[c for c in coded if len(c.code) == length] for length in lengths]


def _level_triples(codelist: Codelist, base: Base, term: Namespace) -> Iterator[Triple]:
    """XKOS levels; the list of levels has IRIs for its cells, so that there are no blank nodes."""
    levels = _levels(codelist)
    scheme = iri(base.scheme(codelist.name))
    if levels:
        yield scheme, XKOS["numberOfLevels"], literal(str(len(levels)), datatype=XSD["positiveInteger"])
        yield scheme, XKOS["levels"], term["levels-1"]
    for depth, concepts in enumerate(levels, 1):
        level, cell, length = term[f"level-{depth}"], term[f"levels-{depth}"], len(concepts[0].code)
        zh, en = LEVELS[depth - 1] if depth <= len(LEVELS) else (f"第{depth}级", f"Level {depth}")
        yield cell, RDF["first"], level
        yield cell, RDF["rest"], term[f"levels-{depth + 1}"] if depth < len(levels) else RDF["nil"]
        yield from described(
            level,
            {
                A: XKOS["ClassificationLevel"],
                SKOS["prefLabel"]: (literal(zh, "zh"), literal(en, "en")),
                SKOS["member"]: [term[c.code] for c in concepts],
                XKOS["depth"]: literal(str(depth), datatype=XSD["positiveInteger"]),
                XKOS["maxLength"]: literal(str(length), datatype=XSD["positiveInteger"]),
                XKOS["notationPattern"]: literal(f"[0-9]{{{length}}}"),
            },
        )


def _codelist_triples(codelist: Codelist, base: Base, term: Namespace, own: Namespace) -> Iterator[Triple]:
    scheme = iri(base.scheme(codelist.name))
    yield from scheme_triples(scheme, title_of(codelist.name))
    yield from _level_triples(codelist, base, term)
    yield from correspondence_triples(codelist, base, term, own)
    yield from edition_triples(codelist, title_of(codelist.name), base, term, own)
    for concept in codelist:
        more = {
            DCTERMS["source"]: literal(concept.source) if concept.source else "",
            SKOS["note"]: literal(concept.note) if concept.note else "",
            own["attestation"]: literal(concept.status) if concept.status else "",
            A: _CLASSES.get(codelist.name, ""),
        }
        pairs = [(predicate, thing) for predicate, thing in more.items() if thing]
        yield from concept_triples(
            concept,
            term[fragment(concept.code)],
            scheme,
            term[fragment(concept.parent)] if concept.parent else "",
            (*pairs, *_matches(concept)),
        )


def codelist_turtle(codelist: Codelist, site_url: str) -> bytes:
    """A shared code list as Turtle, in UTF-8.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    base = base_at(site_url)
    term, own = Namespace("code", base.concepts(codelist.name)), Namespace("yusuan", base.vocabulary)
    spaces = (DCTERMS, OBEU, RDF, SKOS, SKOSXL, XKOS, XSD, term, own)
    return encode(write(spaces, gather(_codelist_triples(codelist, base, term, own))))
