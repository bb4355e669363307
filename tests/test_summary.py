"""The summaries that the site compares: sums equal the facts, nothing is made up, staff only as stated."""

import csv
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from made_site import CODELISTS, changed, package
from sample import ROOT

from yusuan.building.published import read_site
from yusuan.publishing.browser.breakdowns import VIEWS
from yusuan.publishing.browser.summary import index_entry, index_json, staff, summary, summary_json

ROW = {
    "organization": "jianming-medical-insurance",
    "organization_label_zh": "建明县医疗保险经办处",
    "fiscal_year": "2024",
    "phase": "approved",
    "scope": "unit",
    "division": "610900",
    "expenditure": "150.50",
    "revenue": "150.50",
}
PUBLISHED = sorted(path.parent.name for path in (ROOT / "datapackage").glob("*/rdf"))


@cache
def real() -> Mapping[str, Mapping[str, Any]]:
    """The summary of every published disclosure, by id."""
    site = read_site(ROOT)
    return {made.name: json.loads(summary_json(made, site.overview[made.name], site.codelists)) for made in site}


def _facts(name: str) -> dict[str, Decimal]:
    with (ROOT / "datapackage" / name / "data" / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {row["fact_id"]: Decimal(row["amount"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_level_of_a_view_sums_to_the_total(name: str) -> None:
    for view in VIEWS:
        found = real()[name]["breakdowns"].get(view)
        if found is None:
            continue
        parents = {line["parent"] for line in found["lines"]}
        top = [Decimal(line["amount"]) for line in found["lines"] if not line["parent"]]
        lowest = [Decimal(line["amount"]) for line in found["lines"] if line["code"] not in parents]
        assert sum(top) == sum(lowest) == Decimal(found["total"])


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_line_that_names_a_fact_has_its_amount(name: str) -> None:
    facts, named = _facts(name), 0
    for found in real()[name]["breakdowns"].values():
        for line in found["lines"]:
            if "fact" in line:
                assert Decimal(line["amount"]) == facts[line["fact"]], line
                named += 1
    assert named > 10


def test_what_is_not_given_is_not_there() -> None:
    with_government_classes = {name for name in PUBLISHED if "gov_economic" in real()[name]["breakdowns"]}
    files = (ROOT / "datapackage").glob("*/data/expenditure_by_government_economic_class.csv")
    assert with_government_classes == {path.parents[1].name for path in files}
    assert 0 < len(with_government_classes) < len(PUBLISHED)


def test_memorandum_types_are_marked() -> None:
    lines = {line["code"]: line for line in real()["anyang-healthcare-security-2021"]["breakdowns"]["type"]["lines"]}
    assert lines["agency-operating-costs"]["memorandum"]
    assert "memorandum" not in lines["basic"]
    assert "total" not in lines


def test_three_public_lines_stand_below_what_gathers_them() -> None:
    lines = real()["anyang-healthcare-security-2021"]["breakdowns"]["three_public"]["lines"]
    parents = {line["code"]: line["parent"] for line in lines}
    assert parents["30217"] == parents["30231"] == "three-public"
    assert parents["three-public"] == parents["30215"] == "three-public-and-related"


def test_where_no_staff_is_stated_there_is_none() -> None:
    assert [each["persons"] for each in summary(package(), ROW, CODELISTS)["staff"]] == ["22"]
    assert summary(changed(package(), {"statements": []}), ROW, CODELISTS)["staff"] == []


def _statement(**values: str) -> dict[str, str]:
    names = ("statement_id", "subject", "subject_label_zh", "subject_label_en", "value", "sentence", "project")
    blank = dict.fromkeys((*names, "compared_with", "direction", "derived_from"), "")
    return (
        blank | {"statement_id": "prose.s9", "subject": "staff", "value": "12", "sentence": "实有人员 12 人"} | values
    )


def test_staff_is_what_the_prose_states() -> None:
    made = changed(package(), {"statements": [_statement(), _statement(subject="retired", value="3")]})
    assert [(each["subject"], each["persons"], each["statement"]) for each in staff(made)] == [
        ("staff", "12", "prose.s9"),
        ("retired", "3", "prose.s9"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"value": "13"},
        {"project": "x", "value": "13"},
        {"compared_with": "2023", "value": "13"},
        {"derived_from": "prose.s1", "value": "13"},
        {"value": "12"},
    ],
)
def test_staff_is_never_guessed(other: Mapping[str, str]) -> None:
    found = staff(changed(package(), {"statements": [_statement(), _statement(**other)]}))
    contradicted = other == {"value": "13"}
    assert [each["persons"] for each in found] == ([] if contradicted else ["12"])
    alone = staff(changed(package(), {"statements": [_statement(**other)]}))
    assert bool(alone) == (set(other) == {"value"})


def test_an_amount_of_one_fund_among_several_names_it() -> None:
    facts = package().table("facts")
    whole = next(row for row in facts if row["operation"] == "expenditure" and row["amount"] == ROW["expenditure"])
    basic = {
        **whole,
        "fact_id": "basic",
        "fund": "general",
        "fund_label_zh": "一般公共预算",
        "fund_label_en": "",
        "expenditure_type": "basic",
        "amount": "90.00",
    }
    figures = [{"dimension": "expenditure_type", "code": "basic", "amount": "90.00", "fact_id": "basic"}]
    made = changed(package(), {"facts": [*facts, basic], "headline": figures})
    (line,) = summary(made, ROW, CODELISTS)["breakdowns"]["type"]["lines"]
    assert (line["code"], line["fact"], line["amount"]) == ("basic", "basic", "90.00")
    assert (line["fund_zh"], line["fund_en"]) == ("一般公共预算", "一般公共预算")
    all_of_it = {**whole, "fact_id": "general", "fund": "general"}
    made = changed(package(), {"facts": [*facts, basic, all_of_it], "headline": figures})
    (line,) = summary(made, ROW, CODELISTS)["breakdowns"]["type"]["lines"]
    assert "fund_zh" not in line


def test_the_list_has_one_line_per_disclosure_and_null_for_no_total() -> None:
    entry = index_entry(package(), ROW | {"expenditure": "", "revenue": ""}, CODELISTS)
    written = index_json([entry, entry]).decode()
    assert json.loads(written) == [entry, entry]
    assert len(written.splitlines()) == 4
    assert entry["total"] is None
    assert entry["place_zh"] == "陕西省安康市"
    assert entry["place_en"] == "Ankang City, Shaanxi Province"
