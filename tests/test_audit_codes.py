"""Codes and the names beside them: what must be found, and what only looks like it."""

import csv

import pytest
from audited import codes, complaints, economic, evidence
from invented import LISTS, ROOT

from yusuan.audit.coded_lines import by_row, coded_lines
from yusuan.audit.codes import contradicted_codes
from yusuan.audit.correspondence import Correspondence, classes_that_do_not_correspond
from yusuan.audit.finding import Complaint
from yusuan.conversion import Conversion

BASIC = "一般公共预算基本支出明细表"
MAP = ROOT.parent / "shared" / "codelists" / "dept_to_gov_economic_map_partial.csv"
FUNCTIONS = """
表5

云岭县医疗保险经办处一般公共预算支出明细表（按支出功能分类科目）

单位：元

功能科目编码|功能科目名称|合计
|合计|150.00
210|卫生健康支出|150.00
{row}
"""
STAFF = """
云岭县医疗保险经办处人员运行费定额支出明细表

单位：元

单位编码|单位名称|科目代码|||科目名称|合计
||类|款|项||
403001|云岭县医疗保险经办处|||||150.00
||210|15|01|{name}|150.00
"""


def of(*rows: str, **where: str) -> list[Complaint]:
    return complaints(contradicted_codes, economic(*rows, **where))


def test_a_line_coded_differently_in_two_tables_names_both_and_the_right_code() -> None:
    first = economic("302|商品和服务支出|||150.00", "30239|其他交通费用|50201|办公经费|150.00")
    second = economic(
        "302|商品和服务支出|||150.00", "30236|其他交通费用|50201|办公经费|150.00", table="表8", title=BASIC
    )
    (found,) = complaints(contradicted_codes, first + second)
    assert found.code == "line-coded-differently"
    assert (found.words["code"], found.words["right"], found.words["other"]) == ("30236", "30239", "表6")
    assert len(found.cell_ids) == 2
    assert "basic" in found.cell_ids[0]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("30236|其他交通费用|50201|办公经费|90.00", ["code-misprinted"]),  # another amount: not the same line
        ("30239|其他交通费用|50201|办公经费|150.00", []),
    ],
)
def test_lines_with_another_amount_or_the_same_code_are_not_coded_differently(row: str, found: list[str]) -> None:
    first = economic("302|商品和服务支出|||150.00", "30239|其他交通费用|50201|办公经费|150.00")
    second = economic("302|商品和服务支出|||150.00", row, table="表8", title=BASIC)
    assert codes(complaints(contradicted_codes, first + second)) == found


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ("30201|印刷费|50201|办公经费|150.00", "30202"),
        ("30202|印刷费|50201|会议费|150.00", "50202"),
        ("302|工资福利支出|||150.00", "301"),
    ],
)
def test_a_code_with_the_name_of_another(row: str, right: str) -> None:
    (found,) = of(row)
    assert (found.code, found.words["right"]) == ("code-name-mismatch", right)


@pytest.mark.parametrize(
    "row",
    [
        "30201|办公费|50201|办公经费|150.00",
        "30213|维修 (护) 费|50209|维 修（护）费|150.00",
        "30299|其他商品和服务|50299|其他商品和服务支出|150.00",  # 支出 left out
        "303|对个人和家庭|||150.00",  # cut off
        "311|对企业补助|||150.00",  # cut off, and by chance the whole name of 312
        "30108|机关事业单位基本养老保险缴费支出|50102|社会保障缴费|150.00",  # goes on after the name
        "30112|其他社会保障缴费|50102|社会保障缴费|150.00",
    ],
)
def test_names_as_they_are_printed_are_those_of_their_codes(row: str) -> None:
    assert of(row) == []


def test_a_code_that_the_list_lacks_is_a_misprint_where_its_class_has_the_name() -> None:
    (found,) = of("30236|其他交通费用|50201|办公经费|150.00")
    assert (found.code, found.words["right"]) == ("code-misprinted", "30239")
    assert codes(of("30277|云计算服务费|50201|办公经费|150.00")) == ["code-not-listed"]


def test_an_unlisted_code_bears_one_name() -> None:
    first = economic("30277|云计算服务费|50201|办公经费|150.00")
    again = economic("30277|云计算服务费等|50201|办公经费|150.00", table="表8", title=BASIC)
    other = economic("30277|数据服务费|50201|办公经费|150.00", table="表8", title=BASIC)
    assert "code-named-differently" not in codes(complaints(contradicted_codes, first + again))
    assert "code-named-differently" in codes(complaints(contradicted_codes, first + other))


def test_misprinted_and_unknown_names_are_notes() -> None:
    (found,) = of("30213|维修(租)费|50209|维修(护)费|150.00")
    assert (found.code, found.words["own"]) == ("name-misprinted", "维修（护）费")
    assert of("30213|维修（护）费|50209|维修(护)费|150.00") == []
    assert codes(of("30205|饮用水购置|50201|办公经费|150.00")) == ["name-not-listed"]


