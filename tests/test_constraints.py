"""The integrity constraints: none is violated by what we publish, and each fires on a graph that is broken for it."""

import pyoxigraph
import pytest
import sample
from graphs import store_of
from sample import ROOT

from yusuan.codelists import DIMENSION_LISTS
from yusuan.publishing.rdf.constraints import example, label, read_constraints, violated
from yusuan.publishing.rdf.cube import facts_turtle
from yusuan.publishing.rdf.files import rdf_files, shared_rdf_files

SITE = "https://data.example.org/budget/"
OWN = f"{SITE}vocabulary/#"
QB = "http://purl.org/linked-data/cube#"
OBEU = "http://data.openbudgets.eu/ontology/dsd/"
CONSTRAINTS = read_constraints(ROOT / "schemas" / "constraints", SITE)
OF_OPENBUDGETS = (
    "code_list_redefinition",
    "hijacked_core_namespace",
    "missing_mandatory_component_properties",
    "property_instantiation",
    "use_of_abstract_property",
    "use_of_deprecated_term",
    "wrong_qb_character_case",
)


@pytest.fixture(scope="module")
def shared() -> bytes:
    """The vocabulary and the code lists of the dimensions."""
    lists = sample.conversion().codelists
    return b"\n".join(shared_rdf_files({name: lists[name] for name in DIMENSION_LISTS}, SITE).values())


@pytest.fixture
def store(shared: bytes) -> pyoxigraph.Store:
    """The sample's cube with what it needs."""
    return store_of(shared, "".join(facts_turtle(sample.conversion(), SITE)).encode())


PREFIXES = f"PREFIX qb: <{QB}> PREFIX y: <{OWN}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
PREFIXES += (
    f"PREFIX amount: <{OBEU}measure/> PREFIX attribute: <{OBEU}attribute/> PREFIX dimension: <{OBEU}dimension/> "
)
PREFIXES += "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
MEASURES = "INSERT DATA { y:structure qb:component y:types, y:others . y:types qb:componentProperty qb:measureType . "
MEASURES += "y:others qb:componentProperty y:other . y:other a qb:MeasureProperty } ; "
TYPED = "INSERT {{ ?o qb:measureType {0} }} WHERE {{ ?o a qb:Observation }}"
BREAKS: dict[str, tuple[str, str]] = {
    "no data set": ("ic-01", "DELETE WHERE { ?o qb:dataSet ?d }"),
    "two data sets": ("ic-01", "INSERT { ?o qb:dataSet y:other } WHERE { ?o a qb:Observation }"),
    "no structure": ("ic-02", "DELETE WHERE { ?d qb:structure ?s }"),
    "two structures": ("ic-02", "INSERT { ?d qb:structure y:other } WHERE { ?d a qb:DataSet }"),
    "no measure": ("ic-03", "DELETE WHERE { ?c qb:measure ?m ; qb:componentProperty ?m }"),
    "no range": ("ic-04", "DELETE WHERE { y:fund rdfs:range ?r }"),
    "no code list": ("ic-05", "DELETE WHERE { y:fund qb:codeList ?l }"),
    "optional dimension": ("ic-06", "INSERT { ?c qb:componentRequired false } WHERE { ?c qb:dimension y:fund }"),
    "no value of a dimension": ("ic-11", "DELETE { ?o y:fund ?f } WHERE { ?o y:fund ?f ; y:isLeaf true }"),
    "two observations of one key": (
        "ic-12",
        "INSERT { y:copy ?p ?v . y:copy amount:amount 1.00 } WHERE { ?o y:isLeaf true ; ?p ?v ."
        " ?o y:function <" + SITE + "codelists/functions/#221> }",
    ),
    "no currency": ("ic-13", "DELETE { ?o attribute:currency ?c } WHERE { ?o attribute:currency ?c ; y:isLeaf true }"),
    "no amount": ("ic-14", "DELETE { ?o amount:amount ?a } WHERE { ?o amount:amount ?a ; y:isLeaf true }"),
    "a value outside its code list": ("ic-19", "INSERT { ?o y:fund y:other } WHERE { ?o a qb:Observation }"),
    "a concept of another list": (
        "ic-19",
        "DELETE { ?v skos:inScheme ?s } WHERE { ?o y:operation ?v . ?v skos:inScheme ?s }",
    ),
    "a slice key of no structure": ("ic-07", "INSERT DATA { y:key a qb:SliceKey }"),
    "a slice key with a component that the structure lacks": (
        "ic-08",
        "INSERT DATA { y:structure qb:sliceKey y:key . y:key a qb:SliceKey ; qb:componentProperty y:other }",
    ),
    "a slice without a key": ("ic-09", "INSERT DATA { y:slice a qb:Slice }"),
    "a slice with two keys": ("ic-09", "INSERT DATA { y:slice a qb:Slice ; qb:sliceStructure y:key, y:other }"),
    "a slice without the value of a dimension": (
        "ic-10",
        "INSERT DATA { y:slice a qb:Slice ; qb:sliceStructure y:key . y:key qb:componentProperty y:fund }",
    ),
    "no measure that the measure type names": ("ic-15", MEASURES + TYPED.format("y:other")),
    "two measures under one measure type": (
        "ic-16",
        MEASURES + TYPED.format("amount:amount") + " ; INSERT { ?o y:other 1.0 } WHERE { ?o a qb:Observation }",
    ),
    "a measure that is missing for a key": ("ic-17", MEASURES + TYPED.format("amount:amount")),
    "an observation of the slice of another data set": (
        "ic-18",
        "INSERT { y:another qb:slice y:slice . y:slice qb:observation ?o } WHERE { ?o a qb:Observation }",
    ),
    "a value outside the collection": (
        "ic-19b",
        "DELETE { y:fund qb:codeList ?l } INSERT { y:fund qb:codeList y:all . y:all a skos:Collection }"
        " WHERE { y:fund qb:codeList ?l }",
    ),
    "a value that no root of the hierarchy leads to": (
        "ic-20",
        "INSERT { ?l a qb:HierarchicalCodeList ; qb:parentChildProperty skos:narrower ; qb:hierarchyRoot y:root }"
        " WHERE { y:fund qb:codeList ?l }",
    ),
    "a value that leads to no root of the hierarchy": (
        "ic-21",
        "INSERT { y:up <http://www.w3.org/2002/07/owl#inverseOf> skos:broader . ?l a qb:HierarchicalCodeList ;"
        " qb:parentChildProperty y:up ; qb:hierarchyRoot y:root } WHERE { y:fund qb:codeList ?l }",
    ),
    "a second code list of a property of OpenBudgets": (
        "code_list_redefinition",
        "INSERT DATA { dimension:budgetPhase qb:codeList y:phases }",
    ),
    "a property invented in the namespace of OpenBudgets": (
        "hijacked_core_namespace",
        "INSERT { ?o dimension:province 'x' } WHERE { ?o a qb:Observation }",
    ),
    "a class invented in the namespace of OpenBudgets": (
        "hijacked_core_namespace",
        "INSERT DATA { y:x a <http://data.openbudgets.eu/ontology/Province> }",
    ),
    "no component for the organization": (
        "missing_mandatory_component_properties",
        "DELETE { ?c qb:componentProperty dimension:organization } WHERE { ?c qb:dimension dimension:organization }",
    ),
    "an instance of a property": ("property_instantiation", "INSERT DATA { y:x a dimension:organization }"),
    "an abstract component": (
        "use_of_abstract_property",
        "INSERT { ?c qb:dimension dimension:classification } WHERE { ?c qb:dimension y:fund }",
    ),
    "a deprecated dimension": (
        "use_of_deprecated_term",
        "INSERT { ?o dimension:budgetaryUnit ?u } WHERE { ?o dimension:organization ?u }",
    ),
    "a dimension that the graph calls deprecated": (
        "use_of_deprecated_term",
        "INSERT DATA { y:fund <http://www.w3.org/2002/07/owl#deprecated> true }",
    ),
    "a term of the cube in the wrong case": ("wrong_qb_character_case", "INSERT DATA { y:x a qb:Dataset }"),
}


