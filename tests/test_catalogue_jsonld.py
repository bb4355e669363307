"""The catalogue: the same in JSON-LD as in Turtle, a series for each organization, and valid by DCAT-AP 3.0.0."""

import json
import socket
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from graphs import Triple, by_pyoxigraph, by_rdflib
from graphs import _pyoxigraph_term as pyoxigraph_term
from graphs import _rdflib_term as rdflib_term
from sample import ROOT, conversion

from yusuan.concepts import Concept
from yusuan.publication import publish
from yusuan.publishing.rdf.distributions import downloads
from yusuan.publishing.rdf.files import catalogue_file, rdf_files
from yusuan.publishing.rdf.jsonld import jsonld_document
from yusuan.recognition.disclosure import Disclosure

SITE = "https://data.example.org/"
DCAT = "http://www.w3.org/ns/dcat#"
SHAPES = ROOT.parent / "shared/reference/interop/dcat-ap-3.0.0-shacl.ttl"
PUBLISHED = sorted([*(ROOT / "datapackage").glob("catalogue.ttl"), *(ROOT / "datapackage").glob("*/rdf/metadata.ttl")])
TYPE = ("iri", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def disclosures() -> list[Disclosure]:
    """Two years of one unit, and another unit."""
    first = conversion().disclosure
    later = replace(first, disclosure_id="jianming-medical-insurance-2025", fiscal_year="2025")
    other = replace(first, disclosure_id="other-2024", organization=Concept("other unit", "", "", "Other"), division="")
    return [first, later, other]


CATALOGUE = catalogue_file(disclosures(), conversion().codelists, SITE)


def of_jsonld_by_pyoxigraph(document: bytes) -> set[Triple]:
    quads = list(pyoxigraph.parse(document, pyoxigraph.RdfFormat.JSON_LD))
    assert all(quad.graph_name == pyoxigraph.DefaultGraph() for quad in quads)
    found = {(pyoxigraph_term(q.subject), pyoxigraph_term(q.predicate), pyoxigraph_term(q.object)) for q in quads}
    assert len(found) == len(quads)
    return found


def of_jsonld_by_rdflib(document: bytes) -> set[Triple]:
    graph = rdflib.Graph().parse(data=document, format="json-ld")
    return {(rdflib_term(s), rdflib_term(p), rdflib_term(o)) for s, p, o in graph}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks for a remote context fails."""

    def refuse(*_: object) -> None:
        raise AssertionError("something was to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("turtle", [CATALOGUE, *(path.read_bytes() for path in PUBLISHED[:1])])
def test_both_parsers_read_the_triples_of_the_turtle(turtle: bytes) -> None:
    document = jsonld_document(turtle)
    assert of_jsonld_by_pyoxigraph(document) == by_pyoxigraph(turtle)
    assert of_jsonld_by_rdflib(document) == by_rdflib(turtle)


@pytest.mark.skipif(not (ROOT / "datapackage/catalogue.jsonld").exists(), reason="catalogue.jsonld: run `yusuan build`")
def test_the_published_catalogue_is_the_same_in_both() -> None:
    turtle, document = ((ROOT / "datapackage" / f"catalogue.{suffix}").read_bytes() for suffix in ("ttl", "jsonld"))
    assert of_jsonld_by_pyoxigraph(document) == by_pyoxigraph(turtle)
    assert jsonld_document(turtle) == document


def test_the_context_is_inline_and_all_prefixes() -> None:
    described: dict[str, Any] = json.loads(jsonld_document(CATALOGUE))
    assert list(described) == ["@context", "@graph"]
    assert described["@context"]["dcat"] == DCAT
    assert all(isinstance(space, str) and space[-1] in "/#" for space in described["@context"].values())
    addresses = [node["@id"] for node in described["@graph"]]
    assert len(addresses) == len(set(addresses))


def test_literals_keep_their_text_language_and_datatype() -> None:
    turtle = r"""@prefix x: <https://x.example/#> .
@prefix odd: <https://x.example/odd-> .
x:a x:p 1.50, true, "007", "1"^^x:kind, "金"@zh, "a\u0085\"\n<b>", x:, odd:q, <https://x.example/#//y> .
""".encode()
    document = jsonld_document(turtle)
    assert of_jsonld_by_pyoxigraph(document) == by_pyoxigraph(turtle) == of_jsonld_by_rdflib(document)


def test_blank_nodes_and_broken_turtle_are_refused() -> None:
    with pytest.raises(ValueError, match="without an IRI"):
        jsonld_document(b"<a:a> <a:b> [] .")
    with pytest.raises(SyntaxError):
        jsonld_document(b"<a:a> <a:b> .")


def test_each_organization_has_one_series_of_its_disclosures() -> None:
    triples = by_pyoxigraph(CATALOGUE)
    page = f"{SITE}organizations/#series-"
    member = {(s[1], o[1].removeprefix(page)) for s, p, o in triples if p[1] == f"{DCAT}inSeries"}
    assert member == {
        (f"{SITE}disclosures/jianming-medical-insurance-2024/#dataset", "jianming-medical-insurance"),
        (f"{SITE}disclosures/jianming-medical-insurance-2025/#dataset", "jianming-medical-insurance"),
        (f"{SITE}disclosures/other-2024/#dataset", "other%20unit"),
    }
    series = {s for s, p, o in triples if (p, o) == (TYPE, ("iri", f"{DCAT}DatasetSeries"))}
    assert {s[1] for s in series} == {page + code for _, code in member}
    assert series == {o for s, p, o in triples if p[1] == f"{DCAT}resource"}
    for subject in series:
        titles = {o[2] for s, p, o in triples if s == subject and p[1].endswith(("/title", "/description"))}
        assert titles == {"zh", "en"}


def test_the_catalogue_is_written_beside_its_turtle(tmp_path: Path) -> None:
    lists = {name: found for name, found in conversion().codelists.items() if name == "phases"}
    publish((conversion(),), lists, tmp_path, SITE)
    turtle = (tmp_path / "catalogue.ttl").read_bytes()
    assert (tmp_path / "catalogue.jsonld").read_bytes() == jsonld_document(turtle)


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES, format="turtle")


def violations(turtle: bytes) -> str:
    pyshacl = pytest.importorskip("pyshacl")
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes())
    return "" if conforms else str(report)


needs_shapes = pytest.mark.skipif(not SHAPES.exists(), reason=f"the DCAT-AP 3.0.0 shapes are not at {SHAPES.name}")


@needs_shapes
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: str(path.relative_to(ROOT / "datapackage")))
def test_what_is_published_conforms_to_dcat_ap(path: Path) -> None:
    assert violations(path.read_bytes()) == ""


@needs_shapes
def test_the_catalogue_and_the_metadata_made_here_conform_to_dcat_ap() -> None:
    files = downloads({"data/facts.csv": b"fact_id\n"})
    assert violations(CATALOGUE) == ""
    assert violations(rdf_files(conversion(), SITE, files)["rdf/metadata.ttl"]) == ""


@needs_shapes
def test_a_catalogue_that_lacks_a_title_does_not_conform() -> None:
    graph = rdflib.Graph().parse(data=CATALOGUE, format="turtle")
    graph.remove((rdflib.URIRef(f"{SITE}organizations/#series-other%20unit"), rdflib.DCTERMS.title, None))
    assert "title" in violations(graph.serialize(format="turtle", encoding="utf-8"))
