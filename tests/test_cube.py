import random
from dataclasses import replace
from decimal import Decimal

import pytest
import rdflib
import sample
from graphs import blank_nodes, by_pyoxigraph, by_rdflib, store_of
from sample import ROOT

from yusuan.codelists import DIMENSION_LISTS
from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.fact import Fact, Status
from yusuan.facts.key import DIMENSIONS, fact_id
from yusuan.publishing.rdf.constraints import read_constraints, violated
from yusuan.publishing.rdf.cube import OBSERVATION_STATUS, facts_turtle
from yusuan.publishing.rdf.files import VOCABULARY, shared_rdf_files, vocabulary_turtle
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.rdf.terms import OWN_PROPERTIES, Terms

SITE = "https://data.example.org/budget/"
CONSTRAINTS = read_constraints(ROOT / "schemas" / "constraints", SITE)
OWN = f"{SITE}vocabulary/#"
QB = "http://purl.org/linked-data/cube#"
OBEU = "http://data.openbudgets.eu/ontology/dsd/"


def facts_of(conversion: Conversion) -> bytes:
    return "".join(facts_turtle(conversion, SITE)).encode()


@pytest.fixture(scope="module")
def shared() -> bytes:
    """The vocabulary and the code lists of the dimensions."""
    lists = sample.conversion().codelists
    return b"\n".join(shared_rdf_files({name: lists[name] for name in DIMENSION_LISTS}, SITE).values())


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(data=vocabulary_turtle(VOCABULARY, SITE), format="turtle")


def test_both_parsers_read_the_same_graph_without_blank_nodes() -> None:
    turtle = facts_of(sample.conversion())
    assert by_rdflib(turtle) == by_pyoxigraph(turtle)
    assert not blank_nodes(by_rdflib(turtle))


def test_every_fact_is_one_observation_with_its_amount_as_written() -> None:
    conversion = sample.conversion()
    amounts = {s[1]: o[1] for s, p, o in by_rdflib(facts_of(conversion)) if p[1] == f"{OBEU}measure/amount"}
    page = f"{SITE}disclosures/jianming-medical-insurance-2024/#fact-"
    assert amounts == {page + fact.fact_id: str(fact.amount) for fact in conversion.facts}
    assert sum(map(Decimal, amounts.values())) == sum(fact.amount for fact in conversion.facts)


def test_an_observation_says_everything() -> None:
    turtle = facts_of(sample.conversion())
    concept = f"{SITE}codelists/"
    subject = f"{SITE}disclosures/jianming-medical-insurance-2024/#fact-{fact_id(sample.KEYS[2])}"
    found = {p[1]: o[1] for s, p, o in by_pyoxigraph(turtle) if s[1] == subject}
    assert found == {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": f"{QB}Observation",
        f"{QB}dataSet": f"{SITE}disclosures/jianming-medical-insurance-2024/#dataset",
        f"{OBEU}dimension/organization": f"{SITE}organizations/#jianming-medical-insurance",
        f"{OBEU}dimension/fiscalYear": "http://reference.data.gov.uk/id/year/2024",
        f"{OBEU}dimension/budgetPhase": "http://data.openbudgets.eu/resource/codelist/budget-phase/approved",
        f"{OWN}operation": f"{concept}operations/#expenditure",
        f"{OWN}fund": f"{concept}funds/#total",
        f"{OWN}function": f"{concept}functions/#2101506",
        f"{OWN}economicClass": f"{concept}economic-classes/#total",
        f"{OWN}governmentEconomicClass": f"{concept}government-economic-classes/#total",
        f"{OWN}expenditureType": f"{concept}expenditure-types/#total",
        f"{OWN}activity": f"{OWN}activity-total",
        f"{OBEU}measure/amount": "100.50",
        f"{OBEU}attribute/currency": "http://publications.europa.eu/resource/authority/currency/CNY",
        "http://purl.org/linked-data/sdmx/2009/attribute#unitMult": "http://purl.org/linked-data/sdmx/2009/code#unitMult-0",
        "http://purl.org/linked-data/sdmx/2009/attribute#obsStatus": "http://purl.org/linked-data/sdmx/2009/code#obsStatus-A",
        f"{OWN}factStatus": f"{concept}fact-status/#consistent",
        f"{OWN}isLeaf": "true",
        "http://www.w3.org/2000/01/rdf-schema#label": "本年支出 / 医疗保障经办事务",
    }


@pytest.mark.parametrize(
    ("amount", "text"), [("0", "0.00"), ("5E+4", "50000.00"), ("1.5", "1.50"), ("0.1234", "0.1234")]
)
def test_amounts_have_two_decimals_or_more(amount: str, text: str) -> None:
    conversion = sample.conversion()
    fact = replace(conversion.facts[0], amount=Decimal(amount))
    triples = by_pyoxigraph(facts_of(replace(conversion, facts=(fact,))))
    assert [o[1] for _, p, o in triples if p[1] == f"{OBEU}measure/amount"] == [text]


def test_the_order_of_facts_does_not_change_a_byte() -> None:
    conversion = sample.conversion()
    shuffled = tuple(random.Random(7).sample(conversion.facts, len(conversion.facts)))
    assert facts_of(replace(conversion, facts=shuffled)) == facts_of(conversion)


def test_a_site_without_final_slash_has_the_same_iris() -> None:
    conversion = sample.conversion()
    assert "".join(facts_turtle(conversion, SITE.rstrip("/"))).encode() == facts_of(conversion)


