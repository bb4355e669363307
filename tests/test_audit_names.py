"""Spellings of a unit's name: what is one unit, what is another."""

import pytest
from audited import SUMMARY, complaints, evidence

from yusuan.audit.finding import Complaint
from yusuan.audit.names import is_spelling, reporting_names, varying_names
from yusuan.conversion import Conversion

PLACE = "云岭县"
UNITS = """
云岭县医疗保障局2024年项目支出表

单位：元

项目名称|项目单位|总计
{rows}
合计||{total}
"""


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("医疗保险经办处", "医疗保险经办中心"),  # the ending of a service body
        ("医疗保险经办处", "医疗保障经办机构"),  # one character besides
        ("城乡居民基本医疗保险管理中心", "城乡居民基本医疗保险管理服务中心"),  # a word left out
    ],
)
def test_spellings_of_one_unit(name: str, other: str) -> None:
    assert is_spelling(PLACE + name, PLACE + other, PLACE)
    assert is_spelling(PLACE + other, PLACE + name, PLACE)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("医疗保险经办处", "医疗保障局"),
        ("医疗保障局", "医疗保障中心"),  # a bureau and the centre below it
        ("第一人民医院", "第二人民医院"),
        ("城东街道中心", "城西街道中心"),
        ("桃园小学", "杏园小学"),  # short names that differ are different
        ("城镇职工基本医疗保险基金管理中心", "城乡居民基本医疗保险管理服务中心"),
        ("林业局", "林业站"),
    ],
)
def test_other_units(name: str, other: str) -> None:
    assert not is_spelling(PLACE + name, PLACE + other, PLACE)


def said(text: str) -> list[Complaint]:
    return complaints(varying_names, SUMMARY + text)


def test_every_spelling_is_listed_with_its_lines() -> None:
    (found,) = said("\n预算单位：云岭县医疗保险经办中心\n\n云岭县医疗保障经办机构成立于1999年。\n")
    assert found.code == "unit-name-varies"
    assert found.words["count"] == "3"
    for name in ("云岭县医疗保险经办处", "云岭县医疗保险经办中心", "云岭县医疗保障经办机构"):
        assert name in found.words["spellings"]
    assert len(found.locations) == 2


def test_one_spelling_is_silent_also_beside_other_units_of_the_place() -> None:
    text = "\n云岭县医疗保险经办处是云岭县医疗保障局下属单位，与云岭县人民医院、云岭县医疗保障局机关党委合署。\n"
    assert said(text) == []


def test_a_name_cut_off_in_a_slot_is_a_spelling_and_its_beginning_in_a_sentence_is_not() -> None:
    (found,) = said("\n预算单位：云岭县医疗保险经办\n")
    assert "云岭县医疗保险经办 (" in found.words["spellings"]
    assert said("\n云岭县医疗保险经办工作取得新的进展。\n") == []


def test_a_name_that_goes_on_is_not_another_spelling() -> None:
    # the ending 处 stands inside the whole name too
    conversion_text = SUMMARY + "\n云岭县机关事务处理中心是本单位的全称，云岭县机关事务处理中心负责后勤。\n"
    assert complaints(varying_names, conversion_text, organization="云岭县机关事务处理中心") == []


def test_units_below_a_department_with_a_word_left_out() -> None:
    rows = "\n".join(("甲项目|{}|100", "乙项目|{}|50"))
    long, short = "云岭县城乡居民医疗保险管理服务中心", "云岭县城乡居民医疗保险管理中心"
    text = SUMMARY + UNITS.format(rows=rows.format(long, short), total="150")
    (found,) = complaints(varying_names, text, scope="department", organization="云岭县医疗保障局")
    assert long in found.words["spellings"]
    assert short in found.words["spellings"]
    same = SUMMARY + UNITS.format(rows=rows.format(long, long), total="150")
    assert complaints(varying_names, same, scope="department", organization="云岭县医疗保障局") == []


def test_names_of_the_five_documents(conversions: dict[str, Conversion]) -> None:
    names = {place: reporting_names(evidence(conversion)) for place, conversion in conversions.items()}
    assert {place: len(spelled) for place, spelled in names.items()} == {
        "ankang": 1,
        "anyang": 1,
        "sixian": 1,
        "weinan": 6,
        "zizhou": 2,
    }
    assert set(names["weinan"]) == {
        "渭南市医疗保险经办中心",
        "渭南市医疗保险经办中",
        "渭南市医疗保险经办处",
        "渭南市医疗保险经办机构",
        "渭南市医疗保障经办中心",
        "渭南市医疗保障经办机构",
    }
