"""Outlines: rows nested by their numbering and by 其中."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.recognition.outline import outline

ROOTS = {"本年收入合计", "收入总计", "上年结转"}


def parents(*labels: str) -> list[int]:
    return [row.parent for row in outline(labels, ROOTS.__contains__)]


def of_which(*labels: str) -> list[bool]:
    return [row.of_which for row in outline(labels, ROOTS.__contains__)]


@pytest.mark.parametrize(
    ("labels", "nested"),
    [
        (
            ("一、部门预算", "1、财政拨款", "(1)一般公共预算", "(2)政府性基金", "2、事业收入", "二、其他"),
            [-1, 0, 1, 1, 0, -1],
        ),
        (
            ("一、基本支出", "（一）人员经费", "1、工资", "2、补助", "（二）公用经费", "1、定额", "二、项目支出"),
            [-1, 0, 1, 1, 0, 4, -1],
        ),
        (("1、甲", "(1)乙", "(2)丙", "2、丁", "(1)戊"), [-1, 0, 0, -1, 3]),
        (("（一）甲", "1、乙", "（二）丙"), [-1, 0, -1]),
        (("甲", "乙", "丙"), [-1, -1, -1]),
    ],
)
def test_rows_are_nested_by_the_style_of_their_numbering(labels: tuple[str, ...], nested: list[int]) -> None:
    assert parents(*labels) == nested


def test_plain_rows_after_a_numbered_one_are_its_parts() -> None:
    assert parents(
        "一、人员经费和公用经费支出", "工资福利支出", "商品和服务支出", "二、专项业务经费支出", "工资福利支出"
    ) == [*(-1, 0, 0, -1, 3)]


def test_of_which_and_the_plain_rows_after_it_are_part_of_the_row_above() -> None:
    labels = ("五、单位资金收入", "其中：事业收入", "上级补助收入", "其他收入", "六、别的", "小类")
    assert parents(*labels) == [-1, 0, 0, 0, -1, 4]
    assert of_which(*labels) == [False, True, True, True, False, False]


def test_of_which_below_a_numbered_row_ends_with_the_next_number() -> None:
    labels = (
        "1、财政拨款",
        "(1)一般公共预算拨款",
        "其中：专项资金列入部门预算的项目",
        "(2)政府性基金拨款",
        "2、上级补助收入",
    )
    assert parents(*labels) == [-1, 0, 1, 0, -1]
    assert of_which(*labels) == [False, False, True, False, False]


def test_of_which_twice_in_a_row_is_two_parts_of_one_whole() -> None:
    assert parents("一、收入", "其中：甲", "其中：乙") == [-1, 0, 0]


def test_of_which_before_a_number_begins_a_numbering_that_goes_on() -> None:
    labels = ("2、公务接待费", "3、公务用车费", "其中：（1）运行维护费", "（2）购置费", "4、会议费")
    assert parents(*labels) == [-1, -1, 1, 1, -1]


def test_totals_stand_at_the_top_and_plain_rows_after_them_below_them() -> None:
    labels = (
        "一、收入",
        "1、拨款",
        "本年收入合计",
        "上年结转",
        "其中：财政拨款资金结转",
        "非财政拨款资金结转",
        "收入总计",
    )
    assert parents(*labels) == [-1, 0, -1, -1, 3, 3, -1]
    assert of_which(*labels)[-3:] == [True, True, False]


def test_blank_labels_stand_alone_and_break_nothing() -> None:
    labels = ("三、国有资本经营预算", "", "其中：中央转移支付收入", " ", "四、财政专户管理资金")
    assert parents(*labels) == [-1, -1, 0, -1, -1]


LABELS = st.lists(
    st.builds(
        str.__add__,
        st.sampled_from(["一、", "二、", "(一)", "1、", "(2)", "①", "其中：", "", ""]),
        st.sampled_from(["甲", "乙", "本年收入合计", "收入总计", ""]),
    ),
    max_size=25,
)


@given(LABELS)
def test_every_label_has_one_place_below_an_earlier_one(labels: list[str]) -> None:
    rows = outline(labels, ROOTS.__contains__)
    assert [row.label for row in rows] == labels
    for position, row in enumerate(rows):
        assert -1 <= row.parent < position
        assert row.parent == -1 or labels[row.parent]
        assert row.parent == -1 or labels[position] not in ROOTS