@pytest.mark.parametrize(
    "site_url", ["", "data.example.org", "ftp://x/", "https://x/?q", "https://x/#", "https://x y/"]
)
def test_a_site_url_that_is_no_base_is_refused(site_url: str) -> None:
    with pytest.raises(InputError, match="site_url"):
        "".join(facts_turtle(sample.conversion(), site_url))


def test_the_year_and_the_organization_are_described_in_the_file() -> None:
    graph = rdflib.Graph().parse(data=facts_of(sample.conversion()), format="turtle")
    year = rdflib.URIRef("http://reference.data.gov.uk/id/year/2024")
    assert {str(o) for o in graph.objects(year, rdflib.RDF.type)} >= {
        "http://reference.data.gov.uk/def/intervals/Year",
        "http://www.w3.org/2006/time#Interval",
    }
    assert str(graph.value(year, rdflib.DCAT.endDate)) == "2024-12-31"
    unit = rdflib.URIRef(f"{SITE}organizations/#jianming-medical-insurance")
    assert graph.value(unit, rdflib.SKOS.prefLabel) == rdflib.Literal("建明县医疗保险经办处", "zh")
    assert str(graph.value(unit, rdflib.DCTERMS.spatial)) == f"{SITE}codelists/divisions/#610831"


@pytest.mark.parametrize("printed_name", ["", "某项支出"])
def test_a_code_outside_the_list_is_published_and_marked(printed_name: str, shared: bytes) -> None:
    conversion = sample.conversion()
    key = sample.key(function="2109901")
    fact = Fact(fact_id(key), key, Decimal("1.00"), Status.UNCONFIRMED, True, ())
    lists = dict(conversion.codelists)
    if printed_name:
        named = Concept("2109901", "210", printed_name, "")
        lists["function"] = Codelist("functions", {**lists["functions"].concepts, "2109901": named})
    turtle = facts_of(replace(conversion, facts=(*conversion.facts, fact), codelists=lists))
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    concept = rdflib.URIRef(f"{SITE}codelists/functions/#2109901")
    assert graph.value(concept, rdflib.URIRef(f"{OWN}attestation")) == rdflib.Literal("unlisted")
    assert str(graph.value(concept, rdflib.SKOS.prefLabel)) == (printed_name or "2109901")
    assert violated(store_of(shared, turtle), CONSTRAINTS) == []


def test_every_status_of_a_fact_has_a_code_that_the_vocabulary_describes(vocabulary: rdflib.Graph) -> None:
    assert set(OBSERVATION_STATUS) == set(Status)
    for term in OBSERVATION_STATUS.values():
        assert (vocabulary.namespace_manager.expand_curie(term), None, None) in vocabulary


def test_the_structure_has_the_dimensions_of_the_key_in_their_order(vocabulary: rdflib.Graph) -> None:
    rows = vocabulary.query(
        """PREFIX qb: <http://purl.org/linked-data/cube#>
        SELECT ?property WHERE { ?structure a qb:DataStructureDefinition ; qb:component ?component .
          ?component qb:dimension ?property ; qb:componentProperty ?property ; qb:order ?order } ORDER BY ?order"""
    )
    terms = Terms(base_at(SITE), "any")
    expand = vocabulary.namespace_manager.expand_curie
    assert [row[0] for row in rows] == [expand(terms.property(name)) for name in DIMENSIONS]  # type: ignore[index]


def test_each_own_dimension_is_below_one_of_openbudgets(vocabulary: rdflib.Graph) -> None:
    for name in OWN_PROPERTIES.values():
        above = set(vocabulary.transitive_objects(rdflib.URIRef(OWN + name), rdflib.RDFS.subPropertyOf))
        assert any(str(term).startswith(f"{OBEU}dimension/") for term in above), name
        assert vocabulary.value(rdflib.URIRef(OWN + name), rdflib.RDFS.range) == rdflib.SKOS.Concept


def test_the_mandatory_components_of_openbudgets_are_there(vocabulary: rdflib.Graph) -> None:
    used = vocabulary.objects(None, rdflib.URIRef(f"{QB}componentProperty"))
    above = {str(b) for term in used for b in vocabulary.transitive_objects(term, rdflib.RDFS.subPropertyOf)}
    mandatory = (
        "attribute/currency",
        "dimension/fiscalPeriod",
        "dimension/operationCharacter",
        "dimension/organization",
        "measure/amount",
    )
    assert {OBEU + name for name in mandatory} <= above


def test_no_component_is_abstract_or_deprecated(vocabulary: rdflib.Graph) -> None:
    used = {str(term) for term in vocabulary.objects(None, rdflib.URIRef(f"{QB}componentProperty"))}
    assert not {term for term in used if term.startswith(OBEU) and term.lower().endswith("classification")}
    assert f"{OBEU}dimension/budgetaryUnit" not in used


def test_every_own_or_openbudgets_term_in_use_is_described(vocabulary: rdflib.Graph) -> None:
    known = {str(subject) for subject in vocabulary.subjects()}
    used = {term[1] for triple in by_pyoxigraph(facts_of(sample.conversion())) for term in triple if term[0] == "iri"}
    ours = {term for term in used if term.startswith((OWN, "http://data.openbudgets.eu/"))}
    assert ours
    assert ours <= known


def test_the_placeholder_is_replaced_everywhere() -> None:
    turtle = vocabulary_turtle(VOCABULARY, SITE)
    assert b"yusuan.example" not in turtle
    assert by_rdflib(turtle) == by_pyoxigraph(turtle)
    assert not blank_nodes(by_rdflib(turtle))
