"""What a VoID description counts in the graphs that are published: triples, entities, terms, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from yusuan.codelists import DIMENSION_LISTS
from yusuan.publishing.rdf.iris import BUDGET_PHASES, YEARS, Base
from yusuan.publishing.rdf.namespaces import DCTERMS, OBEU_DIMENSION, QB, RDF, RDFS, SKOS
from yusuan.publishing.rdf.terms import OWN_PROPERTIES

OPENBUDGETS = "http://data.openbudgets.eu/"
"""The root of OpenBudgets' IRIs, which stands for their data as a whole."""

_YEARS_DATASET = "http://reference.data.gov.uk/"
_TYPE, _TITLE = NamedNode(f"{RDF.iri}type"), NamedNode(f"{DCTERMS.iri}title")
_EXAMPLES = (NamedNode(f"{QB.iri}Observation"), NamedNode(f"{SKOS.iri}ConceptScheme"))


@dataclass(frozen=True, slots=True)
class Linkset:
    """Links by one property, from IRIs that begin with ``source`` to IRIs that begin with ``target``.

    ``name`` is its anchor on the page ``rdf/``; the datasets are IRIs of ``void:Dataset``.
    """

    name: str
    predicate: str
    source: str
    source_dataset: str
    target: str
    target_dataset: str


@dataclass(frozen=True, slots=True)
class Counts:
    """One graph: distinct triples; the IRIs of its entities, classes and properties; the namespaces of these; titles
    (text, language) of the dataset; examples of what it describes; and how often each linkset occurs, by name."""

    triples: int
    subjects: frozenset[str]
    classes: frozenset[str]
    properties: frozenset[str]
    titles: frozenset[tuple[str, str]]
    examples: tuple[str, ...]
    links: Counter[str]

    @property
    def vocabularies(self) -> set[str]:
        """The namespaces of the terms: what comes before the name, ``#`` or ``/`` included."""
        return {term[: max(term.rfind("#"), term.rfind("/")) + 1] for term in self.classes | self.properties}


def linksets(base: Base) -> tuple[Linkset, ...]:
    """The links that are counted: of facts to the code lists and to the phases and years of others, of the code lists
    and the vocabulary to OpenBudgets."""
    facts, lists, everything = f"{base.url}disclosures/", f"{base.url}codelists/", f"{base.url}rdf/#everything"
    coded = (
        Linkset(
            f"links-{OWN_PROPERTIES[name]}", base.vocabulary + OWN_PROPERTIES[name], facts, everything, space, lists
        )
        for name, list_name in DIMENSION_LISTS.items()
        if name in OWN_PROPERTIES
        for space in (base.concepts(list_name),)
    )
    dimension = OBEU_DIMENSION.iri
    return (
        *coded,
        Linkset("links-phases", f"{dimension}budgetPhase", facts, everything, BUDGET_PHASES, OPENBUDGETS),
        Linkset("links-years", f"{dimension}fiscalYear", facts, everything, YEARS, _YEARS_DATASET),
        Linkset("links-exact", f"{SKOS.iri}exactMatch", lists, lists, OPENBUDGETS, OPENBUDGETS),
        Linkset("links-broad", f"{SKOS.iri}broadMatch", lists, lists, OPENBUDGETS, OPENBUDGETS),
        Linkset("links-vocabulary", f"{RDFS.iri}subPropertyOf", base.vocabulary, lists, OPENBUDGETS, OPENBUDGETS),
    )


def total_links(counts: Iterable[Counts], linkset: Linkset) -> int:
    """How many links of a linkset there are in all graphs."""
    return sum(found.links[linkset.name] for found in counts)


def counts_of(documents: Iterable[bytes], dataset: str, base: Base) -> Counts:
    """Count one graph, given as Turtle documents; ``dataset`` is the IRI whose titles are wanted.

    Raises:
        SyntaxError: a document is not Turtle.
    """
    quads = {quad for content in documents for quad in parse(content, RdfFormat.TURTLE)}
    typed = [(_iri(quad.subject), quad.object) for quad in quads if quad.predicate == _TYPE]
    ours = [(subject, kind) for subject, kind in typed if subject.startswith(base.url)]
    examples = (min((subject for subject, kind in ours if kind == wanted), default="") for wanted in _EXAMPLES)
    return Counts(
        triples=len(quads),
        subjects=frozenset(_iri(quad.subject) for quad in quads),
        classes=frozenset(_iri(kind) for _, kind in typed),
        properties=frozenset(quad.predicate.value for quad in quads),
        titles=frozenset(_titles(quads, NamedNode(dataset))),
        examples=tuple(filter(None, examples)),
        links=_links(quads, linksets(base)),
    )


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else ""


def _titles(quads: Iterable[Quad], dataset: NamedNode) -> Iterable[tuple[str, str]]:
    for quad in quads:
        if quad.subject == dataset and quad.predicate == _TITLE and isinstance(quad.object, Literal):
            yield quad.object.value, quad.object.language or ""


def _links(quads: Iterable[Quad], wanted: Iterable[Linkset]) -> Counter[str]:
    by_predicate: dict[str, list[Linkset]] = {}
    for linkset in wanted:
        by_predicate.setdefault(linkset.predicate, []).append(linkset)
    found: Counter[str] = Counter()
    for quad in quads:
        for linkset in by_predicate.get(quad.predicate.value, ()):
            if _iri(quad.subject).startswith(linkset.source) and _iri(quad.object).startswith(linkset.target):
                found[linkset.name] += 1
    return found
