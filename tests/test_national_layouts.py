"""The layouts that the ministry of finance prescribes for budgets and final accounts, filled with made figures."""

import pytest
from invented import converted, sets

from yusuan.conversion import Conversion

ACCOUNTS = """
收入支出决算总表

公开01表
部门：云岭县财政局||单位：万元

收入|||支出||
项目|行次|金额|项目|行次|金额
栏次||1|栏次||2
一、一般公共预算财政拨款收入|1|100.00|一、一般公共服务支出|32|90.00
二、政府性基金预算财政拨款收入|2|10.00|二、外交支出|33|
八、其他收入|8|1.00|八、社会保障和就业支出|39|10.00
|9||二十三、其他支出|54|10.00
本年收入合计|27|111.00|本年支出合计|57|110.00
使用非财政拨款结余（含专用结余）|28||结余分配|58|
年初结转和结余|29|5.00|年末结转和结余|59|6.00
|30|||60|
总计|31|116.00|总计|61|116.00

收入决算表

公开02表
单位：万元

项目||本年收入合计|财政拨款收入|上级补助收入|事业收入||经营收入|附属单位上缴收入|其他收入
功能分类科目编码|科目名称||||小计|其中：教育收费|||
栏次||1|2|3|4|5|6|7|8
合计||111.00|110.00||||||1.00
201|一般公共服务支出|91.00|90.00||||||1.00
20106|财政事务|91.00|90.00||||||1.00
2010601|行政运行|91.00|90.00||||||1.00
208|社会保障和就业支出|10.00|10.00||||||
212|城乡社区支出|10.00|10.00||||||

财政拨款收入支出决算总表

公开04表
单位：万元

收入|||支出|||||
项目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
栏次||1|栏次||2|3|4|5
一、一般公共预算财政拨款|1|100.00|一、一般公共服务支出|33|90.00|90.00||
二、政府性基金预算财政拨款|2|10.00|八、社会保障和就业支出|40|10.00|10.00||
三、国有资本经营预算财政拨款|3||十一、城乡社区支出|43|10.00||10.00|
本年收入合计|27|110.00|本年支出合计|59|110.00|100.00|10.00|
年初财政拨款结转和结余|28|0.00|年末财政拨款结转和结余|60|0.00|0.00||
一般公共预算财政拨款|29|0.00||61||||
政府性基金预算财政拨款|30|||62||||
总计|32|110.00|总计|64|110.00|100.00|10.00|

一般公共预算财政拨款基本支出决算明细表

公开06表
单位：万元

人员经费|||公用经费|||||
科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数
301|工资福利支出|60.00|302|商品和服务支出|20.00|307|债务利息及费用支出|
30101|基本工资|60.00|30201|办公费|20.00|30701|国内债务付息|
303|对个人和家庭的补助|5.00||||310|资本性支出|5.00
30302|退休费|5.00||||31002|办公设备购置|5.00
人员经费合计||65.00|公用经费合计|||||25.00

财政拨款“三公”经费支出决算表

公开07表
单位：万元

预算数||||||决算数|||||
合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费
||小计|公务用车购置费|公务用车运行维护费||||小计|公务用车购置费|公务用车运行维护费|
1|2|3|4|5|6|7|8|9|10|11|12
9.00|1.00|5.00|2.00|3.00|3.00|8.00|1.00|5.00|2.00|3.00|2.00

政府性基金预算财政拨款收入支出决算表

公开08表
单位：万元

项目||年初结转和结余|本年收入|本年支出|||年末结转和结余
功能分类科目编码|科目名称|||小计|基本支出|项目支出|
栏次||1|2|3|4|5|6
合计||0.00|10.00|10.00||10.00|0.00
212|城乡社区支出|0.00|10.00|10.00||10.00|0.00
"""

