"""The project as a whole: what its files may say, how long its code may be, what its front page must name."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import yusuan

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:root|work|home/\w+|Users/\w+)(?=[/\s\"'`),;]|$)", re.MULTILINE)
REGISTRY_HOST = re.compile(r"pypi\.org|python[h]osted|npm[j]s\.|deb\.debian|crates\.io", re.IGNORECASE)


@cache
def tracked() -> tuple[Path, ...]:
    """Every tracked file; outside a git work tree every file that .gitignore does not name."""
    try:
        listed = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True, encoding="utf-8"
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        listed = ""
    names = [name for name in listed.split("\0") if name]
    found = (ROOT / name for name in names) if names else _walk(ROOT)
    return tuple(sorted(path for path in found if path.is_file()))


def _walk(folder: Path) -> Iterator[Path]:
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    for path in folder.iterdir():
        if path.name == ".git" or any(path.match(pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def _is_published_document(path: Path) -> bool:
    """Whether others wrote it: the documents beside ``disclosure.yml``, which stay as published."""
    parts = path.relative_to(ROOT).parts
    return parts[0] == "datapackage" and "source" in parts and path.name != "disclosure.yml"


def _texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        content = path.read_bytes()
        if not _is_published_document(path) and b"\0" not in content:
            yield str(path.relative_to(ROOT)), content.decode("utf-8")


def _python() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_walking_finds_what_git_tracks() -> None:
    walked = set(_walk(ROOT))
    assert set(tracked()) <= walked
    assert not any(".venv" in path.parts or "__pycache__" in path.parts for path in walked)


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY_HOST], ids=["machine path", "registry host"])
def test_no_file_names(pattern: re.Pattern[str]) -> None:
    found = [f"{name}: {match.group()}" for name, text in _texts() for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize("text", ["see /{}/x", '"/{}"', "cd /{}\n"])
@pytest.mark.parametrize("folder", ["root", "work", "home/li", "Users/li"])
def test_a_machine_path_is_found(text: str, folder: str) -> None:
    assert MACHINE_PATH.search(text.format(folder))
    assert not MACHINE_PATH.search(f"https://example.gov.cn/{folder}/x and/{folder}ed ../{folder}/x")


def test_modules_are_short() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in _python()}
    assert {name: length for name, length in lengths.items() if length >= LONGEST_MODULE} == {}


def test_functions_are_short() -> None:
    long = [
        f"{path.name}:{node.lineno} {node.name}"
        for path in _python()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads(_read("pyproject.toml"))
    newest = re.search(r"^## (\S+)", _read("CHANGELOG.md"), re.MULTILINE)
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"]["attr"] == "yusuan.__version__"
    assert newest
    assert newest.group(1) == yusuan.__version__
    assert yaml.safe_load(_read("CITATION.cff"))["version"] == yusuan.__version__


def test_the_lock_pins_everything_and_names_no_place() -> None:
    lines = [line for line in _read("requirements.lock").splitlines() if not line.startswith("#")]
    pins = {_canonical(line.split("==")[0]) for line in lines if re.fullmatch(r"[\w.-]+==[\w.+!]+", line)}
    assert len(pins) == len(lines)
    configured = tomllib.loads(_read("pyproject.toml"))
    project = configured["project"]
    wanted = [*configured["build-system"]["requires"], *project["dependencies"]]
    wanted += project["optional-dependencies"]["dev"]
    assert {_canonical(re.split(r"[^\w.-]", name)[0]) for name in wanted} - pins == set()


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_every_make_target(readme: str) -> None:
    targets = re.findall(r"^([a-z]+):.*## ", _read("Makefile"), re.MULTILINE)
    assert {"help", "build", "test", "serve", "lock", "clean"} <= set(targets)
    text = _read(readme)
    assert [target for target in targets if f"make {target}" not in text] == []


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_every_command(readme: str) -> None:
    typer = pytest.importorskip("typer")
    cli = pytest.importorskip("yusuan.cli", reason="the command does not exist yet")
    app = next(value for value in vars(cli).values() if isinstance(value, typer.Typer))
    commands = [
        command.name or command.callback.__name__.replace("_", "-")
        for command in app.registered_commands
        if not command.hidden
    ]
    assert commands
    text = _read(readme)
    assert [name for name in commands if f"yusuan {name}" not in text] == []


def test_both_readmes_say_the_same() -> None:
    english, chinese = (_read(readme) for readme in READMES)
    assert len(re.findall(r"^#", english, re.MULTILINE)) == len(re.findall(r"^#", chinese, re.MULTILINE))
    assert _code(english) == _code(chinese)
    assert re.findall(r"\d[\d,]*\.\d\d\b", english) == re.findall(r"\d[\d,]*\.\d\d\b", chinese)


def _code(text: str) -> list[str]:
    """The fenced blocks of a page without comments, which each language has its own of."""
    return [re.sub(r"\s+# .*", "", code) for _, code in _blocks(text)]


@pytest.mark.parametrize("page", sorted(path.name for path in ROOT.glob("*.md")))
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", _read(page))
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert missing == []


def _blocks(text: str) -> list[tuple[str, str]]:
    """The fenced blocks of a page: language and text."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _examples() -> list[tuple[str, str]]:
    """Every Python block of README.md with the ``text`` block that follows it, which is what it prints. The site's
    placeholder gives way to the site that the packages were built for."""
    site = str(yaml.safe_load(_read("mkdocs.yml"))["site_url"]).rstrip("/") + "/"
    return [
        (a[1].replace("https://yusuan.example/", site), b[1])
        for a, b in pairwise(_blocks(_read("README.md")))
        if (a[0], b[0]) == ("python", "text")
    ]


@pytest.mark.parametrize("number", range(2))
def test_examples_of_the_readme_print_what_it_says(number: int) -> None:
    code, expected = _examples()[number]
    files = re.findall(r'"(datapackage/[^"{}]+)"', code)
    if missing := [name for name in files if not (ROOT / name).exists()]:
        pytest.skip(f"{missing[0]} is not built yet")
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8", timeout=60
    )
    assert shown.stdout == expected
