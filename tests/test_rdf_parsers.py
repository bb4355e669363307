"""Everything that is published as Turtle, read by two parsers that share no code."""

import csv
from pathlib import Path

import pytest
import sample
from graphs import blank_nodes, by_pyoxigraph, by_rdflib, store_of
from sample import ROOT

from yusuan.publishing.rdf.constraints import read_constraints, violated
from yusuan.publishing.rdf.distributions import downloads
from yusuan.publishing.rdf.files import catalogue_file, rdf_files, shared_rdf_files
from yusuan.site import site_base

SITE = "https://data.example.org/"
PUBLISHED = sorted((ROOT / "datapackage").rglob("*.ttl"))
AMOUNT = "http://data.openbudgets.eu/ontology/dsd/measure/amount"
SPDX = "http://spdx.org/rdf/terms#"
DCAT = "http://www.w3.org/ns/dcat#"


def documents() -> dict[str, bytes]:
    conversion = sample.conversion()
    files = downloads({"data/facts.csv": b"fact_id\n", "data/facts.json": b"[]\n", "data/printed/表 1.csv": b""})
    catalogue = {"catalogue.ttl": catalogue_file([conversion.disclosure], conversion.codelists, SITE)}
    shared = shared_rdf_files({"function": conversion.codelists["function"]}, SITE)
    return rdf_files(conversion, SITE, files) | shared | catalogue


DOCUMENTS = documents()


def check(turtle: bytes) -> None:
    read = by_rdflib(turtle)
    assert read == by_pyoxigraph(turtle)
    assert read
    assert not blank_nodes(read)
    assert turtle.endswith(b".\n")
    assert b"\r" not in turtle


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_parsers_agree_on_the_sample(name: str) -> None:
    check(DOCUMENTS[name])


@pytest.mark.skipif(not PUBLISHED, reason="nothing is published under datapackage/ yet")
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_parsers_agree_on_what_is_published(path: Path) -> None:
    check(path.read_bytes())


@pytest.mark.skipif(not PUBLISHED, reason="nothing is published under datapackage/ yet")
@pytest.mark.parametrize("path", [p for p in PUBLISHED if p.name == "facts.ttl"], ids=lambda path: path.parts[-3])
def test_the_published_cube_has_the_amounts_of_facts_csv(path: Path) -> None:
    with (path.parents[1] / "data" / "facts.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["fact_id"]: row["amount"] for row in csv.DictReader(file)}
    found = {s[1]: o[1] for s, p, o in by_pyoxigraph(path.read_bytes()) if p[1] == AMOUNT}
    assert {subject.partition("#fact-")[2]: amount for subject, amount in found.items()} == expected


@pytest.mark.skipif(not PUBLISHED, reason="nothing is published under datapackage/ yet")
def test_what_is_published_violates_no_constraint() -> None:
    large = {"divisions.ttl", "metadata.ttl", "catalogue.ttl"}  # no dimension has its values there
    store = store_of(*(path.read_bytes() for path in PUBLISHED if path.name not in large))
    assert violated(store, read_constraints(ROOT / "schemas" / "constraints", site_base(ROOT))) == []


def test_the_same_input_gives_the_same_bytes() -> None:
    assert documents() == DOCUMENTS


def test_each_file_is_a_distribution_with_size_and_checksum() -> None:
    triples = by_rdflib(DOCUMENTS["rdf/metadata.ttl"])
    page = f"{SITE}disclosures/jianming-medical-insurance-2024/"
    places = {s[1]: o[1] for s, p, o in triples if p[1] == f"{DCAT}downloadURL"}
    assert {place.removeprefix(page) for place in places.values()} == {
        "data/facts.csv",
        "data/facts.json",
        "data/printed/%E8%A1%A8%201.csv",
        "rdf/facts.ttl",
        "rdf/findings.ttl",
        "rdf/projects.ttl",
        "rdf/provenance.ttl",
        "rdf/statements.ttl",
    }
    assert {o[1] for _, p, o in triples if p[1] == f"{DCAT}distribution"} == set(places)
    sizes = {places[s[1]].removeprefix(page): o for s, p, o in triples if p[1] == f"{DCAT}byteSize" and s[1] in places}
    facts = DOCUMENTS["rdf/facts.ttl"]
    integer = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    assert sizes["rdf/facts.ttl"] == ("literal", str(len(facts)), "", integer)
    [described] = downloads({"rdf/facts.ttl": facts})
    checksum = f"{page}#checksum-rdf/facts.ttl"
    assert {o[1] for s, p, o in triples if s[1] == checksum and p[1] == f"{SPDX}checksumValue"} == {described.sha256}


def test_the_catalogue_lists_every_disclosure() -> None:
    triples = by_rdflib(DOCUMENTS["catalogue.ttl"])
    listed = {(s[1], o[1]) for s, p, o in triples if p[1] == f"{DCAT}dataset"}
    assert listed == {(f"{SITE}#catalogue", f"{SITE}disclosures/jianming-medical-insurance-2024/#dataset")}
    assert {o[2] for s, p, o in triples if s[1] == f"{SITE}#catalogue" and p[1].endswith("/title")} == {"zh", "en"}


def test_the_dataset_has_titles_creator_place_year_and_licence() -> None:
    subject = f"{SITE}disclosures/jianming-medical-insurance-2024/#dataset"
    found: dict[str, set[str]] = {}
    for s, p, o in by_rdflib(DOCUMENTS["rdf/metadata.ttl"]):
        if s[1] == subject:
            found.setdefault(p[1].replace("#", "/").rsplit("/", 1)[-1], set()).add(o[1])
    assert found["title"] == {
        "建明县医疗保险经办处2024年单位预算公开说明",
        "Budget disclosure of jianming-medical-insurance, 2024 (approved budget)",
    }
    assert found["creator"] == {f"{SITE}organizations/#jianming-medical-insurance"}
    assert f"{SITE}codelists/divisions/#610831" in found["spatial"]
    assert found["temporal"] == {"http://reference.data.gov.uk/id/year/2024"}
    assert found["license"] == {"https://creativecommons.org/licenses/by/4.0/"}
    assert len(found["description"]) == 2
