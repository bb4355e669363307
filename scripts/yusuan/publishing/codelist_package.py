"""``datapackage/codelists/``: every shared code list as one data package."""

from __future__ import annotations

from collections.abc import Mapping

from yusuan.concepts import Codelist
from yusuan.publishing.codelist_titles import title_of
from yusuan.publishing.csvw import csvw_files
from yusuan.publishing.descriptor import LICENSE, PLAIN_PROFILE, PackageTitle, descriptor
from yusuan.publishing.package import resource_files
from yusuan.publishing.pretty_json import pretty_json
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.resource import Resource
from yusuan.publishing.schemas import table_schema
from yusuan.publishing.used_codelists import concept_row

NAME = "codelists"


def _resource(codelist: Codelist) -> Resource:
    title = title_of(codelist.name)
    concepts = tuple(codelist)
    schema = table_schema("codelist")
    common = {column["name"] for column in schema["fields"]}
    extra = tuple(dict.fromkeys(column for concept in concepts for column in concept.extra if column not in common))
    schema["fields"] += [{"name": column, "type": "string", "columnType": "yusuan:codelist:extra"} for column in extra]
    rows = tuple((*concept_row(concept), *(concept.extra.get(column, "") for column in extra)) for concept in concepts)
    return Resource(codelist.name, f"data/{codelist.name}.csv", title[0], title[1], schema, rows)


def _readme(tables: tuple[Resource, ...], iri: str) -> str:
    rows = "\n".join(
        f"| [{table.name}]({table.path}) | {table.title_zh} | {table.title_en} | {len(table.rows)} |"
        for table in tables
    )
    return (
        "# 代码表 Code lists\n\n"
        "各数据包共用的代码表。名称、别名与隐藏名称即识别文件所用的词汇。`status` 说明每行的核实程度。\n\n"
        "The code lists that the data packages share. Their names, alternative and hidden labels are the vocabulary by "
        "which documents are recognised. `status` says how far each row is confirmed.\n\n"
        f"| 代码表 List | 名称 | Title | 行数 Rows |\n| --- | --- | --- | --- |\n{rows}\n\n"
        f"引用 How to cite: <{iri}>, CC BY 4.0.\n"
    )


def codelist_files(
    codelists: Mapping[str, Codelist], site_url: str, extra: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Every file of the package of the shared code lists, by path.

    ``codelists`` are the lists by any names; one that is there twice, also by its dimension, is published once,
    under its own name. ``extra`` are files made elsewhere (RDF), by path; they are listed in the descriptor.
    """
    base = base_at(site_url)
    lists = {codelist.name: codelist for codelist in codelists.values()}
    tables = tuple(_resource(lists[name]) for name in sorted(lists))
    iri = f"{base.url}{NAME}/"
    title = PackageTitle(
        NAME,
        iri,
        "预算公开代码表",
        "Code lists of budget disclosures",
        "各数据包共用的代码表。\n\nThe code lists that the data packages share.",
        {
            "licenses": [LICENSE],
            "contributors": [{"title": "Yusuan", "path": base.url, "roles": ["publisher"]}],
        },
    )
    files = resource_files(tables) | csvw_files(tables, base) | dict(extra or {})
    files["README.md"] = _readme(tables, iri).encode()
    described = descriptor(base, title, tables, files, profile=PLAIN_PROFILE)
    files["datapackage.json"] = (pretty_json(described) + "\n").encode()
    return dict(sorted(files.items()))
