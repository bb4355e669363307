"""Whole documents of invented units, in layouts that no published one has; their expected facts stand beside them."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from invented import COVER, DOCUMENTS, LISTS, converted, document, sets

from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.pipeline import convert, read
from yusuan.sources import Source

COLUMNS = ("organization", "phase", "operation", "fund", "function", "economic", "expenditure_type", "activity")
NAMES = sorted(path.stem for path in DOCUMENTS.glob("*.txt"))


@cache
def conversion(name: str) -> Conversion:
    path = DOCUMENTS / f"{name}.txt"
    return convert(read(path), Source(id=name, path=path), LISTS)


def found(conversion: Conversion) -> Iterator[tuple[str, ...]]:
    """The facts as they are expected: codes that say something, the activity by its name."""
    lists = conversion.codelists
    for fact in conversion.facts:
        said = {name: getattr(fact.key, name) for name in COLUMNS}
        said["organization"] = said["organization"].removeprefix(conversion.disclosure.organization.code)
        said["activity"] = lists["activity"][said["activity"]].label_zh.replace("合计", "total")
        codes = ("" if code in ("total", "not-applicable") else code for code in said.values())
        yield *codes, f"{fact.amount:.2f}", fact.status.value


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_a_document_are_those_expected(name: str) -> None:
    with (DOCUMENTS / f"{name}.facts.csv").open(encoding="utf-8", newline="") as file:
        header, *expected = map(tuple, csv.reader(file))
    assert header == (*COLUMNS, "amount", "status")
    assert sorted(found(conversion(name))) == sorted(expected)


def identity(name: str) -> tuple[str, ...]:
    disclosure = conversion(name).disclosure
    return disclosure.organization.label_zh, disclosure.scope, disclosure.fiscal_year, disclosure.phase


def test_whose_budget_each_document_is() -> None:
    assert {name: identity(name) for name in NAMES} == {
        "nanshan-office-2023": ("南山县医疗保险经办处", "unit", "2023", "approved"),
        "xinghe-center-2022": ("星河市医疗保险服务中心", "unit", "2022", "executed"),
        "yunling-bureau-2024": ("云岭县医疗保障局", "department", "2024", "approved"),
    }


def test_tables_in_a_new_layout_are_recognised() -> None:
    tables = conversion("yunling-bureau-2024").disclosure.tables
    assert [(t.number, t.kind, t.unit, t.empty, bool(t.empty_reason), len(t.rows)) for t in tables] == [
        ("公开01表", "revenue-expenditure-summary", "wan-yuan", "", False, 8),
        ("公开02表", "expenditure-summary", "wan-yuan", "", False, 8),
        ("公开07表", "three-public", "yuan", "", False, 1),
        ("公开08表", "government-fund", "wan-yuan", "header-only", True, 0),
        ("公开09表", "state-capital", "wan-yuan", "zero-amounts", False, 1),
        ("", "project-expenditure", "wan-yuan", "", False, 3),
    ]
    assert tables[2].title == "云岭县医疗保障局一般公共预算“三公”经费支出情况表"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("yunling-bureau-2024", {"place 云岭县医疗保障局"}),
        (
            "nanshan-office-2023",
            {
                "place 南山县医疗保险经办处",
                "amount 一百",
                "function code 2101597 新设科目",
                "amount 0.00 (the label 天外收入 matches nothing in the code lists)",
            },
        ),
    ],
)
def test_what_was_not_understood_is_reported_and_nothing_else(name: str, expected: set[str]) -> None:
    assert {f"{u.what} {u.text}" for u in conversion(name).unrecognised} == expected


def test_a_list_whose_label_column_is_unknown_is_kept_without_keys() -> None:
    made = conversion("xinghe-center-2022")
    unbound = [cell for cell in made.cells if cell.key is None]
    assert {cell.reason for cell in unbound} == {"no column that is understood says what the row is about"}
    assert [cell.location.line for cell in unbound] == [15, 15, 16, 16, 17, 17, 18, 19]


@pytest.mark.parametrize("name", NAMES)
def test_views_sum_to_the_total_of_the_documents_own_phase(name: str) -> None:
    made = conversion(name)
    totals = {"nanshan-office-2023": "600.00", "xinghe-center-2022": "1300000.50", "yunling-bureau-2024": "1255000.00"}
    assert made.views
    for view in made.views:
        assert f"{sum(line.amount for line in view.lines):.2f}" == f"{view.total:.2f}" == totals[name]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("只有文字，没有表格。\n", "no table was found"),
        ("收入总表\n单位：元\n项目|金额\n本年收入|\n", "no amount was found"),
        ("名单|单位名称|单位性质\n1|甲|乙\n", "no amount was found"),
    ],
)
def test_a_document_without_amounts_is_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        converted(text)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("disclosure.txt: ")


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.txt")


# Nothing is hard-coded: what is understood follows from the labels of the code lists alone.


def changed(name: str, code: str, **labels: tuple[str, ...] | str) -> Mapping[str, Codelist]:
    """The code lists with the labels of one code changed."""
    concepts = {c.code: replace(c, **labels) if c.code == code else c for c in LISTS[name]}  # type: ignore[arg-type]
    return {key: Codelist(found.name, concepts) if found.name == name else found for key, found in LISTS.items()}


HEALTH = (
    "收支总表\n单位：元\n支出|\n支出功能分类科目|预算数\n一、部门预算|9.00\n1、卫生健康支出|9.00\n本年支出合计|9.00\n"
)


def test_a_label_taken_from_the_code_list_is_not_understood_any_more() -> None:
    before = converted(HEALTH)
    after = converted(HEALTH, changed("functions", "210", label_zh="星空", alt_labels=(), hidden_labels=()))
    assert [sets(cell.key).get("function") for cell in before.cells] == [None, "210", None]
    assert [bool(cell.key) for cell in after.cells] == [True, False, True]
    assert after.cells[1].reason == "the label 卫生健康支出 matches nothing in the code lists"


NEW_PROVINCE = "支出总表\n单位：元\n科目编码|科目名称|总盘子|日常运转|发展专项\n210|卫生健康支出|9.00|5.00|4.00\n"


def test_labels_added_to_the_code_lists_make_a_new_province_understood() -> None:
    before = converted(NEW_PROVINCE)
    assert {cell.reason for cell in before.cells} == {"the header of the column is not understood"}
    lists = changed("column-roles", "amount", alt_labels=("总盘子",))
    for code, label in (("basic", "日常运转"), ("project", "发展专项")):
        new = dict.fromkeys(
            ("expenditure_type", "expenditure-types"),
            Codelist(
                "expenditure-types",
                {
                    c.code: replace(c, alt_labels=(*c.alt_labels, label)) if c.code == code else c
                    for c in lists["expenditure_type"]
                },
            ),
        )
        lists = {**lists, **new}
    after = converted(NEW_PROVINCE, lists)
    assert [(sets(cell.key).get("expenditure_type"), sets(cell.key)["function"]) for cell in after.cells] == [
        *((None, "210"), ("basic", "210"), ("project", "210"))
    ]
    assert {fact.status.value for fact in after.facts} == {"consistent"}


def test_a_title_added_to_the_code_list_makes_a_kind_of_table_known() -> None:
    text = "钱从哪里来表\n单位：元\n项目|金额\n一般公共预算|9.00\n"
    assert not converted(text).cells[0].key
    (cell,) = converted(text, changed("table-kinds", "revenue-summary", alt_labels=("钱从哪里来表",))).cells
    assert sets(cell.key) == {"operation": "revenue", "fund": "general"}


def test_the_same_document_gives_the_same_conversion_twice() -> None:
    blocks = document(COVER + HEALTH)
    source = Source(id="x-2024", path=Path("x.txt"))
    assert convert(blocks, source, LISTS) == convert(blocks, source, LISTS)
