"""Reading a text transcript: runs of lines with tabs are grids, other lines paragraphs, and each knows its line."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from invented import document

from yusuan.errors import InputError
from yusuan.reading.document import Grid, Paragraph
from yusuan.reading.transcript import read_transcript


def test_blocks_stand_in_reading_order_with_their_lines() -> None:
    found = document("封面\n\n## 收支总表\n项目|金额\n收入|1.00\n\n说明：无\n")
    heading, title, grid, note = found.blocks
    assert isinstance(heading, Paragraph)
    assert (heading.text, heading.location.line, heading.is_heading) == ("封面", 1, False)
    assert isinstance(title, Paragraph)
    assert (title.text, title.location.line, title.is_heading) == ("收支总表", 3, True)
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["项目", "金额"], ["收入", "1.00"]]
    assert [{cell.location.line for cell in row} for row in grid.rows] == [{4}, {5}]
    assert grid.location.line == 4
    assert isinstance(note, Paragraph)
    assert note.location.line == 7


def test_a_page_break_inside_a_table_leaves_two_grids() -> None:
    assert [type(block) for block in document("a|b\n1|2\n\n3|4\n").blocks] == [Grid, Grid]


def test_a_table_at_the_very_end_is_read() -> None:
    (grid,) = document("a|b\n1|2").blocks
    assert isinstance(grid, Grid)
    assert len(grid.rows) == 2


def test_cells_are_kept_as_printed() -> None:
    (grid,) = document(" 项 目 ||\u3000\n").blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[0]] == [" 项 目 ", "", "\u3000"]


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path, prefix: bytes, end: str) -> None:
    content = prefix + end.join(["表1", "", "a\tb", "c\td", ""]).encode()
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    found = read_transcript(path)
    paragraph, grid = found.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "表1"
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["a", "b"], ["c", "d"]]
    assert grid.location.line == 3
    assert (found.size, found.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert found.name == "x.txt"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"PK\x03\x04\x14\x00\x08\x00", "control characters"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a UTF-8 text (byte 0)"),
        ("预算 é".encode("latin-1", errors="replace"), "not a UTF-8 text (byte 3)"),
        ("预算".encode("gb18030"), "not a UTF-8 text (byte 2)"),
        ("预算".encode("utf-16"), "not a UTF-8 text (byte 0)"),
        ("预算\x00表".encode(), "control characters"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_line(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "x.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_transcript(path)
    assert says in str(error.value)
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_transcript(tmp_path)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="|\ufeff")), min_size=2),
        min_size=1,
    )
)
def test_every_cell_of_a_grid_comes_back(cells: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in cells)
    assume(text.strip())
    (grid,) = document(text).blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == cells
    assert [row[0].location.line for row in grid.rows] == list(range(1, len(cells) + 1))
