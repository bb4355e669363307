"""Indicators: targets as operator, number and unit; levels carried down; rows that print shows in other columns."""

import pytest
from invented import LEXICON, tables

from yusuan.recognition.forms.forms import read_forms
from yusuan.recognition.forms.target_values import Target, parse_target
from yusuan.recognition.forms.targets import Indicator

WORDS = Target()


def read(text: str) -> tuple[Indicator, ...]:
    """The indicators of a made-up project form with these rows."""
    head = "项目支出绩效目标表\n\n项目名称|云岭项目|||\n绩效指标|一级指标|二级指标|三级指标|指标值|备注\n"
    (form,) = read_forms(tables(head + text), LEXICON)
    assert form.unrecognised == ()
    return form.indicators


def summary(indicator: Indicator) -> tuple[str, str, str, str, bool]:
    return indicator.level_1, indicator.level_2, indicator.text, indicator.printed, indicator.is_moved


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("≥90%", Target("≥", "90", "%")),
        ("≧90％", Target("≥", "90", "%")),
        (">=30家", Target("≥", "30", "家")),
        ("<=30万", Target("≤", "30", "万")),
        ("<1.5万", Target("<", "1.5", "万")),
        ("＞3次", Target(">", "3", "次")),
        ("约2万册", Target("≈", "2", "万册")),
        ("约3年", Target("≈", "3", "年")),
        ("3年左右", Target("≈", "3", "年")),
        ("1次", Target("=", "1", "次")),
        ("22", Target("=", "22", "")),
        ("1年", Target("=", "1", "年")),
        ("≤50000元", Target("≤", "50000", "元")),
        ("≤ 50,000 元", Target("≤", "50000", "元")),
        ("49650000元", Target("=", "49650000", "元")),
        ("484.43万元", Target("=", "484.43", "万元")),
        ("20万/每年", Target("=", "20", "万/每年")),
        ("≥155000人次", Target("≥", "155000", "人次")),
        ("不低于800万", Target("≥", "800", "万")),
        ("不超过5个工作日", Target("≤", "5", "个工作日")),
        ("30分钟以内", Target("≤", "30", "分钟")),
        ("95%以上", Target("≥", "95", "%")),
        ("12月底前", Target("before", deadline="12月底")),
        ("9月底之前", Target("before", deadline="9月底")),
        ("2024年底前", Target("before", deadline="2024年底")),
        ("2024年12月前", Target("before", deadline="2024年12月")),
        ("2024年12月31日前", Target("before", deadline="2024年12月31日")),
        ("每季度第一个月10日内", Target("before", deadline="每季度第一个月10日")),
        ("每月10日内上报上月报告", Target("before", deadline="每月10日")),
        ("5月底前大于等于60%", Target("≥", "60", "%", "5月底")),
    ],
)
def test_targets_with_a_quantity_or_a_deadline(printed: str, expected: Target) -> None:
    assert parse_target(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        *("", "按时", "规定时限内", "只减不增", "大于等于序时进度", "政府采购限价", "全年"),
        *("1按时完成", "2024年", "2024年度", "比上年度提高5%", "较上年方便", "90%-95%", "3~5次", "约"),
        "包括18个乡镇卫生院和职工医保档案共约5万册",
    ],
)
def test_targets_in_words_have_no_number(printed: str) -> None:
    assert parse_target(printed) == WORDS


def test_a_duration_is_no_deadline() -> None:
    assert parse_target("3个月内") == Target("≤", "3", "个月")
    assert parse_target("1年内") == Target("≤", "1", "年")


def test_a_unit_of_money_printed_with_the_indicator_is_that_of_its_target() -> None:
    assert parse_target("≤0.81", "上缴金额控制数（万元）") == Target("≤", "0.81", "万元")
    assert parse_target("≤8100元", "上缴金额控制数（万元）") == Target("≤", "8100", "元")
    assert parse_target("≥5", "检查机构数（县级）") == Target("≥", "5", "")


