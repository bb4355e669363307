from functools import cache

import pytest
import rdflib
from graphs import blank_nodes, by_pyoxigraph, by_rdflib
from rdflib import RDF, SKOS
from sample import ROOT

from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist, Concept
from yusuan.editions import editions
from yusuan.publishing.rdf.files import shared_rdf_files
from yusuan.publishing.rdf.skos import codelist_turtle

SITE = "https://data.example.org/"
XKOS = rdflib.Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
LISTS = {codelist.name: codelist for codelist in read_codelists(ROOT / "schemas" / "codelists").values()}
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


@cache
def graph_named(name: str) -> rdflib.Graph:
    return graph_of(LISTS[name])


def graph_of(codelist: Codelist) -> rdflib.Graph:
    return rdflib.Graph().parse(data=codelist_turtle(codelist, SITE), format="turtle")


def concept(list_name: str, code: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{SITE}codelists/{list_name}/#{code}")


@pytest.mark.parametrize("name", LISTS)
def test_both_parsers_read_the_same_list_without_blank_nodes(name: str) -> None:
    turtle = codelist_turtle(LISTS[name], SITE)
    assert by_rdflib(turtle) == by_pyoxigraph(turtle)
    assert not blank_nodes(by_pyoxigraph(turtle))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_one_scheme_with_exactly_its_codes(name: str) -> None:
    graph, scheme = graph_named(name), rdflib.URIRef(f"{SITE}codelists/{name}/")
    found = {rdflib.URIRef(f"{SITE}codelists/{name}/#{edition.code}") for edition in editions(LISTS[name])}
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme, *found}
    members = set(graph.subjects(SKOS.inScheme, scheme))
    assert members == set(graph.subjects(RDF.type, SKOS.Concept))
    notations = {graph.value(member, SKOS.notation) for member in members}
    assert notations == {rdflib.Literal(concept.notation) for concept in LISTS[name]}, "notations are plain strings"
    assert {str(graph.value(c, SKOS.notation)) for c in graph.objects(scheme, SKOS.hasTopConcept)} == {
        c.code for c in LISTS[name] if not c.parent
    }


@pytest.mark.parametrize("name", LISTS)
def test_every_concept_is_named_once_in_a_language_and_no_label_has_two_parts(name: str) -> None:
    graph = graph_named(name)
    for member in graph.subjects(RDF.type, SKOS.Concept):
        languages = [label.language for label in graph.objects(member, SKOS.prefLabel)]  # type: ignore[attr-defined]
        assert len(languages) == len(set(languages)) > 0
        sets = [set(graph.objects(member, predicate)) for predicate in LABELS]
        assert sum(map(len, sets)) == len(set.union(*sets))


@pytest.mark.parametrize("name", LISTS)
def test_the_tree_is_that_of_the_list(name: str) -> None:
    graph = graph_named(name)
    printed = {(str(s), str(o)) for s, o in graph.subject_objects(SKOS.broader)}
    assert printed == {(str(concept(name, c.code)), str(concept(name, c.parent))) for c in LISTS[name] if c.parent}


@pytest.mark.parametrize(
    ("name", "lengths"),
    [("functions", [3, 5, 7]), ("economic-classes", [3, 5]), ("government-economic-classes", [3, 5])],
)
def test_a_classification_has_its_levels(name: str, lengths: list[int]) -> None:
    graph, scheme = graph_named(name), rdflib.URIRef(f"{SITE}codelists/{name}/")
    head = graph.value(scheme, XKOS.levels)
    assert head is not None
    levels = list(rdflib.collection.Collection(graph, head))
    assert [int(str(graph.value(level, XKOS.maxLength))) for level in levels] == lengths
    assert [int(str(graph.value(level, XKOS.depth))) for level in levels] == list(range(1, len(lengths) + 1))
    assert int(str(graph.value(scheme, XKOS.numberOfLevels))) == len(lengths)
    for level, length in zip(levels, lengths, strict=True):
        codes = {str(graph.value(member, SKOS.notation)) for member in graph.objects(level, SKOS.member)}
        assert codes == {c.code for c in LISTS[name] if c.code.isdigit() and len(c.code) == length}


@pytest.mark.parametrize("name", ["funds", "operations", "divisions", "fact-status"])
def test_other_lists_have_no_levels(name: str) -> None:
    assert (None, RDF.type, XKOS.ClassificationLevel) not in graph_named(name)


def test_labels_stand_once_and_paths_are_hidden() -> None:
    made = Concept("301", "", "工资", "Wages", ("工资", "薪金", "一般公共预算/工资"), ("薪金", "工资、", "工资、"))
    graph = graph_of(Codelist("made", {"301": made}))
    found = {predicate: {str(o) for o in graph.objects(concept("made", "301"), predicate)} for predicate in LABELS}
    assert found == {
        SKOS.prefLabel: {"工资", "Wages"},
        SKOS.altLabel: {"薪金"},
        SKOS.hiddenLabel: {"一般公共预算/工资", "工资、"},
    }


def test_source_status_and_note_are_kept() -> None:
    made = Concept("x", "", "某", "", source="printed", status="attested", note='said "so"\nthere')
    graph = graph_of(Codelist("made", {"x": made}))
    subject = concept("made", "x")
    assert str(graph.value(subject, rdflib.DCTERMS.source)) == "printed"
    assert str(graph.value(subject, SKOS.note)) == 'said "so"\nthere'
    assert str(graph.value(subject, rdflib.URIRef(f"{SITE}vocabulary/#attestation"))) == "attested"


def test_our_lists_match_those_of_openbudgets() -> None:
    codelist = "http://data.openbudgets.eu/resource/codelist/"
    operations, phases = graph_named("operations"), graph_named("phases")
    exact = {str(s).rsplit("#")[-1]: str(o) for s, o in operations.subject_objects(SKOS.exactMatch)}
    assert exact == {name: f"{codelist}operation-character/{name}" for name in ("expenditure", "revenue")}
    assert str(operations.value(concept("operations", "brought-forward"), SKOS.broadMatch)) == exact["revenue"]
    assert {str(s).rsplit("#")[-1]: str(o) for s, o in phases.subject_objects(SKOS.exactMatch)} == {
        name: f"{codelist}budget-phase/{name}" for name in ("draft", "approved", "revised", "executed")
    }, "the cube uses OpenBudgets' phases for ours"


def test_the_shared_files_are_each_list_once_and_the_vocabulary() -> None:
    lists = read_codelists(ROOT / "schemas" / "codelists")
    named = Concept("x", "", "某", "")
    extended = Codelist("functions", {**lists["functions"].concepts, "x": named})
    own = {"activity": Codelist("activity", {"x": named}), "function": extended}
    files = shared_rdf_files(lists | own, SITE)
    assert set(files) == {f"{name}.ttl" for name in LISTS} | {"vocabulary.ttl"}
    assert files == shared_rdf_files(dict(reversed(lists.items())), SITE)
