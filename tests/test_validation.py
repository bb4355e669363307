"""Each check of a published package passes on a good one and fires on a broken one."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample import ROOT, conversion

from yusuan.checking.validation import validate
from yusuan.publishing.all_package import all_files
from yusuan.publishing.codelist_package import codelist_files
from yusuan.publishing.files import replace_generated
from yusuan.publishing.package import package_files
from yusuan.publishing.rdf.files import rdf_files, shared_rdf_files
from yusuan.reading.document import Document
from yusuan.site import site_base

SITE = "https://yusuan.example/"
Change = Callable[[dict[str, Any]], object]
NAME = "jianming-medical-insurance-2024"


CONTENT = b"the document"
DOCUMENT = Document("disclosure.txt", "text/plain", len(CONTENT), hashlib.sha256(CONTENT).hexdigest(), ())
MADE = replace(conversion(), document=DOCUMENT)
FILES = package_files(MADE, SITE, rdf_files(MADE, SITE, ()))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / NAME
    (folder / "source").mkdir(parents=True)
    (folder / "source" / "disclosure.txt").write_bytes(CONTENT)
    (folder / "source" / "disclosure.yml").write_text(f"id: {NAME}\nfile: disclosure.txt\n")
    replace_generated(folder, FILES)
    return folder


def failures(folder: Path, *only: str) -> dict[str, str]:
    return {check.name: check.detail for check in validate([folder], SITE, only) if not check.passed}


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Change a file and describe it as it now is, so that only what it says is wrong."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        for entry in (resource, resource.get("yusuan:json", {})):
            if entry.get("path") == path:
                content = file.read_bytes()
                entry |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def describe(folder: Path, change: Change) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def test_a_package_as_built_passes_every_check(package: Path) -> None:
    checks = validate([package], SITE)
    assert [check for check in checks if not check.passed] == []
    assert {check.package for check in checks} == {NAME}
    assert len(checks) == len({check.name for check in checks}) > 8


def test_the_packages_across_disclosures_pass_every_check(tmp_path: Path) -> None:
    replace_generated(tmp_path / "all", all_files([conversion()], SITE))
    lists = {name: found for name, found in conversion().codelists.items() if name not in ("organization", "activity")}
    replace_generated(tmp_path / "codelists", codelist_files(lists, SITE))
    assert [c for c in validate([tmp_path / "all", tmp_path / "codelists"], SITE) if not c.passed] == []


@pytest.mark.parametrize("path", sorted((ROOT / "datapackage").glob("*/datapackage.json")), ids=lambda p: p.parent.name)
def test_the_published_packages_pass_every_check(path: Path) -> None:
    assert [check for check in validate([path.parent], site_base(ROOT)) if not check.passed] == []


def test_the_plain_upstream_command_passes(package: Path) -> None:
    command = [str(Path(sys.executable).with_name("frictionless")), "validate", str(package / "datapackage.json")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    (package / "data" / "facts.csv").write_text("broken\n")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_a_folder_without_descriptor(tmp_path: Path) -> None:
    assert list(failures(tmp_path)) == ["descriptor"]
    (tmp_path / "datapackage.json").write_text("[]")
    assert "no JSON object" in failures(tmp_path)["descriptor"]
    (tmp_path / "datapackage.json").write_text("{}")
    assert {"frictionless", "profile", "integrity", "site_url"} <= set(failures(tmp_path))


def test_frictionless_finds_a_wrong_value(package: Path) -> None:
    edit(package, "data/facts.csv", ",150.50,consistent", ",abc,consistent")
    found = failures(package)
    assert "abc" in found["frictionless"]
    assert "'abc' is not an amount" in found["views"]


CHANGES: dict[str, tuple[Change, str]] = {
    "an unknown column type": (
        lambda d: d["resources"][0]["schema"]["fields"][0].update(columnType="fact-number"),
        "$.resources[0].schema.fields[0].columnType",
    ),
    "no column type": (
        lambda d: d["resources"][0]["schema"]["fields"][0].pop("columnType"),
        "'columnType' is a required property",
    ),
    "no country": (lambda d: d.pop("countryCode"), "'countryCode' is a required property"),
    "a period that is no date": (lambda d: d["fiscalPeriod"].update(start="2024"), "$.fiscalPeriod.start"),
    "an upward path": (lambda d: d["resources"][-1].update(path="../x"), "$.resources["),
    "the profile property of version 1": (lambda d: d.update(profile="x"), "$.profile"),
    "fieldsMatch": (lambda d: d["resources"][0]["schema"].update(fieldsMatch=["exact"]), "fieldsMatch"),
    "a name that is no slug": (lambda d: d.update(name="安康"), "$.name"),
    "no hash": (lambda d: d["resources"][0].pop("hash"), "'hash' is a required property"),
    "no currency": (
        lambda d: [r["schema"].pop("extraFields", None) for r in d["resources"] if "schema" in r],
        "$.resources",
    ),
    "a role of version 1": (lambda d: d["contributors"][0].update(role="author"), "$.contributors[0].role"),
    "another profile": (lambda d: d.update({"$schema": "https://example.org/other.json"}), "none of our profiles"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_profile_finds(name: str, package: Path) -> None:
    change, expected = CHANGES[name]
    describe(package, change)
    assert expected in failures(package, "profile")["profile"]


def test_another_site(package: Path) -> None:
    (check,) = validate([package], "https://data.example.org", ["site_url"])
    assert not check.passed
    assert "does not begin with site_url https://data.example.org/;" in check.detail


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/cells.csv", "data/cells.csv: is missing"),
        ("data/cells.json", "data/cells.json: is missing"),
        ("README.md", "README.md: is missing"),
    ],
)
def test_a_missing_file(path: str, expected: str, package: Path) -> None:
    (package / path).unlink()
    assert failures(package, "integrity")["integrity"] == expected


def test_a_changed_file_and_one_too_many(package: Path) -> None:
    (package / "data" / "notes.txt").write_text("x")
    assert failures(package, "integrity") == {"integrity": "data/notes.txt: is not in the descriptor"}
    (package / "data" / "notes.txt").unlink()
    (package / "rdf" / "facts.ttl").write_text("# changed\n")
    assert set(failures(package)) == {"integrity", "frictionless", "rdf_sums"}


def test_json_that_says_something_else(package: Path) -> None:
    edit(package, "data/facts.json", '"amount": 50.00', '"amount": 50.0')
    assert failures(package) == {"json": "data/facts.json: does not hold the rows of data/facts.csv"}


def test_another_document(package: Path) -> None:
    (package / "source" / "disclosure.txt").write_text("another edition")
    assert list(failures(package)) == ["source"]


def test_a_wrong_key_in_disclosure_yml(package: Path) -> None:
    (package / "source" / "disclosure.yml").write_text(f"id: {NAME}\nfil: disclosure.txt\n")
    assert "did you mean 'file'?" in failures(package, "source")["source"]


def test_two_facts_under_one_key(package: Path) -> None:
    edit(package, "data/facts.csv", "expenditure,total,221,", "expenditure,total,210,")
    assert "data/facts.csv: " in failures(package, "keys")["keys"]


def test_a_cell_that_witnesses_no_fact(package: Path) -> None:
    fact = "jianming-medical-insurance.2024.approved.expenditure._T.221._T._T._T._T"
    edit(package, "data/cells.csv", fact, fact.replace("221", "229"))
    found = failures(package)
    assert "is not in facts.csv" in found["cells"]
    assert "frictionless" in found


def test_a_wrong_number_of_witnesses(package: Path) -> None:
    edit(package, "data/facts.csv", "网络运行维护费,2", "网络运行维护费,3")
    assert "has 2 cells, not 3" in failures(package, "cells")["cells"]


VIEW = "data/expenditure_by_function.csv"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",50.00,", ",50.01,", "is 50.01, its facts sum to 50.00 (and 1 more)"),
        ("\n221,", "\n230,", "code 230 is not in codelist_function"),
        ("._T.221._T", "._T.222._T", "which is not in facts"),
        ("\n221,住房保障支出,Housing security,50.00,", "\nnot-itemised,,,60.00,", "sum to 160.50, the total is 150.50"),
    ],
)
def test_a_view_that_does_not_hold(old: str, new: str, expected: str, package: Path) -> None:
    edit(package, VIEW, old, new)
    assert expected in failures(package, "views")["views"]


def test_a_view_without_a_total_to_compare_with(package: Path) -> None:
    edit(package, "data/headline.csv", "operation,expenditure,", "operation,outlay,")
    assert failures(package, "views")["views"].endswith("the total is not given")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",150.50,", ",150.51,", "is 150.51, its fact is 150.50"),
        (".expenditure._T._T", ".expenditure._T.299", "which is not in facts"),
    ],
)
def test_a_headline_figure_is_its_fact(old: str, new: str, expected: str, package: Path) -> None:
    edit(package, "data/headline.csv", old, new)
    assert expected in failures(package, "headline")["headline"]


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<https://shapes.example/dataset> a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property <https://shapes.example/title> .
<https://shapes.example/title> sh:path dcterms:title ; sh:minCount 1 ; sh:message "a data set has a title" .
"""


