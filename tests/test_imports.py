"""Which module may import which: rooms look to their left only, and the pure ones touch nothing outside."""

import ast
import graphlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scripts" / "yusuan"
ROOMS = ("reading", "recognition", "facts", "audit", "publishing")
PURE = ("recognition", "facts", "audit")
BASE = ("errors", "concepts", "editions")
"""Modules that every room may import."""
OUTSIDE = frozenset(
    (
        *("pathlib", "os", "io", "shutil", "tempfile", "subprocess", "socket", "http", "urllib", "requests"),
        *("csv", "sqlite3", "yaml", "frictionless", "rdflib", "pyoxigraph", "pdfplumber", "pypdfium2"),
    )
)
"""What a pure room may not import: files, formats, network, other programs."""
TERMINAL = frozenset(("typer", "rich", "click"))
EDGE = frozenset(("cli", "commands"))
"""What knows the terminal."""


@dataclass(frozen=True, slots=True)
class Import:
    """``importer`` imports ``imported`` (dotted names) in line ``line``."""

    importer: str
    imported: str
    line: int


def modules(package: Path) -> dict[str, Path]:
    """Every module of the package by dotted name, the package itself included."""
    names = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


def imports(name: str, path: Path, known: dict[str, Path]) -> Iterator[Import]:
    """Every import of one module, those inside functions and under TYPE_CHECKING included."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join((*parents, *((node.module,) if node.module else ())))
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                yield Import(name, whole if whole in known else source, node.lineno)


def _below(name: str) -> tuple[str, ...]:
    """The parts of a dotted name under the package: ``yusuan.facts.key`` → ``("facts", "key")``."""
    return tuple(name.split(".")[1:])


def _room_may(room: str, target: tuple[str, ...]) -> bool:
    if target[0] in ROOMS:
        return ROOMS.index(target[0]) <= ROOMS.index(room)
    return target[0] in (*BASE, "conversion", "codelists") if room == "publishing" else target[0] in BASE


def _top_level_may(importer: str, target: str) -> bool:
    if importer in BASE:
        return target in BASE
    if importer == "codelists":
        return target in BASE
    if importer == "conversion":
        return target in (*BASE, *ROOMS[: ROOMS.index("publishing")])
    if importer == "pipeline" or importer.startswith("terminal"):
        return target != "pipeline" and target not in EDGE
    if importer in EDGE:
        return target != "cli"
    return target not in EDGE or importer == "__main__"


def _own_offence(importer: tuple[str, ...], imported: str) -> str:
    """Why a module may not import another of the package, or ``""``."""
    target = _below(imported)
    if not target or not importer:
        return "" if not target else "the package itself imports nothing"
    if importer[0] in ROOMS:
        return "" if _room_may(importer[0], target) else f"{importer[0]} may not look there"
    return "" if _top_level_may(importer[0], target[0]) else f"{importer[0]} may not look there"


def _foreign_offence(importer: tuple[str, ...], imported: str) -> str:
    """Why a module may not import one from outside the package, or ``""``."""
    library = imported.split(".")[0]
    if importer and importer[0] in PURE and library in OUTSIDE:
        return f"{importer[0]} is pure"
    if library in TERMINAL and not (importer and (importer[0] in EDGE or importer[0].startswith("terminal"))):
        return "only the command knows the terminal"
    return ""


def offences(package: Path) -> list[str]:
    """Every import that breaks a rule, one line each."""
    known = modules(package)
    found = []
    for name, path in known.items():
        for each in imports(name, path, known):
            ours = each.imported.split(".")[0] == package.name
            check = _own_offence if ours else _foreign_offence
            if why := check(_below(name), each.imported):
                found.append(f"{name}:{each.line} imports {each.imported}: {why}")
    return found


def cycle(package: Path) -> list[str]:
    """The modules of one import cycle, the first of them repeated at the end, or nothing."""
    known = modules(package)
    graph = {name: {i.imported for i in imports(name, path, known)} & set(known) for name, path in known.items()}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


def reached(package: Path, start: str) -> set[str]:
    """Every library that a module imports itself or through modules of the package."""
    known = modules(package)
    waiting, seen, libraries = [start], {start}, set()
    while waiting:
        name = waiting.pop()
        for each in imports(name, known[name], known):
            if each.imported not in known:
                libraries.add(each.imported.split(".")[0])
            elif each.imported not in seen:
                seen.add(each.imported)
                waiting.append(each.imported)
    return libraries


def test_imports_go_one_way() -> None:
    assert offences(PACKAGE) == []


def test_no_import_cycle() -> None:
    assert cycle(PACKAGE) == []


def test_pure_rooms_reach_nothing_outside_through_others() -> None:
    found = {n: reached(PACKAGE, n) & OUTSIDE for n in modules(PACKAGE) if _below(n)[:1] and _below(n)[0] in PURE}
    assert {name: libraries for name, libraries in found.items() if libraries} == {}


def test_what_is_reached_through_others_is_found(tmp_path: Path) -> None:
    files = {
        "recognition/titles.py": "from yusuan.reading import pdf",
        "reading/pdf.py": "from yusuan.reading.bytes import read",
        "reading/bytes.py": "import re, os.path",
    }
    assert reached(_tree(tmp_path, files), "yusuan.recognition.titles") == {"re", "os"}


def test_pure_rooms_open_no_file() -> None:
    calls = [
        f"{name}:{node.lineno}"
        for name, path in modules(PACKAGE).items()
        if _below(name)[:1] and _below(name)[0] in PURE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("open", "print", "input")
    ]
    assert calls == []


def _tree(folder: Path, files: dict[str, str]) -> Path:
    """A made-up package ``yusuan`` with these files."""
    package = folder / "yusuan"
    for name, text in ({"__init__.py": ""} | files).items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text, encoding="utf-8")
    return package


OFFENDERS = {
    "a room looks right": ("facts/key.py", "from yusuan.audit.rules import check"),
    "the same, relatively": ("recognition/titles.py", "from ..facts import key"),
    "inside a function": ("reading/pdf.py", "def read():\n    import yusuan.recognition.lexicon"),
    "a room reads code lists": ("audit/sums.py", "from yusuan import codelists"),
    "reading knows conversions": ("reading/pdf.py", "from yusuan.conversion import Conversion"),
    "a pure room reads files": ("facts/money.py", "from pathlib import Path"),
    "a pure room parses formats": ("recognition/lexicon.py", "import csv"),
    "a room calls the pipeline": ("publishing/package.py", "import yusuan.pipeline"),
    "a room calls the edge": ("publishing/pages.py", "from yusuan.site import build"),
    "anyone imports cli": ("site.py", "from yusuan.cli import main"),
    "the pipeline imports cli": ("pipeline.py", "from yusuan import cli"),
    "a room draws progress": ("publishing/package.py", "from rich.progress import Progress"),
    "the pipeline asks questions": ("pipeline.py", "import typer"),
    "anyone imports a command": ("site.py", "from yusuan.commands.build import build"),
    "a command imports cli": ("commands/build.py", "from yusuan.cli import main"),
    "the base looks up": ("errors.py", "from yusuan.concepts import Concept\nfrom yusuan.facts.key import Key"),
    "conversion publishes": ("conversion.py", "from yusuan.publishing.package import write"),
}


@pytest.mark.parametrize(("path", "text"), OFFENDERS.values(), ids=OFFENDERS.keys())
def test_an_offence_is_found(tmp_path: Path, path: str, text: str) -> None:
    files = {"facts/key.py": "", "codelists.py": "", "cli.py": "", path: text}
    assert len(offences(_tree(tmp_path, files))) == 1


def test_what_is_allowed_is_no_offence(tmp_path: Path) -> None:
    files = {
        "errors.py": "",
        "concepts.py": "",
        "codelists.py": "import csv\nfrom yusuan.concepts import Codelist",
        "conversion.py": "from yusuan.facts.key import Key",
        "reading/pdf.py": "import pdfplumber\nfrom yusuan.errors import InputError\nfrom . import document",
        "reading/document.py": "from dataclasses import dataclass",
        "facts/key.py": "from yusuan.concepts import TOTAL",
        "audit/sums.py": "from yusuan.facts.key import Key\nfrom ..recognition import titles",
        "recognition/titles.py": "import re",
        "publishing/package.py": "import csv\nfrom yusuan.conversion import Conversion\nfrom yusuan import codelists",
        "pipeline.py": "from yusuan.publishing import package\nfrom yusuan import codelists, conversion",
        "terminal.py": "from rich.console import Console",
        "site.py": "from yusuan import __version__, pipeline",
        "commands/build.py": "import rich\nfrom yusuan import pipeline\nfrom yusuan.commands import console",
        "commands/console.py": "from rich.console import Console",
        "cli.py": "import typer\nfrom yusuan import pipeline, site, terminal\nfrom yusuan.commands import build",
        "__main__.py": "from yusuan.cli import main",
    }
    assert offences(_tree(tmp_path, files)) == []


def test_a_cycle_is_found(tmp_path: Path) -> None:
    files = {"facts/a.py": "from yusuan.facts import b", "facts/b.py": "def f():\n    from yusuan.facts.a import g"}
    found = cycle(_tree(tmp_path, files))
    assert set(found) == {"yusuan.facts.a", "yusuan.facts.b"}