def test_before_2018_economic_codes_meant_other_things() -> None:
    text = economic("30311|住房公积金|50103|住房公积金|150.00")
    assert codes(complaints(contradicted_codes, text, fiscal_year="2017")) == []  # nor was there a list of 50103
    assert codes(complaints(contradicted_codes, text, fiscal_year="2024")) == ["code-name-mismatch"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("2101506|医疗保障经办事务|150.00", []),
        ("2101506|医疗保障政策管理|150.00", ["code-name-mismatch"]),
        ("2101501|行政运行|150.00", []),  # every 款 has one of this name
        ("2101501|行政运行支出|150.00", []),
    ],
)
def test_function_codes(row: str, found: list[str]) -> None:
    assert codes(complaints(contradicted_codes, FUNCTIONS.format(row=row))) == found


SPLIT = """
云岭县医疗保险经办处支出决算表

单位：元

项目||||合计
功能分类科目编码|||科目名称|
类|款|项|合计|150.00
210|||卫生健康支出|150.00
210|15||医疗保障管理事务|150.00
210|15|06|{name}|150.00
"""


@pytest.mark.parametrize(("name", "found"), [("医疗保障经办事务", []), ("医疗保障政策管理", ["code-told-by-name"])])
def test_a_code_split_over_columns_under_one_header(name: str, found: list[str]) -> None:
    assert codes(complaints(contradicted_codes, SPLIT.format(name=name))) == found


@pytest.mark.parametrize(
    ("name", "found"), [("印刷费", []), ("行政运行", []), ("医疗保障经办事务", ["code-told-by-name"])]
)
def test_an_economic_class_may_be_named_beside_a_function_code(name: str, found: list[str]) -> None:
    assert codes(complaints(contradicted_codes, STAFF.format(name=name))) == found


@pytest.mark.parametrize(
    ("row", "possible"),
    [
        ("30101|基本工资|50201|办公经费|150.00", "501/505"),
        ("301|工资福利支出|502|机关商品和服务支出|150.00", "501/505"),
        ("30201|办公费|50299|其他商品和服务支出|150.00", "50201"),
        ("30201|办公费|50501|工资福利支出|150.00", "50502"),
    ],
)
def test_classes_that_cannot_stand_beside_each_other(row: str, possible: str) -> None:
    (found,) = complaints(classes_that_do_not_correspond, economic(row))
    assert found.words["possible"] == possible
    assert len(found.cell_ids) == 1


@pytest.mark.parametrize(
    "row",
    [
        "30101|基本工资|50101|工资奖金津补贴|150.00",
        "30101|基本工资|50501|工资福利支出|150.00",  # a public institution
        "30238|公务交通补贴|50299|其他商品和服务支出|150.00",  # its counterpart is not known
        "30311|代缴社会保险费|50901|社会福利和救助|150.00",  # nor is this one's
        "30201|办公费|502|机关商品和服务支出|150.00",  # only the top class is printed
        "302|商品和服务支出|||150.00",
    ],
)
def test_classes_that_may_stand_beside_each_other_or_are_not_known(row: str) -> None:
    assert complaints(classes_that_do_not_correspond, economic(row)) == []


def test_the_correspondence_is_made_of_listed_codes_and_holds_the_known_facts() -> None:
    pairs = {(pair.extra["economic"], pair.extra["gov_economic"]) for pair in LISTS["economic-correspondence"]}
    assert all(e in LISTS["economic"] and g in LISTS["gov_economic"] for e, g in pairs)
    assert {(e[:3], g[:3]) for e, g in pairs} <= pairs, "the top classes of a pair are a pair"
    assert {p.extra["unit_type"] for p in LISTS["economic-correspondence"]} == {"agency", "institution", "any"}
    assert all(p.code == f"{p.extra['economic']}-{p.extra['gov_economic']}" for p in LISTS["economic-correspondence"])


@pytest.mark.skipif(not MAP.exists(), reason="the shared facts are not at hand")
def test_the_correspondence_holds_the_shared_facts() -> None:
    pairs = {(pair.extra["economic"], pair.extra["gov_economic"]) for pair in LISTS["economic-correspondence"]}
    with MAP.open(encoding="utf-8", newline="") as file:
        facts = {tuple(row) for row in list(csv.reader(file))[1:]}
    assert facts <= pairs
    assert len(facts) > 20


def test_a_class_without_listed_counterparts_is_never_impossible() -> None:
    assert Correspondence(LISTS["economic-correspondence"]).possible("39999", "50101") == ()


def test_all_pairs_of_the_five_documents_are_possible(conversions: dict[str, Conversion]) -> None:
    counted = 0
    for conversion in conversions.values():
        whole = evidence(conversion)
        counted += sum(len(lines) == 2 for lines in by_row(coded_lines(whole)).values())
        assert list(classes_that_do_not_correspond(whole)) == []
    assert counted > 60
