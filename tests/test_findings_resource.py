"""Findings as published: in the package, over all disclosures, in the README."""

from dataclasses import replace
from pathlib import Path

import sample
from packaged import FILES, SITE, errors, rows

from yusuan.audit.finding import Finding
from yusuan.conversion import Conversion
from yusuan.publishing.all_package import all_files
from yusuan.publishing.files import replace_generated
from yusuan.publishing.finding_resource import SEVERITIES
from yusuan.publishing.package import package_files
from yusuan.publishing.sarif import sarif
from yusuan.reading.document import Location

BARE = Finding("index-promises.1", "amounts-disagree", "note", "无", "none", (), (), (), None, None, None, None, "")


def many(count: int) -> Conversion:
    found = tuple(
        replace(sample.finding(), finding_id=f"sum-of-parts.{n}", message_en=f"No. {n}") for n in range(count)
    )
    return replace(sample.conversion(), findings=found)


def test_a_finding_is_published_with_its_cells_lines_and_figures() -> None:
    (row,) = rows(FILES["data/findings.csv"])
    assert row == {
        "finding_id": "sum-of-parts.1",
        "code": "sum-of-parts",
        "severity": "error",
        "message_zh": "表1 合计印为150.50，其各部分之和为150.49。",
        "message_en": "表1 合计 is printed as 150.50; its parts sum to 150.49.",
        "cells": "t01-expenditure-summary.r2c2;prose.s1",
        "lines": "10;3",
        "expected": "150.49",
        "found": "150.50",
        "difference": "0.01",
        "tolerance": "0.005",
        "origin": "source",
        "tables": "t01-expenditure-summary",
        "pages": "",
    }


def test_a_finding_about_no_cell_has_none_and_the_package_is_valid(tmp_path: Path) -> None:
    files = package_files(replace(sample.conversion(), findings=(sample.finding(), BARE)), SITE)
    last = rows(files["data/findings.csv"])[-1]
    empty = ("cells", "lines", "expected", "difference", "tolerance", "origin", "tables", "pages")
    assert [last[name] for name in empty] == [""] * 8
    replace_generated(tmp_path / "p", files)
    assert errors(tmp_path / "p") == []


def test_a_package_without_findings_is_valid(tmp_path: Path) -> None:
    replace_generated(tmp_path / "p", package_files(replace(sample.conversion(), findings=()), SITE))
    assert errors(tmp_path / "p") == []


def test_the_code_lists_of_findings_are_in_the_package() -> None:
    (code,) = rows(FILES["data/codelists/finding_code.csv"])
    (severity,) = rows(FILES["data/codelists/severity.csv"])
    assert (code["code"], code["label_en"]) == ("sum-of-parts", "A total is not the sum of its parts")
    assert severity["label_zh"] == "错误"


def test_the_severities_are_those_of_the_code_list_the_gravest_first() -> None:
    assert tuple(sample.conversion().codelists["severities"].concepts) == SEVERITIES


def test_the_readme_counts_findings_and_words_the_first_ten() -> None:
    text = package_files(many(12), SITE)["README.md"].decode()
    assert "| Error | 12 |" in text
    assert "| 提示 | 0 |" in text
    assert "- **Error** No. 9 (lines 10, 3)" in text
    assert "No. 10" not in text
    assert "The rest is in data/findings.csv." in text
    assert "The rest is in" not in package_files(many(10), SITE)["README.md"].decode()


def test_findings_and_projects_of_all_disclosures_stand_together(tmp_path: Path) -> None:
    other = replace(sample.conversion(), disclosure=replace(sample.conversion().disclosure, disclosure_id="aaa-2024"))
    clean = replace(
        other, disclosure=replace(other.disclosure, disclosure_id="bbb-2024"), findings=(), forms=(), statements=()
    )
    files = all_files([sample.conversion(), other, clean], SITE)
    findings, projects = rows(files["data/findings.csv"]), rows(files["data/projects.csv"])
    assert [row["disclosure"] for row in findings] == ["aaa-2024", "jianming-medical-insurance-2024"]
    assert [row["disclosure"] for row in projects] == ["aaa-2024", "bbb-2024", "jianming-medical-insurance-2024"]
    counts = ("projects", "statements", "errors", "warnings", "notes")
    listed = {row["disclosure"]: [row[name] for name in counts] for row in rows(files["data/disclosures.csv"])}
    assert listed["aaa-2024"] == ["1", "2", "1", "0", "0"]
    assert listed["bbb-2024"] == ["1", "0", "0", "0", "0"]
    replace_generated(tmp_path / "all", files)
    assert errors(tmp_path / "all") == []


def on_pages(**changes: object) -> Conversion:
    """The sample as a PDF whose finding stands on two pages and names no cell."""
    found = replace(
        sample.finding(),
        cell_ids=(),
        locations=(Location(page=3, box=(1, 2, 3, 4)), Location(page=3, box=(5, 6, 7, 8)), Location(page=5)),
        **changes,  # type: ignore[arg-type]
    )
    document = replace(sample.conversion().document, media_type="application/pdf", name="a.pdf")
    return replace(sample.conversion(), findings=(found,), document=document)


def test_a_finding_in_a_pdf_is_published_with_its_pages_and_its_table(tmp_path: Path) -> None:
    files = package_files(on_pages(), SITE)
    (row,) = rows(files["data/findings.csv"])
    assert (row["cells"], row["lines"], row["pages"], row["tables"]) == ("", "", "3;5", "t01-expenditure-summary")
    readme = files["README.md"].decode()
    assert "(pages 3, 5)" in readme
    assert "（第 3、5 页）" in readme
    replace_generated(tmp_path / "p", files)
    assert errors(tmp_path / "p") == []


def test_sarif_leads_to_lines_of_a_text_and_names_pages_of_anything_else() -> None:
    (result,) = sarif([sample.conversion()], "1")["runs"][0]["results"]
    places = (*result["locations"], *result["relatedLocations"])
    assert [at["physicalLocation"]["region"]["startLine"] for at in places] == [10, 3]
    (result,) = sarif([on_pages()], "1")["runs"][0]["results"]
    places = (*result["locations"], *result["relatedLocations"])
    assert [at["message"]["text"] for at in places] == ["page 3", "page 5"]
    assert all("region" not in at["physicalLocation"] for at in places)
    (table,) = result["locations"][0]["logicalLocations"]
    assert (table["fullyQualifiedName"], table["name"]) == ("t01-expenditure-summary", "表1 建明县支出总表")


def test_a_finding_without_any_place_leads_to_the_document() -> None:
    (result,) = sarif([replace(sample.conversion(), findings=(BARE,))], "1")["runs"][0]["results"]
    (at,) = result["locations"]
    assert at == {"physicalLocation": {"artifactLocation": {"uri": at["physicalLocation"]["artifactLocation"]["uri"]}}}
    assert result["relatedLocations"] == []
