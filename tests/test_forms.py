"""Forms: every form of the five documents, made-up layouts, forms printed as paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from invented import LEXICON, document, tables

from yusuan.conversion import Conversion
from yusuan.reading.document import Grid
from yusuan.recognition.disclosure import Table
from yusuan.recognition.forms.forms import read_form, read_forms
from yusuan.recognition.forms.labels import FormLabels, is_placeholder, without_mark
from yusuan.recognition.forms.paragraph_forms import paragraph_forms
from yusuan.recognition.forms.rows import form_rows
from yusuan.recognition.forms.targets import Form
from yusuan.recognition.kinds import content_of
from yusuan.recognition.labels import flatten

LABELS = FormLabels(LEXICON)
SIXIAN = [  # ten forms, five projects printed twice
    ("欺诈骗取医保基金行为举报奖励", 7),
    ("公务用车更新配备", 7),
    ("2024_城乡医疗救助", 8),
    ("离休医疗费补助", 7),
    ("医用网络使用维护费", 8),
]
EXPECTED = {
    # project name and number of indicators of each form, counted in the transcripts as the lines of the indicator
    # block that have a text or a target: all lines less those of 经济/生态/可持续 that are blank or 指标1: alone
    "ankang": [("办公经费", 7), ("", 13), ("医疗服务与保障能力提升补助资金", 17)],
    "anyang": [("", 4), ("基金监管专项检查", 15), ("第三方审核平台基础性服务", 17)],
    "sixian": [*SIXIAN, *SIXIAN],
    "weinan": [("医保服务能力大提升", 7), ("", 19), ("医保服务能力大提升", 7)],
    "zizhou": [
        *(("档案室管理经费", 6), ("医保工作专项经费", 6), ("医保政策宣传经费", 6)),
        *(("工会经费（留用部分）", 7), ("工会经费（上解部分）", 7), ("", 18), ("", 0)),
    ],
}
MOVED = {  # lines of the transcript whose row stands in other columns, or whose level-1 heading is not printed
    "ankang": [460, 461, 463, 487, 491, 492, 493],
    "anyang": [383, 417, 418],
    "sixian": [424, 580, 725],
    "weinan": [441, 442, 443, 444, 445],
    "zizhou": [430, 532, 533, 536, 537, 538, 539],
}


def forms(conversion: Conversion) -> tuple[Form, ...]:
    return read_forms(conversion.disclosure.tables, LEXICON)


def form_tables(conversion: Conversion) -> Iterator[Table]:
    return (t for t in conversion.disclosure.tables if content_of(t.kind, LEXICON) == "form")


@pytest.mark.parametrize("place", EXPECTED)
def test_every_form_of_the_five_documents(conversions: Mapping[str, Conversion], place: str) -> None:
    found = forms(conversions[place])
    assert [(form.name, len(form.indicators)) for form in found] == EXPECTED[place]
    assert [form.is_template for form in found] == [not count for _, count in EXPECTED[place]]
    assert [form.unrecognised for form in found] == [()] * len(found)


@pytest.mark.parametrize("place", MOVED)
def test_indicators_come_in_printed_order_and_displaced_ones_are_marked(
    conversions: Mapping[str, Conversion], place: str
) -> None:
    for form in forms(conversions[place]):
        assert [i.row for i in form.indicators] == sorted({i.row for i in form.indicators})
        assert [i.number for i in form.indicators] == list(range(1, len(form.indicators) + 1))
    moved = [i.location.line for form in forms(conversions[place]) for i in form.indicators if i.is_moved]
    assert moved == MOVED[place]


def test_numbers_of_tables(conversions: Mapping[str, Conversion]) -> None:
    counted = {place: len(conversion.disclosure.tables) for place, conversion in conversions.items()}
    assert counted == {"ankang": 13, "anyang": 13, "sixian": 22, "weinan": 12, "zizhou": 17}
    assert sum(bool(t.empty) for c in conversions.values() for t in c.disclosure.tables) == 10


def _value(text: str) -> str:
    return flatten(without_mark(text)).strip("[]").replace("[", "").replace("]", "")


def stated(form: Form) -> Iterator[str]:
    """Every printed text that a form gives a meaning to, but for its goals."""
    yield from (form.name, form.unit, form.supervisor_code + form.supervisor, form.period)
    yield from (value for _, value in form.particulars)
    for task in form.tasks:
        yield from (task.name, task.content, *(funding.printed for funding in task.fundings))
    yield from (funding.printed for funding in form.fundings)
    for indicator in form.indicators:
        yield from (indicator.text, indicator.printed, indicator.note)


def is_label(text: str) -> bool:
    parts = LABELS.parts(text)
    of_money = any(LEXICON.exact(name, part) for part in parts for name in ("fund", "expenditure_type"))
    return bool(LABELS.field(text) or LABELS.levels(text) or of_money)


@pytest.mark.parametrize("place", EXPECTED)
def test_no_text_of_a_form_is_lost_and_none_invented(conversions: Mapping[str, Conversion], place: str) -> None:
    for table in form_tables(conversions[place]):
        form = read_form(table, LABELS)
        goals = "".join(flatten(goal.text) for goal in form.goals)
        printed = [cell.line for row in form_rows(table.printed, LABELS) for cell in row if flatten(cell.text)]
        values = Counter(_value(text) for text in stated(form) if text)
        left = Counter(_value(text) for text in printed)
        left.subtract(values)
        assert min(left.values()) >= 0, f"{table.table_id}: what is stated is printed"
        listed = [t for t in printed if left[_value(t)] > 0 and len(flatten(t)) > 6 and _goal_text(t) in goals]
        left.subtract(Counter(_value(text) for text in listed))
        unexplained = [t for t, n in left.items() if n > 0 and t and not is_label(t) and not is_placeholder(t)]
        assert unexplained == [], table.table_id
        assert goals == "".join(_goal_text(text) for text in listed), table.table_id


def _goal_text(text: str) -> str:
    """The text of a goal cell without the marks of its goals."""
    return flatten(re.sub(r"目标\s*[一二三四五六\d]\s*[:：]|(?:^|(?<=\s))\d[:：]", " ", text))


def test_the_overall_form_printed_as_paragraphs(conversions: Mapping[str, Conversion]) -> None:
    (table,) = [t for t in conversions["anyang"].disclosure.tables if t.kind == "overall-target-form"]
    form = read_form(table, LABELS)
    assert (table.table_id, table.title) == ("t11-overall-target-form", "安阳市市级预算部门(单位)整体绩效目标表")
    assert {len(row) for row in table.printed} == {1}
    assert (form.unit, len(form.goals), len(form.tasks)) == ("安阳市医疗保障局", 6, 5)
    assert form.tasks[4].content.startswith("按照河南省医疗保障业务骨干网统一设计")
    assert [(i.text, i.printed, i.level) for i in form.indicators] == [
        ("预算执行率", "90", "input-finance"),
        ("结转结余率", "10", "input-finance"),
        ("“三公经费”控制率", "80", "input-finance"),
        ("政府采购执行率", "90", "input-finance"),
    ]
    assert form.indicators[0].note.endswith("本年度部门的（调整）预算数。")


FOURTH = """
2025年度项目绩效目标表

