"""What was not understood is said in the reader's language; what the document prints stays as it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import LISTS, ROOT

from yusuan.publishing.coverage import REASONS
from yusuan.publishing.remarks import kind_of, remark

_SLOT = "甲"
_MODULES = (*sorted((ROOT / "scripts/yusuan/reading").glob("*.py")), ROOT / "scripts/yusuan/dividing.py")


def _filled(node: ast.AST) -> str:
    """A text or a text with slots, as it would read; ``""`` where it is neither."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.replace("{}", _SLOT)
    if isinstance(node, ast.JoinedStr):
        return "".join(_filled(part) if isinstance(part, ast.Constant) else _SLOT for part in node.values)
    return ""


def _doubts(module: Path) -> Iterator[str]:
    """What a module may doubt: the texts that it makes doubts of, and those that it keeps under names for that."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    of_doubts = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "Doubt" and node.args]
    yield from (_filled(node.args[0]) for node in of_doubts)
    if of_doubts:
        kept = (node.value for node in tree.body if isinstance(node, ast.Assign))
        texts = map(
            _filled, (part for value in kept for part in (value.elts if isinstance(value, ast.Tuple) else [value]))
        )
        yield from (text for text in texts if re.search(r"[a-z]+ [a-z]+ [a-z]", text) and "; split" not in text)


@pytest.mark.parametrize("module", [m for m in _MODULES if any(_doubts(m))], ids=lambda module: module.stem)
def test_every_doubt_of_a_reader_is_worded_in_chinese(module: Path) -> None:
    for text in filter(None, _doubts(module)):
        if text.replace(_SLOT, "").strip(" :,"):  # else it is put together of others, which are tried by themselves
            # A text that is followed by what is printed, or stands alone.
            said = [re.sub("`.*`", "", remark(each, zh=True)) for each in (text, f"{text}: {_SLOT}")]
            assert not all(re.search(r"[a-z]{2,}", each) for each in said), text


def test_every_reason_why_an_amount_has_no_key_is_worded_in_chinese() -> None:
    wordings = [w for c in LISTS[REASONS] for w in c.extra["says"].split("|") if w]
    assert len(wordings) > 15
    for wording in wordings:
        whole = wording.replace("the name …", "the name … contradict each other", "the code" in wording)
        said = remark(whole.replace("…", _SLOT), zh=True)
        assert not re.search("[a-z]", said), wording
        assert said.count(_SLOT) == wording.count("…")


def _reasons(module: Path) -> Iterator[str]:
    """The texts of a module that read like the reason why an amount has no key, and are no docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    comments = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)} - {
        node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and node not in comments | parts:
            text = _filled(node)
            if re.match(r"(the|no|nothing) (?!department's)\S+ \S+ ", text) and "\n" not in text:
                yield text


def test_every_reason_that_the_binding_of_amounts_gives_is_worded_in_chinese() -> None:
    modules = sorted((ROOT / "scripts/yusuan/facts").glob("*.py"))
    given = {text for module in modules for text in _reasons(module)}
    assert len(given) > 15
    assert [text for text in sorted(given) if remark(text, zh=True) == text] == []


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("0.00 (the row has no label)", "0.00（这一行没有名称）"),
        (
            "1,234.50 (the label 甲（乙） matches nothing in the code lists)",
            "1,234.50（行名称“甲（乙）”在代码表中没有）",
        ),
        (
            "sheet 收入 (2), cell B7: struck text, left out: 12: 30",
            "工作表“收入 (2)” B7 单元格：划掉的文字，未采用：12: 30",
        ),
        ("sheet 支出: a picture, not read", "工作表“支出”：图片，未予读取"),
        ("3 pictures in a table, not read: 图1、图2", "表中的 3 幅图片，未予读取：图1、图2"),
        ("a formula without a saved result: =SUM(B2:B9)", "公式没有保存计算结果：=SUM(B2:B9)"),
        ("一般公共预算/本年数, above numbers", "一般公共预算/本年数（其下有数字）"),
        ("公务车运行费 (21.56万元)", "公务车运行费 (21.56万元)"),
        ("12 34.50", "12 34.50"),
    ],
)
def test_a_remark_keeps_what_is_printed(text: str, chinese: str) -> None:
    assert remark(text, zh=True) == chinese
    assert remark(text, zh=False) == text


def test_a_kind_that_has_no_word_yet_is_shown_as_it_is() -> None:
    assert (kind_of("amount", zh=True), kind_of("amount", zh=False)) == ("金额", "amount")
    assert kind_of("something new", zh=True) == "something new"
