"""``datapackage/all/``: the facts, tables, projects and findings of every disclosure in one file each, and the list of
disclosures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.facts.fact import Status
from yusuan.publishing.csvw import csvw_files
from yusuan.publishing.descriptor import LICENSE, PackageTitle, descriptor
from yusuan.publishing.finding_resource import SEVERITIES, findings
from yusuan.publishing.package import fiscal_period, resource_files
from yusuan.publishing.pretty_json import pretty_json
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.resource import Resource, Value, amount_text
from yusuan.publishing.resources import facts, headline_amount, tables
from yusuan.publishing.schemas import data_resource, table_schema
from yusuan.publishing.target_resources import projects
from yusuan.publishing.used_codelists import LISTS, OWN, codelist_resource, concept_of, used_codes, used_concepts

NAME = "all"
_NOT_MERGED = {*OWN, "binding", "cell_kind", "indicator_level", "statement_subject"}
"""Code lists that are left out: those of one disclosure each, and those of resources that are not brought together."""


def disclosures(conversions: Iterable[Conversion]) -> Resource:
    """``disclosures``: one row per disclosure, with its totals and counts."""

    def row(conversion: Conversion) -> tuple[Value, ...]:
        disclosure = conversion.disclosure
        divisions = conversion.codelists.get("divisions", Codelist("divisions", {}))
        code = disclosure.division
        division = concept_of({"divisions": divisions}, "divisions", code) if code else None
        province = [*([code] if code in divisions else []), *divisions.ancestors(code)][-1:]
        statuses = Counter(fact.status for fact in conversion.facts)
        severities = Counter(found.severity for found in conversion.findings)
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
            headline_amount(conversion, "expenditure"),
            headline_amount(conversion, "revenue"),
            len(disclosure.tables),
            len(conversion.cells),
            len(conversion.facts),
            sum(cell.key is None for cell in conversion.cells),
            *(statuses[status] for status in Status),
            len(projects(conversion).rows),
            len(conversion.statements),
            *(severities[severity] for severity in SEVERITIES),
        )

    return data_resource("disclosures", tuple(row(conversion) for conversion in conversions))


def _together(parts: Mapping[str, Resource]) -> Resource:
    """The same resource of every disclosure as one, with a leading column that says whose each row is."""
    first = next(iter(parts.values()))
    leading = {**table_schema("disclosures")["fields"][0], "constraints": {"required": True}}
    dropped = {f"codelist_{name}" for name in _NOT_MERGED}
    schema = {
        **first.schema,
        "fields": [leading, *(_not_unique(column) for column in first.schema["fields"])],
        "primaryKey": ["disclosure", *first.schema["primaryKey"]],
        "foreignKeys": [
            {"fields": ["disclosure"], "reference": {"resource": "disclosures", "fields": ["disclosure"]}},
            *(key for key in first.schema["foreignKeys"] if key["reference"]["resource"] not in dropped),
        ],
    }
    if "uniqueKeys" in schema:
        schema["uniqueKeys"] = [["disclosure", *key] for key in first.schema["uniqueKeys"]]
    return replace(first, schema=schema, rows=tuple((name, *row) for name, part in parts.items() for row in part.rows))


def _not_unique(column: Mapping[str, Any]) -> dict[str, Any]:
    """What is unique in one disclosure need not be so over many."""
    constraints = {name: value for name, value in column.get("constraints", {}).items() if name != "unique"}
    return {**column, "constraints": constraints} if constraints else dict(column)


def _from_all(conversion: Conversion) -> Resource:
    """``tables`` with the path of each table as printed from the folder of all packages."""
    part = tables(conversion)
    rows = tuple((*row[:-1], f"{conversion.disclosure.disclosure_id}/{row[-1]}") for row in part.rows)
    return replace(part, rows=rows)


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


def _yuan(amount: Decimal | None) -> str:
    return "—" if amount is None else amount_text(amount)


def _readme(conversions: Sequence[Conversion], iri: str) -> str:
    rows = "\n".join(
        f"| [{found.disclosure_id}](../{found.disclosure_id}/README.md) | {found.organization.label_zh} "
        f"| {found.fiscal_year} | {_yuan(headline_amount(conversion, 'expenditure'))} | {len(conversion.facts)} |"
        for conversion in conversions
        for found in (conversion.disclosure,)
    )
    return (
        "# 全部公开文件 All disclosures\n\n"
        "`data/facts.csv` 汇集各数据包的事实表，`data/tables.csv` 汇集表目录，`data/projects.csv` 汇集项目，"
        "`data/findings.csv` 汇集核对发现，`data/disclosures.csv` 为公开文件目录。"
        "合计与明细同在一表，相加前须筛选。\n\n"
        "`data/facts.csv` holds the facts of every package, `data/tables.csv` their tables, `data/projects.csv` their "
        "projects, `data/findings.csv` what the audit found in them, `data/disclosures.csv` the disclosures. Totals "
        "stand beside their parts: filter before adding.\n\n"
        "| 编号 Id | 单位 Organization | 年度 Year | 支出 Expenditure (元 yuan) | 事实 Facts |\n"
        f"| --- | --- | --- | --- | --- |\n{rows}\n\n"
        f"引用 How to cite: <{iri}>, CC BY 4.0.\n"
    )


def all_files(conversions: Sequence[Conversion], site_url: str) -> dict[str, bytes]:
    """Every file of the package over all disclosures, by path. At least one conversion is needed."""
    base = base_at(site_url)
    found = sorted(conversions, key=lambda conversion: conversion.disclosure.disclosure_id)
    years = sorted(conversion.disclosure.fiscal_year for conversion in found)
    merged = (facts, _from_all, projects, findings)
    resources = (
        disclosures(found),
        *(_together({c.disclosure.disclosure_id: resource(c) for c in found}) for resource in merged),
        *_codelists(found),
    )
    iri = f"{base.url}disclosures/"  # the page that lists them all
    title = PackageTitle(
        NAME,
        iri,
        "全部公开文件的事实",
        "The facts of all disclosures",
        "全部公开文件的事实、表目录、项目与核对发现。\n\n"
        "The facts, tables, projects and findings of every disclosure in one place.",
        {
            "countryCode": "CN",
            "fiscalPeriod": fiscal_period(years[0], years[-1]),
            "granularity": "aggregated",
            "licenses": [LICENSE],
            "contributors": [{"title": "Yusuan", "path": base.url, "roles": ["publisher"]}],
        },
    )
    files = resource_files(resources) | csvw_files(resources, base)
    files["README.md"] = _readme(found, iri).encode()
    files["datapackage.json"] = (pretty_json(descriptor(base, title, resources, files)) + "\n").encode()
    return dict(sorted(files.items()))
