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

from yusuan.publishing.all_package import all_files
from yusuan.publishing.codelist_package import codelist_files
from yusuan.publishing.files import replace_generated
from yusuan.publishing.package import package_files
from yusuan.reading.document import Document
from yusuan.site import site_base
from yusuan.validation import validate

SITE = "https://yusuan.example/"
Change = Callable[[dict[str, Any]], object]
NAME = "jianming-medical-insurance-2024"


CONTENT = b"the document"
DOCUMENT = Document("disclosure.txt", "text/plain", len(CONTENT), hashlib.sha256(CONTENT).hexdigest(), ())
FILES = package_files(replace(conversion(), document=DOCUMENT), SITE, {"rdf/facts.ttl": b"#\n"})


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
    assert set(failures(package)) == {"integrity", "frictionless"}


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
    describe(package, lambda d: d.update({"yusuan:phase": "executed"}))
    assert failures(package, "views")["views"].endswith("the total is not given")
