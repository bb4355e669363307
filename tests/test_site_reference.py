"""Code lists and organizations on the site: who uses a code, in lists of any length."""

import re
from dataclasses import replace

from made_site import CODELISTS, package, site

from yusuan.publishing.pages.model import Package
from yusuan.publishing.pages.reference import codelist_page, organizations_page


def many(count: int) -> tuple[Package, ...]:
    return tuple(replace(package(), name=f"made-{number:03d}") for number in range(count))


def row(page: str, code: str) -> str:
    (found,) = re.findall(rf'<tr id="{code}".*?</tr>', page, re.DOTALL)
    return str(found)


def test_a_code_names_the_disclosures_that_use_it() -> None:
    page = codelist_page(CODELISTS["functions"], site(*many(2)), "zh")
    used = row(page, "2101506")
    assert re.findall(r'href="\.\./\.\./disclosures/(.*?)/"', used) == ["made-000", "made-001"]
    assert "2 份" in used
    assert "disclosures/" not in row(page, "201")


def test_of_very_many_disclosures_a_code_names_some_and_counts_all() -> None:
    used = row(codelist_page(CODELISTS["functions"], site(*many(25)), "en"), "2101506")
    assert used.count("disclosures/made-") == 10
    assert "and 15 more" in used
    assert "<summary>25</summary>" in used


def test_a_code_that_the_list_lacks_has_a_row_on_its_page() -> None:
    made = package()
    rows = [
        *made.table("codelist_function"),
        {**made.table("codelist_function")[0], "code": "9999", "label_zh": "别类"},
    ]
    lacking = replace(made, rows={**made.rows, "codelist_function": tuple(rows)})
    page = codelist_page(CODELISTS["functions"], site(lacking), "zh")
    assert "别类" in row(page, "9999")
    assert "disclosures/jianming/" in row(page, "9999")


def test_an_organization_names_its_disclosures() -> None:
    page = organizations_page(site(*many(3)), "zh")
    used = row(page, "jianming-medical-insurance")
    assert used.count("../disclosures/made-") == 3
    assert "建明县医疗保险经办处" in used
    assert "exclude" not in page


def test_a_very_long_list_of_organizations_is_not_searched() -> None:
    made = package()
    rows = [{**made.table("codelist_organization")[0], "code": f"unit-{number}"} for number in range(501)]
    page = organizations_page(site(replace(made, rows={**made.rows, "codelist_organization": tuple(rows)})), "zh")
    assert "exclude: true" in page
