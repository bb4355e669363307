"""Changes, percentages and shares that the narrative states: where each rule fires, and where it must not."""

import pytest
from narrated import codes_of, said

from yusuan.audit.change_words import (
    changes_from_another_year,
    changes_without_reason,
    contradicted_directions,
    reasons_that_contradict,
    zero_changes,
)
from yusuan.audit.changes import changes_that_do_not_add, previous_years_that_disagree
from yusuan.audit.ratios import percentages_that_differ, shares_that_differ

WHOLE = "本单位当年一般公共预算拨款支出484.44万元，较上年{change}，原因是人员增加。\n\n"
PARTS = (
    "本单位当年一般公共预算支出484.44万元，其中：\n\n"
    "（1）社会保障和就业支出（208）42.45万元，较上年{first}，原因是缴费基数增加；\n\n"
    "（2）卫生健康支出（210）441.99万元，较上年{second}，原因是人员增加。"
)


def changed(whole: str, first: str, second: str) -> str:
    """A total that changed, and the changes of its two parts in another paragraph."""
    return WHOLE.format(change=whole) + PARTS.format(first=first, second=second)


@pytest.mark.parametrize(
    ("whole", "first", "second", "found"),
    [
        ("增加3.25万元", "增加0.22万元", "增加3.03万元", []),
        ("增加3.25万元", "增加0.22万元", "增加3.04万元", []),  # rounding
        ("增加3.25万元", "增加0.22万元", "增加2.03万元", ["changes-do-not-add"]),
        ("增加3.25万元", "减少0.22万元", "增加3.03万元", ["changes-do-not-add"]),
        ("增加3.3万元", "增加0.22万元", "增加3.03万元", []),  # printed more coarsely
        ("减少30.10万元", "减少33.13万元", "增加3.03万元", []),
        ("增加3.25万元", "与上年持平", "增加3.25万元", []),
        ("增加3.25万元", "与上年基本持平", "增加2.03万元", []),  # how much is not told
        ("增加3.25万元", "增加减少0.22万元", "增加2.03万元", []),  # which way is not told
    ],
)
def test_changes_of_all_parts_give_the_change_of_the_whole(
    whole: str, first: str, second: str, found: list[str]
) -> None:
    text = changed(whole, first, second).replace("较上年与上年", "与上年")
    assert codes_of(changes_that_do_not_add, text) == found


def test_the_sum_of_the_changes_is_told_part_by_part() -> None:
    (found,) = said(changes_that_do_not_add, changed("增加3.25万元", "增加0.22万元", "减少2.03万元"))
    assert (found.words["found"], found.words["expected"]) == ("+3.25 万元", "-1.81 万元")
    assert "卫生健康支出（210） -2.03 万元" in found.words["parts"]
    assert str(found.tolerance) == "150.00"
    assert len(found.locations) == 3


def test_changes_of_parts_that_do_not_make_up_the_whole_are_left_alone() -> None:
    text = changed("增加3.25万元", "增加0.22万元", "增加2.03万元").replace("441.99万元", "341.99万元")
    assert codes_of(changes_that_do_not_add, text) == []


def test_changes_counted_from_another_year_are_left_alone() -> None:
    text = WHOLE.format(change="预算增加3.25万元") + PARTS.format(first="决算增加0.22万元", second="决算增加2.03万元")
    assert codes_of(changes_that_do_not_add, text) == []


CLASSES = (
    "云岭县医疗保险经办处2024年一般公共预算支出484.44万元，比2023年预算{whole}。\n\n"
    "1. 社会保障和就业（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）2024年预算42.45万元，"
    "比2023年预算{first}。\n\n"
    "2. 卫生健康（类）医疗保障管理事务（款）行政运行（项）2024年预算441.99万元，比2023年预算{second}。"
)


