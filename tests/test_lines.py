"""Rows of summary lists: bare totals, and what they are the totals of."""

from invented import at, converted, sets

FISCAL = """财政拨款收支总表
单位：元
收入||支出|
项目|预算数|支出功能分类科目|预算数
一、一般公共预算|8.00|一、社会保障和就业支出|3.00
二、政府性基金预算|1.00|二、卫生健康支出|6.00
合计|9.00|合计|9.00
上年结转|1.00|结转下年|1.00
总计|10.00|总计|10.00
"""


def test_a_bare_total_is_that_of_its_side_and_after_it_that_of_everything() -> None:
    found = converted(FISCAL)
    assert [sets(at(found.cells, row, 2).key) for row in (5, 6, 7)] == [
        {"operation": "revenue", "fund": "fiscal"},
        {"operation": "brought-forward", "fund": "fiscal"},
        {"operation": "revenue-grand-total", "fund": "fiscal"},
    ]
    assert [sets(at(found.cells, row, 4).key)["operation"] for row in (5, 6, 7)] == [
        *("expenditure", "carried-forward", "expenditure-grand-total")
    ]
    assert {fact.status.value for fact in found.facts} == {"consistent"}


def test_a_bare_total_is_no_part_of_the_class_above_it() -> None:
    found = converted(FISCAL)
    assert sets(at(found.cells, 4, 4).key)["function"] == "210"
    assert at(found.cells, 5, 4).label == "合计"
    assert "function" not in sets(at(found.cells, 5, 4).key)


def test_a_total_at_the_head_of_a_list_is_that_of_its_side() -> None:
    found = converted(
        "支出总表\n单位：元\n支出功能分类科目|预算数\n合计|9.00\n一、社会保障和就业支出|3.00\n二、卫生健康支出|6.00\n"
    )
    assert [sets(cell.key) for cell in found.cells] == [
        {"operation": "expenditure"},
        {"operation": "expenditure", "function": "208"},
        {"operation": "expenditure", "function": "210"},
    ]


def test_a_subtotal_of_rows_that_nothing_names_is_not_guessed() -> None:
    found = converted(FISCAL.replace("合计", "小计", 1))
    cell = at(found.cells, 5, 2)
    assert (cell.key, cell.reason) == (None, "the label 小计 does not say of which rows")


THREE_PUBLIC = """一般公共预算“三公”经费支出表
单位：万元
项目|预算数
合计|8.5
1、因公出国（境）费用|0
2、公务接待费|3.5
3、公务用车购置及运行费|5
其中：（1）公务用车运行维护费|4
（2）公务用车购置费|1
"""


def test_lower_classes_are_told_by_the_one_name_they_have() -> None:
    found = converted(THREE_PUBLIC)
    assert [sets(cell.key)["economic"] for cell in found.cells] == [
        *("three-public", "30212", "30217", "official-vehicles", "30231", "31013")
    ]
    assert {fact.status.value for fact in found.facts} <= {"consistent", "unconfirmed"}


def test_a_lower_class_does_not_fill_a_gap_between_top_classes() -> None:
    found = converted(
        "机关运行经费表\n单位：元\n项目|金额\n一、工资福利支出|5.00\n其中：基本工资|5.00\n二、商品和服务支出|4.00\n"
    )
    assert [sets(cell.key)["economic"] for cell in found.cells] == ["301", "30101", "302"]


def test_several_slots_in_one_row_above_the_header_are_a_caption() -> None:
    text = """
        公开01表||||
        部门：云岭县医疗保障局|||金额单位：万元|
        收入||支出||
        项目|决算数|项目|决算数|备注
        一、其他收入|5|一、卫生健康支出|5|
        总计|5|总计|5|
        """
    found = converted(f"收支总表\n{text.strip()}\n".replace("        ", ""))
    (table,) = found.disclosure.tables
    assert (table.unit, table.number, table.header_rows) == ("wan-yuan", "公开01表", 4)
    assert [column.path[0] for column in table.columns[:4]] == ["收入", "收入", "支出", "支出"]


LISTED = """收支总表
单位：元
收入||支出|
项目|预算数|部门预算支出经济科目|预算数
一、一般公共预算拨款|9.00|一、人员经费和公用经费支出|9.00
||（1）工资福利支出|4.00
||（2）商品和服务支出|3.00
||（3）对个人和家庭的补助|2.00
||（4）{fourth}|0.00
"""
CUT_OFF = """
政府性基金预算支出表
单位：元
部门预算支出经济科目|预算数
一、人员经费和公用经费|9.00
{first}|4.00
商品和服务|3.00
对个人和家庭|2.00
其他|0.00
"""


def fourth(text: str) -> tuple[str, str]:
    """The class of the last line of a text, ``""`` without a key, and the reason."""
    cell = converted(text).cells[-1]
    return (sets(cell.key)["economic"] if cell.key else "", cell.reason)


def test_a_label_cut_off_like_its_neighbours_is_what_other_lists_print_in_its_place() -> None:
    cut_off = CUT_OFF.format(first="工资")
    assert fourth(LISTED.format(fourth="其他资本性支出") + cut_off) == ("310", "")
    assert fourth(LISTED.format(fourth="其他支出") + cut_off) == ("399", "")


def test_a_label_cut_off_that_no_other_list_tells_has_no_key() -> None:
    assert fourth(CUT_OFF.format(first="工资")) == ("", "the label 其他 is cut off and may be 310 or 399")


def test_a_label_among_whole_ones_or_behind_the_other_class_is_what_it_says() -> None:
    assert fourth(CUT_OFF.format(first="工资福利支出").replace("对个人和家庭", "对个人和家庭的补助"))[0] == "399"
    assert fourth(CUT_OFF.format(first="工资").replace("对个人和家庭", "对社会保障基金补助"))[0] == "399"
