"""``datapackage.json``: what every package says about itself and its files.

Written by hand in a fixed order of keys: frictionless, when it writes, falls back to version 1 and adds counts that
no standard knows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from yusuan.publishing.csvw import MEDIA_TYPE, METADATA_SUFFIX
from yusuan.publishing.rdf.iris import Base
from yusuan.publishing.resource import Resource
from yusuan.publishing.schemas import column_types

LAYOUT = "1.1.0"
"""Version of the layout of packages: files, columns, meaning. It changes with the contract, not with the converter."""

PROFILE = "fiscal-data-package"
PLAIN_PROFILE = "data-package"

LICENSE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}

DIALECT = {"delimiter": ",", "lineTerminator": "\n"}
"""Said outright, for readers guess: a column of ``1;2;3`` is taken for three columns otherwise."""

PRINTED_DIALECT = {"header": False, **DIALECT, "skipBlankRows": True}
"""Blank rows are part of a table as printed; frictionless calls them an error unless told to skip them."""

_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "nt": "application/n-triples",
    "ttl": "text/turtle",
    "txt": "text/plain",
}


@dataclass(frozen=True, slots=True)
class PackageTitle:
    """Who the package is: its name (a slug), IRI, titles and description, and further root properties in order."""

    name: str
    iri: str
    title_zh: str
    title_en: str
    description: str
    properties: Mapping[str, Any] = field(default_factory=dict)


def profile_url(base: Base, name: str) -> str:
    """Where a profile is served: the same path on the site as in the project."""
    return f"{base.url}schemas/profiles/{name}.json"


def _integrity(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _table_entry(resource: Resource, files: Mapping[str, bytes]) -> dict[str, Any]:
    schema = dict(resource.schema)
    schema.pop("title")
    schema.pop("yusuan:titleEn")
    description = {key: schema.pop(key) for key in ("description", "yusuan:descriptionZh")}
    # A grid with no text at all has no rows to be read as a table; listed as CSV, it would be read as one all the same.
    is_table = resource.header or any(any(row) for row in resource.rows)
    entry: dict[str, Any] = {
        "name": resource.name,
        **({"type": "table"} if is_table else {}),
        "path": resource.path,
        "title": resource.title_zh,
        "yusuan:titleEn": resource.title_en,
        **description,
        "format": "csv" if is_table else "txt",
        "mediatype": "text/csv" if is_table else "text/plain",
        "encoding": "utf-8",
        **_integrity(files[resource.path]),
    }
    twin = resource.path.removesuffix(".csv") + ".json"
    if twin in files:
        entry["yusuan:json"] = {"path": twin, "mediatype": "application/json", **_integrity(files[twin])}
    if is_table:
        entry |= {"dialect": DIALECT if resource.header else PRINTED_DIALECT, "schema": schema}
    return entry


def _file_entry(path: str, content: bytes) -> dict[str, Any]:
    suffix = PurePosixPath(path).suffix.removeprefix(".")
    media_type = _MEDIA_TYPES.get(suffix, "application/octet-stream")
    return {
        "name": path.lower().replace("/", "-"),
        "path": path,
        "format": suffix,
        "mediatype": MEDIA_TYPE if path.endswith(METADATA_SUFFIX) else media_type,
        "encoding": "utf-8",
        **_integrity(content),
    }


def _used_types(resources: Iterable[Resource]) -> set[str]:
    return {
        column["columnType"]
        for resource in resources
        for column in (*resource.schema["fields"], *resource.schema.get("extraFields", ()))
    }


def descriptor(
    base: Base,
    title: PackageTitle,
    resources: Iterable[Resource],
    files: Mapping[str, bytes],
    *,
    profile: str = PROFILE,
) -> dict[str, Any]:
    """The descriptor of a package as JSON values.

    ``files`` holds the bytes of every file by path; those of no resource (RDF) are listed as plain files, except the
    JSON twins, which their CSV names, and the README.
    """
    tables = tuple(resources)
    listed = {resource.path for resource in tables}
    listed |= {path.removesuffix(".csv") + ".json" for path in listed} | {"README.md", "datapackage.json"}
    return {
        "$schema": profile_url(base, profile),
        "name": title.name,
        "id": title.iri,
        "title": title.title_zh,
        "yusuan:titleEn": title.title_en,
        "description": title.description,
        "version": LAYOUT,
        "homepage": title.iri,
        **title.properties,
        "columnTypes": column_types(_used_types(tables)),
        "resources": [
            *(_table_entry(resource, files) for resource in tables),
            *(_file_entry(path, files[path]) for path in sorted(files) if path not in listed),
        ],
    }
