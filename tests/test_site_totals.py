"""Every disclosure's page shows its totals, also where the document knows one fund only."""

from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.publishing.pages.disclosure import disclosure_page
from yusuan.publishing.pages.model import Package, Site
from yusuan.site import read_site

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(ROOT)


def _totals(package: Package, site: Site) -> str:
    page = disclosure_page(package, site, "en")
    return page[page.index("{ #totals }") :].partition("\n## ")[0]


def test_the_expenditure_of_the_year_is_among_the_totals(site: Site) -> None:
    for package in site:
        expenditure = site.overview[package.name]["expenditure"]
        assert f"{Decimal(expenditure):,.2f}" in _totals(package, site)


def test_a_total_of_one_fund_names_it(site: Site) -> None:
    shown = {package.name: _totals(package, site) for package in site}
    assert "Fiscal appropriation" in shown["weinan-medical-insurance-2023"]
    assert "Fiscal appropriation" not in shown["anyang-healthcare-security-2021"]