BUDGET = """
部门收支总表

单位：万元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|100.00|一、一般公共服务支出|95.00
二、政府性基金预算拨款收入||二、社会保障和就业支出|10.00
本年收入合计|100.00|本年支出合计|105.00
上年结转|5.00|结转下年|0.00
收入总计|105.00|支出总计|105.00

部门收入总表

单位：万元

科目||合计|上年结转|一般公共预算拨款收入|政府性基金预算拨款收入|国有资本经营预算拨款收入|事业收入||事业单位经营收入|其他收入|使用非财政拨款结余
科目编码|科目名称||||||金额|其中：教育收费|||
201|一般公共服务支出|95.00|5.00|90.00|||||||
20106|财政事务|95.00|5.00|90.00|||||||
208|社会保障和就业支出|10.00||10.00|||||||
合计||105.00|5.00|100.00|||||||

部门支出总表

单位：万元

科目编码|科目名称|合计|基本支出|项目支出|上缴上级支出|事业单位经营支出|对附属单位补助支出
201|一般公共服务支出|95.00|80.00|15.00|||
20106|财政事务|95.00|80.00|15.00|||
208|社会保障和就业支出|10.00|10.00||||
合计||105.00|90.00|15.00|||

一般公共预算支出表

单位：万元

科目编码|科目名称|2023年执行数|2024年预算数|||2024年预算数比2023年执行数|
|||小计|基本支出|项目支出|增减额|增减%
201|一般公共服务支出|80.00|90.00|75.00|15.00|10.00|12.50
20106|财政事务|80.00|90.00|75.00|15.00|10.00|12.50
208|社会保障和就业支出|10.00|10.00|10.00||0.00|0.00
合计||90.00|100.00|85.00|15.00|10.00|11.11

一般公共预算“三公”经费支出表

单位：万元

2023年预算数||||||2024年预算数|||||
合计|因公出国（境）费|公务用车购置及运行费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
||小计|公务用车购置费|公务用车运行费||||小计|公务用车购置费|公务用车运行费|
9.00|1.00|5.00|2.00|3.00|3.00|8.00|1.00|5.00|2.00|3.00|2.00

项目支出表

单位：万元

类型|项目名称|项目单位|合计|财政拨款|||财政专户管理资金|单位资金
||||一般公共预算|政府性基金预算|国有资本经营预算||
特定目标类|办案经费|云岭县财政局|10.00|10.00||||
其他运转类|信息化|云岭县财政局|5.00|5.00||||
合计|||15.00|15.00||||
"""

