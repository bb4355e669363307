"""All files of one disclosure's package, as bytes. Pure: nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yusuan.conversion import Conversion
from yusuan.publishing.coverage import coverage
from yusuan.publishing.csvw import csvw_files
from yusuan.publishing.descriptor import LICENSE, PackageTitle, descriptor
from yusuan.publishing.pretty_json import pretty_json
from yusuan.publishing.rdf.iris import Base, base_at
from yusuan.publishing.readme import readme
from yusuan.publishing.resource import Resource, csv_bytes, json_bytes
from yusuan.publishing.resources import resources
from yusuan.publishing.used_codelists import concept_of

_TOOL = "Yusuan"


def has_twin(resource: Resource) -> bool:
    """Whether the resource is published as JSON too: those directly in ``data/`` are."""
    return resource.path.count("/") == 1


def resource_files(tables: tuple[Resource, ...]) -> dict[str, bytes]:
    """The CSV of each resource, and the JSON of those that have a twin, by path."""
    files = {resource.path: csv_bytes(resource) for resource in tables}
    twins = {
        resource.path.removesuffix(".csv") + ".json": json_bytes(resource) for resource in tables if has_twin(resource)
    }
    return files | twins


def fiscal_period(first: str, last: str) -> dict[str, str]:
    """The calendar years ``first`` to ``last`` as dates; China's fiscal year is the calendar year."""
    return {"start": f"{first}-01-01", "end": f"{last}-12-31"}


def _places(conversion: Conversion) -> tuple[str, str]:
    """Where in the document the amounts were read, in Chinese and in English."""
    found = (
        ("各表", "tables", True),
        ("绩效目标表", "performance target forms", bool(conversion.forms)),
        ("文字说明", "narrative", bool(conversion.statements)),
    )
    names = [(zh, en) for zh, en, is_there in found if is_there]
    english = [en for _, en in names]
    joined = ", ".join(english[:-1]) + " and " + english[-1] if len(english) > 1 else english[0]
    return "、".join(zh for zh, _ in names), joined


def _title(conversion: Conversion, base: Base) -> PackageTitle:
    disclosure = conversion.disclosure
    year, name = disclosure.fiscal_year, disclosure.organization.label_zh
    phase = concept_of(conversion.codelists, "phase", disclosure.phase)
    title_en = f"{disclosure.organization.label_en or name}: {phase.label_en.lower() or disclosure.phase}, {year}"
    places_zh, places_en = _places(conversion)
    description = (
        f"{name}{year}年{phase.label_zh}公开文件{places_zh}中的全部金额，单位：元；每个金额都可追溯到其印刷位置。\n\n"
        f"Every amount in the {places_en} of the budget disclosure of {name} for {year}, in yuan, "
        "each traced to where it is printed."
    )
    document = conversion.document
    properties: dict[str, Any] = {
        "countryCode": "CN",
        **({"regionCode": disclosure.division} if disclosure.division else {}),
        "fiscalPeriod": fiscal_period(year, year),
        "granularity": "aggregated",
        "yusuan:organization": disclosure.organization.code,
        "yusuan:scope": disclosure.scope,
        "yusuan:phase": disclosure.phase,
        "yusuan:coverage": coverage(conversion).values(),
        "licenses": [LICENSE],
        "sources": [
            {
                "title": disclosure.title or document.name,
                "path": f"source/{document.name}",
                "yusuan:mediatype": document.media_type,
                "yusuan:bytes": document.size,
                "yusuan:sha256": document.sha256,
            }
        ],
        "contributors": [
            {"title": name, "roles": ["creator"]},
            {"title": _TOOL, "path": base.url, "roles": ["publisher"]},
        ],
    }
    return PackageTitle(
        disclosure.disclosure_id,
        base.disclosure(disclosure.disclosure_id),
        disclosure.title or f"{name}{year}年{phase.label_zh}",
        title_en,
        description,
        properties,
    )


def package_files(conversion: Conversion, site_url: str, extra: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Every generated file of a disclosure's package by path, ``datapackage.json`` among them.

    ``extra`` are files made elsewhere (RDF), by path in the package; they are listed in the descriptor.

    Raises:
        InputError: ``site_url`` cannot be the base of IRIs.
    """
    base = base_at(site_url)
    tables = resources(conversion)
    title = _title(conversion, base)
    files = resource_files(tables) | dict(extra or {})
    files["README.md"] = readme(conversion, title, tables, files).encode()
    files |= csvw_files(tables, base, conversion.disclosure.disclosure_id)
    files["datapackage.json"] = (pretty_json(descriptor(base, title, tables, files)) + "\n").encode()
    return dict(sorted(files.items()))