@pytest.fixture
def beside(package: Path) -> Path:
    """The package with that of the code lists beside it."""
    lists = {name: found for name, found in conversion().codelists.items() if name not in ("organization", "activity")}
    small = {name: found for name, found in lists.items() if name != "divisions"}
    replace_generated(package.parent / "codelists", codelist_files(small, SITE, shared_rdf_files(small, SITE)))
    return package


def test_checks_are_counted_timed_and_skipped_where_something_is_missing(package: Path, tmp_path: Path) -> None:
    (tmp_path / "shapes").mkdir()
    checks = {check.name: check for check in validate([package], SITE, shapes=tmp_path / "shapes")}
    assert checks["cells"].count == len(conversion().cells)
    assert checks["findings"].count == 1
    assert checks["rdf"].count == len([path for path in FILES if path.endswith(".ttl")]) > 4
    assert checks["csvw"].count == len([path for path in FILES if path.endswith("-metadata.json")]) > 4
    assert checks["rdf_sums"].count == 2 + len(conversion().views)
    assert checks["frictionless"].seconds > 0
    skipped = {name: check.detail for name, check in checks.items() if check.skipped}
    assert set(skipped) == {"constraints", "dcat_ap"}
    assert "codelists is not beside it" in skipped["constraints"]
    assert "put those of DCAT-AP" in skipped["dcat_ap"]
    assert all(checks[name].passed for name in skipped)


