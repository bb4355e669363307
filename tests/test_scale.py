"""Generated disclosures: as many as asked for, each unlike the others, and still packages that the site can show."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from sample import ROOT

from scale import generate
from yusuan.publishing.pages.model import Row, Site
from yusuan.site import read_site

COUNT = 7


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale") / "project"
    generate(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def made(project: Path) -> Site:
    return read_site(project)


def _amounts(rows: Iterable[Row]) -> Decimal:
    return sum((Decimal(row["amount"]) for row in rows), Decimal(0))


def test_each_has_an_id_a_unit_and_a_place_of_its_own(made: Site) -> None:
    assert len(made.packages) == len(made.overview) == COUNT
    for name in ("organization", "organization_label_zh", "division"):
        assert len({row[name] for row in made.overview.values()}) == COUNT, name
    for package in made:
        row = made.overview[package.name]
        assert package.descriptor["name"] == package.name
        assert package.descriptor["regionCode"] == row["division"]
        assert row["organization"] in {fact["organization"] for fact in package.table("facts")}


def test_sums_hold_in_other_amounts(made: Site) -> None:
    published = read_site(ROOT)
    originals = {package.name: package for package in published}
    for package in made:
        name, _, number = package.name.rpartition("-g")
        factor = 1 + int(number) % 7
        for table in ("facts", "expenditure_by_function", "revenue"):
            assert _amounts(package.table(table)) == factor * _amounts(originals[name].table(table)), table
        total = made.overview[package.name]["expenditure"]
        assert Decimal(total) == factor * Decimal(published.overview[name]["expenditure"])


def test_what_is_shared_is_that_of_all(made: Site, project: Path) -> None:
    with (project / "datapackage/all/data/facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(len(package.table("facts")) for package in made)
    assert {row["disclosure"] for row in rows} == set(made.overview)
    assert made.digest.findings == sum(len(package.table("findings")) for package in made)


def test_the_rdf_is_of_the_generated_disclosure(project: Path) -> None:
    for folder in (project / "datapackage").glob("*-g*"):
        text = (folder / "rdf/facts.ttl").read_text(encoding="utf-8")
        original = folder.name.rpartition("-g")[0]
        assert f"disclosures/{folder.name}/" in text
        assert f"disclosures/{original}/" not in text
