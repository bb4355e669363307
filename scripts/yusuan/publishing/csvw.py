"""CSV on the Web: metadata beside each CSV, by which any CSVW processor reads, checks and converts it to RDF.

``<name>.csv-metadata.json`` lies where CSVW looks for it. In minimal mode the metadata of ``facts.csv`` makes the
triples that ``rdf/facts.ttl`` has of each observation, but for :data:`yusuan.publishing.csvw_terms.UNDERIVED`. Tables
as printed have no names of columns; one ``csv-metadata.json`` for their folder, the second place where CSVW looks,
says that they have no header.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from yusuan.publishing.csvw_terms import ColumnTerm, Meaning, meaning_of
from yusuan.publishing.pretty_json import pretty_json
from yusuan.publishing.rdf.iris import LICENSE, Base
from yusuan.publishing.resource import Resource

METADATA_SUFFIX = "-metadata.json"
"""What CSVW adds to the name of a CSV for the name of its metadata."""

MEDIA_TYPE = "application/csvm+json"

CONTEXT = "http://www.w3.org/ns/csvw"
DIALECT = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\n"],
    "header": True,
    "commentPrefix": None,
    "trim": False,
}
"""Said outright: where the recommendation gives two defaults (comments, trimming), processors differ."""

_DATATYPES = {"string": "string", "number": "decimal", "integer": "integer", "boolean": "boolean"}
_SEPARATORS = {"alt_labels": "|", "hidden_labels": "|"}
_LANGUAGES = ("zh", "en")


def csvw_metadata(resource: Resource, meaning: Meaning | None = None, tables: Iterable[Resource] = ()) -> bytes:
    """The metadata of one CSV that has a header.

    ``meaning`` is what it says in RDF; without it nothing is converted. ``tables`` are the other tables of the
    package: those that the foreign keys name are described too, as far as the keys need it, and not converted.
    """
    others = {table.name: table for table in tables}
    described = [_table(resource, meaning, others)]
    if meaning:
        described += [_reading(resource, meaning.about, reading) for reading in meaning.readings]
    described += [_referenced(resource, others[name]) for name in _referenced_names(resource, others)]
    return _document({**described[0], "dialect": DIALECT} if len(described) == 1 else _group(described, DIALECT))


def csvw_files(tables: tuple[Resource, ...], base: Base, disclosure_id: str = "") -> dict[str, bytes]:
    """The metadata of every table of a package, by path; ``disclosure_id`` as for :func:`meaning_of`."""
    files = {
        table.path + METADATA_SUFFIX: csvw_metadata(table, meaning_of(table, base, disclosure_id), tables)
        for table in tables
        if table.header
    }
    printed: dict[str, list[Resource]] = {}
    for table in tables:
        if not table.header:
            printed.setdefault(posixpath.dirname(table.path), []).append(table)
    return files | {f"{folder}/csv{METADATA_SUFFIX}": _headerless(found) for folder, found in printed.items()}


def _document(described: Mapping[str, Any]) -> bytes:
    return (pretty_json({"@context": CONTEXT, **described}) + "\n").encode()


def _group(tables: list[dict[str, Any]], dialect: Mapping[str, Any]) -> dict[str, Any]:
    return {"@type": "TableGroup", "dialect": dialect, "tables": tables}


def _url(resource: Resource, seen_from: Resource) -> str:
    return quote(posixpath.relpath(resource.path, posixpath.dirname(seen_from.path)))


def _both(zh: str, en: str) -> list[dict[str, str]]:
    texts = zip((zh, en), _LANGUAGES, strict=True)
    return [{"@value": text, "@language": language} for text, language in texts if text]


def _table(resource: Resource, meaning: Meaning | None, others: Mapping[str, Resource]) -> dict[str, Any]:
    schema = resource.schema
    columns = [_column(column, meaning.columns.get(column["name"]) if meaning else None) for column in schema["fields"]]
    keys = [*_foreign_keys(resource, others)]
    return {
        "@type": "Table",
        "url": _url(resource, resource),
        "dc:title": _both(resource.title_zh, resource.title_en),
        "dc:description": _both(schema.get("yusuan:descriptionZh", ""), schema.get("description", "")),
        "dc:license": {"@id": LICENSE},
        **({} if meaning else {"suppressOutput": True}),
        "tableSchema": {
            **({"aboutUrl": meaning.about} if meaning else {}),
            "columns": [*columns, *_virtual(meaning)],
            **({"primaryKey": schema["primaryKey"]} if "primaryKey" in schema else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _column(column: Mapping[str, Any], term: ColumnTerm | None) -> dict[str, Any]:
    name, constraints = column["name"], column.get("constraints", {})
    separator = _SEPARATORS.get(name) or (";" if name.endswith("_ids") else "")
    language = name.rpartition("_")[2] if name.rpartition("_")[2] in _LANGUAGES else ""
    titles = {"zh": column.get("title", ""), "en": column.get("yusuan:titleEn", "")}
    return {
        "name": name,
        # The header has the name, which is in no language; titles are what a person reads.
        "titles": {"und": name} | {code: title for code, title in titles.items() if title},
        "datatype": _datatype(column["type"], constraints),
        **({"required": True} if constraints.get("required") else {}),
        **({"lang": language} if language else {}),
        **({"separator": separator} if separator else {}),
        **_output(term),
    }


def _datatype(kind: str, constraints: Mapping[str, Any]) -> str | dict[str, Any]:
    """The datatype with what a Table Schema asks of the values."""
    limits = {
        name: constraints[name] for name in ("minimum", "maximum", "minLength", "maxLength") if name in constraints
    }
    if "pattern" in constraints:
        limits["format"] = constraints["pattern"]
    elif "enum" in constraints:
        limits["format"] = f"^({'|'.join(map(re.escape, constraints['enum']))})$"
    return {"base": _DATATYPES[kind], **limits} if limits else _DATATYPES[kind]


def _output(term: ColumnTerm | None) -> dict[str, Any]:
    if term is None:
        return {"suppressOutput": True}
    null = {"null": list(term.null)} if term.null else {}
    return {**null, "propertyUrl": term.property, **({"valueUrl": term.value} if term.value else {})}


def _virtual(meaning: Meaning | None) -> Iterator[dict[str, Any]]:
    for name, term in (meaning.constants if meaning else {}).items():
        yield {"name": name, "virtual": True, **_output(term)}


def _reading(resource: Resource, about: str, terms: Mapping[str, ColumnTerm]) -> dict[str, Any]:
    """The same CSV once more, only for what it says in RDF of a few columns; only those need a name."""
    columns = [
        {**_titled(name, name in terms or f"{{{name}}}" in about), **_output(terms.get(name))}
        for name in resource.fields
    ]
    return {
        "@type": "Table",
        "url": _url(resource, resource),
        "dc:description": _both(
            f"同一表的另一种读法，只用于转换为 RDF：{'、'.join(terms)}。",
            f"The same table read once more, only for its conversion to RDF: {', '.join(terms)}.",
        ),
        "tableSchema": {"aboutUrl": about, "columns": columns},
    }


def _targets(resource: Resource) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The foreign keys, each with the name of the table that it refers to.

    Only those that no cell may be without: the recommendation asks of every row that it refers to another, and strict
    validators take an empty cell for an error. Empty ones are checked by the Table Schema.
    """
    required = {c["name"] for c in resource.schema["fields"] if c.get("constraints", {}).get("required")}
    for key in resource.schema.get("foreignKeys", ()):
        if required.issuperset(key["fields"]):
            yield key, key["reference"]["resource"] or resource.name