def test_classes_in_paragraphs_of_their_own_are_parts_if_they_make_up_the_whole() -> None:
    text = CLASSES.format(whole="增加3.25万元", first="增加0.22万元", second="减少2.03万元")
    (found,) = said(changes_that_do_not_add, text)
    assert found.words["parts"] == "机关事业单位基本养老保险缴费支出 +0.22 万元、行政运行 -2.03 万元"
    assert codes_of(changes_that_do_not_add, text.replace("减少2.03", "增加3.03")) == []
    assert codes_of(changes_that_do_not_add, text.replace("441.99", "341.99")) == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("484.44万元，较上年增加3.25万元", "484.44万元，较上年增加3.25万元", []),
        ("484.44万元，较上年增加3.25万元", "484.4万元，较上年增加3.2万元", []),  # printed more coarsely
        ("484.44万元，较上年增加3.25万元", "484.44万元，较上年增加5.25万元", ["previous-year-amounts-disagree"]),
        ("484.44万元，较上年增加3.25万元", "484.44万元，较上年减少3.25万元", ["previous-year-amounts-disagree"]),
        ("484.44万元，比2022年决算增加3.25万元", "484.44万元，比2023年预算增加5.25万元", []),
    ],
)
def test_one_thing_had_one_amount_in_the_year_before(first: str, second: str, found: list[str]) -> None:
    text = f"本单位当年一般公共预算拨款支出{first}。\n\n本单位当年一般公共预算支出{second}。"
    assert codes_of(previous_years_that_disagree, text) == found


def test_an_increase_is_not_more_than_the_amount() -> None:
    text = "本单位当年公用经费预算安排59.02万元，较上年增加{}万元。"
    assert codes_of(previous_years_that_disagree, text.format("69.02")) == ["change-exceeds-amount"]
    assert codes_of(previous_years_that_disagree, text.format("59.02")) == []
    assert codes_of(previous_years_that_disagree, text.format("69.02").replace("增加", "减少")) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("增加减少0.02万元", ["change-both-directions"]),
        ("减少0.02万元", []),
        ("增加0.02万元，下降0.05%", ["changes-in-both-directions"]),
        ("增加0.02万元，增长0.05%", []),
        ("增加0.02万元，与上年持平", ["changes-in-both-directions"]),
        ("增加0.02万元，与上年基本持平", []),
        ("减少0万元，增长0%", []),  # nothing has no direction
    ],
)
def test_a_change_has_one_direction(words: str, found: list[str]) -> None:
    assert codes_of(contradicted_directions, f"本单位当年公用经费预算安排59.02万元，较上年{words}。") == found


def test_changes_from_two_years_may_differ_in_direction() -> None:
    text = "本单位当年公用经费预算安排59.02万元，比2023年预算增加0.02万元，比2022年决算减少1.00万元。"
    assert codes_of(contradicted_directions, text) == []


def test_the_total_tells_which_direction_is_meant() -> None:
    (found,) = said(contradicted_directions, changed("增加3.25万元", "增加减少0.22万元", "增加3.47万元"))
    assert found.words["likely_en"] == "; the total tells that it is a decrease"
    (found,) = said(contradicted_directions, changed("增加3.25万元", "增加减少0.22万元", "增加9.99万元"))
    assert found.words["likely_en"] == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("较上年增加0万元，增加的主要原因是无预算", ["zero-change-worded"]),
        ("比2023年预算减少0万元，下降0%，下降原因主要是不变", ["zero-change-worded"]),
        ("与上年持平", []),
        ("较上年增加0.01万元", []),
    ],
)
def test_no_change_is_not_an_increase(words: str, found: list[str]) -> None:
    assert codes_of(zero_changes, f"本单位当年公用经费预算安排59.02万元，{words}。") == found


REASONS = (
    "（1）社会保障和就业支出（208）42.45万元，较上年增加0.11万元，原因是人员增加；\n\n"
    "（2）卫生健康支出（210）412.26万元，较上年增加0.21万元，原因是人员增加；\n\n"
    "（3）住房保障支出（221）29.73万元，较上年增加0.31万元，原因是人员增加。"
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("较上年增加2.00万元", ["change-without-reason"]),
        ("较上年增加2.00万元，原因是业务增加", []),
        ("较上年增加2.00万元。此项变动较大的原因是口径调整", []),
        ("较上年增加0.21万元", []),  # as in the paragraph that says why
        ("较上年增加0.01万元，与上年基本持平", []),
        ("与上年持平", []),
    ],
)
def test_a_change_has_a_reason_where_others_have(words: str, found: list[str]) -> None:
    sentence = f"本单位当年公用经费预算安排59.02万元，{words}。"
    assert codes_of(changes_without_reason, f"{REASONS}\n\n{sentence}") == found
    assert codes_of(changes_without_reason, sentence) == []  # nothing else has one


