"""The home page stays light with a thousand disclosures, and says nothing that is not in the overview."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from made_site import site
from sample import ROOT

from yusuan.building.published import read_site
from yusuan.publishing.pages.home import fill_home
from yusuan.publishing.pages.home_table import SHOWN
from yusuan.publishing.pages.model import Digest, Language, Row, Site

MARKS = {name: f"<!-- generated: home-{name} -->" for name in ("headline", "disclosures", "chart", "example")}
MANY = 1000
HOSTILE = "</script><b>x</b>"


def _row(number: int, **given: str) -> Row:
    known = {
        "organization_label_zh": f"某某市医疗保障局第{number}处",
        "division": ("610900", "410500", "341324")[number % 3],
        "fiscal_year": str(2020 + number % 5),
        "scope": ("unit", "department")[number % 2],
        "expenditure": f"{1_000_000 + number}.50",
        "facts": "400",
        "cells": "600",
    }
    return {**known, **given}


def _many(count: int = MANY) -> Site:
    rows = {f"somewhere-healthcare-security-{number:04}": _row(number) for number in range(count)}
    digest = Digest(severities={name: {"error": 1, "note": 2} for name in rows}, findings=3 * count)
    return replace(site(), overview=rows, digest=digest)


def _json(text: str) -> Mapping[str, Any]:
    (found,) = re.findall(r'<script type="application/json" id="yu-home">(.*?)</script>', text)
    parsed: Mapping[str, Any] = json.loads(found)
    return parsed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_thousand_disclosures_are_a_light_page(language: Language) -> None:
    filled = fill_home("\n".join(MARKS.values()), _many(), language)
    assert filled.count("<tr><td") < 2 * SHOWN
    listed = _json(filled)
    assert len(listed["rows"]) == MANY
    assert len(json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()) < 150 * MANY
    assert '<a href="disclosures/">' in filled, "without a script the rest is one click away"


def test_the_script_knows_what_the_rows_show() -> None:
    listed = _json(fill_home(MARKS["disclosures"], _many(2), "en"))
    assert listed["rows"][1] == [
        "somewhere-healthcare-security-0001",
        "某某市医疗保障局第1处",
        1,
        "2021",
        "department",
        "1000001.50",
        1,
        0,
        2,
    ]
    assert listed["places"] == [["Ankang City, Shaanxi Province", "610000"], ["Anyang City, Henan Province", "410000"]]


def test_a_disclosure_without_audit_has_no_counts() -> None:
    made = replace(_many(1), digest=Digest())
    filled = fill_home(MARKS["disclosures"], made, "zh")
    assert len(_json(filled)["rows"][0]) == 6
    assert "yu-badge" not in filled


def test_other_pages_stay_as_they_are() -> None:
    assert fill_home("# x\n\n<!-- generated: queries -->\n", _many(1), "zh") == "# x\n\n<!-- generated: queries -->\n"


def test_hostile_names_stay_text() -> None:
    made = replace(_many(1), overview={"x": _row(0, organization_label_zh=HOSTILE)})
    filled = fill_home("\n".join(MARKS.values()), made, "zh")
    assert "<b>x</b>" not in filled
    assert _json(filled)["rows"][0][1] == HOSTILE


def test_nothing_is_drawn_of_nothing() -> None:
    bare = replace(_many(1), overview={"x": _row(0, expenditure="")})
    assert fill_home(MARKS["chart"], bare, "zh") == ""
    assert fill_home(MARKS["example"], bare, "zh") == "", "no finding, no example"


def test_the_example_is_a_published_finding() -> None:
    real = read_site(ROOT)
    filled = fill_home(MARKS["example"], real, "en")
    (target,) = re.findall(r'href="disclosures/([^/]+)/#finding-', filled)
    finding = next(
        f for p in real.packages if p.name == target for f in p.table("findings") if f["code"] == "amount-contradicted"
    )
    assert f"#finding-{finding['finding_id']}" in filled
    assert filled.count("#cell-") >= 2
