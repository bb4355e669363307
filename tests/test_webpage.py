"""Reading web pages: the text and tables that a browser shows."""

from pathlib import Path

import pytest
from invented import LISTS
from typeset import texts

from yusuan.pipeline import convert
from yusuan.reading.document import Document, Paragraph
from yusuan.reading.formats import read_document
from yusuan.sources import Source


def page(tmp_path: Path, body: str | bytes) -> Document:
    """The document in a page with this body."""
    path = tmp_path / "page.html"
    path.write_bytes(body if isinstance(body, bytes) else f"<!DOCTYPE html><html><body>{body}".encode())
    return read_document(path)


def test_paragraphs_headings_lists_and_tables_stand_in_order(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "开头<h2>第一部分</h2><p>收入<b>总</b>表</p><ul><li>甲<li>乙</ul>"
        "<table><tr><th>项目</th><th>金额</th></tr><tr><td>收入</td><td>1.00</td></tr></table>末尾",
    )
    assert texts(found) == ["开头", "第一部分", "收入总表", "甲", "乙", [["项目", "金额"], ["收入", "1.00"]], "末尾"]
    assert [b.text for b in found.blocks if isinstance(b, Paragraph) and b.is_heading] == ["第一部分"]
    assert [block.location.line for block in found.blocks] == [1, 2, 3, 4, 5, 6, 8]


def test_merged_cells_have_their_text_in_the_top_left(tmp_path: Path) -> None:
    table = (
        '<table><thead><tr><td rowspan=2>科目</td><td colspan=3>支出</td></tr>'
        "<tr><td>合计</td><td>基本</td><td>项目</td></tr></thead>"
        '<tbody><tr><td>甲</td><td rowspan="0">3</td><td colspan="x">1</td><td>2</td></tr></tbody></table>'
    )  # fmt: skip
    assert texts(page(tmp_path, table)) == [
        [["科目", "支出", "", ""], ["", "合计", "基本", "项目"], ["甲", "3", "1", "2"]]
    ]


def test_spans_that_cross_are_read_as_a_browser_places_them(tmp_path: Path) -> None:
    table = (
        "<table><tr><td>a</td><td rowspan=3>b</td><td>c</td></tr><tr><td rowspan=2>d</td><td>e</td></tr>"
        "<tr><td>f</td></tr><tr><td>g</td><td>h</td><td>i</td></tr></table>"
    )
    assert texts(page(tmp_path, table)) == [[["a", "b", "c"], ["d", "", "e"], ["", "", "f"], ["g", "h", "i"]]]


UNSEEN = {
    "script": "<script>var a = 1</script>",
    "style": "<style>p {}</style>",
    "comment": "<!-- 乙 -->",
    "hidden": "<p hidden>乙</p>",
    "not displayed": '<p style="color:red; DISPLAY : none">乙</p>',
    "not visible": '<span style="visibility:hidden">乙</span>',
    "form fields": "<select><option>乙</option></select><textarea>乙</textarea><button>乙</button>",
    "template": "<template><p>乙</p></template>",
    "table": '<table style="display:none"><tr><td>1</td><td>2</td></tr></table>',
    "title": "<title>乙</title>",
}


@pytest.mark.parametrize("markup", UNSEEN.values(), ids=UNSEEN)
def test_what_a_browser_does_not_show_is_left_out(tmp_path: Path, markup: str) -> None:
    assert texts(page(tmp_path, f"<p>甲</p>{markup}<p>丙</p>")) == ["甲", "丙"]


def test_hidden_rows_and_cells_are_left_out(tmp_path: Path) -> None:
    table = (
        '<table><tr><td>项目</td><td style="display:none">旧</td><td>金额</td></tr>'
        "<tr hidden><td>藏</td><td>9</td></tr><tr><td>甲</td><td>1</td></tr></table>"
    )
    assert texts(page(tmp_path, table)) == [[["项目", "金额"], ["甲", "1"]]]


INNER = "<table><tr><td>项目</td><td>金额</td></tr><tr><td>收入</td><td>1</td></tr></table>"
GRID = [["项目", "金额"], ["收入", "1"]]


def test_a_table_that_only_lays_out_others_is_no_grid(tmp_path: Path) -> None:
    layout = f"<table><tr><td>导航</td><td><p>收入总表</p>{INNER}</td></tr><tr><td colspan=2>版权</td></tr></table>"
    assert texts(page(tmp_path, layout)) == ["导航", "收入总表", GRID, "版权"]


def test_a_table_of_one_column_is_no_grid(tmp_path: Path) -> None:
    assert texts(page(tmp_path, "<table><tr><td>甲</td></tr><tr><td>乙<br>丙</td></tr></table>")) == ["甲", "乙", "丙"]


