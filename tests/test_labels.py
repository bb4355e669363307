"""Labels as compared: what is left out (width, spaces, numbering) and what stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import LEXICON, LISTS

from yusuan.concepts import Codelist, Concept
from yusuan.recognition.labels import flatten, normalise, numbering
from yusuan.recognition.lexicon import Lexicon, stem

NUMBERINGS = {
    "一、": "chinese",
    "十二、": "chinese",
    "(一)": "chinese-bracketed",
    "（三）、": "chinese-bracketed",
    "1、": "arabic",
    "12.": "arabic",
    "(10)": "arabic-bracketed",
    "（2）": "arabic-bracketed",
    "②": "circled",
    "第一部分": "chapter",
}


@pytest.mark.parametrize(
    ("printed", "flat"),
    [
        ("收 入", "收入"),
        ("部门预算支出经济科 目(按大类)", "部门预算支出经济科目(按大类)"),
        ("因公出国（境）费用", "因公出国(境)费用"),
        ("“三公”经费", "三公经费"),
        ("１，２３４．００", "1,234.00"),
        ("\u3000合\u200b计 ", "合计"),
        ("① 工资", "①工资"),
        ("**", ""),
        ("", ""),
    ],
)
def test_flat_text_has_one_width_and_no_spaces(printed: str, flat: str) -> None:
    assert flatten(printed) == flat


@pytest.mark.parametrize("mark", NUMBERINGS)
@pytest.mark.parametrize("before", ["", "其中：", "其中: "])
def test_numbering_and_of_which_are_told_from_the_label(mark: str, before: str) -> None:
    assert numbering(f"{before}{mark} 工资福利 支出") == (NUMBERINGS[mark], bool(before), "工资福利支出")
    assert normalise(f"{before}{mark}工资福利支出") == "工资福利支出"


@pytest.mark.parametrize(
    "label", ["三公经费", "1.5万元", "2024年预算", "2101506", "十", "一般公共服务支出", "(境)费用", "301"]
)
def test_what_only_looks_like_numbering_stays(label: str) -> None:
    assert numbering(label) == ("", False, flatten(label))


def test_of_which_after_the_number_counts_too() -> None:
    assert numbering("1、其中：财政拨款") == ("arabic", True, "财政拨款")
    assert numbering("加：上年结转") == ("", False, "上年结转")


PIECES = st.sampled_from([*"一1、.:()-* ①②入部", "其中：", "加:", "第二章", "（三）", "(4)"])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_flattening_and_normalising_twice_change_nothing_more(text: str) -> None:
    assert flatten(flatten(text)) == flatten(text)
    assert normalise(normalise(text)) == normalise(text)


WORDS = st.text(st.sampled_from("收入支出预算财政拨款工资福利商品服务"), min_size=1, max_size=8)


@given(WORDS, st.sampled_from(sorted(NUMBERINGS)), st.lists(st.sampled_from([" ", "\u3000", "\t", ""]), max_size=9))
def test_how_a_label_is_printed_does_not_matter(word: str, mark: str, gaps: list[str]) -> None:
    spaced = "".join(letter + (gaps[n] if n < len(gaps) else "") for n, letter in enumerate(word))
    assert normalise(mark + spaced) == normalise(spaced) == word


@pytest.mark.parametrize("name", ["funds", "operations", "functions", "economic-classes", "expenditure-types"])
def test_every_label_of_a_code_list_names_its_code(name: str) -> None:
    for concept in LISTS[name]:
        for label in (concept.label_zh, *concept.alt_labels, *concept.hidden_labels):
            *above, last = label.split("/")
            assert concept.code in LEXICON.exact(name, f"(1) {last}", above), (name, concept.code, label)


def lexicon(*concepts: Concept) -> Lexicon:
    return Lexicon({"colours": Codelist("colours", {concept.code: concept for concept in concepts})})


RED = Concept("red", "", "红色支出", "", alt_labels=("朱",))
DARK = Concept("dark", "red", "深红", "", alt_labels=("夜间/朱", "冬季/夜间/红"))
BLUE = Concept("blue", "", "红色拨款", "", hidden_labels=("兰色",))


def test_the_longest_path_whose_headings_stand_above_wins() -> None:
    colours = lexicon(RED, DARK)
    assert colours.exact("colours", "朱") == ("red",)
    assert colours.exact("colours", "朱", ["一、夜间"]) == ("dark",)
    assert colours.exact("colours", "朱", ["白天"]) == ("red",)
    assert colours.exact("colours", "红", ["冬季", "任何", "夜间"]) == ("dark",)
    assert colours.exact("colours", "红", ["夜间", "冬季"]) == ()


def test_near_is_but_for_a_word_at_the_end_and_several_are_none() -> None:
    colours = lexicon(RED, DARK, BLUE)
    assert colours.exact("colours", "红色") == ()
    assert colours.near("colours", "红色") == ("red", "blue")
    assert colours.one("colours", "红色") == ""
    assert colours.one("colours", "红色", within="blue") == "blue"
    assert colours.one("colours", "红色支出") == "red"
    assert colours.one("colours", "兰色") == "blue"


def test_cut_off_is_a_true_beginning_of_two_letters_or_more() -> None:
    colours = lexicon(RED, DARK, BLUE)
    assert colours.cut("colours", "红色支") == ("red",)
    assert colours.cut("colours", "红色") == ("red", "blue")
    assert colours.cut("colours", "红") == ()
    assert colours.cut("colours", "深红") == ()


@pytest.mark.parametrize(
    ("label", "left"),
    [("教育支出", "教育"), ("支出", "支出"), ("类支出", "类支出"), ("三公经费", "三公"), ("教育", "教育")],
)
def test_a_stem_leaves_out_one_word_but_never_all(label: str, left: str) -> None:
    assert stem(label) == left
