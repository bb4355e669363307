"""Findings, projects, cells and statements as RDF."""

from dataclasses import replace
from decimal import Decimal

import pytest
import rdflib
import sample
from graphs import blank_nodes, by_pyoxigraph, by_rdflib
from packaged import rows
from rdflib import FOAF, RDF, RDFS, Graph, Literal, URIRef

from yusuan.conversion import Conversion
from yusuan.publishing.finding_resource import SEVERITIES
from yusuan.publishing.package import package_files
from yusuan.publishing.rdf.files import VOCABULARY, rdf_files, vocabulary_turtle
from yusuan.publishing.rdf.findings import RESULT_SEVERITY, findings_turtle
from yusuan.publishing.rdf.projects import projects_turtle
from yusuan.publishing.rdf.provenance import provenance_turtle
from yusuan.publishing.rdf.statements import statements_turtle
from yusuan.reading.document import Location

SITE = "https://data.example.org/"
PAGE = f"{SITE}disclosures/{sample.conversion().disclosure.disclosure_id}/#"
OWN, SH = rdflib.Namespace(f"{SITE}vocabulary/#"), rdflib.Namespace("http://www.w3.org/ns/shacl#")
FINDING = URIRef(f"{PAGE}finding-sum-of-parts.1")
TURTLES = {
    "findings": findings_turtle(sample.conversion(), SITE),
    "projects": projects_turtle(sample.conversion(), SITE),
    "provenance": provenance_turtle(sample.conversion(), SITE),
    "statements": statements_turtle(sample.conversion(), SITE),
    "nothing found": findings_turtle(replace(sample.conversion(), findings=()), SITE),
}


def graph(turtle: bytes) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


@pytest.mark.parametrize("name", TURTLES)
def test_the_parsers_read_the_same_without_blank_nodes(name: str) -> None:
    read = by_rdflib(TURTLES[name])
    assert read
    assert read == by_pyoxigraph(TURTLES[name])
    assert not blank_nodes(read)


def test_a_finding_is_a_result_of_the_report_with_messages_and_cells() -> None:
    found = graph(TURTLES["findings"])
    report = URIRef(f"{PAGE}findings")
    assert found.value(report, SH.conforms) == Literal(False)
    assert list(found.objects(report, SH.result)) == [FINDING]
    assert set(found.objects(FINDING, RDF.type)) == {OWN.Finding, SH.ValidationResult}
    assert found.value(FINDING, SH.resultSeverity) == SH.Violation
    assert found.value(FINDING, OWN.findingCode) == URIRef(f"{SITE}codelists/finding-codes/#sum-of-parts")
    messages = {message.language: str(message) for message in found.objects(FINDING, SH.resultMessage)}  # type: ignore[attr-defined]
    assert messages == {"zh": sample.finding().message_zh, "en": sample.finding().message_en}
    cells = {URIRef(f"{PAGE}cell-{cell_id}") for cell_id in sample.finding().cell_ids}
    assert set(found.objects(FINDING, OWN.cell)) == cells
    assert found.value(FINDING, SH.focusNode) == URIRef(f"{PAGE}cell-{sample.finding().cell_ids[0]}")


def test_a_shacl_result_has_exactly_one_of_what_shacl_asks_for() -> None:
    found = graph(TURTLES["findings"])
    for predicate in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
        assert len(list(found.objects(FINDING, predicate))) == 1


def test_figures_have_the_text_of_findings_csv() -> None:
    (row,) = rows(package_files(sample.conversion(), SITE)["data/findings.csv"])
    written = {p[1]: o[1] for s, p, o in by_pyoxigraph(TURTLES["findings"]) if s[1] == str(FINDING)}
    for name in ("expected", "found", "difference", "tolerance"):
        assert written[str(OWN[name])] == row[name]


def test_a_finding_about_no_cell_is_about_the_data_set() -> None:
    bare = replace(sample.finding(), cell_ids=(), expected=None, difference=None, origin="", severity="note")
    found = graph(findings_turtle(replace(sample.conversion(), findings=(bare,)), SITE))
    assert found.value(FINDING, SH.focusNode) == URIRef(f"{PAGE}dataset")
    assert found.value(FINDING, SH.resultSeverity) == SH.Info
    assert found.value(FINDING, OWN.expected) is None


def test_a_report_without_findings_conforms() -> None:
    assert graph(TURTLES["nothing found"]).value(URIRef(f"{PAGE}findings"), SH.conforms) == Literal(True)


def test_every_severity_has_one_of_shacl() -> None:
    assert tuple(RESULT_SEVERITY) == SEVERITIES


