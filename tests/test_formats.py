"""Reading any format: the five documents mean the same in each; formats are told by content; bad files give a line."""

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import typeset
from invented import LISTS, ROOT

from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.key import Key
from yusuan.pipeline import convert, read
from yusuan.reading import container, formats
from yusuan.reading.formats import read_document
from yusuan.reading.transcript import read_transcript
from yusuan.sources import Source, read_sources

SOURCES = {source.id.split("-")[0]: source for source in read_sources(ROOT / "datapackage")}
TYPESET = {"xlsx": typeset.to_xlsx, "docx": typeset.to_docx, "html": typeset.to_html}


def facts(conversion: Conversion) -> dict[Key, tuple[str, str]]:
    return {fact.key: (str(fact.amount), fact.status.value) for fact in conversion.facts}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("form", TYPESET)
def test_a_document_has_the_same_facts_in_every_format(
    conversions: dict[str, Conversion], tmp_path: Path, name: str, form: str
) -> None:
    source, path = SOURCES[name], tmp_path / "disclosure"
    TYPESET[form](read_transcript(source.path), path)
    found = read(path)
    assert form in found.media_type or form in ("xlsx", "docx")
    assert facts(convert(found, source, LISTS)) == facts(conversions[name])


@pytest.mark.parametrize("form", TYPESET)
def test_what_the_typesetter_writes_is_read_back_text_for_text(tmp_path: Path, form: str) -> None:
    document, path = read_transcript(SOURCES["weinan"].path), tmp_path / "disclosure"
    TYPESET[form](document, path)

    def stripped(found: list[str | list[list[str]]]) -> list[str | list[list[str]]]:
        """Without spaces around cells and blank cells at the end of rows, which a sheet does not keep."""
        return [
            block if isinstance(block, str) else [" ".join(" ".join(row).split()).split(" ") for row in block]
            for block in found
        ]

    assert stripped(typeset.texts(read_document(path))) == stripped(typeset.texts(document))


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["项目", "金额"])
    book.active.append(["收入", 1])
    return _saved(book)


def _docx() -> bytes:
    word = docx.Document()
    word.add_paragraph("说明")
    return _saved(word)


def _saved(written: object) -> bytes:
    stream = io.BytesIO()
    written.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _zip(*members: tuple[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def _changed(content: bytes, **members: str) -> bytes:
    """An office file with members replaced; ``__`` in a name stands for ``/``, ``_xml`` for the suffix."""
    new = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in members.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _zip(*((name, new.get(name, archive.read(name))) for name in archive.namelist()))


def _read(tmp_path: Path, content: bytes, name: str = "disclosure.txt") -> list[str | list[list[str]]]:
    path = tmp_path / name
    path.write_bytes(content)
    return typeset.texts(read_document(path))


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 39>>stream
BT /F 12 Tf 50 200 Td (Budget 2024)Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (PDF, "Budget 2024"),
        (_xlsx(), [["项目", "金额"], ["收入", "1"]]),
        (_docx(), "说明"),
        ("<html><body><p>说明".encode(), "说明"),
        ("\n<!-- 网页 -->\n<table><tr><td>甲<td>乙</table>".encode(), [["甲", "乙"]]),
        ("甲\t乙\n".encode(), [["甲", "乙"]]),
        ("<2024年> 说明".encode(), "<2024年> 说明"),
    ],
    ids=["PDF", "XLSX", "DOCX", "HTML", "HTML fragment", "transcript", "transcript that begins with a bracket"],
)
@pytest.mark.parametrize("suffix", ["pdf", "doc", "txt", "xls"])
def test_the_suffix_of_a_file_says_nothing(
    tmp_path: Path, content: bytes, says: str | list[list[str]], suffix: str
) -> None:
    assert _read(tmp_path, content, f"disclosure.{suffix}") == [says]


