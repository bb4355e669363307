"""VoID: every count is what a store counts, every dump and anchor is there."""

import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph
import pytest
from graphs import Triple, blank_nodes, by_pyoxigraph, by_rdflib
from sample import ROOT, conversion

from yusuan.bulk import bulk_statements
from yusuan.concepts import Codelist
from yusuan.publication import disclosure_files, publish
from yusuan.publishing.rdf.files import catalogue_file, shared_rdf_files
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.rdf.void import NAME, void_turtle
from yusuan.publishing.rdf.void_counts import linksets
from yusuan.site import site_base

SITE = "https://data.example.org/budget/"
VOID = "http://rdfs.org/ns/void#"
PAGE = f"{SITE}disclosures/jianming-medical-insurance-2024/"
DATASET = f"{PAGE}#dataset"
EVERYTHING = f"{SITE}rdf/#everything"
LISTS = ("phases", "operations", "funds", "functions", "fact-status")


def lists() -> Mapping[str, Codelist]:
    return {name: found for name, found in conversion().codelists.items() if name in LISTS}


def packages() -> dict[str, dict[str, bytes]]:
    return {
        "jianming-medical-insurance-2024": disclosure_files(conversion(), SITE),
        "codelists": shared_rdf_files(lists(), SITE),
        "all": {"data/facts.csv": b"fact_id\n"},
    }


PACKAGES = packages()
CATALOGUE = catalogue_file([conversion().disclosure], conversion().codelists, SITE)
DESCRIPTION = void_turtle(PACKAGES, CATALOGUE, SITE)
TRIPLES = by_pyoxigraph(DESCRIPTION)


def values(subject: str, name: str, triples: set[Triple] = TRIPLES) -> set[str]:
    return {o[1] for s, p, o in triples if s[1] == subject and p[1].endswith(("#" + name, "/" + name))}


def number(subject: str, name: str) -> int:
    (value,) = values(subject, name)
    return int(value)


def graph(name: str) -> set[Triple]:
    return set().union(*(by_pyoxigraph(text) for path, text in PACKAGES[name].items() if path.endswith(".ttl")))


def test_both_parsers_read_it_and_there_are_no_blank_nodes() -> None:
    assert by_rdflib(DESCRIPTION) == TRIPLES
    assert not blank_nodes(TRIPLES)


def test_the_same_packages_give_the_same_bytes_in_whatever_order() -> None:
    turned = {name: dict(reversed(list(files.items()))) for name, files in reversed(list(PACKAGES.items()))}
    assert void_turtle(turned, CATALOGUE, SITE) == DESCRIPTION


@pytest.mark.parametrize(
    ("subject", "name"), [(DATASET, "jianming-medical-insurance-2024"), (f"{SITE}codelists/", "codelists")]
)
def test_the_counts_of_a_dataset_are_those_of_its_files(subject: str, name: str) -> None:
    found = graph(name)
    types = {o for _, p, o in found if p[1].endswith("#type")}
    assert number(subject, "triples") == len(found) > 100
    assert number(subject, "entities") == len({s for s, _, _ in found})
    assert number(subject, "properties") == len({p for _, p, _ in found})
    assert number(subject, "classes") == len(types)
    vocabularies = values(subject, "vocabulary")
    assert all(any(term[1].startswith(space) for space in vocabularies) for term in {p for _, p, _ in found} | types)
    assert f"{SITE}vocabulary/#" in vocabularies


def test_a_disclosure_says_where_it_is_what_it_is_and_shows_an_observation() -> None:
    dumps = {path for path in PACKAGES["jianming-medical-insurance-2024"] if path.endswith(".ttl")}
    assert values(DATASET, "dataDump") == {PAGE + path for path in dumps}
    assert "rdf/facts.ttl" in dumps
    assert values(DATASET, "license") == {"https://creativecommons.org/licenses/by/4.0/"}
    assert values(DATASET, "homepage") == {PAGE}
    assert "建明县医疗保险经办处2024年单位预算公开说明" in values(DATASET, "title")
    shown = {address for address in values(DATASET, "exampleResource") if "#fact-" in address}
    observed = {s[1] for s, _, o in graph("jianming-medical-insurance-2024") if o[1].endswith("cube#Observation")}
    assert len(shown) == 1
    assert shown <= observed


def test_everything_counts_the_bulk_file_itself_included(tmp_path: Path) -> None:
    publish((conversion(),), lists(), tmp_path, SITE)
    text = (tmp_path / NAME).read_bytes()
    statements = list(bulk_statements(tmp_path, SITE))
    (total,) = values(EVERYTHING, "triples", by_pyoxigraph(text))
    assert int(total) == len(statements) == len(set(statements))
    assert values(EVERYTHING, "dataDump") == {f"{SITE}dump/yusuan.nq.gz"}
    assert {DATASET, f"{SITE}codelists/", f"{SITE}#catalogue"} <= values(EVERYTHING, "subset")
    assert values(f"{SITE}void.ttl", "primaryTopic") == {EVERYTHING}


def test_links_are_counted_by_a_store_alike() -> None:
    store = pyoxigraph.Store()
    for name in PACKAGES:
        for path, text in PACKAGES[name].items():
            if path.endswith(".ttl"):
                store.load(text, format=pyoxigraph.RdfFormat.TURTLE)
    for linkset in linksets(base_at(SITE)):
        query = (
            f"SELECT ?s ?o WHERE {{ ?s <{linkset.predicate}> ?o FILTER(isIRI(?o)"
            f' && STRSTARTS(STR(?s), "{linkset.source}") && STRSTARTS(STR(?o), "{linkset.target}")) }}'
        )
        solutions = store.query(query)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        counted = values(f"{SITE}rdf/#{linkset.name}", "triples")
        expected = len(list(solutions))
        assert counted == ({str(expected)} if expected else set()), linkset.name
    assert number(f"{SITE}rdf/#links-function", "triples") == len(conversion().facts)
    assert number(f"{SITE}rdf/#links-phases", "triples") == len(conversion().facts)
    assert number(f"{SITE}rdf/#links-exact", "triples") >= 4


def test_every_linkset_is_explained_in_both_languages() -> None:
    for language in ("zh", "en"):
        page = (ROOT / "docs" / language / "rdf.md").read_text(encoding="utf-8")
        anchors = set(re.findall(r'id="([^"]+)"', page)) | set(re.findall(r"{ #([\w-]+) }", page))
        assert {found.name for found in linksets(base_at(SITE))} | {"everything"} <= anchors


@pytest.mark.skipif(not (ROOT / "datapackage" / NAME).exists(), reason=f"{NAME} is not published; run `yusuan build`")
def test_what_is_published_is_described_as_it_is() -> None:
    base, triples = site_base(ROOT), by_pyoxigraph((ROOT / "datapackage" / NAME).read_bytes())
    (total,) = values(f"{base}rdf/#everything", "triples", triples)
    assert int(total) == sum(1 for _ in bulk_statements(ROOT / "datapackage", base))
    for address in {o[1] for _, p, o in triples if p[1] == f"{VOID}dataDump"} - {f"{base}dump/yusuan.nq.gz"}:
        path = address.removeprefix(base).removeprefix("disclosures/").removeprefix("datapackage/")
        assert (ROOT / "datapackage" / path).is_file(), address
