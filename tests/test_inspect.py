"""The command `inspect`: what was not understood comes first and leads to its place; no text is markup."""

import base64
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import typeset
from invented import DOCUMENTS, LISTS, ROOT
from PIL import Image
from projects import GOOD, Run, refused
from test_formats import PDF

from yusuan.conversion import Conversion
from yusuan.facts.statement_binding import PROSE
from yusuan.inspecting.html_page import html_page
from yusuan.inspecting.inspection import inspected, source_of
from yusuan.inspecting.page_images import page_images
from yusuan.inspecting.view import Mark, ShownCell, ShownGrid, ShownParagraph, View
from yusuan.inspecting.viewing import view
from yusuan.reading.transcript import read_transcript
from yusuan.sources import Source

HOSTILE = "<script>alert(1)</script>\"'&[bold]x[/bold]"


def shown(path: Path) -> View:
    return view(inspected(Source(id="inspected", path=path), LISTS))


def cells_of(found: View) -> list[ShownCell]:
    return [cell for table in found.tables for row in table.rows for cell in row.cells]


class _Page(HTMLParser):
    """What a browser would make of a page: elements with their attributes, ids, links, the texts of scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._in = tag

    def handle_data(self, data: str) -> None:
        (self.scripts if self._in == "script" else self.texts).append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def told(self) -> list[Any]:
        return json.loads(self.scripts[0])  # type: ignore[no-any-return]


def page_of(path: Path, *, drawn: bool = False) -> _Page:
    page = _Page()
    page.feed("".join(html_page(shown(path), page_images(path) if drawn else ())))
    return page


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """An invented document with a hostile name, label and heading."""
    path = tmp_path / "a<b>'\".txt"
    text = (DOCUMENTS / f"{GOOD}.txt").read_text(encoding="utf-8")
    assert "天外收入" in text
    path.write_text(text.replace("天外收入", f"天外收入{HOSTILE}") + f"\n{HOSTILE}\n", encoding="utf-8")
    return path


def test_every_amount_is_marked_with_its_meaning_or_with_the_reason(conversions: dict[str, Conversion]) -> None:
    (path,) = (ROOT / "datapackage").glob("sixian*/source/*.txt")
    found = view(inspected(source_of(path), LISTS))
    conversion = conversions["sixian"]
    printed = [cell for cell in conversion.cells if cell.table_id != PROSE]
    marks = [cell.mark for cell in cells_of(found)]
    assert marks.count(Mark.KEYED) == sum(cell.key is not None for cell in printed)
    assert marks.count(Mark.UNKEYED) == sum(cell.key is None for cell in printed)
    assert [t.amounts for t in found.tables] == [
        sum(cell.table_id == table.table_id for cell in printed) for table in conversion.disclosure.tables
    ]
    told = next(
        dict(c.meaning) for c in cells_of(found) if c.mark is Mark.KEYED and "功能分类 function" in dict(c.meaning)
    )
    assert re.match(r"\d{3,7} [\u4e00-\u9fff]+ [A-Z]", told["功能分类 function"])
    assert told["状态 status"]
    assert "年度 fiscal year" not in told  # what all amounts have in common is said once, at the top


def test_columns_and_rows_tell_what_they_were_taken_to_mean(invented: Path) -> None:
    found = shown(invented)
    table = next(t for t in found.tables if any(row.reasons for row in t.rows))
    assert any("金额" in dict(column.meaning).get("作用 role", "") for column in table.columns)
    (unread,) = [row for row in table.rows if any("天外收入" in reason for reason in row.reasons)]
    assert "matches nothing in the code lists" in unread.reasons[0]
    assert "天外收入" in unread.label
    headers = [cell for row in table.rows[: table.header_rows] for cell in row.cells if cell.text]
    assert headers
    assert all(cell.mark is Mark.HEADER and cell.meaning for cell in headers)


def test_everything_not_understood_leads_to_its_place(invented: Path) -> None:
    found, page = shown(invented), page_of(invented)
    assert found.problems
    links = [a["href"] for tag, a in page.elements if tag == "a" and a.get("href", "").startswith("#")]
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)
    amount = next(told for told in found.problems if told.kind == "amount" and "天外收入" in told.texts[0])
    (cell,) = [cell for cell in cells_of(found) if cell.anchor == amount.anchor]
    assert cell.mark is Mark.UNKEYED
    assert found.problems.index(amount) in cell.problems
    order = [a.get("id") for _, a in page.elements]
    assert order.index("problems") < order.index("findings") < order.index("document")


def test_nothing_of_a_document_is_markup_and_the_page_needs_no_network(invented: Path) -> None:
    page = page_of(invented)
    assert len(page.scripts) == 2
    assert all("alert(1)" not in script or script is page.scripts[0] for script in page.scripts)
    assert "</script" not in page.scripts[0].lower()
    assert any(HOSTILE in text for text in page.texts)
    assert any(HOSTILE in told[0] for told in page.told())
    assert not [a for tag, a in page.elements if tag in ("link", "iframe") or "src" in a or "onerror" in a]
    assert {tag for tag, _ in page.elements} & {"bold", "b<b"} == set()
    numbers = [int(a["data-n"]) for _, a in page.elements if "data-n" in a]
    assert numbers == list(range(len(page.told())))


def test_a_pdf_is_drawn_with_a_box_over_every_cell() -> None:
    shared = ROOT.parent / "shared" / "corpus" / "real" / "putuo-government-office-2025.pdf"
    if not shared.is_file():
        pytest.skip("the corpus of real documents is not here")
    found, page = shown(shared), page_of(shared, drawn=True)
    pictures = [a["src"] for tag, a in page.elements if tag == "img"]
    assert len(pictures) >= max(table.pages[-1] for table in found.tables)
    assert all(address.startswith("data:image/webp;base64,") for address in pictures)
    picture = Image.open(io.BytesIO(base64.b64decode(pictures[0].partition(",")[2])))
    assert min(picture.size) > 500
    drawn = [a for tag, a in page.elements if tag == "a" and "data-n" in a]
    wanted = {cell.anchor for cell in cells_of(found) if cell.text}
    assert wanted <= {a["id"] for a in drawn}
    for a in drawn:
        sides = dict(re.findall(r"(left|top|width|height):(-?[\d.]+)%", a["style"]))
        left, top, width, height = (float(sides[name]) for name in ("left", "top", "width", "height"))
        assert -1 <= left <= left + width <= 101
        assert -1 <= top <= top + height <= 101


def test_the_boxes_lie_over_the_printed_text(tmp_path: Path) -> None:
    """The pixels under the box of a word are not all white, those of the page around it are."""
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    found = view(inspected(Source(id="a", path=path), LISTS))
    assert found.message
    (paragraph,) = found.blocks
    assert isinstance(paragraph, ShownParagraph)
    assert paragraph.location.box is not None
    (image,) = page_images(path)
    picture = Image.open(io.BytesIO(base64.b64decode(image.address.partition(",")[2]))).convert("L")
    scale = picture.width / image.width
    box = [round(side * scale) for side in paragraph.location.box]
    assert min(picture.crop((box[0], box[1], box[2], box[3])).tobytes()) < 100
    picture.paste(255, (box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3))
    assert min(picture.tobytes()) > 200


@pytest.mark.parametrize(
    ("text", "says", "tables"),
    [
        ("2024年预算\n\n收入总表\n单位：元\n项目\t金额\n本年收入\t5.00\n", "the organization is not recognised", 1),
        ("云岭县卫生院2024年单位预算\n\n收入总表\n单位：元\n项目\t金额\n本年收入\t\n", "no amount was found", 1),
        ("只有文字。\n", "no table was found in it, nor an amount; give", 0),
    ],
)
def test_what_cannot_be_published_is_shown_with_the_reason(
    project: Path, run: Run, tmp_path: Path, text: str, says: str, tables: int
) -> None:
    path, page = tmp_path / "paper.txt", tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    found = shown(path)
    assert says in found.message
    assert len(found.tables) == tables
    assert next(b.text for b in found.blocks if isinstance(b, ShownParagraph)) == text.partition("\n")[0]
    code, out, err = run("inspect", path, "--root", project)
    assert (code, err) == (0, "")
    assert says in out
    assert run("inspect", path, "--html", page, "--root", project)[0] == 0
    written = page.read_text(encoding="utf-8")
    assert written.index(says) < written.index('id="problems"')
    if tables:
        assert dict(found.facts)["单位 organization"] in ("未识别 not recognised", "云岭县卫生院")
        (grid,) = (block for block in found.blocks if isinstance(block, ShownGrid))
        assert [cell.text for cell in grid.rows[0]] == ["项目", "金额"]


def test_a_pdf_whose_text_cannot_be_read_is_drawn_beside_the_reason(project: Path, run: Run, tmp_path: Path) -> None:
    path, page = tmp_path / "scan.pdf", tmp_path / "page.html"
    path.write_bytes(PDF.replace(b"(Budget 2024)Tj", b"0 0 20 20 re f    "))
    code, out, _ = run("inspect", path, "--html", page, "--root", project)
    if code == 0:
        assert "cannot be published" in out
        assert "data:image/webp" in page.read_text(encoding="utf-8")
    refused(run("inspect", path, "--root", project), "scan.pdf: ")


def test_what_was_left_out_of_a_file_without_tables_is_the_likely_reason(
    project: Path, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "paper.html"
    path.write_text("<html><body><p>云岭县卫生院2024年预算</p><p>见附表<s>一</s></p></body></html>", encoding="utf-8")
    code, out, err = run("inspect", path, "--root", project)
    assert (code, err) == (0, "")
    assert "and not all of it was read (line 2: struck text, left out: 一); get the file again, or give" in out
    assert "划掉的文字，未采用：一 / struck text, left out: 一" in out


def test_the_terminal_shows_problems_then_tables_and_those_asked_for(project: Path, run: Run, invented: Path) -> None:
    code, out, err = run("inspect", invented, "--root", project)
    assert (code, err) == (0, "")
    assert out.index("未能理解 not understood") < out.index("核对发现 findings") < out.index("\n1. ")
    assert HOSTILE in out
    assert re.search(r"✗\?* ?!? ?0\.00", out)
    found = shown(invented)
    first, second = (run("inspect", invented, "--table", str(n), "--root", project)[1] for n in (1, 2))
    assert f"\n1. {found.tables[0].name}\n" in first
    assert f"\n2. {found.tables[1].name}\n" not in first
    assert f"\n2. {found.tables[1].name}\n" in second
    refused(run("inspect", invented, "--table", "99", "--root", project), "has no table 99", "1 to 3")
    refused(run("inspect", invented, "--page", "1", "--root", project), "this format has no pages")
    refused(run("inspect", invented, "--html", invented, "--root", project), "is the document itself")
    refused(
        run("inspect", invented, "--html", invented.parent / "x" / "y.html", "--root", project), "cannot be written"
    )


def test_sheets_are_asked_for_as_pages(project: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    typeset.to_xlsx(read_transcript(DOCUMENTS / f"{GOOD}.txt"), path)
    found = shown(path)
    assert [table.pages for table in found.tables] == [(1,), (2,), (3,)]
    out = run("inspect", path, "--page", "2", "--root", project)[1]
    assert f"\n2. {found.tables[1].name}\n" in out
    assert f"\n1. {found.tables[0].name}\n" not in out
    assert "sheet 1, row 15, " in out.replace("\n", " ") or "sheet" in out
    refused(run("inspect", path, "--page", "9", "--root", project), "no such table on sheet 9", "1, 2, 3")


def test_a_registered_document_is_read_as_its_disclosure_says(project: Path) -> None:
    path = project / "datapackage" / GOOD / "source" / f"{GOOD}.txt"
    (path.parent / "disclosure.yml").write_text(f"id: {GOOD}\nfile: {path.name}\nfiscal_year: 2031\n", encoding="utf-8")
    assert dict(view(inspected(source_of(path), LISTS)).facts)["年度 fiscal year"] == "2031"
    assert dict(shown(path).facts)["年度 fiscal year"] != "2031"


@pytest.mark.parametrize("place", ["ankang", "anyang", "sixian", "weinan", "zizhou"])
def test_every_link_of_a_page_leads_somewhere_on_it(place: str) -> None:
    (path,) = (ROOT / "datapackage").glob(f"{place}*/source/*.txt")
    found, page = shown(path), page_of(path)
    ids = page.ids()
    links = {a["href"][1:] for tag, a in page.elements if tag == "a" and a.get("href", "").startswith("#")}
    assert links <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(told.anchor for told in (*found.problems, *found.findings))
