"""A Turtle document as JSON-LD with the same triples, for readers of JSON and for catalogues that harvest it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from yusuan.publishing.pretty_json import pretty_json
from yusuan.publishing.rdf.namespaces import RDF, XSD

_TYPE = f"{RDF.iri}type"
_STRING = f"{XSD.iri}string"
_GEN_DELIMS = tuple(":/?#[]@")
"""What a namespace ends with that JSON-LD takes for a prefix without being told."""


def jsonld_document(turtle: bytes) -> bytes:
    """The graph as one object with ``@context`` and ``@graph``: a node for each subject, in the order of their IRIs.

    The context is inline, the prefixes of the Turtle, so nothing has to be fetched to read it. Literals keep their
    text: a decimal does not become a JSON number.

    Raises:
        SyntaxError: it is not Turtle.
        ValueError: it has blank nodes.
    """
    reader = parse(turtle, RdfFormat.TURTLE)
    nodes: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in reader:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, (NamedNode, Literal)):
            raise ValueError(f"{quad} has a node without an IRI")
        nodes[quad.subject.value][quad.predicate.value].append(quad.object)
    prefixes = {name: space for name, space in sorted(reader.prefixes.items()) if space.endswith(_GEN_DELIMS)}
    graph = [
        {"@id": _compact(subject, prefixes)} | dict(_properties(nodes[subject], prefixes)) for subject in sorted(nodes)
    ]
    return (pretty_json({"@context": prefixes, "@graph": graph}) + "\n").encode()


def _compact(iri: str, prefixes: Mapping[str, str]) -> str:
    """``prefix:name`` under the longest namespace that the IRI begins with; the IRI itself where there is none.

    A name that begins with ``//`` would be taken for the authority of an absolute IRI."""
    known = [(len(space), prefix) for prefix, space in prefixes.items() if iri.startswith(space)]
    return next(
        (f"{prefix}:{iri[n:]}" for n, prefix in sorted(known, reverse=True) if not iri[n:].startswith("//")), iri
    )


def _properties(
    properties: Mapping[str, list[NamedNode | Literal]], prefixes: Mapping[str, str]
) -> Iterable[tuple[str, Any]]:
    if _TYPE in properties:
        yield "@type", sorted(_compact(thing.value, prefixes) for thing in properties[_TYPE])
    for predicate in sorted(properties.keys() - {_TYPE}):
        values = [_value(thing, prefixes) for thing in sorted(properties[predicate], key=str)]
        yield _compact(predicate, prefixes), values[0] if len(values) == 1 else values


def _value(thing: NamedNode | Literal, prefixes: Mapping[str, str]) -> str | dict[str, str]:
    if isinstance(thing, NamedNode):
        return {"@id": _compact(thing.value, prefixes)}
    if thing.language:
        return {"@value": thing.value, "@language": thing.language}
    kind = thing.datatype.value
    return thing.value if kind == _STRING else {"@value": thing.value, "@type": _compact(kind, prefixes)}
