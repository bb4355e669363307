"""Every IRI that is published, minted from ``site_url`` and codes or ids, never from labels.

Each is a page of the static site or a fragment of one, so that following it ends at something a person can read and
no server has to decide anything. What others name (years, OpenBudgets' phases, currencies, media types) keeps the
name they gave it, so that data from elsewhere joins ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from yusuan.concepts import NOT_APPLICABLE, TOTAL
from yusuan.errors import InputError

PLACEHOLDER_SITE = "https://yusuan.example/"
"""The site in the hand-written Turtle and SPARQL of ``schemas/``; replaced by ``site_url`` when they are read."""

BUDGET_PHASES = "http://data.openbudgets.eu/resource/codelist/budget-phase/"
YEARS = "http://reference.data.gov.uk/id/year/"
INSTANTS = "http://reference.data.gov.uk/id/gregorian-instant/"
CURRENCY = "http://publications.europa.eu/resource/authority/currency/CNY"
COUNTRY = "http://publications.europa.eu/resource/authority/country/CHN"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

_SITE_URL = re.compile(r"https?://[^\s<>\"{}|\\^`?#\x00-\x20]+")


def fragment(code: str) -> str:
    """The code as part of an IRI: RFC 3986 unreserved characters stay, all others become ``%HH`` of their UTF-8."""
    return quote(code, safe="-._~")


@dataclass(frozen=True, slots=True)
class Base:
    """The IRIs below one ``site_url`` (always ending in ``/``; made by :func:`base_at`)."""

    url: str

    @property
    def vocabulary(self) -> str:
        """The namespace of our own terms: ``…vocabulary/#``."""
        return f"{self.url}vocabulary/#"

    @property
    def organizations(self) -> str:
        """The namespace of organizations, which disclosures of several years share: ``…organizations/#``."""
        return f"{self.url}organizations/#"

    def scheme(self, list_name: str) -> str:
        """The concept scheme (and page) of a shared code list."""
        return f"{self.url}codelists/{fragment(list_name)}/"

    def concepts(self, list_name: str) -> str:
        """The namespace of the concepts of a shared code list."""
        return f"{self.scheme(list_name)}#"

    def concept(self, list_name: str, code: str) -> str:
        """One concept of a shared code list."""
        return self.concepts(list_name) + fragment(code)

    def organization(self, code: str) -> str:
        """A reporting unit or a unit below it."""
        return self.organizations + fragment(code)

    def series(self, code: str) -> str:
        """The series of an organization's disclosures over the years."""
        return f"{self.organizations}series-{fragment(code)}"

    def disclosure(self, disclosure_id: str) -> str:
        """The page of a disclosure."""
        return f"{self.url}disclosures/{fragment(disclosure_id)}/"

    def part(self, disclosure_id: str, name: str) -> str:
        """A named part of a disclosure: ``dataset``, ``document``, ``activities``."""
        return f"{self.disclosure(disclosure_id)}#{fragment(name)}"

    def facts(self, disclosure_id: str) -> str:
        """The namespace of the observations of a disclosure."""
        return self.part(disclosure_id, "fact-")

    def fact(self, disclosure_id: str, fact_id: str) -> str:
        """One observation."""
        return self.facts(disclosure_id) + fragment(fact_id)

    def activity(self, disclosure_id: str, code: str) -> str:
        """An activity of a disclosure. ``total`` and ``not-applicable`` mean the same in every disclosure, so one
        concept of the vocabulary stands for each and a query over many disclosures needs one name for it."""
        if code in (TOTAL, NOT_APPLICABLE):
            return f"{self.vocabulary}activity-{code}"
        return self.part(disclosure_id, f"activity-{code}")

    def file(self, disclosure_id: str, path: str) -> str:
        """Where a file of a disclosure's package is served; ``path`` is relative to the package."""
        return self.disclosure(disclosure_id) + quote(path, safe="-._~/")

    def file_part(self, disclosure_id: str, part: str, path: str) -> str:
        """The description of a file (``part`` is ``file`` or ``checksum``), a fragment of the disclosure's page."""
        return f"{self.disclosure(disclosure_id)}#{part}-{quote(path, safe='-._~/')}"


def base_at(site_url: str) -> Base:
    """The site at ``site_url``, with a final ``/`` added where it lacks one.

    Raises:
        InputError: it is not an absolute http(s) URL without query and fragment.
    """
    if not _SITE_URL.fullmatch(site_url):
        raise InputError(
            f"site_url {site_url!r} cannot be the base of IRIs; give an absolute URL such as https://data.example.org/"
        )
    return Base(site_url if site_url.endswith("/") else f"{site_url}/")


def year(code: str) -> str:
    """A calendar year, as OpenBudgets' data sets name it; China's fiscal year is the calendar year."""
    return YEARS + fragment(code)


def phase(code: str) -> str:
    """A budget phase of OpenBudgets: draft, approved, revised, executed."""
    return BUDGET_PHASES + fragment(code)