def test_constraints_are_checked_on_what_is_published(beside: Path) -> None:
    (check,) = validate([beside], SITE, ["constraints"])
    assert check.passed, check.detail
    assert (check.skipped, check.count) == (False, 29)
    turtle = beside / "rdf" / "facts.ttl"
    text = turtle.read_text(encoding="utf-8")
    turtle.write_text(text.replace("  yusuan:fund funds:total ;\n", "", 1), encoding="utf-8")
    detail = failures(beside, "constraints")["constraints"]
    assert detail.startswith("ic-11 is violated: IC-11: every observation has a value for every dimension.")
    assert f"dimension = <{SITE}vocabulary/#fund>" in detail
    (check,) = validate([beside.parent / "codelists"], SITE, ["constraints"])
    assert check.passed
    assert check.count == 29


def test_turtle_that_does_not_parse_or_has_blank_nodes(package: Path) -> None:
    (package / "rdf" / "findings.ttl").write_text("<a:a> <b:b> ")
    assert "findings.ttl: cannot be read as Turtle (" in failures(package, "rdf")["rdf"]
    (package / "rdf" / "findings.ttl").write_text("<a:a> <b:b> [ <c:c> 1 ] .\n")
    assert failures(package, "rdf")["rdf"].startswith("findings.ttl: has blank nodes")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("obeu-measure:amount 50.00 ;", "obeu-measure:amount 50.01 ;", "all facts sum to"),
        ("  obeu-measure:amount 50.00 ;\n", "", "all facts sum to"),
    ],
)
def test_a_cube_that_sums_to_something_else(old: str, new: str, expected: str, package: Path) -> None:
    edit(package, "rdf/facts.ttl", old, new)
    assert expected in failures(package, "rdf_sums")["rdf_sums"]


