"""What spans disclosures: headline totals, the package over all of them, the code lists."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from packaged import SITE, errors, rows, with_facts
from sample import PROJECT, ROOT, conversion, key

from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.publishing.all_package import all_files
from yusuan.publishing.codelist_package import codelist_files
from yusuan.publishing.codelist_titles import title_of
from yusuan.publishing.files import replace_generated
from yusuan.publishing.resources import headline_amount, resources


def test_headline_totals_are_the_broadest_facts() -> None:
    assert headline_amount(conversion(), "expenditure") == Decimal("150.50")
    assert headline_amount(conversion(), "revenue") == Decimal("150.50")
    assert headline_amount(conversion(), "carried-forward") is None


@pytest.mark.parametrize(
    ("funds", "expected"),
    [
        (["general", "total"], "total"),
        (["government-fund", "general"], "general"),
        (["general-appropriation", "fiscal", "general"], "fiscal"),
        (["unknown-fund", "general-appropriation"], "general-appropriation"),
        (["unknown-fund"], "unknown-fund"),
        (["general", "government-fund"], "government-fund"),
    ],
)
def test_without_a_sum_of_funds_the_largest_fund_that_lies_in_no_other_counts(funds: list[str], expected: str) -> None:
    amounts = {fund: str(n) for n, fund in enumerate(funds, 1)}
    made = with_facts(*((key(fund=fund), amount) for fund, amount in amounts.items()))
    assert headline_amount(made, "expenditure") == Decimal(amounts[expected])


def test_parts_other_phases_and_other_units_are_no_headline() -> None:
    narrow = [
        key(function="210"),
        key(expenditure_type="basic"),
        replace(key(), phase="executed"),
        replace(key(), fiscal_year="2023"),
        replace(key(), organization="jianming-other"),
    ]
    assert headline_amount(with_facts(*((k, "1") for k in narrow)), "expenditure") is None


def second() -> Conversion:
    """The sample as another disclosure, of an unknown place, whose project has the same code and another name."""
    sample = conversion()
    disclosure = replace(sample.disclosure, disclosure_id="aaa-2024", division="")
    project = Codelist(
        "activity", {"total": Concept("total", "", "合计", ""), PROJECT.code: Concept(PROJECT.code, "", "另", "")}
    )
    return replace(sample, disclosure=disclosure, codelists={**sample.codelists, "activity": project})


def test_all_disclosures_in_one_package(tmp_path: Path) -> None:
    files = all_files([conversion(), second()], SITE)
    assert files == all_files([second(), conversion()], SITE)
    listed = rows(files["data/disclosures.csv"])
    assert [row["disclosure"] for row in listed] == ["aaa-2024", "jianming-medical-insurance-2024"]
    assert [row["province"] for row in listed] == ["", "陕西省"]
    assert (listed[1]["expenditure"], listed[1]["facts"], listed[1]["consistent"]) == ("150.50", "6", "6")
    facts = rows(files["data/facts.csv"])
    assert len(facts) == 12
    assert {row["activity_label_zh"] for row in facts if row["activity"] != "total"} == {"另", "网络运行维护费"}
    assert rows(files["data/tables.csv"])[0]["printed"].startswith("aaa-2024/data/printed/")
    replace_generated(tmp_path / "all", files)
    assert errors(tmp_path / "all") == []


def test_the_code_lists_in_one_package(tmp_path: Path) -> None:
    lists = read_codelists(ROOT / "schemas" / "codelists")
    files = codelist_files(lists, SITE, {"functions.ttl": b"<a:a> <b:b> <c:c> .\n"})
    replace_generated(tmp_path / "codelists", files)
    names = {path.stem for path in Path(ROOT / "schemas" / "codelists").glob("*.csv")}
    listed = {r["name"] for r in json.loads(files["datapackage.json"])["resources"]}
    assert {name for name in listed if not name.endswith("-metadata.json")} == {*names, "functions.ttl"}
    functions = {row["code"]: row["label_zh"] for row in rows(files["data/functions.csv"])}
    assert functions["2101506"] == "医疗保障经办事务"
    assert errors(tmp_path / "codelists") == []
    assert title_of("functions") == ("支出功能分类", "Functional classification of expenditure")
    assert title_of("another-list") == ("another-list", "Another list")


def test_resources_are_named_once() -> None:
    names = [resource.name for resource in resources(conversion())]
    assert len(names) == len(set(names))