def test_a_document_knows_its_file(tmp_path: Path) -> None:
    path, content = tmp_path / "a.bin", _xlsx()
    path.write_bytes(content)
    found = read_document(path)
    assert (found.name, found.size, found.sha256) == ("a.bin", len(content), hashlib.sha256(content).hexdigest())
    assert found.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(9))
    + "]><a>&a8;</a>"
)
DEEP = "<div>" * 5000 + "说明"
SPANS_HTML = "<table><tr>" + "<td colspan=1000>a" * 3000
SPANNED = '<tc><tcPr><gridSpan w:val="1000"/></tcPr><p><r><t>a</t></r></p></tc>'
SPANS_DOCX = f'<d xmlns:w="w"><body><tbl><tr>{SPANNED * 3000}</tr></tbl></body></d>'


def _shared(text: str, cells: int) -> bytes:
    """A workbook of one row whose cells all show one shared text."""
    related = "".join(
        f'<Relationship Id="{n}" Type="http://x/{n}" Target="{n}.xml"/>' for n in ("worksheet", "sharedStrings")
    )
    cell = '<c t="s"><v>1</v></c>'
    return _zip(
        ("[Content_Types].xml", "spreadsheetml.sheet.main"),
        ("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet r:id="worksheet"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f"<Relationships>{related}</Relationships>"),
        ("xl/worksheet.xml", f"<w><sheetData><row>{cell * cells}</row></sheetData></w>"),
        ("xl/sharedStrings.xml", f"<sst><si><t>0</t></si><si><r><t>{text}</t></r><rPh><t>x</t></rPh></si></sst>"),
    )


REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n", "is empty"),
    "unknown binary": (b"\x00\x01\x02\x03", "no format that is known"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "picture"),
    "JPEG": (b"\xff\xd8\xff\xe0", "picture"),
    "RTF": (b"{\\rtf1 a}", "save it as DOCX"),
    "RAR": (b"Rar!\x1a\x07", "unpack it"),
    "MHTML": (b"MIME-Version: 1.0\r\n", "save the page as HTML"),
    "XML spreadsheet": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "save it as XLSX",
    ),
    "DOC": (OLE + "WordDocument\0".encode("utf-16-le"), "soffice --headless --convert-to docx"),
    "locked office file": (OLE + "EncryptedPackage\0".encode("utf-16-le"), "password"),
    "other OLE file": (OLE, "old Office file"),
    "broken XLS": (OLE + "Workbook\0".encode("utf-16-le"), "workbook is damaged"),
    "XLS record and no more": (b"\x09\x08\x10\x00\x00\x06\x05\x00", "workbook is damaged"),
    "truncated XLSX": (_xlsx()[:1000], "cut off or damaged"),
    "ZIP header and no more": (b"PK\x03\x04", "cut off or damaged"),
    "empty ZIP": (_zip(), "archive is empty"),
    "ODS": (_zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")), "OpenDocument"),
    "OFD": (_zip(("OFD.xml", "<OFD/>")), "export it as PDF"),
    "slides": (_zip(("[Content_Types].xml", "presentationml.presentation.main")), "save it as XLSX or DOCX"),
    "XLSX without parts": (_zip(("[Content_Types].xml", "spreadsheetml.sheet.main")), "xl/workbook.xml is missing"),
    "XLSX without sheets": (_changed(_xlsx(), xl__workbook_xml="<workbook><sheets/></workbook>"), "no visible sheet"),
    "XLSX with an empty sheet": (_saved(openpyxl.Workbook()), "no visible sheet has a filled cell"),
    "XLSX of broken XML": (_changed(_xlsx(), xl__workbook_xml="<workbook>"), "xl/workbook.xml is damaged"),
    "XLSX with entities": (_changed(_xlsx(), xl__workbook_xml=ENTITIES), "declares XML entities"),
    "DOCX with entities": (_changed(_docx(), word__document_xml=ENTITIES), "declares XML entities"),
    "DOCX with entities in UTF-16": (_zip(("[Content_Types].xml", "wordprocessingml.document.main"),
                                          ("word/document.xml", ENTITIES.encode("utf-16"))), "declares XML entities"),
    "DOCX without text": (_saved(docx.Document()), "no text"),
    "DOCX nested deep": (_changed(_docx(), word__document_xml="<a>" * 5000 + "</a>" * 5000), "is damaged"),
    "HTML without text": (b"<html><script>1</script></html>", "shows no text"),
    "HTML nested deep": (DEEP.encode(), "nested too deep"),
    "HTML of spans": (SPANS_HTML.encode(), "more than 2000000 cells"),
    "DOCX of spans": (_changed(_docx(), word__document_xml=SPANS_DOCX), "more than 2000000 cells"),
    "XLSX of one text": (_shared("a" * 10000, cells=4000), "more text than any table"),
    "picture in an archive": (_zip(("图.png", b"\x89PNG\r\n\x1a\n")), "图.png: is a picture"),
    "archive in an archive": (_zip(("附件.zip", _zip(("a.txt", "甲")))), "附件.zip: an archive within an archive"),
    "too many files": (_zip(*((f"{n}.txt", "甲") for n in range(300))), "one disclosure at a time"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, content)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith(f"{tmp_path / 'disclosure.txt'}: ")


def test_shared_texts_are_read(tmp_path: Path) -> None:
    assert _read(tmp_path, _shared("收入", cells=2)) == [[["收入", "收入"]]]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_document(tmp_path)


XLS = (ROOT / "tests" / "formats" / "small.xls").read_bytes()


@pytest.mark.parametrize("content", [_xlsx(), _docx(), XLS], ids=["XLSX", "DOCX", "XLS"])
def test_a_file_cut_off_or_changed_anywhere_never_ends_in_another_error(tmp_path: Path, content: bytes) -> None:
    refused = 0
    for position in range(0, len(content), len(content) // 60):
        changed = bytearray(content)
        changed[position] ^= 0xFF
        for harmed in (content[:position], bytes(changed)):
            try:
                _read(tmp_path, harmed)
            except InputError:
                refused += 1
    assert refused > 60


def test_an_archive_is_one_document_in_the_order_of_names(tmp_path: Path) -> None:
    archive = _zip(
        ("附件/2.docx", _docx()),
        ("附件/1.xlsx", _xlsx()),
        ("附件/3.txt", "甲\t乙\n"),
        ("__MACOSX/x", b"\0"),
        ("附件/4", PDF),
        ("附件/", ""),
    )
    path = tmp_path / "disclosure.zip"
    path.write_bytes(archive)
    found = read_document(path)
    assert found.media_type == "application/zip"
    assert typeset.texts(found) == [[["项目", "金额"], ["收入", "1"]], "说明", [["甲", "乙"]], "Budget 2024"]
    assert [block.location.page for block in found.blocks] == [1, 2, 3, 4]


def test_an_archive_of_the_parts_of_a_disclosure_has_the_facts_of_the_whole(
    conversions: dict[str, Conversion], tmp_path: Path
) -> None:
    source, path = SOURCES["weinan"], tmp_path / "disclosure.zip"
    typeset.to_docx(read_transcript(source.path), tmp_path / "a")
    path.write_bytes(_zip(("甲.docx", (tmp_path / "a").read_bytes()), ("乙.txt", "联系电话")))
    found = convert(read(path), Source(id=source.id, path=path), LISTS)
    assert facts(found) == facts(conversions["weinan"])


def test_members_never_leave_the_archive(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert _read(tmp_path / "in", _zip(("../../escaped.txt", "甲"), ("/escaped.txt", "乙"))) == ["甲", "乙"]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "disclosure.txt"]


def test_names_in_gb_18030_are_understood(tmp_path: Path) -> None:
    packed = _zip(("XXXX.png", b"\x89PNG")).replace(b"XXXX", "图片".encode("gb18030"))
    with pytest.raises(InputError, match=r"图片\.png: is a picture"):
        _read(tmp_path, packed)


def test_a_bomb_is_refused_whatever_it_says_of_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST_ARCHIVE", 1000)
    with pytest.raises(InputError, match=r"b\.txt: unpacks to more than"):
        _read(tmp_path, _zip(("a.txt", "甲" * 200), ("b.txt", "甲" * 200)))
    monkeypatch.setattr(container, "LARGEST", 1000)
    with pytest.raises(InputError, match="unpacks to more than"):
        _read(tmp_path, _xlsx())


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    packed = bytearray(_zip(("a.txt", "甲")))
    packed[6] |= 1  # the flag in the local header
    packed[packed.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    with pytest.raises(InputError, match=r"a\.txt: is locked with a password"):
        _read(tmp_path, bytes(packed))
