"""Files made to do harm, and files that are none: each ends in one clear line, and nothing is written.

What each format refuses is tested with the formats; here are attacks on time and memory, things that are no files, and
every suffix with content that does not belong to it.
"""

import io
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from projects import Run, refused, tree
from test_formats import OLE, PDF, XLS, _changed, _docx, _xlsx, _zip

from yusuan import guarding
from yusuan.errors import InputError
from yusuan.guarding import guarded
from yusuan.reading import file as file_module
from yusuan.reading import limits
from yusuan.reading.file import file_content
from yusuan.reading.formats import read_document

SUFFIXES = ("pdf", "xlsx", "xls", "docx", "doc", "html", "zip", "txt", "csv", "png", "")


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    bodies = b"\n".join(b"%d 0 obj%sendobj" % (number, body) for number, body in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + bodies + b"\ntrailer<</Root 1 0 R>>\n"


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<<>>>>"
NOTHING = b"<</Length 1>>stream\nq\nendstream "
SHEET = '<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
CELL = '<c r="{place}" t="inlineStr"><is><t>a</t></is></c>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE workbook SYSTEM "file:///etc/hostname"><workbook/>'


def _rows(count: int) -> str:
    """A sheet of so many rows with a cell in the first and one in the last column that a sheet may have."""
    places = ((n, CELL.format(place=f"A{n}") + CELL.format(place=f"XFD{n}")) for n in range(1, count + 1))
    return SHEET.format(rows="".join(f'<row r="{n}">{cells}</row>' for n, cells in places))


def refusal(path: Path) -> str:
    """Why a file is not read, ``""`` where it is."""
    try:
        read_document(path)
    except InputError as error:
        return str(error)
    return ""


HOSTILE = {
    "a PDF of a million pages": (
        pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>", PAGE, NOTHING),
        "has 1000000 pages, more than any disclosure",
    ),
    "a PDF whose tree of pages is its own branch": (
        pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>", PAGE, NOTHING),
        "page 1 is damaged",
    ),
    "a PDF without pages": (pdf(CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"), "is not a whole PDF"),
    "a sheet with a cell far away": (_changed(_xlsx(), xl__worksheets__sheet1_xml=_rows(200)), "the stray cells"),
    "a workbook that names a file outside": (_changed(_xlsx(), xl__workbook_xml=OUTSIDE), "declares XML entities"),
    "a web page of too many paragraphs": (b"<html>" + b"<p>a" * 60_000, "more than any disclosure (50000)"),
    "a text of too many lines": (b"1\t2\n" * 500_001, "500001 lines, more than any disclosure"),
    "a text of too many cells": (b"1\t" * 500_001, "500001 cells, more than any disclosure"),
    "one line without end": ("预算".encode() * 100_001, "200002 characters in one paragraph or cell"),
    "a bomb": (_zip(("预算.txt", bytes(300 << 20))), "unpacks to more than 256 MB"),
    "a bomb in a workbook": (_changed(_xlsx(), xl__workbook_xml=" " * (40 << 20)), "unpacks to more than 32 MB"),
    "GB 18030": ("南山县医疗保险经办处2024年预算\n收入\t5\n".encode("gb18030"), "not a UTF-8 text (byte 0)"),
    "UTF-16 without a mark": ("预算\t5\n".encode("utf-16-le"), "no format that is known"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    content, says = HOSTILE[name]
    path = tmp_path / "disclosure"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_document(path)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith(str(path))


def test_a_cell_far_away_does_not_make_millions_of_blanks(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    path.write_bytes(_changed(_xlsx(), xl__worksheets__sheet1_xml=_rows(2)))
    cells = sum(len(row) for block in read_document(path).blocks for row in getattr(block, "rows", ()))
    assert cells <= 2 * 16_384


@pytest.mark.parametrize("name", ["a PDF of a million pages", "a bomb", "GB 18030"])
@pytest.mark.parametrize("command", ["convert", "inspect", "add"])
def test_the_commands_refuse_it_with_code_2_and_write_nothing(
    project: Path, run: Run, tmp_path: Path, command: str, name: str
) -> None:
    content, says = HOSTILE[name]
    path = tmp_path / "paper-2024.txt"
    path.write_bytes(content)
    before = tree(tmp_path)
    output = ("-o", tmp_path / "out") if command == "convert" else ()
    result = run(command, path, *output, "--root", project)
    refused(result, says, "paper-2024.txt")
    assert result[0] == 2
    assert tree(tmp_path) == before


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_noise_under_any_suffix_is_refused(tmp_path: Path, suffix: str) -> None:
    noise = random.Random(7)  # the same noise in every run
    path = tmp_path / f"disclosure.{suffix}"
    for start in (b"", b"\0", b"%PDF-1.7\n", b"PK\x03\x04", OLE[:8], b"\x89PNG\r\n\x1a\n", b"<html>", b"\xff\xfe"):
        path.write_bytes(start + noise.randbytes(3000))
        told = refusal(path)
        assert "\n" not in told
        assert told or start == b"<html>"  # a browser, too, shows something of noise after <html>
    path.write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        read_document(path)


WHOLE = {"PDF": PDF, "XLSX": _xlsx(), "DOCX": _docx(), "XLS": XLS, "ZIP": _zip(("a.txt", "甲\t乙\n"))}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_off_is_refused_or_read_as_far_as_it_goes(tmp_path: Path, name: str) -> None:
    path, content = tmp_path / "disclosure", WHOLE[name]
    refusals = 0
    for part in range(1, 10):
        path.write_bytes(content[: len(content) * part // 10])
        told = refusal(path)
        assert "\n" not in told
        refusals += bool(told)
    assert refusals >= 5


def test_what_is_no_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, folder, loop, hung = (tmp_path / name for name in ("pipe", "folder", "loop", "hung"))
    os.mkfifo(pipe)
    folder.mkdir()
    loop.symlink_to(loop)
    hung.symlink_to(tmp_path / "nothing")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        for path, says in (
            (pipe, "is a pipe"),
            (folder, "is a folder"),
            (loop, "cannot be read"),
            (hung, "No such file"),
            (Path("socket"), "is a socket"),
            (Path("/dev/null"), "is a device"),
            (Path("a\0b"), "cannot be read"),
            (Path("a" * 5000), "cannot be read"),
        ):
            with pytest.raises(InputError, match=says):
                read_document(path)


def test_a_link_to_a_document_is_that_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲\t乙\n", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert read_document(tmp_path / "b.txt").blocks == read_document(tmp_path / "a.txt").blocks


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    with path.open("wb") as made:
        made.truncate(1 << 30)  # no byte of it is on the disk
    with pytest.raises(InputError, match="is larger than 256 MB"):
        read_document(path)
    monkeypatch.setattr(file_module, "LARGEST_FILE", 5)
    path.write_bytes(b"12345")
    assert file_content(path) == b"12345"


def test_the_limits_count_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一\n二\t三\n四\t五\n", encoding="utf-8")
    assert len(read_document(path).blocks) == 2
    for name, most, says in (
        ("MOST_BLOCKS", 1, "2 paragraphs and tables"),
        ("MOST_CELLS", 3, "4 cells"),
        ("MOST_CHARACTERS", 4, "5 characters,"),
        ("LONGEST_TEXT", 0, "1 characters in one paragraph or cell"),
    ):
        with monkeypatch.context() as changed:
            changed.setattr(limits, name, most)
            assert says in refusal(path)


def eats_memory(size: int) -> int:
    return len(bytearray(size))


def never_ends() -> None:
    while True:
        time.monotonic()


def killed() -> None:
    os._exit(9)


def killed_with_a_temporary_file() -> None:
    tempfile.mkstemp()
    os._exit(9)


def refuses() -> None:
    raise InputError("a: is bad")


def test_a_process_takes_no_more_memory_than_it_may() -> None:
    assert guarded("a.pdf", eats_memory, 1 << 20) == 1 << 20
    with pytest.raises(InputError, match=r"a\.pdf: takes more than 4 GB of memory"):
        guarded("a.pdf", eats_memory, guarding.MOST_MEMORY)


def test_a_process_that_breaks_ends_in_a_message() -> None:
    with pytest.raises(InputError, match=r"a\.pdf: takes more than"):
        guarded("a.pdf", killed)
    with pytest.raises(InputError, match="a: is bad"):
        guarded("a.pdf", refuses)


def test_what_a_killed_process_kept_for_a_while_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(InputError):
        guarded("a.pdf", killed_with_a_temporary_file)
    assert not list(tmp_path.iterdir())


SLEEPING = """
import time
def sleep():
    print("here", flush=True)
    time.sleep(3600)
"""
WAITING = """
from sleeping import sleep
from yusuan.guarding import guarded
if __name__ == "__main__":
    guarded("a.pdf", sleep)
"""


def test_a_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    for name, text in (("sleeping", SLEEPING), ("waiting", WAITING)):
        (tmp_path / f"{name}.py").write_text(text)
    known = os.pathsep.join((str(tmp_path), str(Path(guarding.__file__).parents[1])))
    with subprocess.Popen(
        [sys.executable, tmp_path / "waiting.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONPATH": known},
    ) as process:
        assert process.stdout
        said = process.stdout.readline()
        process.kill()
        assert (said, process.stdout.read()) == ("here\n", "")  # at the end nobody is left that could write


def one_second_only() -> None:
    guarding.MOST_SECONDS = 1
    guarding.timed(never_ends)


def test_a_process_takes_no_more_time_than_it_may() -> None:
    with pytest.raises(InputError, match="or 10 minutes, so the conversion was ended"):
        guarded("a.pdf", one_second_only)


def test_a_picture_bomb_in_a_pdf_is_bounded(tmp_path: Path) -> None:
    """A page whose content unpacks to many times its size is read, or refused, and not kept."""
    stream = zlib.compress(b"q Q\n" * (2 << 20))
    content = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream " % (len(stream), stream)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, content))
    assert path.stat().st_size < 20_000
    with pytest.raises(InputError, match=r"a\.pdf: "):
        read_document(path)


def test_members_of_an_archive_with_odd_names_do_no_harm(tmp_path: Path) -> None:
    names = ("../../up.txt", "/root.txt", "C:\\drive.txt", "a\nb.txt", "con", "\u202etxt.exe", "." * 200)
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "甲")
    path.write_bytes(stream.getvalue())
    assert len(read_document(path).blocks) == len(names)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]
