"""The narrative against the tables: each rule where it fires, and close cases where it must not."""

import pytest
from narrated import TABLES, codes_of, disclosed, said

from audited import codes, complaints  # isort: skip
from yusuan.audit.amounts import broken_identities, contradicted_amounts
from yusuan.audit.denials import denied_amounts
from yusuan.audit.parts import covered_amounts_that_differ, listed_meetings_beyond_budget, parts_that_do_not_add
from yusuan.audit.prose import prose_against_tables
from yusuan.audit.prose_codes import codes_of_another_list, codes_with_other_names
from yusuan.audit.wording import doubled_words, misprinted_words, numbers_without_unit, repeated_paragraphs

TOTAL = "本单位当年一般公共预算支出484.44万元，其中：\n\n"
BY_FUNCTION = "{total}（1）社会保障和就业支出（208）{first}万元；\n\n（2）卫生健康支出（210）{second}万元。"


def by_function(first: str, second: str) -> str:
    return BY_FUNCTION.format(total=TOTAL, first=first, second=second)


def test_an_amount_that_the_tables_contradict_is_reported_once_with_the_cell_that_says_otherwise() -> None:
    prose = "本单位当年公用经费预算安排61万元。"
    (found,) = said(prose_against_tables, prose)
    assert found.code == "prose-differs-from-tables"
    assert found.cell_ids[0].startswith("prose.s")
    assert "by-function" in found.cell_ids[1]
    assert (found.words["found"], found.words["expected"]) == ("61 万元", "59.0157 万元")
    assert codes_of(contradicted_amounts, prose) == codes_of(broken_identities, prose) == []


@pytest.mark.parametrize("amount", ["59.02", "59.01", "590157", "59.0157"])
def test_an_amount_that_is_cut_or_rounded_is_no_finding(amount: str) -> None:
    unit = "元" if amount == "590157" else "万元"
    assert codes_of(prose_against_tables, f"本单位当年公用经费预算安排{amount}{unit}。") == []


SUMMARY = """
2024年云岭县医疗保险经办处收支总表

表1

单位：元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|4844351.00|一、社会保障和就业支出|424471.00
二、其他收入|{other}|二、卫生健康支出|4419880.00
"""


@pytest.mark.parametrize(("other", "found"), [("0.00", ["prose-differs-from-tables"]), ("150000.00", [])])
def test_words_without_a_fund_are_not_compared_with_one_fund_of_several(other: str, found: list[str]) -> None:
    prose = "五、公用经费情况说明\n\n本单位当年预算支出499.44万元，其中公用经费69.02万元。"
    tables = SUMMARY.format(other=other) + TABLES
    costs = [c for c in said(prose_against_tables, prose, tables) if "公用经费" in c.words["about"]]
    assert codes(costs) == found


def test_an_amount_of_another_class_names_the_class_that_it_is_of() -> None:
    (found,) = said(prose_against_tables, TOTAL + "机关资本性支出（503）1.33万元。")
    assert found.code == "prose-amount-of-another-class"
    assert (found.words["code"], found.words["right"][:3]) == ("503", "509")


def test_an_amount_of_no_class_merely_differs() -> None:
    assert codes_of(prose_against_tables, TOTAL + "机关资本性支出（503）7.77万元。") == ["prose-differs-from-tables"]


def test_a_government_class_is_the_sum_of_the_lines_that_a_complete_list_has_of_it() -> None:
    assert codes_of(prose_against_tables, TOTAL + "机关商品和服务支出（502）109.02万元。") == []
    assert codes_of(prose_against_tables, TOTAL + "机关商品和服务支出（502）108.72万元。") == [
        "prose-differs-from-tables"
    ]


def test_a_class_is_not_the_sum_of_a_list_that_leaves_lines_out() -> None:
    tables = TABLES.replace("30302|退休费|50905|离退休费|13284.00\n", "")
    assert codes_of(prose_against_tables, TOTAL + "机关商品和服务支出（502）108.72万元。", tables) == []


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        ("42.4", ["prose-rounded"]),  # 42.4471, and everything else shows two decimals
        ("42.44", []),
        ("42.45", []),
        ("42.6", ["prose-differs-from-tables"]),
    ],
)
def test_an_amount_with_fewer_decimals_than_the_rest_is_noted(amount: str, found: list[str]) -> None:
    assert codes_of(prose_against_tables, by_function(amount, "441.98")) == found


def test_an_amount_with_fewer_decimals_that_leaves_out_zeros_alone_is_no_finding() -> None:
    tables = TABLES.replace("424471.00", "420000.00").replace("4419880.00", "4424351.00")
    assert codes_of(prose_against_tables, by_function("42", "442.43"), tables) == []


def test_a_prose_that_rounds_every_amount_alike_is_no_finding() -> None:
    assert codes_of(prose_against_tables, by_function("42.4", "442.0").replace("484.44", "484.4")) == []