def _foreign_keys(resource: Resource, others: Mapping[str, Resource]) -> Iterator[dict[str, Any]]:
    for key, name in _targets(resource):
        target = resource if name == resource.name else others.get(name)
        if target is not None:
            reference = {"resource": _url(target, resource), "columnReference": key["reference"]["fields"]}
            yield {"columnReference": key["fields"], "reference": reference}


def _referenced_names(resource: Resource, others: Mapping[str, Resource]) -> list[str]:
    return sorted({name for _, name in _targets(resource) if name != resource.name and name in others})


def _referenced(resource: Resource, target: Resource) -> dict[str, Any]:
    """What a foreign key needs of the table it refers to."""
    keys = {name for key, found in _targets(resource) if found == target.name for name in key["reference"]["fields"]}
    schema = {"columns": [_titled(name, name in keys) for name in target.fields]}
    return {"@type": "Table", "url": _url(target, resource), "suppressOutput": True, "tableSchema": schema}


def _titled(name: str, is_named: bool) -> dict[str, str]:
    """A column whose header is its name; a name alone is not compared with the header."""
    return {"name": name, "titles": name} if is_named else {"titles": name}


def _headerless(tables: list[Resource]) -> bytes:
    described = [
        {
            "@type": "Table",
            "url": _url(table, tables[0]),
            "dc:title": _both(table.title_zh, table.title_en),
            "suppressOutput": True,
            "tableSchema": {"columns": [{"name": name} for name in table.fields]},
        }
        for table in tables
    ]
    return _document(_group(described, DIALECT | {"header": False, "headerRowCount": 0}))
