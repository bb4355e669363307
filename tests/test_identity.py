"""Whose budget a document is: unit, place, year, phase, department or unit."""

from pathlib import Path

import pytest
from invented import COVER, LISTS, document

from yusuan.concepts import Codelist, Concept
from yusuan.errors import InputError
from yusuan.pipeline import convert
from yusuan.recognition.identity import Identity, find_division, identify
from yusuan.sources import Source

PLACES = Codelist(
    "divisions",
    {
        code: Concept(code, parent, name, "")
        for code, parent, name in (
            ("99", "", "云海省"),
            ("9901", "99", "星河市"),
            ("990101", "9901", "云岭县"),
            ("990102", "9901", "新城区"),
            ("9902", "99", "月港市"),
            ("990201", "9902", "新城区"),
        )
    },
)


def identity(text: str) -> Identity:
    return identify(document(text).blocks, PLACES)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("云岭县医疗保障局", "990101"),
        ("星河市云岭县医疗保障局", "990101"),
        ("云海省星河市云岭县医疗保障局", "990101"),
        ("星河市医疗保障局", "9901"),
        ("云海省医疗保障局", "99"),
        ("星河市新城区医疗保障局", "990102"),
        ("月港市新城区医疗保障局", "990201"),
        ("新城区医疗保障局", ""),
        ("月港市云岭县医疗保障局", "9902"),
        ("驻星河市办事处", ""),
        ("", ""),
    ],
)
def test_the_place_is_the_lowest_in_one_chain_of_names(name: str, code: str) -> None:
    assert find_division(name, PLACES) == code


def test_everything_is_read_from_a_plain_cover() -> None:
    found = identity("附件2\n\n云岭县医疗保险经办处 2024 年单位预算公开说明\n\n目录\n\n第一部分 单位概况\n")
    assert found == Identity(
        title="云岭县医疗保险经办处 2024 年单位预算公开说明",
        name="云岭县医疗保险经办处",
        variants=(),
        division="990101",
        fiscal_year="2024",
        phase="approved",
        scope="unit",
    )


def test_a_title_over_two_lines_is_joined() -> None:
    found = identity("云岭县医疗保障局\n\n2023年部门预算公开\n\n目录\n")
    assert (found.title, found.name) == ("云岭县医疗保障局2023年部门预算公开", "云岭县医疗保障局")
    assert (found.fiscal_year, found.scope) == ("2023", "department")


@pytest.mark.parametrize(
    ("title", "year", "phase", "scope"),
    [
        ("云岭县医疗保障局2022年部门决算公开", "2022", "executed", "department"),
        ("云岭县医疗保障局2022年度单位决算", "2022", "executed", "unit"),
        ("云岭县医疗保障局（2025）年部门预算", "2025", "approved", "department"),
        ("2021年云岭县医疗保障局部门综合预算", "2021", "approved", "department"),
        ("云岭县医疗保障局２０２４年单位预算", "2024", "approved", "unit"),
        ("云岭县医疗保障局2024年部门预算（附2022年决算情况）", "2024", "approved", "department"),
    ],
)
def test_year_phase_and_scope_are_those_of_the_title(title: str, year: str, phase: str, scope: str) -> None:
    found = identity(f"{title}\n\n目录\n\n2019年的情况见2019年公开。\n")
    assert (found.fiscal_year, found.phase, found.scope) == (year, phase, scope)


@pytest.mark.parametrize(
    "slot", ["单位名称：{}", "部门（单位）名称：{}", "预算单位：{}", "编制单位：{}", "部门名称： {}"]
)
def test_without_a_title_the_name_is_that_of_the_slot_above_the_tables(slot: str) -> None:
    found = identity(f"{slot.format('云岭县医疗保障局')}\n\n单位：元\n\n收支总表\n\n2020年的支出\n")
    assert (found.title, found.name, found.division) == ("", "云岭县医疗保障局", "990101")


def test_a_unit_of_measure_is_no_name() -> None:
    found = identity("单位：人民币万元\n\n收支总表\n")
    assert found.name == ""


def test_of_several_names_the_one_used_most_is_taken_and_the_others_are_kept() -> None:
    slots = "\n\n".join(["预算单位：云岭县医疗保险经办中心"] * 3)
    found = identity(f"云岭县医疗保险经办机构2024年单位预算\n\n目录\n\n{slots}\n\n预算单位：云岭县医疗保险经办中\n")
    assert found.name == "云岭县医疗保险经办中心"
    assert set(found.variants) == {"云岭县医疗保险经办机构", "云岭县医疗保险经办中"}


def test_nothing_is_made_up_where_nothing_is_said() -> None:
    assert identity("一篇别的文章。\n") == Identity("", "", (), "", "", "", "")


def test_what_is_still_missing_is_asked_for_by_its_key() -> None:
    grid = "收入总表\n单位：元\n项目|金额\n本年收入|1.00\n"
    for text, key in ((grid, "organization"), (COVER.replace("2024年", "") + grid, "fiscal_year")):
        with pytest.raises(InputError, match=f"the {key} is not recognised; say it in disclosure.yml as `{key}"):
            convert(document(text), Source(id="x", path=Path("x.txt")), LISTS)
    found = convert(
        document(grid),
        Source(
            id="x", path=Path("x.txt"), organization="甲处", fiscal_year="2020", phase="executed", scope="department"
        ),
        LISTS,
    ).disclosure
    assert (found.organization.label_zh, found.fiscal_year, found.phase, found.scope, found.title) == (
        *("甲处", "2020", "executed", "department"),
        "甲处2020年决算",
    )
