"""Words of the pages across disclosures and of the downloads made with the site, Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

SITE_WORDS: Mapping[str, tuple[str, str]] = {
    "used_by": ("用到它的公开文件", "Disclosures that use it"),
    "used_count": ("{count} 份", "{count}"),
    "used_further": ("还有 {count} 份", "and {count} more"),
    "further_findings": (
        "这里是最严重的 {shown} 条，共 {total} 条。全部在：",
        "These are the gravest {shown} of {total}. All of them:",
    ),
    "more_findings": ("再显示一些", "Show more"),
    "everything": ("全部数据，一个文件", "Everything in one file"),
    "everything_intro": (
        "下列文件随网站生成，内容与上面的 CSV 相同；金额单位为元。",
        "These files are made with the site and hold what the CSV files above hold; amounts are in yuan.",
    ),
    "for_xlsx": (
        "整个数据包一本工作簿：每表一页，金额是数字，代码是文本",
        "The whole package as one workbook: a sheet per table, amounts as numbers, codes as text",
    ),
    "for_zip": (
        "整个数据包：全部文件，可离线校验（frictionless validate）",
        "The whole package: every file, to check and use offline (frictionless validate)",
    ),
    "formats_for": ("各种格式适合什么", "What each format is for"),
    "for_csv": ("电子表格与任何程序；UTF-8，金额为元", "Spreadsheets and every program; UTF-8, amounts in yuan"),
    "for_json": ("网页与程序，内容与 CSV 相同", "Web pages and programs; the same rows as the CSV"),
    "for_csvw": ("CSV 的字段说明，供机器读取", "What the columns of the CSV mean, for machines"),
    "for_parquet": (
        "DuckDB、pandas、R 等分析工具；金额为精确小数，代码为文本",
        "DuckDB, pandas, R and the like; amounts as exact decimals, codes as text",
    ),
    "for_turtle": ("三元组库与 SPARQL", "Triple stores and SPARQL"),
    "for_dump_facts": (
        "全部公开文件的事实：Parquet 供分析工具直接读取，CSV 压缩供其他程序",
        "The facts of all disclosures: Parquet for analysis tools, compressed CSV for everything else",
    ),
    "for_dump_findings": (
        "全部公开文件的审核发现：Parquet 与压缩 CSV",
        "The findings of all disclosures: Parquet and compressed CSV",
    ),
    "for_dump_rdf": (
        "全部 RDF：N-Quads，每份公开文件一个图，供三元组库批量装载",
        "All RDF as N-Quads, a graph per disclosure, for bulk loading into a triple store",
    ),
    "data_now": (
        "{version} 版：{disclosures} 份公开文件，{facts} 个事实，来自 {cells} 个印出的金额；审核发现 {findings} 条。",
        "{version}: {disclosures} disclosures, {facts} facts from {cells} printed amounts, {findings} findings.",
    ),
    "cite_document": ("同时注明原文：", "With it, the disclosure itself:"),
}