def test_a_cube_whose_amounts_are_exchanged_has_other_sums_of_views(package: Path) -> None:
    """The sum over all facts stays; those of the lines of a view do not."""
    turtle = package / "rdf" / "facts.ttl"
    text = turtle.read_text(encoding="utf-8")
    for old, new in (("amount 50.00 ;", "amount X ;"), ("amount 20.00 ;", "amount 50.00 ;"), ("X", "20.00")):
        assert old in text
        text = text.replace(old, new)
    turtle.write_text(text, encoding="utf-8")
    assert "expenditure_by_function sum to " in failures(package, "rdf_sums")["rdf_sums"]


METADATA = "data/facts.csv-metadata.json"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"@context": "http://www.w3.org/ns/csvw"', '"@context": "http://example.org/"', "is no CSVW"),
        ('"url": "facts.csv"', '"url": "nothing.csv"', "the table at 'nothing.csv' is not there"),
        ('"name": "witnesses"', '"name": "amount"', "two columns have one name"),
        ('"primaryKey": ["fact_id"]', '"primaryKey": ["number"]', "number names no column"),
        ("#fact-{fact_id}", "#fact-{number}", "number names no column"),
    ],
)
def test_metadata_that_no_processor_would_take(old: str, new: str, expected: str, package: Path) -> None:
    file = package / METADATA
    text = json.dumps(json.loads(file.read_text(encoding="utf-8")), ensure_ascii=False)
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert expected in failures(package, "csvw")["csvw"]


def test_a_header_that_the_metadata_does_not_describe(package: Path) -> None:
    edit(package, "data/facts.csv", "fact_id,", "id,")
    assert "facts.csv: column id is described as fact_id" in failures(package, "csvw")["csvw"]


def test_a_description_that_does_not_conform_to_the_shapes(package: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyshacl")
    shapes = tmp_path / "shapes"
    shapes.mkdir()
    (shapes / "dcat-ap.ttl").write_text(SHAPES)
    catalogue = tmp_path / "catalogue.ttl"
    metadata = (package / "rdf" / "metadata.ttl").read_text(encoding="utf-8")
    catalogue.write_text(metadata, encoding="utf-8")
    checks = validate([package], SITE, ["dcat_ap"], shapes, catalogue)
    assert [(check.package, check.passed, check.count) for check in checks] == [
        (NAME, True, 1),
        ("catalogue.ttl", True, 1),
    ]
    untitled = "<https://yusuan.example/x> a <http://www.w3.org/ns/dcat#Dataset> .\n"
    (package / "rdf" / "metadata.ttl").write_text(metadata + untitled, encoding="utf-8")
    (check,) = validate([package], SITE, ["dcat_ap"], shapes)
    assert check.detail.startswith("metadata.ttl: https://yusuan.example/x")
    assert check.detail.endswith("a data set has a title")


def test_a_broken_catalogue(package: Path, tmp_path: Path) -> None:
    (tmp_path / "catalogue.ttl").write_text("<a:a> ")
    (check,) = validate([], SITE, ["rdf"], catalogue=tmp_path / "catalogue.ttl")
    assert (check.package, check.passed) == ("catalogue.ttl", False)
