"""``README.md`` of a disclosure's package: Chinese first, then English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from yusuan.concepts import TOTAL
from yusuan.conversion import Conversion
from yusuan.facts.fact import Status
from yusuan.facts.headline import figure
from yusuan.publishing import readme_contents
from yusuan.publishing.coverage import REASONS, Coverage, coverage
from yusuan.publishing.descriptor import PackageTitle
from yusuan.publishing.markdown import inline, table, yuan
from yusuan.publishing.projects import projects_of
from yusuan.publishing.remarks import kind_of, remark
from yusuan.publishing.resource import Resource
from yusuan.publishing.used_codelists import concept_of
from yusuan.publishing.whereabouts import whereabouts

_MOST_UNRECOGNISED = 100
_ALWAYS_AND_SOMETIMES = (
    "文件没有项目、绩效指标或文字说明中的数字时，不设 projects、indicators、statements；"
    "findings 总是公布，空表即未发现问题。",
    "The files projects, indicators and statements are there only where the document has such; findings is always "
    "there: empty, it says that nothing was found.",
)
"""Which resources a package may lack, in Chinese and in English."""


def _division(conversion: Conversion, zh: bool) -> str:
    code = conversion.disclosure.division
    if not code:
        return "—"
    divisions = conversion.codelists.get("divisions")
    broader = [] if divisions is None else list(divisions.ancestors(code))
    concepts = [concept_of(conversion.codelists, "divisions", c) for c in (code, *broader)]
    if zh:
        return f"{''.join(c.label_zh for c in reversed(concepts))}（{code}）"
    return f"{', '.join(c.label_en or c.label_zh for c in concepts)} ({code})"


def _overview(conversion: Conversion, zh: bool) -> Iterator[str]:
    disclosure = conversion.disclosure
    name = disclosure.organization.label_zh if zh else disclosure.organization.label_en
    phase = concept_of(conversion.codelists, "phase", disclosure.phase)
    scope = {"department": ("部门汇总", "department, consolidated"), "unit": ("单位", "one unit")}
    found = coverage(conversion)
    yield from table(
        ("项目", "内容") if zh else ("What", "Value"),
        (
            ("单位" if zh else "Organization", inline(name or disclosure.organization.label_zh)),
            ("行政区划" if zh else "Division", _division(conversion, zh)),
            ("财政年度" if zh else "Fiscal year", disclosure.fiscal_year),
            ("预算阶段" if zh else "Phase", (phase.label_zh if zh else phase.label_en) or disclosure.phase),
            ("范围" if zh else "Scope", scope.get(disclosure.scope, (disclosure.scope,) * 2)[0 if zh else 1]),
            *(_headline(conversion, operation, zh) for operation in ("expenditure", "revenue")),
            ("表" if zh else "Tables", len(disclosure.tables)),
            ("表中印出的金额" if zh else "Amounts printed in tables", found.amounts),
            ("其中已归类" if zh else "Of these with a key", found.keyed),
            ("事实" if zh else "Facts", len(conversion.facts)),
            ("项目" if zh else "Projects", len(projects_of(conversion))),
            ("文字说明中的数字" if zh else "Figures in the narrative", len(conversion.statements)),
            ("核对发现" if zh else "Findings of the audit", len(conversion.findings)),
        ),
    )


def _headline(conversion: Conversion, operation: str, zh: bool) -> tuple[str, str]:
    """The headline figure of an operation, with the fund it is of where that is not all."""
    concept = concept_of(conversion.codelists, "operation", operation)
    fact = figure(conversion.headline, operation)
    fund = None if fact is None or fact.key.fund == TOTAL else concept_of(conversion.codelists, "fund", fact.key.fund)
    if zh:
        return f"{concept.label_zh}（元{f'，{fund.label_zh}' if fund else ''}）", yuan(fact.amount if fact else None)
    of = f", {fund.label_en or fund.label_zh}" if fund else ""
    return f"{concept.label_en} (yuan{of})", yuan(fact.amount if fact else None)


def _tables(conversion: Conversion, zh: bool) -> Iterator[str]:
    if not conversion.disclosure.tables:
        yield "文件中没有表格，只有文字说明。" if zh else "The document holds no table, only a narrative."
        return
    amounts = Counter(cell.table_id for cell in conversion.cells)
    yield from table(
        ("编号", "表", "种类", "金额数") if zh else ("Id", "Table", "Kind", "Amounts"),
        (
            (
                f"[{table.table_id}](data/printed/{table.table_id}.csv)",
                inline(" ".join((table.number, table.title)).strip()) or "—",
                (kind.label_zh if zh else kind.label_en) or kind.code or "—",
                ("空表" if zh else "empty") if table.empty else amounts[table.table_id],
            )
            for table in conversion.disclosure.tables
            for kind in (concept_of(conversion.codelists, "table_kind", table.kind),)
        ),
    )


def _statuses(conversion: Conversion, zh: bool) -> Iterator[str]:
    counts = Counter(fact.status for fact in conversion.facts)
    yield from table(
        ("可靠状态", "事实数") if zh else ("Status", "Facts"),
        (
            (concept.label_zh if zh else concept.label_en or concept.code, counts[status])
            for status in Status
            for concept in (concept_of(conversion.codelists, "fact_status", status.value),)
        ),
    )


def _counts(found: Coverage, conversion: Conversion, zh: bool) -> Iterator[str]:
    """How much was not understood: amounts by reason, tables, figures of the narrative."""
    language, colon = (0, "：") if zh else (1, ": ")
    if found.unkeyed:
        name = ("未归类的金额", "Amounts without a key")[language]
        yield f"- {name}{colon}{sum(found.unkeyed.values())}"
    for code, count in found.unkeyed.items():
        reason = concept_of(conversion.codelists, REASONS, code)
        yield f"    - {(reason.label_zh, reason.label_en)[language]}{colon}{count}"
    if found.other_tables:
        yield f"- {('种类不明的表', 'Tables of unknown kind')[language]}{colon}{found.other_tables}"
    if found.unread_statements:
        name = ("未能理解的文字说明数字", "Figures of the narrative not understood")[language]
        yield f"- {name}{colon}{found.unread_statements}"


def _unrecognised(conversion: Conversion, zh: bool) -> Iterator[str]:
    found = coverage(conversion)
    if not found.unkeyed and not conversion.unrecognised:
        yield "各表及其中的金额均已识别。" if zh else "Every table and every amount in it was recognised."
        return
    yield from _counts(found, conversion, zh)
    yield ""
    places = whereabouts(conversion)
    for open_end in conversion.unrecognised[:_MOST_UNRECOGNISED]:
        colon, opening, closing = ("：", "（", "）") if zh else (": ", " (", ")")
        at = inline(places.of(open_end.location, zh)) or "—"
        said = inline(remark(open_end.text, zh))
        yield f"- {kind_of(open_end.what, zh)}{colon}{said}{opening}{at}{closing}"
    if len(conversion.unrecognised) > _MOST_UNRECOGNISED:
        yield ""
        yield "其余见 data/unrecognised.csv。" if zh else "The rest is in data/unrecognised.csv."


def _files(tables: Iterable[Resource], files: Mapping[str, bytes], zh: bool) -> Iterator[str]:
    titles = {resource.path: resource.title_zh if zh else resource.title_en for resource in tables}
    shown = [path for path in sorted(files) if not path.startswith("data/printed/")]
    yield from table(
        ("文件", "内容", "字节") if zh else ("File", "Content", "Bytes"),
        (
            (f"[{path}]({path})", titles.get(path) or titles.get(path.removesuffix("json") + "csv", "RDF"), size)
            for path in shown
            for size in (len(files[path]),)
        ),
    )
    yield ""
    yield _ALWAYS_AND_SOMETIMES[0 if zh else 1]


def _language(
    conversion: Conversion, title: PackageTitle, tables: tuple[Resource, ...], files: Mapping[str, bytes], zh: bool
) -> Iterator[str]:
    name = conversion.disclosure.organization.label_zh
    cite = (
        f"{name}：《{title.title_zh}》，数据包 {title.name}，{title.iri}，CC BY 4.0。"
        if zh
        else f"{name}, “{title.title_zh}”, data package {title.name}, <{title.iri}>, CC BY 4.0."
    )
    sections = (
        ("概况", "Overview", _overview(conversion, zh)),
        ("各表", "Tables", _tables(conversion, zh)),
        ("可靠状态", "Status of the facts", _statuses(conversion, zh)),
        ("核对发现", "Findings of the audit", readme_contents.findings(conversion, zh)),
        ("项目", "Projects", readme_contents.projects(conversion, zh)),
        ("未能识别的内容", "Not recognised", _unrecognised(conversion, zh)),
        ("文件", "Files", _files(tables, files, zh)),
        ("引用", "How to cite", iter((cite,))),
    )
    for heading_zh, heading_en, lines in sections:
        yield f"## {heading_zh if zh else heading_en}\n"
        yield from lines
        yield ""


def readme(
    conversion: Conversion, title: PackageTitle, tables: tuple[Resource, ...], files: Mapping[str, bytes]
) -> str:
    """The README as Markdown; ``files`` are the other files of the package with their bytes."""
    description_zh, _, description_en = title.description.partition("\n\n")
    lines = (
        f"# {inline(title.title_zh)}\n",
        f"{description_zh}金额未按印刷值改动；本文件由程序生成。English below.\n",
        *_language(conversion, title, tables, files, True),
        f"# {inline(title.title_en)}\n",
        f"{description_en} Printed amounts are never changed; this file is generated.\n",
        *_language(conversion, title, tables, files, False),
    )
    return "\n".join(lines).rstrip("\n") + "\n"