def test_a_table_within_the_cell_of_a_table_of_figures_follows(tmp_path: Path) -> None:
    outer = f"<table><tr><td>甲<td>1</td></tr><tr><td>乙<td>2</td></tr><tr><td>附{INNER}</td><td>3</td></tr></table>"
    assert texts(page(tmp_path, outer)) == [[["甲", "1"], ["乙", "2"], ["附", "3"]], GRID]


def test_breaks_begin_paragraphs_and_in_a_cell_none(tmp_path: Path) -> None:
    found = page(tmp_path, "甲<br>乙<br><br>丙<p>&nbsp;</p><p>丁</p><table><tr><td>合<br>计<td>1</table>")
    assert texts(found) == ["甲", "乙", "丙", "丁", [["合计", "1"]]]
    assert [block.location.line for block in found.blocks] == [1, 2, 4, 6, 7]


def test_spaces_are_those_that_a_browser_shows(tmp_path: Path) -> None:
    assert texts(page(tmp_path, "<p>\n  单位：\n <b> 元</b>&nbsp; 。\t</p><div> \n </div>")) == ["单位： 元 。"]


def test_markup_that_is_broken_is_read_as_a_browser_reads_it(tmp_path: Path) -> None:
    assert texts(page(tmp_path, "<p>甲<p>乙</b><table><tr><td>1<td>2<tr><td>3<td>4")) == [
        "甲",
        "乙",
        [["1", "2"], ["3", "4"]],
    ]


TEXT = "医疗保险经办处㐀"


@pytest.mark.parametrize(
    ("before", "encoding"),
    [
        (b"<html><body><p>", "utf-8"),
        (b"<html><body><p>", "gb18030"),
        (b'<html><meta charset="utf-8"><body><p>', "utf-8"),
        (b'<html><meta charset="gb2312"><body><p>', "gb18030"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=GBK"><p>', "gb18030"),
        (b'<?xml version="1.0" encoding="gb18030"?><html><p>', "gb18030"),
        (b'<html><meta charset="gb2312"><body><p>', "utf-8"),
        (b'<html><meta charset="no-such-thing"><body><p>', "utf-8"),
        (b'<html><meta charset="rot13"><body><p>', "utf-8"),
        (b"\xef\xbb\xbf<html><meta charset=gbk><p>", "utf-8"),
        ("\ufeff<html><p>".encode("utf-16-le"), "utf-16-le"),
        ("\ufeff<html><p>".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_the_encoding_is_told(tmp_path: Path, before: bytes, encoding: str) -> None:
    assert texts(page(tmp_path, before + TEXT.encode(encoding))) == [TEXT]


@pytest.mark.parametrize(("stated", "encoding"), [("utf-8", "utf-8"), ("gbk", "gb18030"), ("rot13", "gb18030")])
def test_a_broken_byte_does_not_lose_the_page(tmp_path: Path, stated: str, encoding: str) -> None:
    content = f'<html><meta charset="{stated}"><p>{TEXT}'.encode(encoding) + b"</p><p>\xff</p>"
    assert texts(page(tmp_path, content)) == [TEXT, "\ufffd"]


def test_a_span_as_wide_as_the_sky_costs_little(tmp_path: Path) -> None:
    row = '<td colspan="999999999" rowspan="999999999">甲</td><td>乙</td>'
    (grid,) = texts(page(tmp_path, f"<table><tr>{row}</tr></table>"))
    assert len(grid[0]) == 1001


def test_entities_are_not_expanded_without_end(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html><p>甲&b;</p>'.encode()
    found = texts(page(tmp_path, bomb))
    assert "aaaa" not in "".join(map(str, found))


def test_merged_headers_bind_like_those_of_a_transcript(tmp_path: Path) -> None:
    body = """<p>云岭县医疗保险经办处2024年单位预算公开说明</p><h3>支出总表</h3><p>单位：元</p><table>
    <tr><th rowspan=2>科目编码<th rowspan=2>科目名称<th rowspan=2>合计<th colspan=2>支出类型
    <tr><th>基本支出<th>项目支出
    <tr><td>210<td>卫生健康支出<td>300.00<td>100.00<td>200.00
    <tr><td><td>合计<td>300.00<td>100.00<td>200.00</table>"""
    found = convert(page(tmp_path, body), Source(id="yunling-2024", path=tmp_path / "page.html"), LISTS)
    by_key = {(fact.key.function, fact.key.expenditure_type): str(fact.amount) for fact in found.facts}
    assert by_key == {
        ("210", "total"): "300.00", ("210", "basic"): "100.00", ("210", "project"): "200.00",
        ("total", "total"): "300.00", ("total", "basic"): "100.00", ("total", "project"): "200.00",
    }  # fmt: skip