def test_equally_precise_amounts_one_last_place_apart_are_noted() -> None:
    tables = TABLES.replace("单位：元", "单位：万元").replace("4844351.00", "484.44")
    tables = tables.replace("424471.00", "42.45").replace("4419880.00", "441.99").replace("590157.00", "59.02")
    assert codes_of(prose_against_tables, "本单位当年公用经费预算安排59.03万元。", tables) == [
        "prose-off-by-last-place"
    ]
    assert codes_of(prose_against_tables, "本单位当年公用经费预算安排59.02万元。", tables) == []


AGENCY = TABLES.replace("210|卫生健康支出", "2101501|行政运行").replace("590157.00|500000", "590157.00|500000")


@pytest.mark.parametrize(
    ("amount", "found"),
    [("59", ["prose-rounded"]), ("59.02", []), ("59.0157", []), ("48", []), ("60.5", [])],
)
def test_agency_operating_costs_without_a_table_are_compared_but_for_their_rounding(
    amount: str, found: list[str]
) -> None:
    prose = f"（二）机关运行经费。\n\n云岭县医疗保险经办处2024年机关运行经费财政拨款预算{amount}万元。\n\n{TOTAL}"
    assert codes_of(prose_against_tables, prose, AGENCY) == found


@pytest.mark.parametrize(("amount", "found"), [("0.30", []), ("0.50", ["three-public-differs-from-class"])])
def test_three_public_expenses_are_those_of_their_class(amount: str, found: list[str]) -> None:
    prose = f"本单位当年一般公共预算“三公”经费预算支出{amount}万元。其中：公务接待费{amount}万元。"
    assert codes_of(prose_against_tables, prose) == found


GOVERNMENT = "机关工资福利支出（501）374.09万元；\n\n机关商品和服务支出（502）109.02万元；\n\n{last}1.33万元。"


def test_a_code_of_another_list_names_the_one_that_has_the_amount() -> None:
    prose = TOTAL + GOVERNMENT.format(last="机关对个人和家庭的补助支出（303）")
    (found,) = said(codes_of_another_list, prose)
    assert found.code == "prose-code-of-another-list"
    assert found.words["likely_zh"].startswith("，应为509")
    assert codes_of(codes_of_another_list, TOTAL + GOVERNMENT.format(last="对个人和家庭的补助（509）")) == []


def test_two_codes_of_different_lists_do_not_tell_which_list_it_is() -> None:
    prose = TOTAL + "机关工资福利支出（501）374.09万元；\n\n对个人和家庭的补助支出（303）1.33万元。"
    assert codes_of(codes_of_another_list, prose) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("卫生健康支出（210）", []),
        ("卫生健康（210）", []),
        ("教育支出（210）", ["prose-code-name-mismatch"]),
        ("卫生健康支出（219）", ["prose-code-name-mismatch"]),
        ("卫生健康支出（298）", ["prose-code-not-listed"]),
        ("健康事务的支出（210）", []),  # a name that no code has
    ],
)
def test_codes_and_names_of_the_prose_belong_together(words: str, found: list[str]) -> None:
    assert codes_of(codes_with_other_names, f"{TOTAL}{words}441.99万元。") == found


def test_the_amount_tells_whether_code_or_name_is_wrong() -> None:
    of_code = said(codes_with_other_names, TOTAL + "教育支出（210）441.99万元。")[0].words["likely_en"]
    of_name = said(codes_with_other_names, TOTAL + "卫生健康支出（208）441.99万元。")[0].words["likely_en"]
    assert "name is wrong" in of_code
    assert "code is wrong" in of_name


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("42.45", "441.99", []),
        ("42.45", "441.98", []),  # rounding
        ("42.45", "451.99", ["prose-parts-differ"]),
        ("42.45", "431.99", ["prose-parts-differ"]),
    ],
)
def test_parts_of_a_list_in_detail_give_their_whole(first: str, second: str, found: list[str]) -> None:
    untold = TABLES.replace("208|社会保障", "2080505|社会保障").replace("210|卫生", "2101506|卫生")
    assert codes_of(parts_that_do_not_add, by_function(first, second), untold) == found


def test_parts_that_need_not_be_all_may_be_less_than_their_whole() -> None:
    prose = "本单位当年政府采购预算20.00万元，其中：政府采购货物预算5.00万元。"
    assert codes_of(parts_that_do_not_add, prose) == []
    assert codes_of(parts_that_do_not_add, prose.replace("货物预算5.00", "货物预算25.00")) == ["prose-parts-differ"]


def test_revenue_and_expenditure_are_no_parts_of_their_common_total() -> None:
    prose = "2024年度收入、支出预算总计484.44万元。其中：收入预算总计484.44万元，支出预算总计484.44万元。"
    assert codes_of(parts_that_do_not_add, prose) == []


