"""Reading Word files: paragraphs and tables in order, as they are printed."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from invented import LISTS
from typeset import texts

from yusuan.pipeline import convert
from yusuan.reading.document import Document, Paragraph
from yusuan.reading.formats import read_document
from yusuan.reading.numbered_lists import chinese
from yusuan.sources import Source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(tmp_path: Path, body: str, **parts: str) -> Document:
    """The document whose body is this XML; ``parts`` are the XML of other parts by the name of their relationship."""
    path = tmp_path / "disclosure.docx"
    types = "wordprocessingml.document.main"
    related = "".join(f'<Relationship Id="{n}" Type="http://x/{n}" Target="{n}.xml"/>' for n in parts)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{related}</Relationships>")
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{part}</w:{name}>")
    return read_document(path)


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(row if row.startswith("<w:tr") else f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_paragraphs_and_tables_stand_in_order(tmp_path: Path) -> None:
    found = document(
        tmp_path, p("收入总表") + p(" ") + tbl(tc("项目") + tc("金额"), tc("收入") + tc("1.00")) + p("说明")
    )
    assert texts(found) == ["收入总表", [["项目", "金额"], ["收入", "1.00"]], "说明"]
    assert [block.location.line for block in found.blocks] == [1, 3, 5]
    assert {block.location.page for block in found.blocks} == {None}


def test_merged_cells_have_their_text_in_the_top_left(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = document(
        tmp_path,
        tbl(
            tc("科目", down) + tc("支出", '<w:gridSpan w:val="3"/>'),
            tc("", on) + tc("合计") + tc("基本") + tc("项目"),
            tc("甲") + tc("3") + tc("1") + tc("2"),
        ),
    )
    assert texts(found) == [[["科目", "支出", "", ""], ["", "合计", "基本", "项目"], ["甲", "3", "1", "2"]]]


def test_cells_that_a_row_leaves_out_are_blank(tmp_path: Path) -> None:
    short = '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>' + tc("中") + "</w:tr>"
    assert texts(document(tmp_path, tbl(tc("a") + tc("b") + tc("c"), short))) == [[["a", "b", "c"], ["", "中", ""]]]


def test_a_merge_that_word_writes_is_read(tmp_path: Path) -> None:
    word, stream = docx.Document(), io.BytesIO()
    table = word.add_table(3, 3)
    for row in table.rows:
        for number, cell in enumerate(row.cells):
            cell.text = str(number)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "合并"
    word.save(stream)
    path = tmp_path / "a"
    path.write_bytes(stream.getvalue())
    assert texts(read_document(path)) == [[["合并", "", "2"], ["", "", "2"], ["0", "1", "2"]]]


CHANGED = {
    "deleted": '<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>',
    "moved away": "<w:p><w:r><w:t>甲</w:t></w:r><w:moveFrom><w:r><w:t>乙</w:t></w:r></w:moveFrom></w:p>",
    "inserted": "<w:p><w:ins><w:r><w:t>甲</w:t></w:r></w:ins></w:p>",
    "moved here": "<w:p><w:moveTo><w:r><w:t>甲</w:t></w:r></w:moveTo></w:p>",
    "hidden": "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r></w:p>",
    "field": "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>甲</w:t></w:r></w:p>",
    "content control": f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>",
    "hyperlink": "<w:p><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink></w:p>",
    "pronunciation": "<w:p><w:r><w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r>"
    "</w:rubyBase></w:ruby></w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("body", CHANGED.values(), ids=CHANGED)
def test_what_is_printed_is_read_and_nothing_else(tmp_path: Path, body: str) -> None:
    assert texts(document(tmp_path, body)) == ["甲"]


def test_a_deleted_row_is_left_out(tmp_path: Path) -> None:
    deleted = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("旧") + tc("1") + "</w:tr>"
    assert texts(document(tmp_path, tbl(tc("项目") + tc("金额"), deleted, tc("新") + tc("2")))) == [
        [["项目", "金额"], ["新", "2"]]
    ]


def test_a_table_within_a_cell_follows(tmp_path: Path) -> None:
    inner = tbl(tc("a") + tc("b"))
    outer = tbl(tc("甲") + tc("乙"), f"<w:tc>{p('丙')}{inner}</w:tc>" + tc("丁"))
    assert texts(document(tmp_path, outer)) == [[["甲", "乙"], ["丙", "丁"]], [["a", "b"]]]


def test_a_table_that_only_frames_text_is_no_grid(tmp_path: Path) -> None:
    frame = tbl(f"<w:tc>{p('第一部分')}{p('概况')}{tbl(tc('a') + tc('b'))}</w:tc>")
    assert texts(document(tmp_path, frame)) == ["第一部分", "概况", [["a", "b"]]]


def test_headings_are_told_by_style_and_outline(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="2"><w:name w:val="自定"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="3"><w:name w:val="Normal"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    body = "".join(p(n, f'<w:pStyle w:val="{n}"/>') for n in "123") + p("4", '<w:outlineLvl w:val="0"/>') + p("5")
    found = [block for block in document(tmp_path, body, styles=styles).blocks if isinstance(block, Paragraph)]
    assert [block.text for block in found if block.is_heading] == ["1", "2", "4"]


def test_a_line_break_begins_a_paragraph_and_in_a_cell_none(tmp_path: Path) -> None:
    broken = "<w:p><w:r><w:t>云岭县医疗保险经办处</w:t><w:br/><w:t>2024年预算</w:t></w:r></w:p>"
    found = document(tmp_path, broken + tbl(f"<w:tc>{broken}</w:tc>" + tc("1")))
    assert texts(found) == ["云岭县医疗保险经办处", "2024年预算", [["云岭县医疗保险经办处2024年预算", "1"]]]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def test_numbers_of_lists_are_printed_though_they_stand_in_no_text(tmp_path: Path) -> None:
    def at(number: int, level: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    styles = (
        '<w:style w:styleId="a"><w:name w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        p("收入", at(1, 0)) + p("财政", at(1, 1)) + p("其他", at(1, 1)) + p("支出", '<w:pStyle w:val="a"/>')
        + p("基本", at(1, 1)) + p("名词", at(2, 0)) + p("无", at(0, 0))
    )  # fmt: skip
    found = document(tmp_path, body, numbering=NUMBERING, styles=styles)
    assert texts(found) == ["一、收入", "（1）财政", "（2）其他", "二、支出", "（1）基本", "五、名词", "无"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (100, "100")]
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese(number) == text


def test_merged_headers_bind_like_those_of_a_transcript(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        p("云岭县医疗保险经办处2024年单位预算公开说明") + p("支出总表") + p("单位：元")
        + tbl(
            tc("科目编码", down) + tc("科目名称", down) + tc("合计", down) + tc("支出类型", '<w:gridSpan w:val="2"/>'),
            tc("", on) + tc("", on) + tc("", on) + tc("基本支出") + tc("项目支出"),
            tc("210") + tc("卫生健康支出") + tc("300.00") + tc("100.00") + tc("200.00"),
            tc("") + tc("合计") + tc("300.00") + tc("100.00") + tc("200.00"),
        )
    )  # fmt: skip
    found = convert(document(tmp_path, body), Source(id="yunling-2024", path=tmp_path / "disclosure.docx"), LISTS)
    by_key = {(fact.key.function, fact.key.expenditure_type): str(fact.amount) for fact in found.facts}
    assert by_key == {
        ("210", "total"): "300.00", ("210", "basic"): "100.00", ("210", "project"): "200.00",
        ("total", "total"): "300.00", ("total", "basic"): "100.00", ("total", "project"): "200.00",
    }  # fmt: skip
