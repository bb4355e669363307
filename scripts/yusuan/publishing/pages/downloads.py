"""What can be downloaded of a disclosure, how to cite it, and its description for dataset search engines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from yusuan.publishing.pages.html import Column, Line, code, definitions, details, escape, link, size, table
from yusuan.publishing.pages.model import Language, Package, PublishedFile, Site
from yusuan.publishing.pages.words import in_language, label, words

PURPOSES: Mapping[str, tuple[str, str]] = {
    "datapackage": ("数据包描述：全部文件、字段与校验值", "Package descriptor: every file, column and checksum"),
    "README": ("说明", "Read me"),
    "source/disclosure": ("处理前由人工说明的内容", "What a person said before conversion"),
    "rdf/facts": ("RDF 数据立方体：每个事实一个观测值", "RDF data cube: one observation per fact"),
    "rdf/provenance": ("RDF 出处：每个印出的单元格", "RDF provenance: every printed cell"),
    "rdf/findings": ("RDF 审核报告（SHACL 验证报告）", "RDF report of the audit (SHACL validation report)"),
    "rdf/projects": ("RDF 项目与绩效指标", "RDF projects and performance indicators"),
    "rdf/statements": ("RDF 文字说明中的数", "RDF figures of the prose"),
    "rdf/metadata": ("RDF 数据集描述", "RDF description of the data set"),
    "vocabulary": ("RDF 词汇表与数据结构定义", "RDF vocabulary and data structure definition"),
    "catalogue": ("全部数据集的 DCAT 目录", "DCAT catalogue of all data sets"),
    "void": ("VoID 描述", "VoID description"),
}
"""What a file is for that is no table of the package, by its path without the suffix."""
_FORMATS = {
    ".csv": "CSV",
    ".json": "JSON",
    ".csv-metadata.json": "CSVW",
    ".ttl": "Turtle",
    ".jsonld": "JSON-LD",
    ".nt": "N-Triples",
    ".md": "Markdown",
    ".yml": "YAML",
    ".txt": "TXT",
    ".xlsx": "XLSX",
    ".parquet": "Parquet",
    ".zip": "ZIP",
    ".csv.gz": "CSV (gzip)",
    ".nq.gz": "N-Quads (gzip)",
    ".pdf": "PDF",
}
_MEDIA_TYPES = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "Turtle": "text/turtle",
    "Parquet": "application/vnd.apache.parquet",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ZIP": "application/zip",
}
_FOR = {"CSV": "for_csv", "JSON": "for_json", "Parquet": "for_parquet", "Turtle": "for_turtle", "CSVW": "for_csvw"}
"""The formats that most tables come in, and the word that says what each is for."""
_WHOLE = {".xlsx": "for_xlsx", ".zip": "for_zip"}
"""The suffixes of the files that are made of a whole package, and the word that says what each is for."""


def split_suffix(path: str) -> tuple[str, str]:
    """A path as its stem and suffix; ``.csv-metadata.json`` and ``.csv.gz`` are one suffix."""
    for suffix in (".csv-metadata.json", ".csv.gz", ".nq.gz", PurePosixPath(path).suffix):
        if suffix and path.endswith(suffix):
            return path.removesuffix(suffix), suffix
    return path, ""


def downloads(package: Package, language: Language, root: str, prefix: str = "") -> str:
    """Every file of a package: one row per content, its formats side by side with their sizes.

    ``prefix`` goes into the anchors where several packages stand on one page."""
    say = words(language)
    files = [(file.path.removeprefix(package.folder), file) for file in package.files]
    boxes = {"data/codelists/": say["codelist_files"], "data/printed/": say["printed_files"]}
    whole = tuple(f"{package.name}{suffix}" for suffix in _WHOLE)
    blocks = [
        *filter(None, [whole_package(package, language, root)]),
        file_table(
            [(path, file) for path, file in files if not path.startswith(tuple(boxes)) and path not in whole],
            resource_titles(package.descriptor, language),
            language,
            root,
            prefix,
        ),
    ]
    for folder, summary in boxes.items():
        boxed = [(path, file) for path, file in files if path.startswith(folder)]
        items = "\n".join(f"<li>{_file_link(prefix + path, file, root, whole_name=True)}</li>" for path, file in boxed)
        if boxed:
            blocks.append(details(escape(summary.format(count=len(boxed))), f"<ul>\n{items}\n</ul>"))
    formats = {_FORMATS.get(split_suffix(path)[1]) for path, _ in files}
    told = ((name, escape(say[word])) for name, word in _FOR.items() if name in formats)
    blocks.append(details(escape(say["formats_for"]), definitions(told)))
    return "\n\n".join(blocks)


def resource_titles(descriptor: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Title and description of each resource of a package that has a title, by its path without the suffix; what only
    describes another file (CSVW) has none."""
    return {
        split_suffix(resource["path"])[0]: " – ".join(
            text
            for text in (in_language(resource, "title", language), in_language(resource, "description", language))
            if text
        )
        for resource in descriptor.get("resources", ())
        if isinstance(resource.get("path"), str) and resource.get("title")
    }


