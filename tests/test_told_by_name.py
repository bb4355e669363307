"""Codes whose parts are serial numbers or misprints: the name beside them decides, or neither is believed."""

import pytest
from audited import complaints, evidence
from invented import converted, sets

from yusuan.audit.coded_lines import coded_lines
from yusuan.audit.codes import contradicted_codes
from yusuan.conversion import Conversion

ECONOMIC = """
云岭县水务局一般公共预算基本支出表

单位：元

类|款|科目名称|合计
||合计|400.00
302||商品和服务支出|400.00
{rows}
"""
FUNCTION = """
云岭县水务局支出总表

单位：元

功能分类科目编码|||功能分类科目名称|合计
类|款|项||
|||合计|500.00
{rows}
"""
WHOLE = """
云岭县水务局一般公共预算基本支出表

单位：元

科目编码|科目名称|合计
|合计|400.00
302|商品和服务支出|400.00
{rows}
"""


def keyed(conversion: Conversion, dimension: str) -> dict[str, str]:
    """The class of each printed line by its name, ``""`` where the line has no key."""
    return {
        cell.label.split()[-1]: sets(cell.key).get(dimension, "total") if cell.key else "" for cell in conversion.cells
    }


def economic(*rows: str, text: str = ECONOMIC) -> dict[str, str]:
    return keyed(converted(text.format(rows="\n".join(rows))), "economic")


def function(*rows: str) -> dict[str, str]:
    return keyed(converted(FUNCTION.format(rows="\n".join(rows))), "function")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("302|07|工会经费|100.00", "30228"),
        ("302|7|工会经费|100.00", "30228"),
        ("302|13|其他商品和服务支出|100.00", "30299"),
        ("302|61|差旅费|100.00", "30211"),
        ("302|07|邮电费|100.00", "30207"),
    ],
)
def test_a_name_below_the_same_class_decides(row: str, code: str) -> None:
    assert economic(row)[row.split("|")[2]] == code


def test_what_the_name_decided_is_said() -> None:
    text = ECONOMIC.format(rows="302|07|工会经费|100.00\n302|11|差旅费|300.00")
    (found,) = complaints(contradicted_codes, text)
    assert found.code == "code-told-by-name"
    assert (found.words["code"], found.words["right"]) == ("30207", "30228")
    assert len(found.cell_ids) == 1


def test_a_name_of_another_class_leaves_the_line_without_a_key() -> None:
    row = "302|13|基本工资|100.00"
    assert economic(row)["基本工资"] == ""
    (found,) = complaints(contradicted_codes, ECONOMIC.format(rows=row))
    assert found.code == "code-and-name-contradict"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("302|11|出差费用|100.00", "30211"),  # a name that no list knows contradicts nothing
        ("302|13|维修(护)|100.00", "30213"),  # cut off
        ("302|71|云岭专用费|100.00", "30271"),  # neither code nor name is listed
    ],
)
def test_a_name_that_tells_nothing_leaves_the_code(row: str, code: str) -> None:
    assert economic(row)[row.split("|")[2]] == code
    assert not [c for c in complaints(contradicted_codes, ECONOMIC.format(rows=row)) if "name" in c.code.split("-")[2:]]


COUNTED = (
    *("302|01|办公费|100.00", "302|02|咨询费|100.00", "302|03|水费|50.00", "302|04|云岭专用费|50.00"),
    "302|05|工会经费|100.00",
)


def test_where_lines_are_only_counted_their_names_alone_tell() -> None:
    expected = {"办公费": "30201", "咨询费": "30203", "水费": "30205", "云岭专用费": "", "工会经费": "30228"}
    assert expected.items() <= economic(*COUNTED).items()
    whole = [row.replace("302|", "302", 1) for row in COUNTED]
    assert expected.items() <= economic(*whole, text=WHOLE).items()


def test_no_sum_is_called_broken_that_a_line_without_a_key_may_belong_to() -> None:
    found = converted(ECONOMIC.format(rows="\n".join(COUNTED))).findings
    assert {finding.code for finding in found} == {"code-told-by-name", "code-and-name-contradict"}


def test_one_code_printed_whole_keeps_its_key_and_is_reported() -> None:
    rows = ("30201|办公费|100.00", "30202|咨询费|100.00", "30211|差旅费|200.00")
    assert economic(*rows, text=WHOLE)["咨询费"] == "30202"
    (found,) = complaints(contradicted_codes, WHOLE.format(rows="\n".join(rows)))
    assert found.code == "code-name-mismatch"


MEDICAL = ("210|||卫生健康支出|500.00", "210|11||行政事业单位医疗|500.00")


@pytest.mark.parametrize("first", ["7", "21", "0210"])
def test_a_code_without_its_class_is_told_by_its_other_parts_and_its_name(first: str) -> None:
    found = function(*MEDICAL, f"{first}|11|02|事业单位医疗|500.00")
    assert found["事业单位医疗"] == "2101102"


@pytest.mark.parametrize("row", ["7|12|02|事业单位医疗|500.00", "7|11|02|云岭医疗|500.00"])
def test_a_code_without_its_class_that_nothing_tells_has_no_key(row: str) -> None:
    assert function(*MEDICAL, row)[row.split("|")[3]] == ""


def test_a_name_of_many_codes_is_told_by_the_parent_above() -> None:
    found = function("210|||卫生健康支出|500.00", "210|01||卫生健康管理事务|500.00", "9|01|01|行政运行|500.00")
    assert found["行政运行"] == "2100101"


def test_what_stands_below_a_parent_that_its_name_tells_is_told_too() -> None:
    found = function(
        *("208|||社会保障和就业支出|500.00", "208|01||行政事业单位养老支出|500.00"),
        *("208|01|01|事业单位离退休|200.00", "208|01|02|机关事业单位基本养老保险缴费支出|300.00"),
    )
    assert found["行政事业单位养老支出"] == "20805"
    assert found["事业单位离退休"] == "2080502"
    assert found["机关事业单位基本养老保险缴费支出"] == "2080505"


def test_a_common_name_below_a_parent_that_the_list_lacks_keeps_its_code() -> None:
    found = function("213|||农林水支出|500.00", "213|87||云岭专项|500.00", "213|87|01|行政运行|500.00")
    assert (found["云岭专项"], found["行政运行"]) == ("21387", "2138701")


def test_an_economic_class_named_beside_a_function_contradicts_nothing() -> None:
    assert function(*MEDICAL, "210|11|02|基本工资|500.00")["基本工资"] == "2101102"


def test_lines_that_are_not_believed_are_no_evidence_for_other_rules() -> None:
    found = evidence(converted(ECONOMIC.format(rows="302|07|工会经费|100.00\n302|11|差旅费|300.00")))
    assert [line.code for line in coded_lines(found)] == ["302", "30211"]
