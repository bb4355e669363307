"""Checks of published cells, statements, projects, indicators and findings: silent on good packages, firing on each
way in which one can be wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sample
from packaged import SITE

from yusuan.checking.cell import cell_problems, statement_problems
from yusuan.checking.finding import finding_problems
from yusuan.checking.project import project_problems
from yusuan.checking.published import PublishedPackage, read_package
from yusuan.publishing.all_package import all_files
from yusuan.publishing.codelist_package import codelist_files
from yusuan.publishing.files import replace_generated
from yusuan.publishing.package import package_files

Check = Callable[[PublishedPackage], Iterator[str]]
CHECKS: tuple[Check, ...] = (cell_problems, statement_problems, project_problems, finding_problems)
MONEY, STAFF = sample.statements()
DERIVED = replace(MONEY, number=3, printed="", derived_from=(1,))
NOTE = replace(sample.finding(), finding_id="sum-of-parts.2", cell_ids=(), expected=None, difference=None)
MADE = replace(sample.conversion(), statements=(MONEY, STAFF, DERIVED), findings=(sample.finding(), NOTE))
FILES = package_files(MADE, SITE)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    replace_generated(tmp_path / "p", FILES)
    return tmp_path / "p"


def problems(folder: Path) -> list[str]:
    found = read_package(folder)
    return [problem for check in CHECKS for problem in check(found)]


def test_what_is_built_has_no_problems(package: Path, tmp_path: Path) -> None:
    assert problems(package) == []
    replace_generated(tmp_path / "all", all_files([MADE], SITE))
    assert problems(tmp_path / "all") == []
    lists = {name: found for name, found in MADE.codelists.items() if name not in ("organization", "activity")}
    replace_generated(tmp_path / "lists", codelist_files(lists, SITE))
    assert problems(tmp_path / "lists") == []


def test_a_package_without_forms_prose_and_findings_has_no_problems(tmp_path: Path) -> None:
    kept = tuple(cell for cell in MADE.cells if cell.table_id.startswith("t01"))
    facts = tuple(replace(f, cell_ids=tuple(i for i in f.cell_ids if i.startswith("t01"))) for f in MADE.facts)
    bare = replace(MADE, forms=(), statements=(), findings=(), cells=kept, facts=facts)
    replace_generated(tmp_path / "p", package_files(bare, SITE))
    assert problems(tmp_path / "p") == []


def test_a_statement_may_have_two_cells(tmp_path: Path) -> None:
    prose = MADE.cells[0]
    other = replace(prose, cell_id="prose.s1.expenditure", key=sample.KEYS[5])
    facts = tuple(
        replace(f, cell_ids=(*f.cell_ids, other.cell_id) if f.key == other.key else f.cell_ids) for f in MADE.facts
    )
    made = replace(MADE, cells=(*MADE.cells, other), facts=facts)
    replace_generated(tmp_path / "p", package_files(made, SITE))
    assert problems(tmp_path / "p") == []


WRONG: dict[str, tuple[str, str, str, str]] = {
    "a fact that is not there": ("cells", "_T.221._T", "_T.229._T", "is not in facts.csv"),
    "prose in a table": ("cells", "prose,statement", "prose,table", "is of kind table but its table is prose"),
    "a statement in a table": (
        "cells",
        "t01-expenditure-summary,table",
        "t01-expenditure-summary,statement",
        "is of kind statement but its table is t01",
    ),
    "a table that is not there": ("cells", f",{sample.FORM_TABLE},form", ",t09,form", "which is not in tables.csv"),
    "a cell without a row": ("cells", "form,,22,2,2", "form,,22,,2", "has no row or no column"),
    "a cell of no statement": ("statements", "prose.s1,1,", "prose.s4,1,", "prose.s1 is not in statements.csv"),
    "a statement about another fact": (
        "statements",
        "operation=expenditure,jianming",
        "operation=expenditure,other",
        "its cell another",
    ),
    "derived from nothing known": ("statements", ",prose.s1\n", ",prose.s9\n", "derived from prose.s9"),
    "derived from itself": ("statements", ",prose.s1\n", ",prose.s3\n", "derived from prose.s3"),
    "neither printed nor derived": ("statements", "22人", "", "must be either printed or derived"),
    "a project's table": ("projects", f";{sample.FORM_TABLE}", ";t09", "t09, which is not in tables.csv"),
    "a project's fact": ("projects", "._T.project.3e89f614", "._T.basic.3e89f614", "which is not in facts.csv"),
    "amounts without facts": ("projects", "1年,20.00", "1年,", "has amounts without facts, or facts without amounts"),
    "a wrong count": ("projects", ",2,t01", ",3,t01", "has 2 indicators on its fullest form, not 3"),
    "an indicator of no project": (
        "indicators",
        f"{sample.FORM_TABLE},3e89f614,2",
        f"{sample.FORM_TABLE},feedbeef,2",
        "project feedbeef is not in projects.csv",
    ),
    "indicators out of order": (
        "indicators",
        f"{sample.FORM_TABLE},3e89f614,2",
        f"{sample.FORM_TABLE},3e89f614,1",
        "i2 is out of order",
    ),
    "an unknown code": ("findings", "1,sum-of-parts,", "1,sum-of-cats,", "which is not in codelist_finding_code"),
    "an unknown severity": ("findings", ",error,", ",fatal,", "severity fatal; known are error, warning, note"),
    "two severities of one code": ("findings", "2,sum-of-parts,error", "2,sum-of-parts,note", "another severity"),
    "a cell that is not there": ("findings", ";prose.s1", ";prose.s8", "names cell prose.s8"),
    "tables of other cells": (
        "findings",
        "source,t01-expenditure-summary",
        f"source,{sample.FORM_TABLE}",
        "tables that are not those of its cells",
    ),
    "a finding about a table that is not there": (
        "findings",
        ",,150.50,,0.005,source,t01-expenditure-summary",
        ",,150.50,,0.005,source,t99",
        "names table t99, which is not in tables.csv",
    ),
    "a finding that leaves out a page": (
        "cells",
        "prose,statement,,3",
        "prose,statement,2,3",
        "sum-of-parts.1 leaves out the page of a cell",
    ),
    "a wrong difference": ("findings", ",0.01,0.005", ",0.02,0.005", "differs by 0.01, not by 0.02"),
    "no difference": ("findings", ",0.01,0.005", ",,0.005", "differs by 0.01, not by nothing"),
    "a difference of nothing": ("findings", ",,150.50,,", ",,150.50,1.00,", "a difference without the two figures"),
    "a tolerance below zero": ("findings", "0.01,0.005", "0.01,-0.005", "a tolerance below zero"),
    "a figure in words": ("findings", "150.49,150.50", "much,150.50", "a figure that is no number"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_problem_is_found(name: str, package: Path) -> None:
    resource, old, new, expected = WRONG[name]
    path = package / "data" / f"{resource}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(expected in problem for problem in problems(package))