def test_reasons_along_two_classifications_do_not_contradict() -> None:
    text = (
        "（1）卫生健康支出（210）412.26万元，较上年增加0.99万元，原因是今年比去年日常公用经费增加了；\n\n"
        "商品和服务支出（302）109.02万元，较上年减少1.74万元，原因是{}减少了。"
    )
    assert codes_of(reasons_that_contradict, text.format("日常公用经费")) == ["reasons-contradict"]
    assert codes_of(reasons_that_contradict, text.format("项目支出")) == []
    one_list = text.format("日常公用经费").replace("商品和服务支出（302）", "社会保障和就业支出（208）")
    assert codes_of(reasons_that_contradict, one_list) == []


@pytest.mark.parametrize(
    ("amount", "change", "percentage", "found"),
    [
        ("2805.56", "增加1653.67", "增长143.56%", []),
        ("2805.56", "增加1653.67", "增长143.6%", []),
        ("2805.56", "增加1653.67", "增长144.56%", ["percentage-differs"]),
        ("2805.56", "减少1653.67", "下降37.09%", []),
        ("2805.56", "减少1653.67", "下降58.94%", ["percentage-differs"]),
        ("2145", "增加1778", "增长484.47%", []),
        ("1760", "增加1760", "增长100%", []),  # from nothing
        ("0", "减少1", "减少100%", []),
        ("0.3", "减少0.7", "减少70%", []),
        ("0.3", "减少0.7", "减少40%", ["percentage-differs"]),
        ("10.00", "增加5.00", "增长1倍", []),
        ("10.00", "增加5.00", "增长3倍", ["percentage-differs"]),
        ("10.00", "增加5.00", "增长50%", ["percentage-differs"]),
        ("10.00", "增加5.00", "增长2个百分点", []),
    ],
)
def test_percentages_follow_from_the_amounts(amount: str, change: str, percentage: str, found: list[str]) -> None:
    text = f"本单位当年公用经费预算安排{amount}万元，比2023年预算{change}万元，{percentage}。"
    assert codes_of(percentages_that_differ, text) == found


def test_a_percentage_in_brackets_belongs_to_the_change_before_it() -> None:
    text = "本单位当年公用经费预算安排0.3万元，较上年减少0.7万元（{}%）。"
    assert codes_of(percentages_that_differ, text.format(70)) == []
    (found,) = said(percentages_that_differ, text.format(30))
    assert found.words["expected"] == "70.00%"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("其中，基本支出434.44万元，占89.68%；项目支出50.00万元，占10.32%", []),
        ("其中，基本支出434.44万元，占89.67%；项目支出50.00万元，占10.33%", []),  # made to give 100 %
        ("其中，基本支出434.44万元，占98.68%；项目支出50.00万元，占10.32%", ["share-differs"]),
        ("其中，基本支出434.44万元，占比89.7%；项目支出50.00万元，占总支出的10.3%", []),
        ("其中，基本支出434.44万元，占公用经费的55%；项目支出50.00万元", []),  # of something else
        ("其中，基本支出484.44万元，占100%；项目支出0万元，占0%", []),
    ],
)
def test_shares_follow_from_the_amounts(words: str, found: list[str]) -> None:
    assert codes_of(shares_that_differ, f"本单位当年一般公共预算支出484.44万元，{words}。") == found


def test_a_share_without_a_whole_beside_it_is_of_the_total_in_the_tables() -> None:
    text = "一般公共预算支出结构如下。社会保障和就业支出42.45万元，占{}%。"
    assert codes_of(shares_that_differ, text.format("8.76")) == []
    assert codes_of(shares_that_differ, text.format("7.86")) == ["share-differs"]


@pytest.mark.parametrize(
    ("base", "found"),
    [
        ("2022年预算", ["compared-with-another-year"]),
        ("2024年预算", ["compared-with-another-year"]),
        ("2023年预算", []),
        ("2022年决算", []),
    ],
)
def test_changes_are_counted_from_the_year_before(base: str, found: list[str]) -> None:
    last = f"本单位当年公用经费预算安排59.02万元，比{base}增加0.02万元。"
    text = f"{REASONS}\n\n{last}".replace("较上年", "比2023年预算")
    assert codes_of(changes_from_another_year, text) == found
    assert codes_of(changes_from_another_year, last) == []  # nothing else says which year is meant
