"""The published contract: Table Schemas, column types and profiles under ``schemas/``, read once."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from yusuan.publishing.resource import Resource, Value

SCHEMAS = Path(__file__).parents[3] / "schemas"
"""The folder of the contract: code lists, Table Schemas, profiles."""


@cache
def _contract(path: str) -> Any:
    return json.loads((SCHEMAS / path).read_text(encoding="utf-8"))


def table_schema(name: str) -> dict[str, Any]:
    """The Table Schema ``schemas/tables/<name>.json``, as a copy of the caller's own."""
    schema: dict[str, Any] = copy.deepcopy(_contract(f"tables/{name}.json"))
    return schema


def table_schemas() -> dict[str, dict[str, Any]]:
    """Every Table Schema by name, in alphabetical order: what the data dictionary shows."""
    return {path.stem: table_schema(path.stem) for path in sorted((SCHEMAS / "tables").glob("*.json"))}


def data_resource(name: str, rows: tuple[tuple[Value, ...], ...]) -> Resource:
    """Rows under the Table Schema of that name, published at ``data/<name>.csv``."""
    schema = table_schema(name)
    return Resource(name, f"data/{name}.csv", schema["title"], schema["yusuan:titleEn"], schema, rows)


def printed_schema(width: int) -> dict[str, Any]:
    """The Table Schema of a table as printed: ``width`` text fields ``c1`` … ``cN``."""
    schema = table_schema("printed")
    (first,) = schema["fields"]
    schema["fields"] = [
        {**first, "name": f"c{n}", "title": f"第{n}列", "yusuan:titleEn": f"Column {n}"} for n in range(1, width + 1)
    ]
    for field in schema["fields"]:  # said once for the table, not once a column
        del field["description"], field["yusuan:descriptionZh"]
    return schema


def profile(name: str) -> Mapping[str, Any]:
    """The JSON Schema ``schemas/profiles/<name>.json``."""
    found: Mapping[str, Any] = _contract(f"profiles/{name}.json")
    return found


def column_types(used: set[str]) -> list[dict[str, Any]]:
    """The definitions of our own Fiscal Data Package column types that ``used`` names, in the order of the contract.

    A name that is longer than a definition inherits from it (``yusuan:codelist:label:en``), as the specification says.
    """
    return [
        dict(kind)
        for kind in _contract("profiles/column-types.json")
        if any(name == kind["name"] or name.startswith(kind["name"] + ":") for name in used)
    ]