项目名称|云岭信息平台|项目类别|经常性项目|立项依据|县政府文件
主管单位|[066]云岭县医疗保障局|实施期限|2024-2026年||
预算资金（万元）|资金总额|财政拨款|县级配套|其他资金|
|12.5|10|2.5||
总体目标|目标1：甲工程建成。 目标2：乙系统上线。||||
绩效指标|一级指标|二级指标|指标名称|目标值|备注
|成本指标|经济成本指标|建设成本|≤12.5万元|含税
|产出指标|数量指标|接入机构|≥20家|
|满意度指标|服务对象满意度|用户满意度|≥95%|
"""


def test_a_fourth_layout() -> None:
    (form,) = read_forms(tables(FOURTH), LEXICON)
    assert (form.name, form.supervisor_code, form.supervisor) == ("云岭信息平台", "066", "云岭县医疗保障局")
    assert form.period == "2024-2026年"
    assert form.particulars == (("项目类别", "经常性项目"), ("立项依据", "县政府文件"))
    assert [goal.text for goal in form.goals] == ["甲工程建成。", "乙系统上线。"]
    assert [(f.path, f.printed, f.unit) for f in form.fundings] == [
        (("资金总额",), "12.5", "wan-yuan"),
        (("资金总额", "财政拨款"), "10", "wan-yuan"),
        (("资金总额", "县级配套"), "2.5", "wan-yuan"),
    ]
    assert [(i.level, i.text, i.note) for i in form.indicators] == [
        ("cost-economic", "建设成本", "含税"),
        ("output-quantity", "接入机构", ""),
        ("satisfaction-served", "用户满意度", ""),
    ]


PARAGRAPHS = """
# 云岭县整体绩效目标表

