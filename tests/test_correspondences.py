"""Lists of pairs as XKOS correspondences: between lists that are there, and only as strong as what is known."""

from dataclasses import replace

import pytest
import rdflib
from rdflib import RDF, SKOS
from sample import ROOT

from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist
from yusuan.publishing.rdf.correspondences import CORRESPONDENCES
from yusuan.publishing.rdf.skos import codelist_turtle

SITE = "https://data.example.org/"
XKOS = rdflib.Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
LISTS = read_codelists(ROOT / "schemas" / "codelists")


def graph_of(codelist: Codelist) -> rdflib.Graph:
    return rdflib.Graph().parse(data=codelist_turtle(codelist, SITE), format="turtle")


GRAPHS = {name: graph_of(LISTS[name]) for name in CORRESPONDENCES}


def concept(list_name: str, code: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{SITE}codelists/{list_name}/#{code}")


@pytest.mark.parametrize("name", CORRESPONDENCES)
def test_a_correspondence_is_made_of_associations_between_the_two_lists(name: str) -> None:
    graph, scheme = GRAPHS[name], rdflib.URIRef(f"{SITE}codelists/{name}/")
    assert (scheme, RDF.type, XKOS.Correspondence) in graph
    sides = CORRESPONDENCES[name]
    assert {str(o) for o in graph.objects(scheme, XKOS.compares)} == {
        f"{SITE}codelists/{side.list_name}/" for side in sides
    }
    pairs = set(graph.objects(scheme, XKOS.madeOf))
    assert pairs == {concept(name, pair.code) for pair in LISTS[name]}
    for pair in pairs:
        assert (pair, RDF.type, XKOS.ConceptAssociation) in graph
    for predicate, side in zip((XKOS.sourceConcept, XKOS.targetConcept), sides, strict=True):
        found = {str(o).partition("#")[2] for o in graph.objects(None, predicate)}
        assert found
        assert found <= set(LISTS[side.list_name].concepts)


def test_only_attested_pairs_of_economic_classes_are_related() -> None:
    graph = GRAPHS["economic-correspondence"]
    related = {
        (str(s).partition("#")[2], str(o).partition("#")[2]) for s, o in graph.subject_objects(SKOS.relatedMatch)
    }
    assert related == {
        (pair.extra["economic"], pair.extra["gov_economic"])
        for pair in LISTS["economic-correspondence"]
        if pair.status == "attested"
    }
    assert len(related) > 20
    assert not list(graph.subject_objects(SKOS.exactMatch))


def test_every_category_of_functions_has_one_division_or_a_reason_for_none() -> None:
    pairs = list(LISTS["cofog-correspondence"])
    categories = sorted(code for code in LISTS["functions"].concepts if len(code) == 3 and code.isdigit())
    assert sorted(pair.extra["function"] for pair in pairs) == categories
    for pair in pairs:
        function, division = pair.extra["function"], pair.extra["cofog"]
        assert pair.code == f"{function}-{division or 'none'}"
        assert bool(division) == bool(pair.extra["match"])
        assert division or pair.note.startswith("not assigned: ")
        assert not division or division in LISTS["cofog-divisions"]


def test_divisions_match_closely_or_are_broader() -> None:
    graph = GRAPHS["cofog-correspondence"]
    assert (concept("functions", "210"), SKOS.closeMatch, concept("cofog-divisions", "07")) in graph
    assert (concept("functions", "214"), SKOS.broadMatch, concept("cofog-divisions", "04")) in graph
    assert not list(graph.predicate_objects(concept("functions", "206")))
    none = concept("cofog-correspondence", "206-none")
    assert graph.value(none, XKOS.sourceConcept) == concept("functions", "206")
    assert graph.value(none, XKOS.targetConcept) is None


def test_a_match_that_skos_does_not_know_is_refused() -> None:
    codelist = LISTS["cofog-correspondence"]
    first = next(iter(codelist))
    wrong = replace(first, extra={**first.extra, "match": "sameAs"})
    with pytest.raises(ValueError, match="201-01 has match 'sameAs'"):
        codelist_turtle(Codelist(codelist.name, {first.code: wrong}), SITE)


def test_other_lists_are_no_correspondences() -> None:
    assert (None, RDF.type, XKOS.Correspondence) not in graph_of(LISTS["functions"])