def test_all_kinds_of_procurement_give_the_whole() -> None:
    prose = (
        "本单位当年政府采购预算20.00万元，其中：政府采购货物预算5.00万元，"
        "政府采购工程预算0万元，政府采购服务预算{}万元。"
    )
    assert codes_of(parts_that_do_not_add, prose.format("15.00")) == []
    assert codes_of(parts_that_do_not_add, prose.format("5.00")) == ["prose-parts-differ"]


def test_three_public_expenses_give_their_total() -> None:
    prose = (
        "本单位当年一般公共预算“三公”经费预算支出{}万元。其中：因公出国（境）经费0万元；公务接待费0.30万元；"
        "公务用车运行维护费2.00万元；公务用车购置费0万元。"
    )
    assert codes_of(parts_that_do_not_add, prose.format("2.30")) == []
    assert codes_of(parts_that_do_not_add, prose.format("3.30")) == ["prose-parts-differ"]


@pytest.mark.parametrize(("amount", "found"), [("484.44", []), ("50", []), ("494.44", ["covered-amount-differs"])])
def test_targets_cover_the_expenditure_or_the_projects(amount: str, found: list[str]) -> None:
    prose = f"本单位绩效目标管理全覆盖，涉及当年一般公共预算拨款{amount}万元。"
    assert codes_of(covered_amounts_that_differ, prose) == found
    assert codes_of(covered_amounts_that_differ, prose.replace("全覆盖", "")) == []


MEETINGS = """3、“三公”经费及会议费、培训费情况说明

本单位当年一般公共预算会议费预算支出{}万元。本单位当年一般公共预算培训费预算支出4.00万元。

会议费培训费明细

单位：万元

序号|会议/培训名称|时间|人数|金额|备注
1|政策培训|3月|73人|1.00|
2|宣传|4月|100人|4.00|"""


def test_meetings_in_detail_do_not_exceed_their_budget() -> None:
    assert codes_of(listed_meetings_beyond_budget, MEETINGS.format("0")) == ["meetings-beyond-budget"]
    assert codes_of(listed_meetings_beyond_budget, MEETINGS.format("2.00")) == []


FUND = """
表9

云岭县医疗保险经办处政府性基金收支表

单位：元

项目|金额|项目|金额
一、政府性基金拨款|{amount}|一、城乡社区支出|{amount}
收入总计|{amount}|支出总计|{amount}
"""


@pytest.mark.parametrize(
    ("sentence", "amount", "found"),
    [
        ("本单位无当年政府性基金预算收支，并已公开空表。", "5000.00", ["denied-amount"]),
        ("本单位无当年政府性基金预算收支，并已公开空表。", "0.00", []),
        ("本单位上年无政府性基金预算收支。", "5000.00", []),
        ("本单位无当年国有资本经营预算收支。", "5000.00", []),
    ],
)
def test_what_the_prose_denies_has_no_amount(sentence: str, amount: str, found: list[str]) -> None:
    assert codes(complaints(denied_amounts, disclosed(sentence, TABLES + FUND.format(amount=amount)))) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("本单位当年预算支出484.44万元，较上年增加3.25，原因是人员增加。", ["amount-without-unit"]),
        ("本单位当年预算支出484.44万元，较上年增加3.25万元。", []),
        ("本单位当年公用经费预算安排5.52万元，较上年无变化万元。", ["unit-without-number"]),
        ("本单位当年公用经费预算安排5.52万元，金额单位为万元。", []),
        ("资金来源：财政性资金623.66", []),  # a form whose header has the unit
    ],
)
def test_numbers_have_units_and_units_have_numbers(sentence: str, found: list[str]) -> None:
    assert codes_of(numbers_without_unit, sentence) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [("一般共预算拨款收入", ["words-misprinted"]), ("一般公共预算拨款收入", []), ("其他一般的拨款收入", [])],
)
def test_names_with_a_slip_are_noted(words: str, found: list[str]) -> None:
    assert codes_of(misprinted_words, f"本单位当年财政拨款收入484.44万元，其中{words}484.44万元。") == found


def test_a_paragraph_that_begins_the_next_one_is_noted() -> None:
    first = "云岭县医疗保险经办处成立于1999年，实现市级统筹，已建立保大病的体系。"
    assert codes_of(repeated_paragraphs, f"{first}\n\n{first}2019年更名。") == ["paragraph-repeated"]
    assert codes_of(repeated_paragraphs, f"{first}\n\n2019年更名。\n\n{first}") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年度部门部门预算包括本级预算。", ["words-doubled"]),
        ("原因是是1人调出。", ["words-doubled"]),
        ("以实实在在的成果一步一步推进。", []),
        ("部门预算包括部门本级预算。", []),
    ],
)
def test_words_printed_twice_in_a_row_are_noted(text: str, found: list[str]) -> None:
    assert codes_of(doubled_words, text) == found
