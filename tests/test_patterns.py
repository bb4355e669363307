"""Patterns end where the text ends: ``$`` lets a line break through, so that an id or a code could end with one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample import ROOT

_TAKES_PATTERN = {"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(\$)", re.DOTALL)
_NAMES = re.compile(r"\(\?[aiLsux]*m")


def _text(node: ast.expr) -> str:
    """The literal text of an expression; what an f-string puts in counts as a letter."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "x" for part in node.values)
    if isinstance(node, ast.BinOp):
        return _text(node.left) + _text(node.right)
    return ""


def _is_multiline(call: ast.Call, pattern: str) -> bool:
    flags = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    named = {n.attr for flag in flags for n in ast.walk(flag) if isinstance(n, ast.Attribute)}
    return bool(named & {"MULTILINE", "M"}) or bool(_NAMES.search(pattern))


def loose_ends(source: str) -> Iterator[int]:
    """The lines of calls of :mod:`re` whose pattern has a ``$`` outside of a class of characters."""
    for node in ast.walk(ast.parse(source)):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
        if not is_call or node.func.attr not in _TAKES_PATTERN:  # type: ignore[attr-defined]
            continue
        assert isinstance(node, ast.Call)
        assert isinstance(node.func, ast.Attribute)
        if not isinstance(node.func.value, ast.Name) or node.func.value.id != "re":
            continue
        pattern = _text(node.args[0])
        if any(found[1] for found in _TOKEN.finditer(pattern)) and not _is_multiline(node, pattern):
            yield node.lineno


def test_no_pattern_ends_before_a_line_break() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: write \\Z, or use fullmatch"
        for path in sorted((ROOT / "scripts").rglob("*.py"))
        for line in loose_ends(Path(path).read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ('re.compile("^a$")', True),
        ('re.match(rf"^{x}$|b", text)', True),
        ('re.sub("a" r"b$", "", text)', True),
        (r're.compile(r"a\Z")', False),
        (r're.compile(r"\$[$]")', False),
        ('re.compile("^a$", re.MULTILINE)', False),
        ('re.findall("(?m)^a$", text)', False),
        ('text.split("$")', False),
    ],
)
def test_a_loose_end_is_found(source: str, is_found: bool) -> None:
    assert bool(list(loose_ends(source))) is is_found