def file_table(
    files: Iterable[tuple[str, PublishedFile]],
    titles: Mapping[str, str],
    language: Language,
    root: str,
    prefix: str = "",
) -> str:
    """A table of files given with their paths inside their folder; ``titles`` says what some are, by stem."""
    say = words(language)
    grouped: dict[str, list[tuple[str, PublishedFile]]] = defaultdict(list)
    for path, file in files:
        stem = split_suffix(path)[0]
        # RDF beside the folder of tables is the same content in one more format.
        grouped[f"data/{stem}" if f"data/{stem}" in titles else stem].append((path, file))
    lines = [
        Line(
            (
                code(stem),
                " · ".join(_file_link(prefix + path, file, root) for path, file in grouped[stem]),
                escape(titles.get(stem) or _purpose(stem, language)),
            )
        )
        for stem in sorted(grouped, key=lambda stem: _order(stem, list(titles)))
    ]
    columns = (Column(say["download"]), Column(say["formats"]), Column(say["purpose"], is_wide=True))
    return table(columns, lines, css="yu-files")


def dump_table(files: Iterable[PublishedFile], language: Language, root: str) -> str:
    """The table of the files that hold all of something."""
    said = words(language)
    titles = {f"yusuan-{name}": said[f"for_dump_{name}"] for name in ("facts", "findings")}
    titles["yusuan"] = said["for_dump_rdf"]
    return file_table([(file.path.rsplit("/", 1)[-1], file) for file in files], titles, language, root, "dump/")


def _order(stem: str, titles: list[str]) -> tuple[int, str]:
    """The order of the descriptor, then what it does not title."""
    return (titles.index(stem) if stem in titles else len(titles), stem)


def _purpose(stem: str, language: Language) -> str:
    if stem.startswith("source/") and not stem.endswith("/disclosure"):
        return words(language)["source_document"]
    pair = PURPOSES.get(stem) or PURPOSES.get(stem.rsplit("/", 1)[-1], ("", ""))
    return pair[0] if language == "zh" else pair[1]


def whole_package(package: Package, language: Language, root: str) -> str:
    """The files that hold all of a package, the workbook and the archive: large links before the table of files."""
    say = words(language)
    return "\n".join(
        f'<p class="yu-whole">{_file_link(f"{package.name}{suffix}", file, root)} {escape(say[purpose])}</p>'
        for suffix, purpose in _WHOLE.items()
        for file in package.files
        if file.path == f"{package.folder}{package.name}{suffix}"
    )


def _file_link(anchor: str, file: PublishedFile, root: str, *, whole_name: bool = False) -> str:
    """A link to a file, and its size; both can be linked to, for the catalogue names them."""
    name = file.path.rsplit("/", 1)[-1]
    suffix = split_suffix(name)[1]
    text = name if whole_name else _FORMATS.get(suffix, suffix.lstrip(".").upper() or name)
    return (
        f'<span class="yu-file" id="file-{escape(anchor)}">{link(root + file.path, text)} '
        f'<small id="checksum-{escape(anchor)}">{size(file.size)}</small></span>'
    )


