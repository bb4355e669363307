"""Code lists whose rows are pairs of concepts of two other lists, as XKOS correspondences and SKOS matches.

Such a list has the concepts of a pair in two columns. A row whose second column is empty says that the first concept
corresponds to none. Column ``match`` names the property of SKOS; without it, pairs that are attested are related.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yusuan.concepts import Codelist, Concept
from yusuan.publishing.rdf.iris import Base
from yusuan.publishing.rdf.namespaces import SKOS, XKOS
from yusuan.publishing.rdf.turtle import A, Namespace, Triple, described, iri, literal


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a correspondence: the column with the codes, and the code list that they are of."""

    column: str
    list_name: str


CORRESPONDENCES: Mapping[str, tuple[Side, Side]] = {
    "cofog-correspondence": (Side("function", "functions"), Side("cofog", "cofog-divisions")),
    "economic-correspondence": (
        Side("economic", "economic-classes"),
        Side("gov_economic", "government-economic-classes"),
    ),
}
"""The lists of pairs: from which concepts to which."""

MATCHES = ("broadMatch", "closeMatch", "exactMatch", "relatedMatch")
"""What column ``match`` may hold."""


def _match(pair: Concept) -> str:
    """The property by which SKOS relates the two concepts; ``""`` for none.

    Which government class a departmental one becomes depends on the unit, so such a pair is related and no more.
    """
    if "match" in pair.extra:
        return pair.extra["match"]
    return "relatedMatch" if pair.status == "attested" else ""


def correspondence_triples(codelist: Codelist, base: Base, term: Namespace, own: Namespace) -> Iterator[Triple]:
    """What a list of pairs says beyond its own rows; nothing for other lists.

    ``term`` is the namespace of the list's rows, ``own`` that of our vocabulary.

    Raises:
        KeyError: the list lacks one of its two columns.
        ValueError: column ``match`` holds something else than a property of SKOS.
    """
    if codelist.name not in CORRESPONDENCES:
        return
    sides = CORRESPONDENCES[codelist.name]
    scheme = iri(base.scheme(codelist.name))
    yield from described(
        scheme,
        {
            A: XKOS["Correspondence"],
            XKOS["compares"]: [iri(base.scheme(side.list_name)) for side in sides],
            XKOS["madeOf"]: [term[pair.code] for pair in codelist],
        },
    )
    for pair in codelist:
        source, target = (
            iri(base.concept(side.list_name, pair.extra[side.column])) if pair.extra[side.column] else ""
            for side in sides
        )
        match, unit_type = _match(pair), pair.extra.get("unit_type", "")
        yield from described(
            term[pair.code],
            {
                A: XKOS["ConceptAssociation"],
                XKOS["sourceConcept"]: source,
                XKOS["targetConcept"]: target,
                own["unitType"]: literal(unit_type) if unit_type else "",
            },
        )
        if match and match not in MATCHES:
            raise ValueError(f"{codelist.name}: {pair.code} has match {match!r}; known are {', '.join(MATCHES)}")
        if match and source and target:
            yield source, SKOS[match], target