CITY = """
预算01表 收支总表

单位：万元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算财政拨款收入|100.00|一、一般公共服务支出|95.00
二、政府性基金预算财政拨款收入||二、社会保障和就业支出|10.00
三、国有资本经营预算财政拨款收入||
四、财政专户管理资金收入||
五、单位资金收入|5.00||
（一）事业收入|3.00||
（二）上级补助收入|||
（三）其他收入|2.00||
本年收入合计|105.00|本年支出合计|105.00
上年结转结余||年终结转结余|
收入总计|105.00|支出总计|105.00

预算02表 收入总表

单位：万元

部门（单位）代码|部门（单位）名称|合计|本年收入||||||上年结转结余|||||
|||小计|一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|单位资金|小计|一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|单位资金
101|云岭县财政局|105.00|105.00|100.00||||5.00||||||
101001|云岭县财政局本级|105.00|105.00|100.00||||5.00||||||
合计||105.00|105.00|100.00||||5.00||||||

预算03表 支出总表

单位：万元

科目编码|科目名称|合计|基本支出||项目支出|上缴上级支出|事业单位经营支出|对附属单位补助支出
|||人员经费|公用经费||||
201|一般公共服务支出|95.00|70.00|10.00|15.00|||
20106|财政事务|95.00|70.00|10.00|15.00|||
2010601|行政运行|80.00|70.00|10.00||||
2010602|一般行政管理事务|15.00|||15.00|||
208|社会保障和就业支出|10.00|10.00|||||
20805|行政事业单位养老支出|10.00|10.00|||||
2080505|机关事业单位基本养老保险缴费支出|10.00|10.00|||||
合计||105.00|80.00|10.00|15.00|||

预算04表 项目支出表

单位：万元

类型|项目名称|项目单位|合计|本年拨款|||财政拨款结转结余|||财政专户管理资金|单位资金
||||一般公共预算|政府性基金预算|国有资本经营预算|一般公共预算|政府性基金预算|国有资本经营预算||
31-部门项目|办公楼维修|云岭县财政局本级|10.00|10.00|||||||
31-部门项目|信息系统运维|云岭县财政局本级|5.00||||||||5.00
合计|||15.00|10.00|||||||5.00

预算05表 政府采购预算明细表

单位：万元

采购类别|金额
合计|3.00
A货物|1.00
C服务|2.00

预算06表 财政拨款收支总表

单位：万元

收入||支出|
项目|预算数|项目|预算数
一、本年收入|100.00|一、本年支出|100.00
（一）一般公共预算资金|100.00|（一）一般公共服务支出|90.00
（二）政府性基金预算资金||（二）社会保障和就业支出|10.00
（三）国有资本经营预算资金|||
二、上年结转||二、年终结转结余|
（一）一般公共预算资金|||
收入总计|100.00|支出总计|100.00

预算07表 一般公共预算财政拨款支出表

单位：万元

科目编码|科目名称|本年支出预算|||
||合计|基本支出||项目支出
|||人员经费|公用经费|
201|一般公共服务支出|90.00|70.00|10.00|10.00
20106|财政事务|90.00|70.00|10.00|10.00
208|社会保障和就业支出|10.00|10.00||
合计||100.00|80.00|10.00|10.00

预算08表 一般公共预算财政拨款基本支出表

单位：万元

部门预算支出经济分类科目||政府预算支出经济分类科目||本年一般公共预算基本支出||
科目编码|科目名称|科目编码|科目名称|合计|人员经费|公用经费
301|工资福利支出|||80.00|80.00|
30101|基本工资|50101|工资奖金津补贴|80.00|80.00|
302|商品和服务支出|||10.00||10.00
30201|办公费|50201|办公经费|10.00||10.00
合计||||90.00|80.00|10.00

预算11表 财政拨款（含一般公共预算和政府性基金预算）“三公”经费支出表

单位：万元

年度|“三公”经费合计|因公出国（境）费用|公务接待费|公务用车购置和运行维护费||
||||小计|公务用车购置费|公务用车运行维护费
2023年|9.00|1.00|3.00|5.00|2.00|3.00
2024年|8.00|1.00|2.00|5.00|2.00|3.00

预算12表 政府购买服务预算财政拨款明细表

单位：万元

指导性目录|||承接主体类别|政府购买服务项目名称|预算金额
一级|二级|三级|||
政府履职辅助性服务|评审服务|项目评审服务|企业|预算评审|2.00
合计|||||2.00
"""
"""The variant of a city: units in rows, years in rows, services by a directory of three levels."""


@pytest.fixture(scope="module")
def city() -> Conversion:
    return converted(CITY)


@pytest.fixture(scope="module")
def accounts() -> Conversion:
    return converted(ACCOUNTS, phase="executed")


@pytest.fixture(scope="module")
def budget() -> Conversion:
    return converted(BUDGET)


def views(conversion: Conversion) -> dict[str, dict[str, str]]:
    return {view.name: {line.code: f"{line.amount:.0f}" for line in view.lines} for view in conversion.views}


def keys(conversion: Conversion, kind: str, row: int) -> list[tuple[str, str, dict[str, str]]]:
    """Year, phase and whatever else the amounts of a row of the first table of a kind are about."""
    table = next(table for table in conversion.disclosure.tables if table.kind == kind)
    found = [cell.key for cell in conversion.cells if cell.table_id == table.table_id and cell.row == row]
    return [
        (key.fiscal_year, key.phase, {d: c for d, c in sets(key).items() if d not in ("fiscal_year", "phase")})
        for key in found
        if key is not None
    ]


