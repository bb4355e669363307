"""Rules of performance-target forms: each fires and is silent close by."""

from audited import SUMMARY, codes, complaints

from yusuan.audit.targets import costly_targets, missing_targets, repeated_forms, unlisted_targets

PROJECTS = """
表10

云岭县医疗保险经办处项目支出表

单位：元

项目名称|总计
{rows}
合计|{total}
"""
ONE = PROJECTS.format(rows="网络运行维护费|50,000.00", total="50,000.00")
TWO = PROJECTS.format(rows="网络运行维护费|50,000.00\n政策宣传费|20,000.00", total="70,000.00")


def form(name: str, cost: str = "≤5万元", title: str = "项目绩效目标表") -> str:
    """A project's form of 50,000 yuan with one cost indicator."""
    return f"""
{title}

项目名称||{name}||
主管部门||云岭县医疗保障局||
资金金额（万元）||实施期资金总额:|5.00|
||其中:财政拨款|5.00|
||其他资金|0.00|
总体目标|保障运行|||
绩效指标|一级指标|二级指标|指标内容|指标值
|产出指标|数量指标|维护次数|≥2次
||成本指标|项目总成本|{cost}
"""


def test_a_form_about_a_project_that_is_not_listed() -> None:
    found = complaints(unlisted_targets, SUMMARY + ONE + form("办公经费"))
    assert codes(found) == ["target-of-unlisted-project"]
    assert complaints(unlisted_targets, SUMMARY + ONE + form("网络运行维护费")) == []
    assert complaints(unlisted_targets, SUMMARY + form("办公经费")) == []


def test_a_listed_project_without_a_form() -> None:
    found = complaints(missing_targets, SUMMARY + TWO + form("网络运行维护费"))
    assert [(c.code, c.words["name"]) for c in found] == [("project-without-target", "政策宣传费")]
    assert complaints(missing_targets, SUMMARY + ONE + form("网络运行维护费")) == []
    assert complaints(missing_targets, SUMMARY + TWO) == []


def test_a_cost_beyond_the_funds() -> None:
    text = SUMMARY + ONE
    assert codes(complaints(costly_targets, text + form("网络运行维护费", "≤6万元"))) == ["cost-target-exceeds-funds"]
    assert complaints(costly_targets, text + form("网络运行维护费", "≤50000元")) == []
    assert complaints(costly_targets, text + form("网络运行维护费", "≥6万元")) == []


def test_a_form_printed_again_and_one_of_a_special_fund() -> None:
    twice = SUMMARY + ONE + form("网络运行维护费") + "\n附件\n" + form("网络运行维护费")
    assert codes(complaints(repeated_forms, twice)) == ["form-printed-twice"]
    special = form("网络运行维护费", title="专项资金总体绩效目标表")
    assert codes(complaints(repeated_forms, SUMMARY + form("网络运行维护费") + special)) == [
        "special-fund-repeats-project"
    ]
    assert complaints(repeated_forms, SUMMARY + form("网络运行维护费") + form("政策宣传费")) == []