def citation(package: Package, site: Site, language: Language) -> str:
    """How to cite the data, and with them the disclosure they come from, as HTML."""
    say = words(language)
    address = f"{site.base}disclosures/{package.name}/"
    return (
        f'<blockquote class="yu-cite">{escape(citation_text(package, site, language))}</blockquote>\n\n'
        f"<p>{escape(say['cite_document'])}</p>\n\n"
        f'<blockquote class="yu-cite">{escape(_document_citation(package, site, language))}</blockquote>\n\n'
        f"<p>{escape(say['permalink'])}: {code(address + '#dataset')}</p>"
    )


def _document_citation(package: Package, site: Site, language: Language) -> str:
    """The disclosure itself, as the unit published it: who, what, when."""
    row = site.overview.get(package.name, {})
    unit = label(row, language, "organization_") or row.get("organization_label_zh", "")
    kind = "[Z]" if language == "zh" else " [budget disclosure]"
    year = row.get("fiscal_year", "")
    return f"{unit}. {package.title('zh')}{kind}. {year}."


def citation_text(package: Package, site: Site, language: Language) -> str:
    """How to cite the data of a disclosure, as text: author, title, publisher, version, address. There is no DOI."""
    row = site.overview.get(package.name, {})
    title = package.title(language)
    unit = row.get("organization_label_zh", "")
    version = str(package.descriptor.get("version") or site.version)
    address = f"{site.base}disclosures/{package.name}/"
    if language == "zh":
        return f"{unit}. {title}[DS/OL]. 预算 Yusuan, 版本 {version}. {address}"
    named = label(row, language, "organization_") or unit
    return f"{named}. {title} [data set]. Yusuan, version {version}. {address}"


def json_ld(package: Package, site: Site, place: str, language: Language) -> str:
    """The disclosure as a schema.org ``Dataset`` in a script element; ``</`` is escaped so that it cannot end early."""
    row = site.overview.get(package.name, {})
    address = f"{site.base}disclosures/{package.name}/"
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{address}#dataset",
        "url": address,
        "identifier": package.name,
        "name": package.title(language),
        "description": description(package, language),
        "inLanguage": ["zh", "en"],
        "isAccessibleForFree": True,
        "version": str(package.descriptor.get("version") or site.version),
        "license": _licences(package),
        "creator": {"@type": "GovernmentOrganization", "name": row.get("organization_label_zh", "")},
        "temporalCoverage": row.get("fiscal_year", ""),
        "spatialCoverage": {"@type": "Place", "name": place},
        "variableMeasured": "amount (CNY)",
        "distribution": [_distribution(file, site.base) for file in package.files if _is_distributed(file)],
    }
    text = json.dumps(described, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return f'<script type="application/ld+json">\n{text}\n</script>'


def description(package: Package, language: Language) -> str:
    """The description of a package in one language: packages give Chinese, an empty line, English."""
    chinese, _, english = str(package.descriptor.get("description") or "").partition("\n\n")
    return english if language == "en" and english else chinese


def _licences(package: Package) -> list[str]:
    licences = package.descriptor.get("licenses") or []
    return [str(licence.get("path") or licence.get("name")) for licence in licences]


def _is_distributed(file: PublishedFile) -> bool:
    is_left_out = "/printed/" in file.path or "/source/" in file.path
    return not is_left_out and _FORMATS.get(split_suffix(file.path)[1]) in _MEDIA_TYPES


def _distribution(file: PublishedFile, base: str) -> dict[str, str]:
    kind = _FORMATS[split_suffix(file.path)[1]]
    return {
        "@type": "DataDownload",
        "name": file.path.rsplit("/", 1)[-1],
        "contentUrl": base + file.path,
        "encodingFormat": _MEDIA_TYPES[kind],
        "contentSize": f"{file.size} B",
    }
