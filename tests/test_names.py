"""Names that others chose are shown on one line, and nothing in them acts or hides."""

import os
import shutil
from pathlib import Path

import pytest
from invented import DOCUMENTS
from projects import GOOD, OTHER, Run, refused
from test_formats import _zip

from yusuan.commands.console import Screen
from yusuan.errors import InputError, printable
from yusuan.guarding import guarded
from yusuan.publishing.markdown import inline
from yusuan.schema_patterns import Draft7, python_pattern
from yusuan.sources import check_id, kept_name, read_source

FORGED = "a\nyusuan: written to /srv/ok\x1b[2J\x1b[31m\u202e.txt"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("预算 2024（一）\u3000.pdf", "预算 2024（一）\u3000.pdf"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x1b[31m\x07\x7f\x9b", "\\u001b[31m\\u0007\\u007f\\u009b"),
        ("a\u202eb\u200bc\u2028d\ufeff", "a\\u202eb\\u200bc\\u2028d\\ufeff"),
        ("\udcff\U000e0041😀", "\\udcff\\udb40\\udc41😀"),
        ("a\\nb", "a\\nb"),
    ],
)
def test_what_is_not_seen_is_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(shown) == shown
    assert str(InputError(text)) == shown


def refuses_twice() -> None:
    raise InputError("a\nb", InputError("c\x1b"))


def test_an_error_is_a_line_for_each_problem_also_from_another_process() -> None:
    with pytest.raises(InputError) as error:
        guarded("x", refuses_twice)
    assert str(error.value) == "a\\nb\nc\\u001b"


def archive(path: Path, content: bytes) -> Path:
    path.write_bytes(_zip((FORGED, content)))
    return path


@pytest.mark.parametrize("command", ["convert", "inspect", "add"])
def test_a_name_in_an_archive_forges_no_line(project: Path, run: Run, tmp_path: Path, command: str) -> None:
    path = archive(tmp_path / "paper.zip", b"\x00\x01\x02\x03" * 9)
    output = ("-o", tmp_path / "out") if command == "convert" else ()
    result = run(command, path, *output, "--root", project)
    refused(result, "a\\nyusuan: written to /srv/ok\\u001b[2J\\u001b[31m\\u202e.txt: ")
    assert result[2].isprintable() is False  # the final line break alone
    assert result[2][:-1].isprintable()


def test_a_file_of_any_name_is_told_on_one_line(project: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / FORGED.replace("/", "-").removesuffix(".txt")
    shutil.copyfile(DOCUMENTS / f"{GOOD}.txt", path)
    code, out, err = run("convert", path, "-o", tmp_path / "out", "--root", project)
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert not [line for line in out.splitlines() if line.startswith("yusuan:")]
    (kept,) = {path for path in (tmp_path / "out").glob("*/source/*") if path.name != "disclosure.yml"}
    assert kept.name == "a-yusuan: written to -srv-ok-[2J-[31m-".replace(":", "-")
    assert read_source(kept.parent / "disclosure.yml").path == kept
    for made in (tmp_path / "out").rglob("*"):
        assert not made.is_file() or b"\x1b" not in made.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="names are UTF-16 there")
def test_a_name_that_is_not_utf8_costs_its_own_file_alone(project: Path, run: Run, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + "/预算.txt".encode("gb18030")))
    shutil.copyfile(DOCUMENTS / f"{OTHER}.txt", odd)
    good = DOCUMENTS / f"{GOOD}.txt"
    code, _, err = run("convert", odd, good, "-o", tmp_path / "out", "--root", project)
    assert code == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == [GOOD]
    assert err.count("\n") == 1
    assert "the name of the file is not UTF-8; rename it" in err
    refused(run("add", odd, "--id", "x-2024", "--root", project), "not UTF-8")
    assert run("inspect", odd, "--root", project)[0] == 0
    assert run("inspect", odd, "--html", tmp_path / "a.html", "--root", project)[0] == 0


def test_the_terminal_obeys_our_own_line_breaks_alone() -> None:
    screen = Screen(highlight=False, soft_wrap=True, width=200)
    with screen.capture() as caught:
        screen.print("甲\x1b[31m乙\n[bold]丙[/]\u202e", "\x9b1m")
        screen.print_json('{"a": "\\u009b \x9b\u202e"}')
    assert caught.get().splitlines()[:2] == ["甲\\u001b[31m乙", "丙\\u202e \\u009b1m"]
    assert '"a": "\\u009b \\u009b\\u202e"' in caught.get()


def test_a_readme_holds_nothing_that_acts() -> None:
    assert inline("甲\x1b]0;x\x07\u202e\n乙") == "甲\\u001b\\]0;x\\u0007\\u202e 乙".replace("\\u", "\\\\u")


def test_a_name_is_kept_without_what_is_not_seen() -> None:
    assert kept_name(".预算：a:b\\c\u202ed\x7f.pdf") == "预算：a-b-c-d-.pdf"
    with pytest.raises(InputError, match="not UTF-8"):
        kept_name("a\udcff")


@pytest.mark.parametrize("source_id", ["x-2024\n", "x-2024\r", "x\n-2024", "x-2024 ", "x-2024\u2028"])
def test_an_id_ends_where_it_ends(source_id: str) -> None:
    check_id("x-2024")
    with pytest.raises(InputError, match="cannot be an id"):
        check_id(source_id)


@pytest.mark.parametrize(
    "said", ['id: "x\\n"\nfile: a.txt', 'id: x\nfile: "a.txt\\n"', 'id: x\nfile: a.txt\nfiscal_year: "2024\\n"',
             "id: x\nfile: a.txt\norganization: |\n  a\n", 'id: x\nfile: "a\\u202etxt.exe"', '"id\\n": x\nfile: a.txt',
             "[" * 30_000, "id: x\nfile: a.txt\norganization: " + "甲" * 30_000],
)  # fmt: skip
def test_what_people_say_holds_nothing_unseen(tmp_path: Path, said: str) -> None:
    (tmp_path / "a.txt").write_text("a")
    path = tmp_path / "disclosure.yml"
    path.write_text(said, encoding="utf-8")
    with pytest.raises(InputError, match=r"is not seen|nested too deeply|larger than 64 KB"):
        read_source(path)


def test_patterns_of_schemas_mean_what_they_mean_there() -> None:
    assert python_pattern(r"^a\$[$b]$|c$") == r"^a\$[$b]\Z|c\Z"
    check = Draft7({"pattern": "^[0-9]{6}$"})
    assert check.is_valid("610900")
    assert check.is_valid(610900)
    assert not check.is_valid("610900\n")
