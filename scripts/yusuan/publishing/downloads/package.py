"""What is made of each package besides its files: which downloads, under which names, from which tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yusuan.publishing.downloads.archive import archive
from yusuan.publishing.downloads.parquet import parquet
from yusuan.publishing.downloads.workbook import Sheet, workbook
from yusuan.publishing.pages.model import Language, Package

PARQUET_TABLES = ("facts", "cells")
"""The tables that are given as Parquet too."""
_CODELISTS = "codelist_"
_LISTED = {"name": "codelist", "type": "string"}


def package_downloads(
    package: Package, files: Mapping[str, bytes], cited: Mapping[Language, str], address: str
) -> Iterator[tuple[str, bytes]]:
    """The downloads of a disclosure: path in its folder and content, one at a time.

    ``files`` are those of the package by path, ``cited`` how to cite it by language, ``address`` its page.
    """
    sheets = tuple(_sheets(package))
    yield f"{package.name}.xlsx", workbook(package.title("zh"), _about(package, cited, address), sheets)
    for name in PARQUET_TABLES:
        fields = _fields(package, name)
        if fields:
            yield f"data/{name}.parquet", parquet(fields, package.table(name))
    yield f"{package.name}.zip", archive(package.name, files)


def _resources(package: Package) -> Mapping[str, Mapping[str, Any]]:
    return {resource["name"]: resource for resource in package.descriptor["resources"]}


def _fields(package: Package, name: str) -> list[Mapping[str, Any]]:
    return list(_resources(package).get(name, {}).get("schema", {}).get("fields", ()))


def _titles(resource: Mapping[str, Any]) -> tuple[str, str]:
    return str(resource.get("title", "")), str(resource.get("yusuan:titleEn", ""))


def _sheets(package: Package) -> Iterator[Sheet]:
    """Every table with a header, the code lists in one sheet, the tables as printed."""
    resources = _resources(package)
    for name in package.rows:
        if not name.startswith(_CODELISTS):
            yield Sheet(name, _titles(resources[name]), _fields(package, name), package.table(name))
    codelists = [name for name in package.rows if name.startswith(_CODELISTS)]
    if codelists:
        rows = [{"codelist": n.removeprefix(_CODELISTS), **row} for n in codelists for row in package.table(n)]
        fields = [_LISTED, *_fields(package, codelists[0])]
        yield Sheet("codelists", ("所用代码表", "The code lists used"), fields, rows)
    for name, printed in package.printed.items():
        numbered = [{str(column): text for column, text in enumerate(row, start=1)} for row in printed]
        yield Sheet(name, _titles(resources.get(f"printed-{name}", {})), (), numbered)


def _about(package: Package, cited: Mapping[Language, str], address: str) -> Iterator[tuple[str, str]]:
    chinese, _, english = str(package.descriptor.get("description") or "").partition("\n\n")
    yield "标题", package.title("zh")
    yield "Title", package.title("en")
    yield "说明", chinese
    yield "About", english
    yield (
        "单位",
        "金额单位：元。facts 一表合计与明细同在，相加前须筛选；expenditure_by_… 与 revenue 各表之和等于总额。",
    )
    yield (
        "Units",
        "Amounts are in yuan. The sheet facts holds totals beside their parts: filter before you add up, or take the "
        "sheets expenditure_by_… and revenue, which sum to the total. Codes are text.",
    )
    yield "网址 Address", address
    yield "版本 Version", str(package.descriptor.get("version", ""))
    for licence in package.descriptor.get("licenses") or ():
        yield "许可 Licence", " ".join(str(licence[key]) for key in ("title", "path") if licence.get(key))
    yield "引用", cited["zh"]
    yield "How to cite", cited["en"]
