"""What the CSVW metadata beside published CSV files must hold, as far as a processor would refuse it otherwise."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from yusuan.checking.published import PublishedPackage
from yusuan.publishing.csvw import CONTEXT, METADATA_SUFFIX

_TEMPLATES = ("aboutUrl", "propertyUrl", "valueUrl")
_VARIABLE = re.compile(r"\{[#?&/.;+]?([^}]*)\}")
_ROW_VARIABLES = {"_row", "_sourceRow", "_name", "_column", "_sourceColumn"}


def csvw_metadata_files(package: PublishedPackage) -> list[Path]:
    """The CSVW metadata of a package, in order."""
    return sorted((package.folder / "data").rglob(f"*{METADATA_SUFFIX}"))


def csvw_problems(path: Path) -> Iterator[str]:
    """What is wrong with one file of metadata: no JSON, no CSVW, or columns and keys that its tables do not have."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        yield f"{path.name}: cannot be read as JSON ({' '.join(str(error).split())})"
        return
    if not isinstance(found, dict) or found.get("@context") != CONTEXT:
        yield f"{path.name}: is no CSVW: its @context is not {CONTEXT}"
        return
    tables = found.get("tables", [found])
    headed = bool(found.get("dialect", {}).get("header", True))
    for table in tables:
        yield from (f"{path.name}: {problem}" for problem in _table_problems(path, table, headed))


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def _titles(column: Mapping[str, Any]) -> list[str]:
    """The headers that a column may have; none where any will do."""
    titles = column.get("titles", ())
    if isinstance(titles, dict):
        return [str(title) for title in titles.values()]
    return [titles] if isinstance(titles, str) else list(titles)


def _table_problems(path: Path, table: Mapping[str, Any], headed: bool) -> Iterator[str]:
    """One table: its file is there, has the columns described, and keys and templates name some of them."""
    target = path.parent / unquote(str(table.get("url", "")))
    if not table.get("url") or not target.is_file():
        yield f"the table at {table.get('url')!r} is not there"
        return
    schema = table["tableSchema"]
    columns = [column for column in schema["columns"] if not column.get("virtual")]
    if schema["columns"][: len(columns)] != columns:
        yield f"{target.name}: a virtual column stands before one of the file"
    header = _header(target)
    if headed and len(header) != len(columns):
        yield f"{target.name}: has {len(header)} columns, {len(columns)} are described"
    elif headed:
        for text, column in zip(header, columns, strict=True):
            if _titles(column) and text not in _titles(column):
                yield f"{target.name}: column {text} is described as {_titles(column)[0]}"
    yield from (f"{target.name}: {problem}" for problem in _name_problems(schema))


def _name_problems(schema: Mapping[str, Any]) -> Iterator[str]:
    """Names that stand twice, and names in keys and templates that no column has."""
    names = [column["name"] for column in schema["columns"] if "name" in column]
    if len(names) != len(set(names)):
        yield "two columns have one name"
    key = schema.get("primaryKey", [])
    used = [key] if isinstance(key, str) else list(key)
    for foreign in schema.get("foreignKeys", ()):
        used += foreign["columnReference"]
    for holder in (schema, *schema["columns"]):
        for template in (holder.get(name, "") for name in _TEMPLATES):
            used += (name for found in _VARIABLE.findall(template) for name in found.split(","))
    for name in dict.fromkeys(used):
        if name not in names and name not in _ROW_VARIABLES:
            yield f"{name} names no column"
