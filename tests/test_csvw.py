"""CSVW metadata: what any processor makes of the CSV files agrees with the RDF that is published."""

import json
import posixpath
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from csv2rdf import expand, triples
from graphs import Triple, by_pyoxigraph
from packaged import SITE, with_facts
from published_resources import resources_of
from sample import ROOT, conversion, key

from yusuan.conversion import Conversion
from yusuan.facts.fact import Status
from yusuan.facts.key import DIMENSIONS
from yusuan.publishing.csvw import METADATA_SUFFIX, csvw_files, csvw_metadata
from yusuan.publishing.csvw_terms import UNDERIVED, meaning_of
from yusuan.publishing.files import replace_generated
from yusuan.publishing.package import package_files
from yusuan.publishing.rdf.cube import facts_turtle
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.resources import resources
from yusuan.site import site_base

DATAPACKAGE = ROOT / "datapackage"
PACKAGES = sorted(path.parents[1] for path in DATAPACKAGE.glob("*/rdf/facts.ttl"))
BASE = base_at(site_base(ROOT))
OBSERVATION = ("iri", "http://purl.org/linked-data/cube#Observation")
FACTS = "data/facts.csv" + METADATA_SUFFIX

needs_packages = pytest.mark.skipif(not PACKAGES, reason="nothing is published under datapackage/ yet")


def graph(*paths: Path) -> set[Triple]:
    return set().union(*(by_pyoxigraph(path.read_bytes()) for path in paths))


@cache
def shared() -> set[Triple]:
    """The published code lists and vocabulary."""
    return graph(*(DATAPACKAGE / "codelists").glob("*.ttl"))


def observations(found: set[Triple]) -> set[Triple]:
    """Every triple about an observation."""
    subjects = {subject for subject, _, thing in found if thing == OBSERVATION}
    return {triple for triple in found if triple[0] in subjects}


def made_of(made: Conversion, folder: Path) -> tuple[set[Triple], set[Triple]]:
    """The observations of a conversion, from its CSV by its metadata, and from its Turtle."""
    replace_generated(folder, package_files(made, SITE))
    turtle = "".join(facts_turtle(made, SITE)).encode()
    return triples((folder / FACTS).read_bytes(), folder / "data"), observations(by_pyoxigraph(turtle))


def tables(metadata: bytes) -> list[dict[str, Any]]:
    described = json.loads(metadata)
    found: list[dict[str, Any]] = described.get("tables", [described])
    return found


FILES = package_files(conversion(), SITE)
METADATA = {path: content for path, content in FILES.items() if path.endswith(METADATA_SUFFIX)}


@needs_packages
@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_the_published_facts_say_the_same_as_csv_and_as_turtle(package: Path) -> None:
    files = csvw_files(resources_of(package), BASE, package.name)
    made = triples(files[FACTS], package / "data")
    facts = graph(package / "rdf/facts.ttl")
    assert made - facts == set()
    missing = Counter(predicate[1] for _, predicate, _ in observations(facts) - made)
    count = len({subject for subject, _, _ in made})
    assert missing == dict.fromkeys(UNDERIVED, count)
    assert len(made) == count * (len(DIMENSIONS) + len(("amount", "status", "leaf", "SDMX status")) + 4)


@needs_packages
@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_the_published_code_lists_say_nothing_that_the_turtle_does_not(package: Path) -> None:
    known = graph(package / "rdf/facts.ttl") | shared()
    files = csvw_files(resources_of(package), BASE, package.name)
    lists = {path: content for path, content in files.items() if path.startswith("data/codelists/")}
    made = {path: triples(content, (package / path).parent) for path, content in lists.items()}
    assert {path: sorted(found - known) for path, found in made.items() if found - known} == {}
    assert {path for path, found in made.items() if not found} == {"data/codelists/activity.csv" + METADATA_SUFFIX}


@needs_packages
def test_the_packages_over_all_disclosures_say_nothing_that_the_turtle_does_not() -> None:
    facts = graph(*(package / "rdf/facts.ttl" for package in PACKAGES))
    known = facts | graph(DATAPACKAGE / "catalogue.ttl") | shared()
    for name in ("all", "codelists"):
        package = DATAPACKAGE / name
        for path, content in csvw_files(resources_of(package), BASE).items():
            made = triples(content, (package / path).parent)
            assert made - known == set(), path
            if path == FACTS:
                assert {predicate[1] for _, predicate, _ in observations(facts) - made} == set(UNDERIVED)
            if path == "data/disclosures.csv" + METADATA_SUFFIX:
                assert len({subject for subject, _, _ in made}) == len(PACKAGES)


@needs_packages
def test_the_published_metadata_is_what_would_be_made() -> None:
    for package in (*PACKAGES, DATAPACKAGE / "all", DATAPACKAGE / "codelists"):
        tables_with_header = tuple(table for table in resources_of(package) if table.header)
        for path, content in csvw_files(tables_with_header, BASE, package.name if package in PACKAGES else "").items():
            assert (package / path).read_bytes() == content, f"{path} of {package.name}: run `yusuan build`"


def test_codes_of_any_characters_become_the_same_iris(tmp_path: Path) -> None:
    odd = (key(function="2 1/0?é"), key(economic="三公:(合计)"), key(fund="50%+{x}"), key(activity="修 缮#1"))
    made, expected = made_of(with_facts(*((k, "1.5") for k in odd)), tmp_path)
    assert {predicate[1] for _, predicate, _ in expected - made} == set(UNDERIVED)
    assert made - expected == set()