def test_levels_are_carried_down_merged_cells() -> None:
    found = read("|产出指标|数量指标|甲|1次|\n|||乙|2次|略\n||质量指标|丙|优|\n|效益指标|社会效益指标|丁|好|\n")
    assert [summary(i) for i in found] == [
        ("产出指标", "数量指标", "甲", "1次", False),
        ("产出指标", "数量指标", "乙", "2次", False),
        ("产出指标", "质量指标", "丙", "优", False),
        ("效益指标", "社会效益指标", "丁", "好", False),
    ]
    assert [i.number for i in found] == [1, 2, 3, 4]
    assert [i.note for i in found] == ["", "略", "", ""]
    assert [i.level for i in found] == ["output-quantity", "output-quantity", "output-quality", "benefit-social"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("质量指标|丙|优|||", ("产出指标", "质量指标", "丙", "优", True)),
        ("|质量指标|丙|优||", ("产出指标", "质量指标", "丙", "优", True)),
        ("|质量指标||丙|优|", ("产出指标", "质量指标", "丙", "优", True)),
        ("|成本指标|预算控制数|20万||", ("产出指标", "成本指标", "预算控制数", "20万", True)),
        ("|最大金额||20万||", ("产出指标", "数量指标", "最大金额", "20万", True)),
        ("指标2: 丙|优||||", ("产出指标", "数量指标", "丙", "优", True)),
        ("满意度指标|服务对象满意度|群众满意度|≥90%||", ("满意度指标", "服务对象满意度", "群众满意度", "≥90%", True)),
        ("|满意度指标|满意度指标|群众满意度|≥90%|", ("满意度指标", "满意度指标", "群众满意度", "≥90%", False)),
        ("|社会效益指标|社会效益指标|丙|优|", ("效益指标", "社会效益指标", "丙", "优", True)),
        ("||可持续发展指标|丙|优|", ("效益指标", "可持续发展指标", "丙", "优", True)),
        ("|成本指标|成本指标|总投入|<=30万|", ("成本指标", "成本指标", "总投入", "<=30万", False)),
        ("|成本指标|经济成本指标|总投入|<=30万|", ("成本指标", "经济成本指标", "总投入", "<=30万", False)),
    ],
)
def test_displaced_rows_are_put_back_and_marked(row: str, expected: tuple[str, str, str, str, bool]) -> None:
    found = read(f"|产出指标|数量指标|甲|1次|\n{row}\n")
    assert summary(found[1]) == expected
    assert len(found) == 2


def test_a_heading_that_is_also_an_indicator_is_the_one_that_the_row_lacks() -> None:
    head = "项目支出绩效目标表\n\n项目名称|云岭项目||||\n绩效指标|一级指标|二级指标|指标内容||指标值\n"
    rows = "|满意度指标|满意度|职工满意度||98%\n||服务对象满意度||98%|\n||服务对象满意度|群众满意度||98%\n"
    (form,) = read_forms(tables(head + rows), LEXICON)
    assert [summary(i)[1:] for i in form.indicators] == [
        ("满意度", "职工满意度", "98%", False),
        ("满意度", "服务对象满意度", "98%", True),
        ("服务对象满意度", "群众满意度", "98%", False),
    ]


def test_a_heading_in_no_list_is_kept_where_it_stands() -> None:
    (first, second) = read("|产出指标|创新指标|甲|1次|\n|党建指标|组织指标|乙|好|\n")
    assert summary(first) == ("产出指标", "创新指标", "甲", "1次", False)
    assert first.level == "output"
    assert summary(second) == ("党建指标", "组织指标", "乙", "好", False)
    assert second.level == ""


def test_a_row_without_text_and_target_is_no_indicator() -> None:
    found = read(
        "|效益指标|经济效益指标||||\n||社会效益指标|指标1:||\n||生态效益指标|……||\n||可持续影响指标|指标1: 年限|1年|\n"
    )
    assert [summary(i) for i in found] == [("效益指标", "可持续影响指标", "年限", "1年", False)]


def test_an_indicator_may_lack_its_target_or_its_text() -> None:
    found = read("|产出指标|数量指标|甲||\n|||指标2:|5次|\n")
    assert [(i.text, i.printed, i.operator) for i in found] == [("甲", "", ""), ("", "5次", "=")]


def test_the_form_s_own_heading_may_be_repeated_in_each_row() -> None:
    found = read("绩效指标|产出指标|数量指标|甲|1次|\n绩效指标|产出指标|质量指标|乙|优|\n")
    assert [summary(i)[1:] for i in found] == [("数量指标", "甲", "1次", False), ("质量指标", "乙", "优", False)]
