"""Turtle read by the two independent parsers, as comparable sets of triples."""

import pyoxigraph
import rdflib

Term = tuple[str, ...]
Triple = tuple[Term, Term, Term]


def _rdflib_term(term: rdflib.term.Node) -> Term:
    if isinstance(term, rdflib.Literal):
        datatype = "" if term.language else str(term.datatype or rdflib.XSD.string)
        return "literal", str(term), term.language or "", datatype
    return ("iri" if isinstance(term, rdflib.URIRef) else "blank"), str(term)


def _pyoxigraph_term(term: object) -> Term:
    if isinstance(term, pyoxigraph.Literal):
        return "literal", term.value, term.language or "", "" if term.language else term.datatype.value
    if isinstance(term, pyoxigraph.NamedNode):
        return "iri", term.value
    assert isinstance(term, pyoxigraph.BlankNode)
    return "blank", term.value


def by_rdflib(turtle: bytes) -> set[Triple]:
    """The triples as rdflib reads them: terms are (kind, text, …)."""
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    found = [tuple(map(_rdflib_term, triple)) for triple in graph]
    assert len(found) == len(set(found))
    return {(s, p, o) for s, p, o in found}


def by_pyoxigraph(turtle: bytes) -> set[Triple]:
    """The triples as pyoxigraph reads them. Triples that are written twice fail."""
    quads = list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
    found = {(_pyoxigraph_term(q.subject), _pyoxigraph_term(q.predicate), _pyoxigraph_term(q.object)) for q in quads}
    assert len(found) == len(quads), "a triple is written twice"
    return found


def blank_nodes(triples: set[Triple]) -> set[Term]:
    """The blank nodes in them."""
    return {term for triple in triples for term in triple if term[0] == "blank"}


def store_of(*documents: bytes) -> pyoxigraph.Store:
    """A store with the documents in its default graph."""
    store = pyoxigraph.Store()
    for turtle in documents:
        store.load(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    return store
