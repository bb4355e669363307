"""Note marks beside amounts, labels and codes, signs of minus, and what is no one number: in tables and in prose."""

from decimal import Decimal

import pytest
from invented import converted, document, sets

from yusuan.conversion import Conversion
from yusuan.facts.fact import Status
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.prose.figures import figures, unread_amounts
from yusuan.recognition.prose.text import compacted

TABLE = """
    一般公共预算支出表
    单位：元
    科目编码|科目名称|合计|基本支出|项目支出
    |合计{a}|1700.00{b}|1200.00|500.00
    208|社会保障和就业支出|200.00|200.00|0.00
    20805|行政事业单位养老支出|200.00|200.00|0.00
    2080505|机关事业单位基本养老保险缴费支出|200.00|200.00|0.00
    210{c}|卫生健康支出{d}|1500.00|1000.00{e}|500.00
    21015|医疗保障管理事务|1500.00|{f}1000.00|500.00
    2101501|行政运行{g}|1000.00|1000.00|0.00
    2101506|医疗保障经办事务|{h}|0.00|{h}
"""
BARE = dict.fromkeys("abcdefg", "") | {"h": "500.00"}


def table(**places: str) -> Conversion:
    """The conversion of the table with these texts in its places."""
    return converted(TABLE.format(**BARE | places))


def amounts(conversion: Conversion) -> dict[tuple[str, ...], str]:
    """The amount of each fact by what its key says."""
    return {tuple(sets(fact.key).values()): str(fact.amount) for fact in conversion.facts}


PLAIN = table()
ALL_MARKS = [
    "①",
    "②",
    "⑴",
    "²",
    "¹²",
    "*",
    "＊",
    "†",
    "※",
    "#",
    "（注1）",
    "（注）",
    "[2]",
    "【1】",
    "〔3〕",
    "（①）",
    "注①",
]