(2025)年度

部门(单位)名称

云岭县医疗保障局

年度
履职
目标

目标一：参保
目标二：监管

部门预算总额（万元）

12.5

一级指标

二级指标

三级指标

指标值

产出指标

数量指标

参保人数

≥3万人

质量指标

监管覆盖率

100%

审核率

≥90%

注：另有说明

第四部分 名词解释
"""


def test_a_form_printed_as_paragraphs_becomes_a_grid_of_one_column() -> None:
    blocks = list(paragraph_forms(document(PARAGRAPHS).blocks, LEXICON))
    assert [type(block).__name__ for block in blocks] == ["Paragraph"] * 2 + ["Grid"] + ["Paragraph"] * 2
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    assert [row[0].text for row in grid.rows[:3]] == ["部门(单位)名称", "云岭县医疗保障局", "年度"]
    assert grid.rows[2][0].location.line == 9
    (form,) = read_forms(tables(PARAGRAPHS), LEXICON)
    assert [goal.text for goal in form.goals] == ["参保", "监管"]
    assert [(i.level, i.text, i.printed) for i in form.indicators] == [
        ("output-quantity", "参保人数", "≥3万人"),
        ("output-quality", "监管覆盖率", "100%"),
        ("output-quality", "审核率", "≥90%"),
    ]


def test_a_form_s_title_alone_makes_no_form() -> None:
    text = "目录\n\n单位整体支出绩效目标表\n\n项目绩效目标表\n\n说明：项目名称见附件。\n\n总体目标\n\n保障运转。\n"
    blocks = document(text).blocks
    assert tuple(paragraph_forms(blocks, LEXICON)) == blocks


def test_an_unfilled_form_is_a_template() -> None:
    text = "专项资金总体绩效目标表\n\n项目名称|||||\n资金金额（万元）||实施期资金总额:|||\n总体目标|目标1: 目标2:||||\n"
    text += (
        "绩效指标|一级指标|二级指标|指标内容|指标值|备注\n|产出指标|数量指标|指标1:||\n.....|||||\n||质量指标|……||\n"
    )
    (form,) = read_forms(tables(text), LEXICON)
    assert form.is_template
    assert (form.indicators, form.goals, form.fundings, form.unrecognised) == ((), (), (), ())


def test_what_a_form_gives_no_meaning_to_is_reported() -> None:
    text = "项目绩效目标表\n\n项目名称|平台|||孤立\n项目资金|7|8||\n总体目标|好||||\n"
    (form,) = read_forms(tables(text), LEXICON)
    assert [(u.text, u.location.line) for u in form.unrecognised] == [("孤立", 3), ("8", 4)]
    assert [f.printed for f in form.fundings] == ["7"]
