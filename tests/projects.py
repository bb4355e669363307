"""Projects of one invented disclosure, and what a refusal by the command looks like."""

import sys
from collections.abc import Callable
from pathlib import Path

from invented import DOCUMENTS

Result = tuple[int, str, str]
Run = Callable[..., Result]

GOOD, OTHER = "nanshan-office-2023", "yunling-bureau-2024"
BINARY = Path(sys.executable).parent


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its content, every folder with ``None``."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def register(project: Path, name: str, said: str = "", content: bytes | None = None) -> Path:
    """Put a document into a project; its ``source/``."""
    source = project / "datapackage" / name / "source"
    source.mkdir(parents=True)
    text = (DOCUMENTS / f"{GOOD}.txt").read_bytes() if content is None else content
    (source / f"{name}.txt").write_bytes(text)
    (source / "disclosure.yml").write_text(said or f"id: {name}\nfile: {name}.txt\n", encoding="utf-8")
    return source


def refused(result: Result, *says: str) -> None:
    """One clear line on standard error, nothing else, and an exit code that is not zero."""
    code, out, err = result
    assert code != 0
    assert out == ""
    assert err.startswith("yusuan: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    for text in says:
        assert text in err


CONTENTS = {
    "an empty file": (b"", "is empty"),
    "a blank file": (b" \n\n\t\n", "the file is empty"),
    "a zip": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "cut off or damaged"),
    "a PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a picture"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is not a whole PDF"),
    "latin-1": ("budget d\u00e9taill\u00e9".encode("latin-1"), "not a UTF-8 text (byte 8)"),
    "no table": ("只有文字的2024年预算。\n".encode(), "no table was found"),
    "no amount": (
        "云岭县卫生院2024年单位预算\n\n收入总表\n单位：元\n项目\t金额\n本年收入\t\n".encode(),
        "no amount was found",
    ),
    "no unit": (
        "2024年预算\n\n收入总表\n单位：元\n项目\t金额\n本年收入\t5.00\n".encode(),
        "the organization is not recognised",
    ),
}
