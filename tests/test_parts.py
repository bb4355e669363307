"""Grids that are several tables, and tables that are several grids: in workbooks, pages, Word files and texts."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from invented import COVER, LEXICON, document, tables

from yusuan.reading.document import Document
from yusuan.reading.formats import read_document
from yusuan.recognition.disclosure import Table
from yusuan.recognition.sections import sections
from yusuan.recognition.tables import recognise_tables

GENERAL = """一般公共预算支出表||||
||||单位：元
科目编码|科目名称|合计|基本支出|项目支出
|合计|1，000.00|600.00|400.00
208|社会保障和就业支出|600.00|600.00|
210|卫生健康支出|400.00||400.00"""
FUND = """政府性基金预算支出表||||
||||单位：万元
科目编码|科目名称|合计|基本支出|项目支出
|合计|5.00||5.00
229|其他支出|5.00||5.00"""
BASIC = """一般公共预算基本支出表||||
||||单位：元
经济分类科目编码|科目名称|合计|人员经费|公用经费
|合计|600.00|500.00|100.00
301|工资福利支出|500.00|500.00|
302|商品和服务支出|100.00||100.00"""
PUBLIC = """“三公”经费支出表||
||单位：万元
项目|2023年预算|2024年预算
合计|12|10
公务接待费|2|1
公务用车运行维护费|10|9"""
SUMMARY = """收支总表|||
|||单位：元
收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|10.00|一、社会保障和就业支出|10.00
收入总计|10.00|支出总计|10.00"""

Write = Callable[[Path, tuple[str, ...]], None]


def to_xlsx(path: Path, parts: tuple[str, ...]) -> None:
    """One sheet for each text."""
    book = openpyxl.Workbook()
    del book[book.active.title]
    for part in parts:
        sheet = book.create_sheet()
        for row, line in enumerate(part.split("\n"), start=1):
            for column, text in enumerate(line.split("|"), start=1):
                if text:
                    sheet.cell(row, column, text).data_type = "s"
    book.save(path)


def to_html(path: Path, parts: tuple[str, ...]) -> None:
    """One table for each text."""
    made = []
    for part in parts:
        rows = ("".join(f"<td>{text}</td>" for text in line.split("|")) for line in part.split("\n"))
        made.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    path.write_text(f"<html><meta charset=utf-8><body>{''.join(made)}</body></html>", encoding="utf-8")


def to_docx(path: Path, parts: tuple[str, ...]) -> None:
    """One table for each text."""
    word = docx.Document()
    for part in parts:
        rows = [line.split("|") for line in part.split("\n")]
        table = word.add_table(len(rows), max(map(len, rows)))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    word.save(str(path))


def to_text(path: Path, parts: tuple[str, ...]) -> None:
    """The texts with a blank line between them."""
    path.write_text("\n\n".join(parts).replace("|", "\t") + "\n", encoding="utf-8")


WRITERS: dict[str, Write] = {"xlsx": to_xlsx, "html": to_html, "docx": to_docx, "txt": to_text}
TABULAR = ["xlsx", "html", "docx"]


def read(form: str, folder: Path, *parts: str) -> Document:
    WRITERS[form](folder / "disclosure", parts)
    return read_document(folder / "disclosure")


def found(form: str, folder: Path, *parts: str) -> tuple[Table, ...]:
    return recognise_tables(read(form, folder, *parts).blocks, LEXICON)


def said(made: tuple[Table, ...]) -> list[tuple[str, str, int]]:
    """Kind, unit of measure and number of rows of each table."""
    return [(table.kind, table.unit, len(table.rows)) for table in made]


G, F = ("expenditure-by-function", "yuan", 3), ("government-fund", "wan-yuan", 2)
B, P = ("basic-expenditure-by-economic-class", "yuan", 3), ("three-public-alone", "wan-yuan", 3)


def beside(*parts: str, apart: int = 1, lower: int = 0) -> str:
    """Texts side by side, so many columns apart, each so many rows lower than the one before."""
    blocks = [[""] * (lower * n) + part.split("\n") for n, part in enumerate(parts)]
    widths = [max(line.count("|") for line in block) + 1 for block in blocks]
    rows = []
    for r in range(max(map(len, blocks))):
        cells: list[str] = []
        for block, width in zip(blocks, widths, strict=True):
            texts = block[r].split("|") if r < len(block) else []
            cells += [*texts, *[""] * (width - len(texts) + apart)]
        rows.append("|".join(cells))
    return "\n".join(rows)


def without(rows: int, text: str) -> str:
    return "\n".join(text.split("\n")[rows:])


@pytest.mark.parametrize("form", WRITERS)
def test_captions_of_its_own_begin_another_table(form: str, tmp_path: Path) -> None:
    assert said(found(form, tmp_path, GENERAL, FUND, BASIC)) == [G, F, B]
    assert said(found(form, tmp_path, "\n".join((GENERAL, FUND, BASIC)))) == [G, F, B]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n\n"])
@pytest.mark.parametrize("number", ["表5", "附表5", "公开05表"])
def test_a_number_that_is_repeated_begins_another_table(number: str, between: str, tmp_path: Path) -> None:
    made = found("xlsx", tmp_path, f"{number}\n{GENERAL}{between}{number}\n{FUND}")
    assert said(made) == [G, F]
    assert [table.number for table in made] == [number, number]


@pytest.mark.parametrize("form", WRITERS)
def test_a_header_of_other_columns_begins_another_table(form: str, tmp_path: Path) -> None:
    first, second = found(form, tmp_path, f"{GENERAL}\n{without(2, BASIC)}")
    assert (first.kind, len(first.rows), second.title, len(second.rows)) == (G[0], 3, "", 3)


@pytest.mark.parametrize("form", WRITERS)
def test_a_second_total_of_all_begins_another_table_of_the_same_form(form: str, tmp_path: Path) -> None:
    for parts in ((f"{GENERAL}\n{without(2, FUND)}",), (GENERAL, without(2, FUND))):
        first, second = found(form, tmp_path, *parts)
        assert (len(first.rows), second.title, second.kind) == (3, "", "other")


@pytest.mark.parametrize("form", WRITERS)
def test_an_empty_table_and_its_note_do_not_take_the_next(form: str, tmp_path: Path) -> None:
    empty = "\n".join(FUND.split("\n")[:3])
    note = "注：本部门没有政府性基金预算安排的支出，见收支总表"
    for between in (f"\n{note}\n", "\n||||\n", f"\n||||\n{note}\n"):
        first, second = found(form, tmp_path, empty + between + GENERAL)
        assert (first.kind, first.empty, first.unit) == ("government-fund", "header-only", "wan-yuan")
        assert said((second,)) == [G]
        assert second.title == "一般公共预算支出表"


@pytest.mark.parametrize("apart", [0, 1, 3])
@pytest.mark.parametrize("form", TABULAR)
def test_tables_side_by_side_have_their_own_title_and_unit(form: str, apart: int, tmp_path: Path) -> None:
    assert said(found(form, tmp_path, beside(GENERAL, PUBLIC, apart=apart))) == [G, P]
    assert said(found(form, tmp_path, beside(PUBLIC, GENERAL, BASIC, apart=apart))) == [P, G, B]


@pytest.mark.parametrize("form", TABULAR)
def test_tables_side_by_side_at_other_heights_and_above_others(form: str, tmp_path: Path) -> None:
    assert said(found(form, tmp_path, beside(GENERAL, PUBLIC, lower=2))) == [G, P]
    four = (beside(f"{GENERAL}\n\n{BASIC}", f"{PUBLIC}\n\n{FUND}"), beside(f"{GENERAL}\n{BASIC}", f"{PUBLIC}\n{FUND}"))
    for each in four:
        assert sorted(said(found(form, tmp_path, each))) == sorted([G, B, P, F])


def test_captions_side_by_side_above_a_blank_row(tmp_path: Path) -> None:
    apart = [text.replace("元\n", "元\n\n", 1) for text in (GENERAL, PUBLIC)]
    assert said(found("xlsx", tmp_path, beside(*apart))) == [G, P]


def test_units_of_measure_that_differ_keep_tables_without_titles_apart(tmp_path: Path) -> None:
    made = found("xlsx", tmp_path, beside(without(1, GENERAL), without(1, PUBLIC)))
    assert [(table.title, table.unit) for table in made] == [("", "yuan"), ("", "wan-yuan")]


def test_a_list_of_other_columns_beside_a_table_is_not_of_its_kind(tmp_path: Path) -> None:
    made = found("xlsx", tmp_path, beside(GENERAL, "\n\n" + without(2, PUBLIC)))
    assert [(table.title, table.kind) for table in made] == [("一般公共预算支出表", G[0]), ("", "other")]


def test_a_unit_printed_once_is_that_of_the_tables_beside_each_other(tmp_path: Path) -> None:
    made = found("xlsx", tmp_path, beside(GENERAL.replace("单位：元", ""), PUBLIC))
    assert [(table.unit, table.unit_source) for table in made] == [("wan-yuan", "printed")] * 2


FOLDED = """一般公共预算基本支出表||||||
||||||单位：元
人员经费||||公用经费||
科目编码|科目名称|金额||科目编码|科目名称|金额
301|工资福利支出|6.00||302|商品和服务支出|4.00"""
GAP = "\n".join("|".join((*line.split("|")[:2], "", *line.split("|")[2:])) for line in SUMMARY.split("\n"))
MERGED_NAME = "\n".join("|".join((*line.split("|")[:2], "", *line.split("|")[2:])) for line in GENERAL.split("\n"))


@pytest.mark.parametrize("form", TABULAR)
@pytest.mark.parametrize(
    "text",
    [
        SUMMARY,
        GAP,
        f"|||表1\n{SUMMARY}",
        GAP.replace("||||单位：元", "单位：元||||单位：元"),
        FOLDED,
        MERGED_NAME,
        GENERAL.replace("||||单位：元", "部门：云岭县医疗保障局||||单位：元"),
        f"云岭县医疗保障局2024年部门预算||||\n{GENERAL}",
    ],
)
def test_lists_under_one_title_are_one_table(form: str, text: str, tmp_path: Path) -> None:
    (table,) = found(form, tmp_path, text)
    assert table.title in ("收支总表", "一般公共预算支出表", "一般公共预算基本支出表")
    assert table.unit == "yuan"


@pytest.mark.parametrize("form", TABULAR)
def test_the_number_of_a_form_beside_a_title_is_no_title_of_another_table(form: str, tmp_path: Path) -> None:
    for text in (GENERAL.replace("表||||", "表||||财决07表", 1), GAP.replace("表||||", "表||||预算01表", 1)):
        assert len(found(form, tmp_path, text)) == 1


REST = "213|农林水支出|0.00||0.00\n221|住房保障支出|0.00|0.00|"


@pytest.mark.parametrize("form", ["html", "docx", "txt"])
def test_what_goes_on_without_a_word_is_one_table(form: str, tmp_path: Path) -> None:
    header = "科目编码|科目名称|合计|基本支出|项目支出"
    for rest in (REST, f"{header}\n{REST}"):
        (table,) = found(form, tmp_path, GENERAL, rest)
        assert (table.title, len(table.rows)) == ("一般公共预算支出表", 5)


def test_a_total_that_stands_apart_below_its_list_keeps_its_columns(tmp_path: Path) -> None:
    (table,) = found("xlsx", tmp_path, f"{without(0, GENERAL)}\n\n|总计|1,000.00|600.00|400.00")
    assert [cell.text for cell in table.rows[-1].cells] == ["", "总计", "1,000.00", "600.00", "400.00"]


def test_another_sheet_is_another_table(tmp_path: Path) -> None:
    first, second = found("xlsx", tmp_path, GENERAL, REST)
    assert (len(first.rows), second.title, second.header_rows, len(second.rows)) == (3, "", 0, 2)
    assert {column.role for column in second.columns} == {""}


def test_the_documents_of_an_archive_are_apart(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("10其他", REST), ("2支出", GENERAL), ("1封面", COVER)):
            to_html(tmp_path / "page", (text,))
            archive.writestr(f"{name}.html", (tmp_path / "page").read_bytes())
    first, second = recognise_tables(read_document(path).blocks, LEXICON)
    assert (said((first,)), second.title, len(second.rows)) == ([G], "", 2)


@pytest.mark.parametrize("form", ["html", "docx", "txt"])
@pytest.mark.parametrize("upper", ["功能分类科目||2024年预算数||", "支出功能分类科目||2024年预算||"])
def test_a_header_that_a_break_cuts_is_one_header(form: str, upper: str, tmp_path: Path) -> None:
    lines = GENERAL.split("\n")
    (table,) = found(form, tmp_path, "\n".join((*lines[:2], upper)), "\n".join(lines[2:]))
    assert (table.kind, len(table.rows), [c.role for c in table.columns]) == (
        *("expenditure-by-function", 3),
        ["code", "name", "amount", "amount", "amount"],
    )


def test_a_row_that_lost_its_blank_cells_is_a_row_and_a_title_is_none() -> None:
    made = tables(
        """
        收支总表
        单位：元
        收入||支出|
        项目|预算数|项目|预算数
        一、一般公共预算拨款收入|10.00|一、社会保障和就业支出|10.00
        二、政府性基金预算拨款收入
        收入总计|10.00|支出总计|10.00
        部门收入总表
        单位：元
        项目|预算数
        一、一般公共预算拨款收入|10.00
        """
    )
    assert [(table.title, len(table.rows)) for table in made] == [("收支总表", 3), ("部门收入总表", 1)]


def test_a_note_is_no_part_of_the_title_below_it() -> None:
    first, second = tables(
        """
        国有资本经营预算支出表
        单位：元
        科目编码|科目名称|合计|基本支出|项目支出
        ||||
        注：本部门没有国有资本经营预算支出，本表为空
        一般公共预算支出表
        单位：元
        科目编码|科目名称|合计|基本支出|项目支出
        208|社会保障和就业支出|1.00|1.00|
        """
    )
    assert (first.empty_reason, second.title) == ("注：本部门没有国有资本经营预算支出，本表为空", "一般公共预算支出表")


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("云岭县医疗保障局2024年部门预算\n收支总表", "收支总表"),
        ("云岭县医疗保障局2024年\n云岭县医疗保障局2024年收支总表", "云岭县医疗保障局2024年收支总表"),
        ("# 云岭县预算\n收支总表", "收支总表"),
        ("2024年一般公共预算基本支\n出表", "2024年一般公共预算基本支出表"),
    ],
)
def test_the_title_of_the_document_is_no_beginning_of_that_of_a_table(above: str, title: str) -> None:
    (table,) = recognise_tables(document(f"{above}\n项目|预算数\n合计|1.00").blocks, LEXICON)
    assert table.title == title


CONTENTS = ["表1|一般公共预算支出表", "表2|政府性基金预算支出表", "表3|一般公共预算基本支出表"]
LISTS = {
    "numbers": "\n".join(CONTENTS),
    "titled": "\n".join(("目    录|", "", *CONTENTS)),
    "pages": "目录||\n序号|表名|页码\n1|一般公共预算支出表|3\n2|政府性基金预算支出表|14\n3|项目支出明细表|…15",
    "chapters": "目录||\n第一部分|部门概况|1\n一、|职能|1\n二、|机构|2\n1|收入总表|4\n2|支出总表|5\n3|收支总表|6",
    "empty or not": "序号|表名|是否空表\n1|收入总表|否\n2|支出总表|否\n3|政府性基金预算支出表|是",
}


@pytest.mark.parametrize("form", TABULAR)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_tables_is_no_table_of_amounts(form: str, name: str, tmp_path: Path) -> None:
    first, second = found(form, tmp_path, LISTS[name], GENERAL)
    assert (first.kind, said((second,))) == ("index", [G])


def test_a_list_of_forms_that_were_printed_is_one_of_amounts(tmp_path: Path) -> None:
    text = "项目支出表|\n|单位：元\n项目名称|合计\n印制登记表|5.00\n印制申请表|3.00\n印制清单|2.00\n合计|10.00"
    (table,) = found("xlsx", tmp_path, text)
    assert (table.kind, len(table.rows)) == ("project-expenditure", 4)


@pytest.mark.parametrize("form", TABULAR)
@pytest.mark.parametrize("arranged", ["stacked", "beside"])
def test_the_tables_of_two_units_on_one_sheet_are_two_disclosures(form: str, arranged: str, tmp_path: Path) -> None:
    units = ("云岭县民政局", "云岭县文化馆")
    texts = [
        GENERAL.replace("一般", f"{unit}2024年一般", 1).replace("||||单位", f"部门：{unit}||||单位") for unit in units
    ]
    texts[1] = texts[1].replace("600.00", "700.00")
    made = read(form, tmp_path, beside(*texts) if arranged == "beside" else "\n".join(texts))
    assert [section.mark.name for section in sections(made.blocks, LEXICON).found] == list(units)


@pytest.mark.parametrize("years", ["2023年|2024年", "2023|2024", "2023年度|2024年度"])
def test_years_above_columns_are_a_header_and_no_caption(years: str, tmp_path: Path) -> None:
    text = f"“三公”经费支出表||\n||单位：万元\n|{years}\n项目|预算数|预算数\n合计|12|10"
    (table,) = found("xlsx", tmp_path, text)
    assert [column.sets.get("fiscal_year") for column in table.columns] == [None, "2023", "2024"]
