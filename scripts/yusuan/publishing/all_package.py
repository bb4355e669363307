"""``datapackage/all/``: the facts and tables of every disclosure in one file each, and the list of disclosures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.facts.fact import Status
from yusuan.publishing.descriptor import LICENSE, PackageTitle, descriptor
from yusuan.publishing.iris import base_at
from yusuan.publishing.package import fiscal_period, resource_files
from yusuan.publishing.pretty_json import pretty_json
from yusuan.publishing.resource import Resource, Value, amount_text
from yusuan.publishing.resources import facts, tables
from yusuan.publishing.schemas import table_schema
from yusuan.publishing.totals import headline_total
from yusuan.publishing.used_codelists import LISTS, OWN, codelist_resource, concept_of, used_codes, used_concepts

NAME = "all"
_NOT_MERGED = {*OWN, "binding"}
"""Code lists that are left out: those of one disclosure each, and that of cells."""


def disclosures(conversions: Iterable[Conversion]) -> Resource:
    """``disclosures``: one row per disclosure, with its totals and counts."""

    def row(conversion: Conversion) -> tuple[Value, ...]:
        disclosure = conversion.disclosure
        divisions = conversion.codelists.get("divisions", Codelist("divisions", {}))
        code = disclosure.division
        division = concept_of({"divisions": divisions}, "divisions", code) if code else None
        province = [*([code] if code in divisions else []), *divisions.ancestors(code)][-1:]
        statuses = Counter(fact.status for fact in conversion.facts)
        return (
            disclosure.disclosure_id,
            disclosure.organization.code,
            disclosure.organization.label_zh,
            code,
            division.label_zh if division else None,
            division.label_en if division else None,
            divisions[province[0]].label_zh if province else None,
            disclosure.fiscal_year,
            disclosure.phase,
            disclosure.scope,
            headline_total(conversion, "expenditure"),
            headline_total(conversion, "revenue"),
            len(disclosure.tables),
            len(conversion.cells),
            len(conversion.facts),
            sum(cell.key is None for cell in conversion.cells),
            *(statuses[status] for status in Status),
        )

    schema = table_schema("disclosures")
    rows = tuple(row(conversion) for conversion in conversions)
    return Resource("disclosures", "data/disclosures.csv", schema["title"], schema["yusuan:titleEn"], schema, rows)


def _together(conversions: Sequence[Conversion], parts: Sequence[Resource]) -> Resource:
    """The same resource of every disclosure as one, with a leading column that says whose each row is."""
    first = dict(table_schema(parts[0].name) if parts else {})
    leading = dict(table_schema("disclosures")["fields"][0])
    leading["constraints"] = {"required": True}
    lists = {f"codelist_{name}" for name in _NOT_MERGED}
    first["fields"] = [leading, *({**column, "constraints": _not_unique(column)} for column in first["fields"])]
    first["primaryKey"] = ["disclosure", *first["primaryKey"]]
    first["uniqueKeys"] = [["disclosure", *key] for key in first.get("uniqueKeys", ())]
    first["foreignKeys"] = [
        {"fields": ["disclosure"], "reference": {"resource": "disclosures", "fields": ["disclosure"]}},
        *(key for key in first.get("foreignKeys", ()) if key["reference"]["resource"] not in lists),
    ]
    rows = tuple(
        (conversion.disclosure.disclosure_id, *row)
        for conversion, part in zip(conversions, parts, strict=True)
        for row in part.rows
    )
    return replace(parts[0], schema=first, rows=rows)


def _not_unique(column: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in column.get("constraints", {}).items() if name != "unique"}


def _tables_together(conversions: Sequence[Conversion]) -> Resource:
    """``tables`` of every disclosure; the path of a table as printed starts at the folder of all packages."""
    parts = [
        replace(
            part,
            rows=tuple((*row[:-1], f"{conversion.disclosure.disclosure_id}/{row[-1]}") for row in part.rows),
        )
        for conversion in conversions
        for part in (tables(conversion),)
    ]
    return _together(conversions, parts)


def _codelists(conversions: Sequence[Conversion]) -> Iterable[Resource]:
    used = [used_codes(conversion) for conversion in conversions]
    for name in LISTS:
        if name not in _NOT_MERGED:
            merged = {
                concept.code: concept
                for conversion, codes in zip(reversed(conversions), reversed(used), strict=True)
                for concept in used_concepts(conversion.codelists, name, codes[name])
            }
            # A code that one disclosure alone knows by name keeps that name, in the order of the shared list.
            lists = {name: Codelist(name, merged)} | dict(conversions[0].codelists)
            order = {code: n for n, code in enumerate(lists.get(LISTS[name], lists[name]).concepts)}
            concepts = sorted(merged.values(), key=lambda c: (order.get(c.code, len(order)), c.code))
            yield codelist_resource(name, concepts)


def _readme(listed: Resource, iri: str) -> str:
    rows = "\n".join(
        f"| [{row[0]}](../{row[0]}/README.md) | {row[2]} | {row[6] or '—'} | {row[7]} | "
        f"{'—' if row[10] is None else amount_text(row[10])} | {row[14]} |"  # type: ignore[arg-type]
        for row in listed.rows
    )
    return (
        "# 全部公开文件 All disclosures\n\n"
        "`data/facts.csv` 汇集各数据包的事实表，`data/tables.csv` 汇集表目录，`data/disclosures.csv` 为公开文件目录。"
        "合计与明细同在一表，相加前须筛选。\n\n"
        "`data/facts.csv` holds the facts of every package, `data/tables.csv` their tables, `data/disclosures.csv` the "
        "disclosures. Totals stand beside their parts: filter before adding.\n\n"
        "| 编号 Id | 单位 Organization | 省份 Province | 年度 Year | 支出 Expenditure (元 yuan) | 事实 Facts |\n"
        f"| --- | --- | --- | --- | --- | --- |\n{rows}\n\n"
        f"引用 How to cite: <{iri}>, CC BY 4.0.\n"
    )


def all_files(conversions: Sequence[Conversion], site_url: str) -> dict[str, bytes]:
    """Every file of the package over all disclosures, by path. At least one conversion is needed."""
    base = base_at(site_url)
    found = sorted(conversions, key=lambda conversion: conversion.disclosure.disclosure_id)
    years = sorted(conversion.disclosure.fiscal_year for conversion in found)
    listed = disclosures(found)
    resources = (
        listed,
        _together(found, [facts(conversion) for conversion in found]),
        _tables_together(found),
        *_codelists(found),
    )
    iri = f"{base.url}{NAME}/"
    title = PackageTitle(
        NAME,
        iri,
        "全部公开文件的事实",
        "The facts of all disclosures",
        "全部公开文件的事实与表目录。\n\nThe facts and tables of every disclosure in one place.",
        {
            "countryCode": "CN",
            "fiscalPeriod": fiscal_period(years[0], years[-1]),
            "granularity": "aggregated",
            "licenses": [LICENSE],
            "contributors": [{"title": "Yusuan", "path": base.url, "roles": ["publisher"]}],
        },
    )
    files = resource_files(resources)
    files["README.md"] = _readme(listed, iri).encode()
    files["datapackage.json"] = (pretty_json(descriptor(base, title, resources, files)) + "\n").encode()
    return dict(sorted(files.items()))