def assert_plain(found: Conversion, printed: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    """The conversion is that of the table without marks; these texts are kept as printed."""
    assert amounts(found) == amounts(PLAIN)
    assert [f.code for f in found.findings] == [f.code for f in PLAIN.findings]
    assert [u.text for u in found.unrecognised] == [u.text for u in PLAIN.unrecognised]
    assert printed <= {cell.printed for cell in found.cells}


@pytest.mark.parametrize("mark", ALL_MARKS)
def test_marks_beside_amounts_labels_and_codes_change_nothing_but_what_is_printed(mark: str) -> None:
    before = "" if mark == "注①" else mark
    found = table(a=mark, b=mark, c=mark, d=mark, e=f" {mark}", f=before, g=mark)
    assert_plain(found, {f"1700.00{mark}", f"1000.00 {mark}", f"{before}1000.00"})


@pytest.mark.parametrize(
    "style", ["△{}", "▲ {}", "负{}", "－{}", "−{}", "–{}", "{}-", "（{}）", "-￥{}", "￥-{}", "△{}①"]
)
def test_signs_of_minus_make_an_amount_negative(style: str) -> None:
    negative = style.format("500.00")
    text = TABLE.format(**BARE | {"h": negative}).replace("1700.00", "700.00").replace("1500.00", "500.00")
    found = converted(text.replace("0.00|500.00\n", f"0.00|{negative}\n"))
    by_key = amounts(found)
    assert by_key["expenditure", "general", "2101506"] == "-500.00"
    assert by_key["expenditure", "general", "210", "project"] == "-500.00"
    assert by_key["expenditure", "general"] == "700.00"
    assert not [f for f in found.findings if f.severity != "note"]
    assert all(fact.status is Status.CONSISTENT for fact in found.facts)


UNREADABLE = (
    "12 34500.00",
    "1234 500.00",
    "5,00.00",
    "٥٠٠",
    "५००",
    "𝟓𝟎𝟎.00",
    "?500.00",
    "=C9-C10",
    "#REF!",
    "500.0 0",
    "见附件",
)


@pytest.mark.parametrize("text", UNREADABLE)
def test_an_amount_that_cannot_be_read_is_told_once_and_is_evidence_of_nothing(text: str) -> None:
    found = table(h=text)
    told = [u for u in found.unrecognised if u.what == "amount"]
    assert [(u.text, u.location.line) for u in told] == [(text, 15), (text, 15)]
    assert not [f for f in found.findings if f.severity != "note"]
    expected = {
        key: amount for key, amount in amounts(PLAIN).items() if key[2:] not in (("2101506",), ("2101506", "project"))
    }
    assert amounts(found) == expected
    assert Status.CORRECTED not in {fact.status for fact in found.facts}


def test_readable_amounts_are_still_corrected_by_their_sums() -> None:
    found = table(b="0")  # 1700.000 is 1700.00
    assert amounts(found)["expenditure", "general"] == "1700.000"
    wrong = converted(TABLE.format(**BARE).replace("|1700.00|", "|1710.00|"))
    assert "amount-contradicted" in {f.code for f in wrong.findings}


def test_a_table_of_unreadable_amounts_is_not_empty() -> None:
    found = converted(
        """
        一般公共预算支出表
        单位：元
        科目编码|科目名称|合计
        201|一般公共服务支出|5,00.00
        208|社会保障和就业支出|0.00

        政府性基金预算支出表
        单位：元
        科目编码|科目名称|合计
        212|城乡社区支出|12 34500.00
        """
    )
    assert [t.empty for t in found.disclosure.tables] == ["", ""]


def test_codes_in_digits_of_other_scripts_are_no_codes() -> None:
    found = table(c="٢")
    assert {c.reason for c in found.cells if c.row == 6} == {"the code 210٢ has the shape of no code list"}


LABELS = {
    "工资①": "工资",
    "工资①②": "工资",
    "工资福利支出（注1）": "工资福利支出",
    "[1]合计": "合计",
    "合计＊": "合计",
    "合计²": "合计",
    "工资¹（含津贴）": "工资(含津贴)",
    "①工资": "工资",
    "⑴工资": "工资",
    "⒈工资": "工资",
    "㈠工资": "工资",
    "备注①": "备注",
    "差额③=②-①": "差额③=②-①",
    "面积m²": "面积m²",
    "财预〔2024〕5号": "财预〔2024〕5号",
    "附表2": "附表2",
    "项目（二）": "项目(二)",
    "工资注①": "工资",
    "项目1 2)": "项目1",
}


@pytest.mark.parametrize(("printed", "label"), LABELS.items())
def test_marks_are_no_part_of_a_label_and_numbering_is_told_apart(printed: str, label: str) -> None:
    assert normalise(printed) == label


@pytest.mark.parametrize("text", ["①", "²", "（注）", "[2]", "※"])
def test_a_text_of_marks_alone_stays(text: str) -> None:
    assert flatten(text)


PROSE = {
    "支出850.25²元": ("850.25", []),
    "支出850.25①元。": ("850.25", []),
    "支出[1]850.25（注1）元": ("850.25", []),
    "支出1，234，567.5元": ("1234567.5", []),
    "支出1 234 567.5元": ("1234567.5", []),
    "差额为负12.5元": ("-12.5", []),
    "差额△ 12.5元": ("-12.5", []),
    "差额：－12.5元": ("-12.5", []),
    "差额为-12.5元": ("-12.5", []),
    "差额-12.5元": ("", ["-12.5元"]),
    "支出2，84，018.00元": ("", ["2，84，018.00元"]),
    "支出2,84,018.00元": ("", ["2,84,018.00元"]),
    "支出12 234567.89元": ("", ["12 234567.89元"]),
    "支出٤٥元": ("", ["٤٥元"]),
    "支出𝟒𝟓元": ("", ["𝟒𝟓元"]),
    "支出10⁴元": ("", ["10⁴元"]),
    "包括：①工资5元②津贴": ("5", []),
    "单价20元以上的设备": ("", []),
    "面积100m²，2024年": ("", []),
    "2024 年 5 元": ("5", []),
}


@pytest.mark.parametrize(("text", "value", "unread"), [(text, *found) for text, found in PROSE.items()])
def test_amounts_of_the_prose(text: str, value: str, unread: list[str]) -> None:
    passage = compacted(document(text).blocks)  # type: ignore[arg-type]
    assert [str(f.value) for f in figures(passage.compact)] == [value] * bool(value)
    assert [passage.printed(*place) for place in unread_amounts(passage.compact)] == unread


def test_an_amount_of_the_prose_that_cannot_be_read_is_told_with_its_place() -> None:
    found = converted(
        TABLE.format(**BARE) + "\n    三、情况说明\n    2024年一般公共预算支出2,84,018.00元，比上年增加。\n"
    )
    assert [(u.text, u.location.line) for u in found.unrecognised if u.what == "amount"] == [("2,84,018.00元", 18)]


def test_an_unreadable_amount_in_a_form_makes_no_sum_wrong() -> None:
    found = converted(
        TABLE.format(**BARE)
        + """
    项目支出绩效目标表
    单位：元
    项目名称|网络运行维护
    年度资金总额|500.00
    其中：财政拨款|3,00.00
    其他资金|200.00
    年度目标|保障网络运行
    """
    )
    assert any(u.text == "3,00.00" for u in found.unrecognised)
    assert not [f for f in found.findings if f.code in ("sum-of-parts", "parts-exceed-whole")]


def test_decimals_are_exact() -> None:
    found = table(h="500.00³")
    assert Decimal(amounts(found)["expenditure", "general", "2101506"]) == Decimal(500)
