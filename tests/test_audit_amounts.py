"""Rules of arithmetic: each fires on a document that contradicts itself and is silent on one that nearly does."""

from decimal import Decimal

from audited import codes, complaints

from yusuan.audit.amounts import broken_identities, broken_sums, contradicted_amounts
from yusuan.audit.balance import unbalanced


def by_function(health: str, first: str, second: str, total: str, unit: str = "元", table: str = "表5") -> str:
    """A table by function: one class of two items."""
    return f"""
{table}

云岭县医疗保险经办处一般公共预算支出明细表（按支出功能分类科目）

单位：{unit}

功能科目编码|功能科目名称|合计
|合计|{total}
210|卫生健康支出|{health}
21015|医疗保障管理事务|{health}
2101501|行政运行|{first}
2101506|医疗保障经办事务|{second}
"""


def summary(revenue: str, expenditure: str, health: str, title: str = "收支总表", forward: str = "") -> str:
    """A summary of both sides."""
    return f"""
表1

云岭县医疗保险经办处{title}

单位：元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|{revenue}|一、卫生健康支出|{health}
本年收入合计|{revenue}|本年支出合计|{expenditure}
上年结转|{forward}|结转下年|{forward}
"""


def test_a_total_that_its_parts_do_not_give() -> None:
    (found,) = complaints(broken_sums, by_function("150.00", "100.00", "40.00", "150.00"))
    assert found.code == "sum-of-parts"
    assert (found.found, found.expected) == (Decimal(150), Decimal(140))


def test_exact_sums_are_silent() -> None:
    assert complaints(broken_sums, by_function("150.00", "100.00", "50.00", "150.00")) == []


def test_a_difference_of_rounding_is_silent_and_one_beyond_it_is_not() -> None:
    assert complaints(broken_sums, by_function("224.41", "149.15", "75.27", "224.41", "万元")) == []
    assert codes(complaints(broken_sums, by_function("224.45", "149.15", "75.27", "224.45", "万元"))) == [
        "sum-of-parts"
    ]


def test_parts_under_of_which_may_be_only_some_but_not_more() -> None:
    text = """
云岭县医疗保险经办处收支总表

单位：元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算|150.00|一、卫生健康支出|150.00
其中：非税收入|{part}||
本年收入合计|150.00|本年支出合计|150.00
"""
    assert complaints(broken_sums, text.format(part="90.00")) == []
    assert codes(complaints(broken_sums, text.format(part="190.00"))) == ["parts-exceed-whole"]


def test_a_misprint_is_named_with_its_proof() -> None:
    printed = by_function("150.00", "100.00", "50.00", "150.00")
    again = by_function("150.00", "100.00", "50.00", "150.00", table="表15")
    wrong = by_function("150.00", "100.00", "50.00", "160.00", table="表25")
    (found,) = complaints(contradicted_amounts, printed + again + wrong)
    assert found.code == "amount-contradicted"
    assert (found.found, found.expected) == (Decimal(160), Decimal(150))
    assert complaints(contradicted_amounts, printed + again) == []


def two_classes(title: str, number: str, health: str, housing: str, total: str) -> str:
    """A summary whose expenditure side lists two classes."""
    return f"""
{number}

云岭县医疗保险经办处{title}

单位：元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|{total}|一、卫生健康支出|{health}
||二、住房保障支出|{housing}
本年收入合计|{total}|本年支出合计|{total}
"""


def test_lines_of_two_funds_are_compared_only_where_nothing_else_funds_the_unit() -> None:
    all_funds = two_classes("收支总表", "表1", "100.00", "50.00", "150.00")
    same = two_classes("财政拨款收支总表", "表4", "100.00", "50.00", "150.00")
    assert complaints(broken_identities, all_funds + same) == []
    differing = two_classes("财政拨款收支总表", "表4", "90.00", "60.00", "150.00")
    assert set(codes(complaints(broken_identities, all_funds + differing))) == {"funds-disagree"}
    less = two_classes("财政拨款收支总表", "表4", "90.00", "50.00", "140.00")
    assert complaints(broken_identities, all_funds + less) == []


def test_the_two_sides_are_equal_unless_something_is_carried_over() -> None:
    assert codes(complaints(unbalanced, summary("150.00", "140.00", "140.00"))) == ["sides-differ"]
    assert complaints(unbalanced, summary("150.00", "140.00", "140.00", forward="10.00")) == []
    assert complaints(unbalanced, summary("150.00", "150.00", "150.00")) == []
