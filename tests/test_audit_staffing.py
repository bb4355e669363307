"""Persons, units, offices, projects and vehicles that the narrative counts: where rules fire and where they do not."""

import pytest
from narrated import TABLES, codes_of, said

from yusuan.audit.counts import counts_that_differ, offices_miscounted, vehicle_purchases_that_differ
from yusuan.audit.staffing import staff_in_targets_that_differ, staffing_that_does_not_add

POSTS = "截止上年底，本单位人员编制{posts}；实有人员{staff}。"
RIGHT = "29人，其中行政编制0人、事业编制29人"


@pytest.mark.parametrize(
    ("posts", "staff", "found"),
    [
        (RIGHT, "27人，其中行政0人、事业27人。单位管理的离退休人员8人", []),
        (RIGHT, "24人，其中行政0人、事业23人、单位管理的离退休人员1人", ["retired-counted-as-staff"]),
        (RIGHT, "23人，其中行政0人、事业23人、单位管理的离退休人员1人", []),  # listed beside the staff
        (RIGHT, "24人，其中行政0人、事业23人、单位管理的离退休人员0人", ["staffing-does-not-add"]),
        (RIGHT, "24人，其中行政0人、事业23人", ["staffing-does-not-add"]),
        (RIGHT, "24人，其中行政2人、事业23人", ["staffing-does-not-add"]),
        (RIGHT, "24人，其中行政1人、事业20人、工勤3人", []),  # a kind that is not understood
        (RIGHT, "24人，其中事业23人", []),  # not all kinds
        ("30人，其中行政编制0人、事业编制29人", "27人", ["staffing-does-not-add"]),
    ],
)
def test_posts_and_staff_are_the_sum_of_their_kinds(posts: str, staff: str, found: list[str]) -> None:
    assert codes_of(staffing_that_does_not_add, POSTS.format(posts=posts, staff=staff)) == found


def test_the_staff_without_the_retired_is_told() -> None:
    (found,) = said(staffing_that_does_not_add, POSTS.format(posts=RIGHT, staff="24人，其中事业23人、离退休人员1人"))
    assert (found.words["found"], found.words["expected"]) == ("24人", "23人")


STAFF_FORM = """
表14

单位整体支出绩效目标表

单位名称||云岭县医疗保险经办处|||
任务名称|主要内容|预算金额（万元）|||
||总额|财政拨款|其他资金|
年度主要任务|人员工资|在职人员工资|375.42|375.42|
年度绩效指标|一级指标|二级指标|指标内容||指标值
|产出指标|数量指标|{text}||{value}
"""


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("保障工资人员数", "22", ["staff-in-target-differs"]),
        ("保障工资人员数", "27", []),
        ("保障工资人员数", "≥22", []),
        ("服务城乡居民医保人数", "22", []),
    ],
)
def test_targets_count_the_staff_as_the_prose_does(text: str, value: str, found: list[str]) -> None:
    staff = POSTS.format(posts=RIGHT, staff="27人，其中行政0人、事业27人")
    tables = TABLES + STAFF_FORM.format(text=text, value=value)
    assert codes_of(staff_in_targets_that_differ, staff, tables) == found


UNITS = """纳入部门预算编制范围的预算单位共{}个，具体情况见下表。

序号|单位名称|单位性质
1|云岭县医疗保障局本级|行政机关
2|云岭县医疗保险基金管理中心|事业单位
"""


def test_units_are_as_many_as_the_list_has() -> None:
    assert codes_of(counts_that_differ, UNITS.format(2)) == []
    (found,) = said(counts_that_differ, UNITS.format(3))
    assert (found.code, found.words["expected"]) == ("count-differs", "2")


FORM = """
项目支出绩效目标表

(2024年度)

项目名称||{name}||
主管部门及代码||云岭县医疗保障局|实施单位|云岭县医疗保险经办处
项目资金(万元)||年度资金总额:|50.00|
||其中:财政拨款|50.00|
||其他资金|0.00|
绩效指标|一级指标|二级指标|三级指标|指标值
|产出指标|数量指标|检查次数|≥1次
"""
FORMS = TABLES + FORM.format(name="基金监管") + FORM.format(name="信息网络") + FORM.format(name="信息网络")


def test_projects_with_targets_are_as_many_as_have_forms() -> None:
    text = "2024年，云岭县医疗保险经办处{}个项目实行了绩效目标管理。"
    assert codes_of(counts_that_differ, text.format(2), FORMS) == []  # a form printed twice is one project
    assert codes_of(counts_that_differ, text.format(5), FORMS) == ["count-differs"]
    assert codes_of(counts_that_differ, text.format(5)) == []  # no forms to compare with


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本单位内设综合科、信息科、基金财务科3个科室。", []),
        ("本单位内设综合科、信息科、基金财务科4个科室。", ["count-differs"]),
        ("本单位分设3个职能科室：综合科、信息科、基金财务科。", []),
        ("本单位分设10个职能科室：综合科、信息科、基金财务科。", ["count-differs"]),
        ("本单位分设10个职能科室：综合科、信息科等。", []),
        ("本单位分设10个职能科室，负责参保登记、待遇审核。", []),
    ],
)
def test_offices_are_as_many_as_are_named(text: str, found: list[str]) -> None:
    assert codes_of(offices_miscounted, text) == found


PROCUREMENT = (
    TABLES
    + """
2024年云岭县医疗保险经办处政府采购支出表

单位：万元

项目名称|政府采购品目|合计|一般公共预算
{name}|{goods}|18|18
合计||18|18
"""
)


@pytest.mark.parametrize(
    ("prose", "name", "found"),
    [
        ("安排购置公务用车1辆，购置费18万元", "公务用车更新配备", []),
        ("安排购置公务用车1辆，购置费28万元", "公务用车更新配备", ["vehicle-purchase-differs"]),
        ("安排购置车辆0辆", "公务用车更新配备", ["vehicle-purchase-differs"]),
        ("安排购置车辆0辆", "公务用车运行维护", []),
        ("安排购置车辆0辆", "办公设备购置", []),
        ("安排购置车辆1辆", "公务用车更新配备", []),  # at no stated cost
    ],
)
def test_vehicles_to_be_bought_are_those_of_the_tables(prose: str, name: str, found: list[str]) -> None:
    tables = PROCUREMENT.format(name=name, goods="其他")
    assert codes_of(vehicle_purchases_that_differ, f"当年部门预算{prose}。", tables) == found