def test_all_constraints_of_w3c_and_openbudgets_are_there() -> None:
    assert set(CONSTRAINTS) == {f"ic-{number:02}" for number in range(1, 22)} | {"ic-19b", *OF_OPENBUDGETS}
    assert list(CONSTRAINTS) == sorted(CONSTRAINTS)


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_each_constraint_says_in_words_what_it_asks(name: str) -> None:
    of = f"IC-{name.removeprefix('ic-').lstrip('0').removesuffix('b')}" if name.startswith("ic-") else "OpenBudgets"
    assert label(CONSTRAINTS[name]).startswith(f"{of}: ")
    assert " True where " in label(CONSTRAINTS[name])


def test_the_sample_violates_no_constraint(store: pyoxigraph.Store) -> None:
    assert violated(store, CONSTRAINTS) == []


def test_all_graphs_of_a_disclosure_together_violate_none(shared: bytes) -> None:
    assert violated(store_of(shared, *rdf_files(sample.conversion(), SITE, ()).values()), CONSTRAINTS) == []


@pytest.mark.parametrize("name", BREAKS)
def test_each_constraint_fires_on_its_violation(name: str, store: pyoxigraph.Store) -> None:
    code, update = BREAKS[name]
    before = set(store)
    store.update(PREFIXES + update)
    assert set(store) != before, "the update changed nothing"
    assert code in violated(store, CONSTRAINTS)
    assert " = " in example(store, CONSTRAINTS[code])


def test_every_constraint_has_a_violation_that_fires_it() -> None:
    assert {code for code, _ in BREAKS.values()} == set(CONSTRAINTS)


def test_a_cube_with_all_measures_of_its_measure_dimension_violates_none_of_them(store: pyoxigraph.Store) -> None:
    other = " ; INSERT { ?copy ?p ?v ; qb:measureType y:other ; y:other 1.0 } WHERE {"
    other += " ?o a qb:Observation ; ?p ?v . BIND (IRI(CONCAT(STR(?o), '-other')) AS ?copy)"
    other += " FILTER (?p NOT IN (qb:measureType, amount:amount)) }"
    store.update(PREFIXES + MEASURES + TYPED.format("amount:amount") + other)
    assert not {"ic-15", "ic-16", "ic-17"} & set(violated(store, CONSTRAINTS))


def test_a_value_below_a_root_of_its_hierarchy_is_no_violation(store: pyoxigraph.Store) -> None:
    down = (
        "INSERT { ?l a qb:HierarchicalCodeList ; qb:parentChildProperty skos:narrower, y:up ; qb:hierarchyRoot ?top ."
    )
    down += " y:up <http://www.w3.org/2002/07/owl#inverseOf> skos:broader } WHERE {"
    down += " y:fund qb:codeList ?l . ?l skos:hasTopConcept ?top } ;"
    down += " INSERT { ?a skos:narrower ?b } WHERE { ?b skos:broader ?a }"
    store.update(PREFIXES + down)
    assert not {"ic-20", "ic-21"} & set(violated(store, CONSTRAINTS))