@pytest.mark.parametrize("name", ["accounts", "budget", "city"])
def test_every_amount_has_its_key_and_nothing_contradicts(name: str, request: pytest.FixtureRequest) -> None:
    conversion: Conversion = request.getfixturevalue(name)
    assert [cell.cell_id for cell in conversion.cells if cell.key is None] == []
    of_cover = {"title-of-another-phase"} if name == "accounts" else set()  # the cover is that of a budget
    assert {finding.code for finding in conversion.findings} - of_cover <= {
        "numbering-broken"
    }  # rows are left out here
    assert {table.unit for table in conversion.disclosure.tables} == {"wan-yuan"}
    assert [found.what for found in conversion.unrecognised] == ["place"]


def test_the_tables_are_known_by_their_titles(accounts: Conversion, budget: Conversion) -> None:
    assert [(table.number, table.kind) for table in accounts.disclosure.tables] == [
        ("公开01表", "revenue-expenditure-summary"),
        ("公开02表", "revenue-summary"),
        ("公开04表", "fiscal-summary"),
        ("公开06表", "basic-expenditure-by-economic-class"),
        ("公开07表", "three-public-alone"),
        ("公开08表", "government-fund"),
    ]
    assert [table.kind for table in budget.disclosure.tables] == [
        *("revenue-expenditure-summary", "revenue-summary", "expenditure-summary"),
        *("expenditure-by-function", "three-public-alone", "project-expenditure"),
    ]


def test_the_views_sum_to_the_totals(accounts: Conversion, budget: Conversion) -> None:
    assert views(accounts)["revenue"] == {"general": "1000000", "government-fund": "100000", "other-income": "10000"}
    assert sum(map(int, views(accounts)["expenditure_by_function"].values())) == 1_100_000
    assert views(budget)["expenditure_by_function"] == {"20106": "950000", "208": "100000"}


def test_a_total_beside_a_balance_is_that_of_both(budget: Conversion) -> None:
    stated = [said for _, _, said in keys(budget, "revenue-summary", 6)]
    assert [said["operation"] for said in stated] == ["revenue-grand-total", "brought-forward", "revenue"]


def test_the_year_before_stands_beside_the_budget(budget: Conversion) -> None:
    found = keys(budget, "expenditure-by-function", 6)
    assert [(year, phase) for year, phase, _ in found] == [("2023", "executed"), *[("2024", "approved")] * 3]
    found = keys(budget, "three-public-alone", 4)
    assert [year for year, _, _ in found] == ["2023"] * 6 + ["2024"] * 6


def test_a_total_of_lists_side_by_side_is_no_sum_of_its_own_column(accounts: Conversion) -> None:
    found = [said["expenditure_type"] for _, _, said in keys(accounts, "basic-expenditure-by-economic-class", 7)]
    assert found == ["personnel", "operating"]


def test_budget_and_accounts_stand_in_one_table(accounts: Conversion) -> None:
    found = keys(accounts, "three-public-alone", 5)
    assert [phase for _, phase, _ in found] == ["approved"] * 6 + ["executed"] * 6


@pytest.mark.parametrize(
    ("document", "right", "wrong"),
    [
        (BUDGET, "合计||105.00|5.00|100.00", "合计||106.00|5.00|100.00"),
        (BUDGET, "一、一般公共服务支出|95.00", "一、一般公共服务支出|94.00"),
        (ACCOUNTS, "本年收入合计|27|111.00", "本年收入合计|27|112.00"),
        (ACCOUNTS, "人员经费合计||65.00", "人员经费合计||66.00"),
    ],
)
def test_a_wrong_amount_is_found(document: str, right: str, wrong: str) -> None:
    assert right in document
    phase = "executed" if document is ACCOUNTS else "approved"
    codes = {finding.code for finding in converted(document.replace(right, wrong), phase=phase).findings}
    assert codes & {"sum-of-parts", "amount-contradicted", "amounts-disagree"}


def test_years_and_units_stand_in_rows(city: Conversion) -> None:
    assert [year for row in (3, 4) for year, _, _ in keys(city, "three-public-alone", row)] == ["2023"] * 6 + [
        "2024"
    ] * 6
    assert {table.kind for table in city.disclosure.tables} >= {"purchased-services", "procurement", "revenue-summary"}
    assert views(city)["revenue"] == {"general": "1000000", "business-income": "30000", "other-income": "20000"}
