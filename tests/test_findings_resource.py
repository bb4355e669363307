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

BARE = Finding("index-promises.1", "amounts-disagree", "note", "无", "none", (), (), None, None, None, None, "")


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
    }


def test_a_finding_about_no_cell_has_none_and_the_package_is_valid(tmp_path: Path) -> None:
    files = package_files(replace(sample.conversion(), findings=(sample.finding(), BARE)), SITE)
    last = rows(files["data/findings.csv"])[-1]
    assert [last[name] for name in ("cells", "lines", "expected", "difference", "tolerance", "origin", "tables")] == [
        ""
    ] * 7
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
