"""What is damaged in a PDF is a doubt that names its page: nothing is left out of it without a sign."""

import random
import re
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_damaged import (
    LINES,
    bodies_of,
    changed,
    file_of,
    flipped,
    in_base_85,
    in_codes,
    in_hexadecimal,
    in_runs,
    one_page,
    replaced,
    stream,
)
from pdf_typeset import Page, table, write_pdf

from yusuan.errors import InputError
from yusuan.reading.document import Document, Grid
from yusuan.reading.pdf import read_pdf

NUMBER = re.compile(r"\d[\d,]*\.\d\d")
EDGES = (60.0, 120.0, 300.0, 400.0, 500.0)


@pytest.fixture(autouse=True)
def _without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra for optical reading were not installed."""
    monkeypatch.setattr("yusuan.reading.pdf.is_installed", lambda: False)


def numbered(count: int = 4) -> list[Page]:
    """Pages with a table each, whose amounts stand nowhere else."""
    pages = []
    for n in range(1, count + 1):
        page = Page()
        page.text(200, 80, f"云溪县水务站第{n}号支出表", size=14)
        rows = [(f"{n}{r:02}", "某项支出", f"{n}{r}0,{r}00.{n}0", f"{r}{n},0{r}7.{r}5") for r in range(1, 9)]
        table(page, [("编码", "名称", "本年", "上年"), *rows], EDGES, 120)
        pages.append(page)
    return pages


def amounts(document: Document) -> Counter[str]:
    cells = [c.text for b in document.blocks if isinstance(b, Grid) for row in b.rows for c in row]
    texts = [b.text for b in document.blocks if not isinstance(b, Grid)]
    return Counter(found for text in (*cells, *texts) for found in NUMBER.findall(text))


def doubted(found: Document | str) -> set[int | None]:
    """The pages in doubt, those that a refusal names too."""
    if isinstance(found, str):
        return {int(number) for number in re.findall(r"page (\d+)", found)}
    return {doubt.location.page for doubt in found.doubts}


def outcome(tmp_path: Path, content: bytes) -> Document | str:
    """What is read of a file, or why it is refused."""
    path = tmp_path / "changed.pdf"
    path.write_bytes(content)
    try:
        return read_pdf(path)
    except InputError as error:
        return str(error)


def read_bytes(tmp_path: Path, content: bytes) -> Document:
    found = outcome(tmp_path, content)
    assert isinstance(found, Document), found
    return found


@pytest.fixture(scope="module", params=[False, True], ids=["without font", "with font"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of four pages without damage."""
    return write_pdf(tmp_path_factory.mktemp("whole") / "whole.pdf", numbered(), embedded=request.param)


def page_number(whole: Path, page: int) -> int:
    """The number of the object of a page; the next is its content."""
    return (10 if b"/FontFile3" in whole.read_bytes() else 8) + 2 * (page - 1)


def test_a_whole_file_is_in_no_doubt(whole: Path) -> None:
    document = read_pdf(whole)
    assert document.doubts == ()
    assert sum(amounts(document).values()) == 64


@pytest.mark.parametrize("place", [0.0, 0.01, 0.3, 0.6, 0.9, 0.995])
def test_damaged_content_is_a_doubt_of_its_page_and_of_no_other(whole: Path, tmp_path: Path, place: float) -> None:
    content = changed(whole.read_bytes(), page_number(whole, 2) + 1, flipped(place))
    document = read_bytes(tmp_path, content)
    assert doubted(document) == {2}
    assert {f"{n}{r}0,{r}00.{n}0" for n in (1, 3, 4) for r in range(1, 9)} <= set(amounts(document))


