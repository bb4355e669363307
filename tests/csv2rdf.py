"""Just enough of the W3C conversion of CSV to RDF, minimal mode, to read our own metadata; none of our code is used."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from graphs import Term, Triple

XSD = "http://www.w3.org/2001/XMLSchema#"
Variables = dict[str, str | None]


def expand(template: str, variables: Variables) -> str:
    """Simple expansion of RFC 6570: UTF-8 percent-encoding of all but unreserved characters; null is nothing."""

    def value(found: re.Match[str]) -> str:
        return quote(variables[found.group(1)] or "", safe="-._~")

    return re.sub(r"\{([A-Za-z0-9_]+)\}", value, template)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def _object(column: dict[str, Any], variables: Variables) -> Iterator[Term]:
    text = variables.get(column.get("name", ""))
    if text is None and not column.get("virtual"):
        return
    if "valueUrl" in column:
        yield "iri", expand(column["valueUrl"], variables)
        return
    assert text is not None, "a virtual column without valueUrl says nothing"
    datatype = column.get("datatype", "string")
    base = datatype if isinstance(datatype, str) else datatype["base"]
    language = column.get("lang", "") if base == "string" else ""
    for part in text.split(column["separator"]) if "separator" in column else (text,):
        yield "literal", part, language, "" if language else XSD + base


def _table(table: dict[str, Any], folder: Path) -> Iterator[Triple]:
    schema = table["tableSchema"]
    columns = schema["columns"]
    real = [column for column in columns if not column.get("virtual")]
    header, *rows = _rows(folder / table["url"])
    titles = [column["titles"] if isinstance(column["titles"], str) else column["titles"]["und"] for column in real]
    assert titles == header
    for row in rows:
        variables: Variables = {
            column["name"]: None if text in column.get("null", [""]) else text
            for column, text in zip(real, row, strict=True)
            if "name" in column
        }
        for column in columns:
            if not column.get("suppressOutput"):
                for thing in _object(column, variables):
                    about, predicate = (expand(t, variables) for t in (schema["aboutUrl"], column["propertyUrl"]))
                    yield ("iri", about), ("iri", predicate), thing


def triples(metadata: bytes, folder: Path) -> set[Triple]:
    """The triples that the metadata makes of the tables, which lie in ``folder``."""
    described = json.loads(metadata)
    tables = described.get("tables", [described])
    return {triple for table in tables if not table.get("suppressOutput") for triple in _table(table, folder)}
