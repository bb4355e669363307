"""Paragraphs of the prose joined over page breaks, their headings, and the figures in them."""

from decimal import Decimal

import pytest
from prose import compact, paragraphs, told

from yusuan.recognition.prose.figures import figures


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (
            "一般公共预算拨款支出 484.43 万元、政\n\n府性基金拨款支出 0 万元。",
            "一般公共预算拨款支出484.43万元、政府性基金拨款支出0万元。",
        ),
        (
            "(3) 医疗保障经办事务 (2101506) 643.2 万元，较上\n\n年增加 153.45 万元；",
            "643.2万元，较上年增加153.45万元；",
        ),
        ("机关资本性支出 (503) 3 万元，较上年减少 3\n\n万元，原因是控制支出；", "较上年减少3万元，原因是控制支出；"),
        ("实有人员 9 人。单位管理的离退休人\n\n员 5 人。", "单位管理的离退休人员5人"),
        ("(1) 行政单位离退休\n\n(2080501) 1.3 万元。", "行政单位离退休(2080501)1.3万元。"),
        ("2024年收入预算总计 100 万元。\n与上年相比增加 4 万元。", "总计100万元。与上年相比增加4万元。"),
        ("项目支出 100 万元，增加 40\n\n12\n\n万元，增长 66.67%。", "增加40万元"),
        (
            "云岭县医疗保险经办处2024年一般公共预算财政拨\n\n款支出预算 100 万元。",
            "一般公共预算财政拨款支出预算100万元。",
        ),
    ],
)
def test_what_a_page_break_cut_is_joined(text: str, joined: str) -> None:
    (passage,) = paragraphs(text)
    assert joined in passage.text.compact


@pytest.mark.parametrize(
    "text",
    [
        "一、收支情况\n\n本单位当年预算收入 1 万元。",
        "2024年单位预算公开说明\n\n云岭县医疗保险经办处2024年收入预算 1 万元。",
        "本单位无政府性基金预算，并已公开空表\n\n（二）国有资本经营预算收支 0 万元。",
        "本单位当年收入 1 万元。\n\n公用经费 1 万元。",
        "表1\n\n本单位当年收入 1 万元。",
    ],
)
def test_what_stands_apart_is_not_joined(text: str) -> None:
    first, second = text.split("\n\n")
    assert all(
        first.rstrip("。") not in passage.text.raw or second not in passage.text.raw for passage in paragraphs(text)
    )
    assert paragraphs(text)[-1].text.raw == second


def test_headings_nest_by_their_numbering() -> None:
    text = (
        "第二部分 收支情况\n\n四、收支说明\n\n(一) 总体情况\n\n甲。\n\n1、变化\n\n乙。\n\n"
        "（二）其他\n\n丙。\n\n五、公用经费情况说明\n\n丁。"
    )
    assert [(passage.text.raw, passage.headings) for passage in paragraphs(text)] == [
        ("甲。", ("第二部分 收支情况", "四、收支说明", "(一) 总体情况")),
        ("乙。", ("第二部分 收支情况", "四、收支说明", "(一) 总体情况", "1、变化")),
        ("丙。", ("第二部分 收支情况", "四、收支说明", "（二）其他")),
        ("丁。", ("第二部分 收支情况", "五、公用经费情况说明")),
    ]


def test_a_statement_says_from_which_to_which_line_its_sentence_runs() -> None:
    text = "按照综合预算原则编制。本单位当年公用经费 5 万元，较上\n\n\n年增加 1 万元。本单位共有车辆 0 辆。"
    where = [(s.printed, s.location.line, s.last_line, s.sentence) for s in told(text)]
    assert where == [
        ("5 万元", 1, 4, "本单位当年公用经费 5 万元，较上年增加 1 万元。"),
        ("1 万元", 1, 4, "本单位当年公用经费 5 万元，较上年增加 1 万元。"),
        ("0 辆", 4, 4, "本单位共有车辆 0 辆。"),
    ]


def test_grids_and_captions_are_no_narrative() -> None:
    assert told("支出总表\n\n单位：万元\n\n项目|预算数\n工资 5 万元|5\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "渭编发(2019)5 号，成立于 1999 年，2011 年实现市级统筹，2—3 个设区的市，第三条，“十四五”，12345 热线。",
        "内设 7 个科室，检查 139 家药店、30 次，编制 3 个规划，主要原因是 1 人辞职，2 人调出。",
        "单价 20 万元以上，单价100万元（含）以上，预算控制数≤5万元，满意度≥90%，覆盖率100%，DRG 付费 30 个病组。",
        "预算执行率 90，1.2.3，2024年12月31日前，2080505，0.5，12月底前。",
        "惠及 3 万人，约2万册，25万人次，响应时间≤60分钟，提高 5 个等级。",
    ],
)
def test_numbers_that_are_no_statement(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "amount", "quantum"),
    [
        ("484.43 万元", "484.43", "4844300", "50"),
        ("１，２３４．５万元", "1234.5", "12345000", "500"),
        ("1760万元", "1760", "17600000", "5000"),
        ("5.0万元", "5.0", "50000", "500"),
        ("1.25亿元", "1.25", "125000000", "500000"),
        ("4,844,351.04元", "4844351.04", "4844351.04", "0.005"),
        ("30万", "30", "300000", "5000"),
    ],
)
def test_money_is_yuan_with_the_precision_it_is_printed_with(text: str, value: str, amount: str, quantum: str) -> None:
    (statement,) = told(f"公用经费{text}，用于日常办公。")
    assert (statement.value, statement.amount, statement.quantum) == (Decimal(value), Decimal(amount), Decimal(quantum))


def test_a_comma_of_the_sentence_is_no_comma_of_a_number() -> None:
    assert [figure.value for figure in figures(compact("收入5万元,100万元为财政拨款,增长3%,2024年."))] == [5, 100, 3]
