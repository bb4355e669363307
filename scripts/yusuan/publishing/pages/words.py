"""The words of the generated pages in Chinese and English, and labels in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yusuan.concepts import Codelist
from yusuan.publishing.pages.model import Language, Row
from yusuan.publishing.pages.words_audit import AUDIT_WORDS
from yusuan.publishing.pages.words_charts import CHART_WORDS
from yusuan.publishing.pages.words_site import SITE_WORDS

_PAIRS: dict[str, tuple[str, str]] = {
    # what a disclosure is
    "unit_name": ("单位", "Unit"),
    "place": ("地区", "Place"),
    "year": ("年度", "Year"),
    "phase": ("阶段", "Phase"),
    "scope": ("口径", "Scope"),
    "scope_department": ("部门预算（含所属单位）", "Department, consolidated"),
    "scope_unit": ("单位预算", "One unit"),
    "total": ("收支总额（元）", "Total (yuan)"),
    "tables": ("表", "Tables"),
    "amounts": ("金额", "Amounts"),
    "facts": ("事实", "Facts"),
    "disclosure": ("公开文件", "Disclosure"),
    "disclosures": ("预算公开文件", "Disclosures"),
    "disclosures_intro": (
        "每份公开文件一页：收支总额、按科目汇总、逐表原样、更正与争议，以及全部可下载的数据。金额单位一律为元。",
        "One page per disclosure: totals, summaries by classification, every table as printed, corrections and"
        " disputes, and everything to download. All amounts are in yuan.",
    ),
    "all_downloads": ("跨文件下载", "Downloads across disclosures"),
    "source_document": ("原文", "Source document"),
    "version": ("版本", "Version"),
    # totals and views
    "totals": ("收支总额", "Totals"),
    "totals_intro": (
        "公开文件给出的各项合计，单位：元。",
        "The totals the disclosure gives, in yuan.",
    ),
    "summaries": ("汇总", "Summaries"),
    "views_intro": (
        "每张汇总表取公开文件给出的最细一级，各行之和与总额完全相等；文件没有细分的部分单列一行“未细分”。",
        "Each summary takes the finest lines the disclosure gives; its lines sum exactly to the total. What the"
        " disclosure does not break down is one line, “not itemised”.",
    ),
    "expenditure_by_function": ("按支出功能分类", "Expenditure by function"),
    "expenditure_by_economic_class": ("按部门预算支出经济分类", "Expenditure by economic class"),
    "expenditure_by_government_economic_class": (
        "按政府预算支出经济分类",
        "Expenditure by government economic class",
    ),
    "revenue": ("收入来源", "Revenue by source of funds"),
    "code": ("代码", "Code"),
    "label": ("名称", "Label"),
    "amount": ("金额（元）", "Amount (yuan)"),
    "share": ("占比", "Share"),
    "sum": ("合计", "Total"),
    "not-itemised": ("未细分", "Not itemised"),
    # printed tables
    "printed": ("原表", "Tables as printed"),
    "printed_intro": (
        "表格按原文逐格保留；点开可看原样。带链接的金额指向它所证明的事实。",
        "Tables are kept cell by cell as printed; open one to see it. Linked amounts lead to the fact they witness.",
    ),
    "number": ("编号", "Number"),
    "title": ("标题", "Title"),
    "kind": ("表种", "Kind"),
    "what_kind": ("种类", "Kind"),
    "measure": ("计量单位", "Unit of measure"),
    "state": ("有无数据", "Content"),
    "has_amounts": ("有数据", "Has amounts"),
    "no_amounts": ("无金额", "No amounts"),
    "unbound": ("未归类", "Not bound"),
    "empty": ("空表", "Empty"),
    "empty_header-only": ("只有表头", "header only"),
    "empty_blank-rows": ("各行空白", "blank rows"),
    "empty_zero-amounts": ("金额均为 0", "all amounts are 0"),
    "empty_placeholder": ("只有占位符", "placeholders only"),
    "nothing_printed": ("没有印出任何行。", "No rows are printed."),
    "differs": ("与所取的数不同", "differs from the value taken"),
    # facts
    "status": ("状态", "Status"),
    "statuses": ("事实的状态", "How well the facts are supported"),
    "count": ("数量", "Count"),
    "meaning": ("含义", "Meaning"),
    "status_consistent": (
        "至少两处印出同一个数，或印一处而与文件自身的合计相符。",
        "Printed in at least two places that agree, or once and in accord with the document's own sums.",
    ),
    "status_corrected-by-arithmetic": (
        "各处印数不一，取文件自身合计所支持的数；原印数保留在 cells.csv。",
        "Printed values disagree; the fact takes the one that the document's own sums support. cells.csv keeps what is"
        " printed.",
    ),
    "status_disputed": (
        "各处印数不一，文件自身的合计也无法判定。",
        "Printed values disagree and no sum of the document decides between them.",
    ),
    "status_unconfirmed": (
        "只印一处，文件中没有合计可以印证；多数明细都是如此，并不表示有误。",
        "Printed once, and no sum of the document confirms it. Many detail lines are so; it does not mean an error.",
    ),
    "activities": ("项目", "Projects and items"),
    "corrected": ("更正与争议", "Corrections and disputes"),
    "corrected_intro": (
        "同一个数在文件中印了几处而不一致时，取文件自身算术所支持的数；无从判断时标为有争议。原印数从不改动，列在下面。",
        "Where a figure is printed in several places that disagree, the fact takes the value that the document's own"
        " arithmetic supports, or is marked disputed. What is printed is never changed; it is listed here.",
    ),
    "none_corrected": ("本文件没有更正或争议。", "Nothing in this disclosure was corrected or is disputed."),
    "taken": ("所取的数", "Value taken"),
    "printed_value": ("原文所印", "As printed"),
    "where": ("印在何处", "Where it is printed"),
    "in_yuan": ("折合元", "In yuan"),
    "row": ("第 {row} 行", "row {row}"),
    "column": ("第 {column} 列", "column {column}"),
    "line": ("原文第 {line} 行", "source line {line}"),
    "lines": ("原文行", "Source line"),
    "pages": ("页", "Page"),
    "page": ("第 {page} 页", "page {page}"),
    "all_facts": ("全部事实", "All facts"),
    "all_facts_intro": (
        "一个事实是一个键下的一个金额；每行的锚点就是它的网址（IRI）。",
        "A fact is one amount under one key; the anchor of each row is its IRI.",
    ),
    "fact_id": ("事实编号", "Fact id"),
    "what": ("内容", "What it is"),
    "witnesses": ("印在", "Printed in"),
    "show_facts": ("展开 {count} 个事实", "Show {count} facts"),
    "unrecognised": ("未能识别", "What was not recognised"),
    "unrecognised_intro": (
        "读到但没有识别的文字，按原样列出；没有任何内容被猜测或丢弃。",
        "What was read and not understood, as it stands. Nothing is guessed and nothing is dropped.",
    ),
    "unbound_intro": (
        "下列金额没有归入任何事实，原因见末列：",
        "These amounts are bound to no fact; the last column says why:",
    ),
    "none_unrecognised": ("全部识别。", "Everything was recognised."),
    "text": ("文字", "Text"),
    "reason": ("原因", "Reason"),
    "show_lines": ("展开 {count} 行", "Show {count} lines"),
    # downloads
    "downloads": ("下载", "Downloads"),
    "download": ("文件", "File"),
    "formats": ("格式与大小", "Formats and sizes"),
    "purpose": ("用途", "What it is for"),
    "codelist_files": ("所用代码表（{count} 个文件）", "The code lists used ({count} files)"),
    "printed_files": ("逐表原样 CSV（{count} 个）", "Each table as printed, CSV ({count})"),
    "cite": ("如何引用", "How to cite"),
    "cite_intro": (
        "引用数据时请同时注明原始公开文件：",
        "Please cite the data together with the original disclosure:",
    ),
    "permalink": ("固定网址", "Permanent address"),
    # code lists, dictionary, vocabulary, organizations
    "codelists": ("代码表", "Code lists"),
    "codelists_intro": (
        "每个代码表是一个 SKOS 概念体系，也是识别用的词典：标准名称、其他名称都用来与表头、行名和标题比对。",
        "Each code list is a SKOS concept scheme and the lexicon of recognition: its labels and other names are what"
        " headers, row labels and titles are matched against.",
    ),
    "codelist": ("代码表", "Code list"),
    "concepts": ("条目", "Concepts"),
    "alt_labels": ("其他名称", "Other names"),
    "source": ("出处", "Source"),
    "note": ("说明", "Note"),
    "label_zh": ("中文名称", "Chinese label"),
    "label_en": ("英文名称", "English label"),
    "dimension": ("维度", "Dimension"),
    "levels": ("级次", "Levels"),
    "level": ("级", "Level"),
    "digits": ("代码位数", "Digits"),
    "dictionary": ("数据字典", "Data dictionary"),
    "dictionary_intro": (
        "每个数据文件的每一列：类型、含义、取值所用的代码表。由发布时校验用的 Table Schema 生成。",
        "Every column of every file: type, meaning and the code list it draws from. Generated from the Table Schemas"
        " that the packages are validated against.",
    ),
    "field": ("列", "Column"),
    "type": ("类型", "Type"),
    "required": ("必填", "Required"),
    "description": ("含义", "Description"),
    "values": ("取值", "Values"),
    "yes": ("是", "yes"),
    "primary_key": ("主键", "Primary key"),
    "vocabulary": ("词汇表", "Vocabulary"),
    "vocabulary_intro": (
        "本项目自有的 RDF 词汇；其余词汇来自 RDF Data Cube、OpenBudgets.eu、SKOS、DCAT 与 PROV-O。",
        "The RDF terms of this project; the others come from RDF Data Cube, OpenBudgets.eu, SKOS, DCAT and PROV-O.",
    ),
    "term": ("词", "Term"),
    "organizations": ("单位", "Organizations"),
    "organizations_intro": (
        "公开文件中出现的单位及其代码。",
        "The units that the disclosures name, and their codes.",
    ),
    "run_here": ("在浏览器里运行", "Run it in the browser"),
    "back": ("全部公开文件", "All disclosures"),
    "back_codelists": ("全部代码表", "All code lists"),
    **AUDIT_WORDS,
    **CHART_WORDS,
    **SITE_WORDS,
}
_WORDS: dict[Language, Mapping[str, str]] = {
    "zh": {name: pair[0] for name, pair in _PAIRS.items()},
    "en": {name: pair[1] for name, pair in _PAIRS.items()},
}


def words(language: Language) -> Mapping[str, str]:
    """The words of one language by name."""
    return _WORDS[language]


def label(row: Row, language: Language, prefix: str = "") -> str:
    """The label in ``<prefix>label_zh`` or ``<prefix>label_en`` of a row; Chinese where English is missing."""
    chinese = row.get(f"{prefix}label_zh", "")
    return row.get(f"{prefix}label_en", "") or chinese if language == "en" else chinese


def label_of(code: str, codelist: Codelist | None, language: Language) -> str:
    """The label of a code in one language, the other where that is missing; the code itself where it is unknown."""
    if codelist is None or code not in codelist:
        return code
    concept = codelist[code]
    first, second = concept.label_zh, concept.label_en
    return (first or second or code) if language == "zh" else (second or first or code)


def place_name(division: str, divisions: Codelist | None, language: Language) -> str:
    """The name of a division with those around it, province first in Chinese and last in English."""
    if divisions is None or division not in divisions:
        return division
    names = [label_of(code, divisions, language) for code in (division, *divisions.ancestors(division))]
    return "".join(reversed(names)) if language == "zh" else ", ".join(names)


def in_language(described: Mapping[str, Any], name: str, language: Language) -> str:
    """A property of a schema, field or resource: ``yusuan:<name>Zh`` or ``…En`` where it is given, else ``name``."""
    suffix = {"zh": "Zh", "en": "En"}[language]
    return str(described.get(f"yusuan:{name}{suffix}") or described.get(name) or "")