def test_each_status_of_a_fact_is_also_one_of_sdmx(tmp_path: Path) -> None:
    sample = conversion()
    statuses = (*Status, Status.CONSISTENT, Status.DISPUTED)
    facts = tuple(replace(f, status=status) for f, status in zip(sample.facts, statuses, strict=True))
    made, expected = made_of(replace(sample, facts=facts), tmp_path)
    assert {predicate[1] for _, predicate, _ in expected - made} == set(UNDERIVED)
    found = Counter(o[1][-1] for _, p, o in made if p[1].endswith("#obsStatus"))
    assert found == {"A": 3, "E": 3}


def test_without_facts_there_are_no_triples(tmp_path: Path) -> None:
    assert made_of(with_facts(), tmp_path) == (set(), set())


def test_a_metadata_that_maps_wrongly_is_told(tmp_path: Path) -> None:
    """The comparison is not empty: a wrong template, null or property shows."""
    replace_generated(tmp_path, FILES)
    expected = by_pyoxigraph("".join(facts_turtle(conversion(), SITE)).encode())
    for old, new in (
        ("codelists/functions/#{function}", "codelists/functions/{function}"),
        ('"null": ["total", "not-applicable"]', '"null": []'),
        ("#economicClass", "#functionClass"),
        ('"datatype": "decimal"', '"datatype": "double"'),
    ):
        text = FILES[FACTS].decode()
        assert old in text
        assert triples(text.replace(old, new).encode(), tmp_path / "data") - expected


def test_every_csv_has_metadata_where_a_processor_looks_for_it() -> None:
    for path in (path for path in FILES if path.endswith(".csv")):
        beside, folder = path + METADATA_SUFFIX, f"{posixpath.dirname(path)}/csv{METADATA_SUFFIX}"
        content = METADATA.get(beside) or METADATA[folder]
        assert Path(path).name in {table["url"] for table in tables(content)}
        assert json.loads(content)["dialect"]["header"] is not path.startswith("data/printed/")


def test_columns_are_those_of_the_csv_and_say_what_the_schema_says() -> None:
    (first, *_) = tables(METADATA[FACTS])
    columns = {column["name"]: column for column in first["tableSchema"]["columns"]}
    header = FILES["data/facts.csv"].decode().splitlines()[0].split(",")
    assert [name for name, column in columns.items() if not column.get("virtual")] == header
    assert columns["amount"]["datatype"] == "decimal"
    assert columns["fiscal_year"]["datatype"] == {"base": "string", "format": "^[0-9]{4}$"}
    assert columns["witnesses"]["datatype"] == {"base": "integer", "minimum": 0}
    assert columns["fund"]["titles"] == {"und": "fund", "zh": "资金来源代码", "en": "Fund code"}
    assert (columns["fund"]["required"], columns["fund_label_en"]["lang"]) == (True, "en")
    assert first["tableSchema"]["primaryKey"] == ["fact_id"]
    (tables_table, *_) = tables(METADATA["data/tables.csv" + METADATA_SUFFIX])
    kinds = {column["name"]: column for column in tables_table["tableSchema"]["columns"]}
    assert re.fullmatch(kinds["unit_source"]["datatype"]["format"], "inferred")
    assert not re.fullmatch(kinds["unit_source"]["datatype"]["format"], "guessed")


@pytest.mark.parametrize("path", METADATA)
def test_the_document_keeps_the_rules_of_the_recommendation(path: str) -> None:
    described = tables(METADATA[path])
    urls = {table["url"] for table in described}
    for table in described:
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), table["url"])) in FILES
        columns = table["tableSchema"]["columns"]
        names = [column["name"] for column in columns if "name" in column]
        assert len(names) == len(set(names))
        assert all(re.fullmatch("[A-Za-z0-9][A-Za-z0-9_]*", name) for name in names)
        virtual = [bool(column.get("virtual")) for column in columns]
        assert virtual == sorted(virtual), "virtual columns come last"
        for foreign in table["tableSchema"].get("foreignKeys", ()):
            assert foreign["reference"]["resource"] in urls
            assert set(foreign["columnReference"]) <= set(names)
            assert all(c["required"] for c in columns if c.get("name") in foreign["columnReference"])
            (target,) = [t for t in described if t["url"] == foreign["reference"]["resource"]]
            found = {column.get("name") for column in target["tableSchema"]["columns"]}
            assert found.issuperset(foreign["reference"]["columnReference"])


def test_what_has_no_rdf_is_not_converted() -> None:
    for path in ("data/cells.csv", "data/tables.csv", "data/expenditure_by_function.csv"):
        assert tables(METADATA[path + METADATA_SUFFIX])[0]["suppressOutput"] is True
    assert all(t["suppressOutput"] for t in tables(METADATA[f"data/printed/csv{METADATA_SUFFIX}"]))


def test_lists_in_a_cell_are_split() -> None:
    (view, *_) = tables(METADATA["data/expenditure_by_function.csv" + METADATA_SUFFIX])
    assert {c["name"]: c["separator"] for c in view["tableSchema"]["columns"] if "separator" in c} == {"fact_ids": ";"}
    (codes, *_) = tables(METADATA["data/codelists/fund.csv" + METADATA_SUFFIX])
    assert {c["separator"] for c in codes["tableSchema"]["columns"] if "separator" in c} == {"|"}


def test_a_table_on_its_own_has_no_key_to_another() -> None:
    (facts,) = [found for found in resources(conversion()) if found.name == "facts"]
    alone = tables(csvw_metadata(facts, meaning_of(facts, BASE, "x")))
    assert all("foreignKeys" not in table["tableSchema"] for table in alone)


def test_templates_are_expanded_as_rfc_6570_says() -> None:
    variables = {"hello": "Hello World!", "var": "value", "half": "50%", "none": None}
    assert expand("{var}|{hello}|{half}|{none}", variables) == "value|Hello%20World%21|50%25|"