def test_a_project_links_to_its_activity_its_facts_and_its_indicators() -> None:
    found = graph(TURTLES["projects"])
    project = URIRef(f"{PAGE}project-{sample.PROJECT.code}")
    assert set(found.objects(project, RDF.type)) == {OWN.Project, FOAF.Project}
    assert found.value(project, OWN.activity) == URIRef(f"{PAGE}activity-{sample.PROJECT.code}")
    facts = graph(rdf_files(sample.conversion(), SITE, ())["rdf/facts.ttl"])
    observations = set(facts.subjects(RDF.type, URIRef("http://purl.org/linked-data/cube#Observation")))
    linked = set(found.objects(project, OWN.fact))
    assert linked
    assert linked <= observations
    assert (found.value(project, OWN.activity), None, None) in facts
    indicators = set(found.subjects(OWN.indicatorOf, project))
    assert indicators == {URIRef(f"{PAGE}indicator-{sample.FORM_TABLE}.i{n}") for n in (1, 2)}
    first = URIRef(f"{PAGE}indicator-{sample.FORM_TABLE}.i1")
    assert found.value(first, OWN.targetValue) == Literal(Decimal("4.0"))
    assert found.value(first, RDFS.label) == Literal("维护次数", "zh")


def test_indicators_of_an_overall_form_are_those_of_the_organization() -> None:
    overall = replace(sample.form(), kind="overall-target-form", name="")
    found = graph(projects_turtle(replace(sample.conversion(), forms=(overall,)), SITE))
    owners = set(found.objects(None, OWN.indicatorOf))
    assert owners == {URIRef(f"{SITE}organizations/#jianming-medical-insurance")}


def test_a_project_that_only_a_form_names_is_described_among_the_activities() -> None:
    made = replace(sample.conversion(), forms=(replace(sample.form(), name="新项目", fundings=()),))
    files = rdf_files(made, SITE, ())
    linked = {o for o in graph(files["rdf/projects.ttl"]).objects(None, OWN.activity)}
    facts = graph(files["rdf/facts.ttl"])
    assert len(linked) == 2
    assert all((activity, None, None) in facts for activity in linked)


def without_projects() -> Conversion:
    return replace(sample.conversion(), forms=(), facts=(), cells=(), views=(), findings=())


def test_a_disclosure_without_projects_has_no_graph_of_them() -> None:
    assert "rdf/projects.ttl" not in rdf_files(without_projects(), SITE, ())
    assert "rdf/findings.ttl" in rdf_files(without_projects(), SITE, ())


@pytest.mark.parametrize("name", ["findings", "projects", "provenance", "statements"])
def test_every_own_term_is_described_in_both_languages(name: str) -> None:
    vocabulary = graph(vocabulary_turtle(VOCABULARY, SITE))
    terms = {term[1] for triple in by_pyoxigraph(TURTLES[name]) for term in triple if term[0] == "iri"}
    own = {URIRef(term) for term in terms if term.startswith(str(OWN))}
    assert len(own) >= 10
    for term in own:
        for predicate in (RDFS.label, RDFS.comment):
            languages = {text.language for text in vocabulary.objects(term, predicate)}  # type: ignore[attr-defined]
            assert languages == {"zh", "en"}, term


def test_terms_are_used_as_the_vocabulary_says() -> None:
    vocabulary = graph(vocabulary_turtle(VOCABULARY, SITE))
    data = Graph()
    for name in ("findings", "projects", "provenance", "statements"):
        data += graph(TURTLES[name])
    for subject, predicate, thing in data:
        domain, range_ = (vocabulary.value(predicate, p) for p in (RDFS.domain, RDFS.range))
        if domain is not None:
            assert (subject, RDF.type, domain) in data, predicate
        if isinstance(thing, Literal) and range_ is not None:
            kind = RDF.langString if thing.language else thing.datatype or rdflib.XSD.string
            assert kind == range_, predicate


def test_a_finding_without_cells_leads_to_its_table_and_page() -> None:
    found = replace(sample.finding(), cell_ids=(), locations=(Location(page=3), Location(page=5)))
    report = graph(findings_turtle(replace(sample.conversion(), findings=(found,)), SITE))
    assert {int(str(page)) for page in report.objects(FINDING, OWN.page)} == {3, 5}
    assert list(report.objects(FINDING, OWN.printedIn)) == [URIRef(f"{PAGE}table-t01-expenditure-summary")]
    assert list(report.objects(FINDING, OWN.line)) == []
