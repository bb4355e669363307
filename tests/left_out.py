"""A small budget of an invented unit, for tests of what files hold and do not print, or print and cannot be read."""

import base64
from pathlib import Path
from typing import Any

from invented import LISTS

from yusuan.conversion import Conversion
from yusuan.pipeline import convert
from yusuan.reading.document import Document, Grid
from yusuan.reading.formats import read_document
from yusuan.sources import Source

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TITLES = ("云岭县水务局2024年部门预算", "一般公共预算支出表", "单位：元")
HEADER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
BODY = (
    ("", "合计", "700.00", "200.00", "500.00"),
    ("208", "社会保障和就业支出", "200.00", "200.00", "0.00"),
    ("20805", "行政事业单位养老支出", "200.00", "200.00", "0.00"),
    ("210", "卫生健康支出", "500.00", "0.00", "500.00"),
    ("21015", "医疗保障管理事务", "500.00", "0.00", "500.00"),
)
Rows = list[list[Any]]


def rows() -> Rows:
    return [list(row) for row in (HEADER, *BODY)]


def converted(path: Path) -> Conversion:
    return convert(read_document(path), Source(id="yunling-water-2024", path=path), LISTS)


def told(document: Document) -> list[tuple[str, int | None]]:
    return [(doubt.text, doubt.location.line) for doubt in document.doubts]


def grid(document: Document) -> list[list[str]]:
    return next([[cell.text for cell in row] for row in b.rows] for b in document.blocks if isinstance(b, Grid))


def assert_undisturbed(conversion: Conversion, amounts: int = 15) -> None:
    """All amounts of the table have their keys, and nothing is said against them."""
    assert [cell.key is not None for cell in conversion.cells] == [True] * amounts
    assert not [found for found in conversion.findings if found.severity != "note"]