BROKEN = {
    "the filter": (1, rb"/FlateDecode", rb"/FlateDecodf"),
    "the key of the filter": (1, rb"/Filter ", rb"/Filtes "),
    "the keyword of a stream": (1, rb"stream", rb"strfam"),
    "the head of the content": (1, rb" 0 obj", rb" 0 obk"),
    "what the page refers to": (0, rb"/Contents 1", rb"/Contents 9"),
    "the key of the content": (0, rb"/Contents", rb"/Contenus"),
    "the key of the fonts": (0, rb"/Font ", rb"/Fomt "),
    "the name of a font": (0, rb"/F1 ", rb"/G1 "),
    "the resources": (0, rb"/Resources", rb"/Resourcet"),
    "the sheet": (0, rb"\[0 0 5", rb"[0 0 1"),
    "the page itself": (0, rb"<< /Type", rb"<> /Type"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_whatever_of_a_page_is_damaged_the_page_is_named(whole: Path, tmp_path: Path, name: str) -> None:
    after, old, new = BROKEN[name]
    content = changed(whole.read_bytes(), page_number(whole, 3) + after, replaced(old, new))
    assert doubted(read_bytes(tmp_path, content)) == {3}


FONTS = {
    "its kind": (3, rb"/Type0", rb"/Type9"),
    "its map of codes": (3, rb"-H ", rb"-G "),
    "the key of the font behind it": (3, rb"/DescendantFonts", rb"/DescendantFontt"),
    "the kind of the font behind it": (4, rb"/CIDFontType0", rb"/CIDFontTyqe0"),
}


@pytest.mark.parametrize("name", FONTS)
def test_a_damaged_font_is_a_doubt_of_the_pages_that_use_it(whole: Path, tmp_path: Path, name: str) -> None:
    number, old, new = FONTS[name]
    found = outcome(tmp_path, changed(whole.read_bytes(), number, replaced(old, new)))
    assert doubted(found) in ({1, 2, 3, 4}, {1})


def test_damaged_streams_of_a_font_are_a_doubt(tmp_path: Path) -> None:
    content = write_pdf(tmp_path / "whole.pdf", numbered(), embedded=True).read_bytes()
    of_characters, of_outlines = (changed(content, number, flipped(0.5)) for number in (8, 9))
    assert "a font of page 1 is damaged" in str(outcome(tmp_path, of_characters))
    document = read_bytes(tmp_path, of_outlines)
    assert doubted(document) == {1, 2, 3, 4}
    assert sum(amounts(document).values()) == 64


@pytest.mark.parametrize(
    ("old", "new", "pages"),
    [
        (rb"(\d+ 0 R )(\d+) 0 R", rb"\g<1>99 0 R", {2}),
        (rb"/Count 4", rb"/Count 3", {4}),
        (rb"/Count 4", rb"/Count 7", {5, 6, 7}),
    ],
    ids=["one is not there", "one less", "more"],
)
def test_a_page_that_the_file_does_not_list_is_a_doubt(tmp_path: Path, old: bytes, new: bytes, pages: set[int]) -> None:
    whole = write_pdf(tmp_path / "whole.pdf", numbered())
    content = whole.read_bytes()
    new_content = re.sub(old, new, content, count=1)
    assert doubted(read_bytes(tmp_path, new_content)) == pages


def test_a_page_that_is_another_once_more_is_a_doubt(tmp_path: Path) -> None:
    content = write_pdf(tmp_path / "whole.pdf", numbered()).read_bytes()
    for old, new in ((rb"10 0 R 12 0 R", rb"10 0 R 10 0 R"), (rb"/Contents 13", rb"/Contents 11")):
        assert doubted(read_bytes(tmp_path, re.sub(old, new, content, count=1))) == {3}


def test_losses_never_go_unsaid(tmp_path: Path) -> None:
    """Bits turned, bytes lost and holes at many places: where amounts are lost or changed, a page is named."""
    chosen = random.Random(11)
    whole = write_pdf(tmp_path / "whole.pdf", numbered())
    content, before = whole.read_bytes(), amounts(read_pdf(whole))
    outcomes: Counter[str] = Counter()
    for _ in range(150):
        damaged = bytearray(content)
        kind = chosen.choice(("bit", "bits", "hole", "lost"))
        if kind in ("bit", "bits"):
            for _ in range(1 if kind == "bit" else 20):
                damaged[chosen.randrange(len(damaged))] ^= 1 << chosen.randrange(8)
        else:
            at, size = chosen.randrange(20, len(damaged)), chosen.choice((1, 10, 200))
            damaged[at : at + size] = bytes(size) if kind == "hole" else b""
        found = outcome(tmp_path, bytes(damaged))
        if isinstance(found, str):
            outcomes["refused"] += 1
            continue
        is_same = amounts(found) == before
        assert is_same or found.doubts, bytes(damaged)
        outcomes["same" if is_same else "doubted"] += 1
    assert min(outcomes["same"], outcomes["doubted"]) > 10


def test_a_file_cut_off_is_refused_or_its_pages_are_doubts(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    for tenths in range(1, 10):
        found = outcome(tmp_path, content[: len(content) * tenths // 10])
        assert "get the file again" in found if isinstance(found, str) else found.doubts


WRAPPINGS = {
    "packed": stream,
    "plain": lambda content: stream(content, is_packed=False),
    "base 85": in_base_85,
    "hexadecimal": in_hexadecimal,
    "runs": in_runs,
    "LZW": in_codes,
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_content_is_whole_in_every_wrapping(tmp_path: Path, name: str) -> None:
    wrapped: Callable[[bytes], bytes] = WRAPPINGS[name]
    document = read_bytes(tmp_path, one_page(wrapped(LINES)))
    assert document.doubts == ()
    assert amounts(document) == Counter(["1,234.50", "987.00"])


@pytest.mark.parametrize("name", ["base 85", "hexadecimal"])
def test_and_damage_is_seen_in_it(tmp_path: Path, name: str) -> None:
    wrapped: Callable[[bytes], bytes] = WRAPPINGS[name]
    content = changed(one_page(wrapped(LINES)), 4, flipped(0.4, bit=7))
    assert doubted(outcome(tmp_path, content)) == {1}


@pytest.mark.parametrize(
    ("old", "new"),
    [(rb"Tj ET", b"Tk ET"), (rb"\(Exp", b"hExp"), (rb"Td \(Rev", b"Td@(Rev"), (rb"BT", b"Bt"), (rb"/F1", b"/F2")],
)
def test_plain_content_that_is_not_in_order_is_a_doubt(tmp_path: Path, old: bytes, new: bytes) -> None:
    plain = stream(re.sub(old, new, LINES, count=1), is_packed=False)
    assert doubted(outcome(tmp_path, one_page(plain))) == {1}


def test_a_picture_in_plain_content_may_be_any_bytes(tmp_path: Path) -> None:
    picture = b"q 9 0 0 9 50 50 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00(<\x80 EI Q "
    assert read_bytes(tmp_path, one_page(stream(picture + LINES, is_packed=False))).doubts == ()


def test_a_check_sum_that_is_cut_off_is_no_damage(tmp_path: Path) -> None:
    packed = zlib.compress(LINES)[:-4]
    content = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    assert read_bytes(tmp_path, one_page(content)).doubts == ()


def test_a_picture_that_is_damaged_is_a_doubt_where_it_is_shown(tmp_path: Path) -> None:
    kind = b"/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8"
    picture = stream(bytes(range(81)), kind)
    damaged = flipped(0.3)(picture)
    shown = LINES + b" q 9 0 0 9 50 50 cm /Im1 Do Q"
    cases: tuple[tuple[bytes, bytes, set[int]], ...] = (
        (shown, damaged, {1}),
        (shown, picture, set()),
        (LINES, damaged, set()),
    )
    for content, body, pages in cases:
        file = one_page(stream(content), b"/XObject << /Im1 6 0 R >>", body)
        assert doubted(read_bytes(tmp_path, file)) == pages


def test_a_font_without_its_widths_is_a_doubt(tmp_path: Path) -> None:
    kept = b"<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar 32 /LastChar 34 /Widths [300 300 300] >>"
    bodies = bodies_of(one_page(stream(LINES + b" BT /F2 9 Tf 50 50 Td (!) Tj ET")))
    bodies[2] = bodies[2].replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R")
    cases: tuple[tuple[bytes, bytes, set[int]], ...] = (
        (b"/FirstChar", b"/FirstChar", set()),
        (b"/FirstChar", b"/FirqtChar", {1}),
        (b"/LastChar 34", b"/LastChar 94", {1}),
    )
    for old, new, pages in cases:
        assert doubted(read_bytes(tmp_path, file_of(*bodies, kept.replace(old, new)))) == pages
