"""What the pages are written from: packages, code lists and schemas as they are published, already read. Pure types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from yusuan.concepts import Codelist

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
"""Chinese stands at the root of the site, English below ``en/``."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file to download: its path from the root of the site and its size in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """One published package: a disclosure, or what disclosures share (without rows).

    ``rows`` holds the rows of each table with a header by the resource's name (``facts``, ``codelist_activity``),
    ``printed`` those of each file of ``data/printed/`` by table. ``files`` is everything in the package, sorted, with
    the paths where the site serves it: below ``folder``, which ends with ``/``.
    """

    name: str
    folder: str
    descriptor: Mapping[str, Any]
    rows: Mapping[str, tuple[Row, ...]]
    printed: Mapping[str, tuple[tuple[str, ...], ...]]
    files: tuple[PublishedFile, ...]

    def title(self, language: Language) -> str:
        """The title of the package; Chinese where English is missing."""
        chinese = str(self.descriptor.get("title") or self.name)
        return str(self.descriptor.get("yusuan:titleEn") or chinese) if language == "en" else chinese

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of one resource; none where the package does not have it."""
        return self.rows.get(name, ())


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary: its name after ``#``, what it is (Property, Class …), labels and definitions."""

    name: str
    kind: str
    label_zh: str = ""
    label_en: str = ""
    definition_zh: str = ""
    definition_en: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and the name of the disclosure that it is about."""

    finding: Row
    disclosure: str


@dataclass(frozen=True, slots=True)
class Check:
    """What one check of the audit found over all disclosures: how many findings by severity, in how many disclosures,
    the first of them the gravest first, and of one disclosure what the card of its first finding needs."""

    severities: Mapping[str, int]
    disclosures: int
    first: tuple[Found, ...]
    example: Package | None


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization as a disclosure names it, and the names of all disclosures that do."""

    row: Row
    disclosures: list[str]


@dataclass(frozen=True, slots=True)
class Digest:
    """What pages across disclosures say of all of them.

    ``severities`` counts the findings of each disclosure by severity (one without an audit is missing), ``findings``
    all of them; ``first`` are the gravest, not all. ``uses`` gives the disclosures that use a code, by code list and
    code; ``unlisted`` the rows of the codes that a code list lacks, by code list.
    """

    severities: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    findings: int = 0
    first: tuple[Found, ...] = ()
    checks: Mapping[str, Check] = field(default_factory=dict)
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    uses: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    unlisted: Mapping[str, Sequence[Row]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the generated pages show. ``base`` ends with ``/`` and begins every IRI; ``overview`` is the row of
    each package in the table ``disclosures`` by package name; ``schemas`` the Table Schemas by name.

    ``packages`` may be read one by one as they are asked for: go over them once, and keep none."""

    base: str
    version: str
    packages: Sequence[Package]
    overview: Mapping[str, Row]
    codelists: Mapping[str, Codelist]
    schemas: Mapping[str, Mapping[str, Any]]
    shared: tuple[Package, ...] = ()
    """The packages across disclosures: all facts, the code lists."""
    files: tuple[PublishedFile, ...] = ()
    """Files beside the packages: the catalogue."""
    terms: tuple[Term, ...] = ()
    queries: tuple[tuple[str, str], ...] = ()
    """The cookbook: name and content of each file of ``docs/queries/``."""
    dumps: tuple[PublishedFile, ...] = ()
    """Files made with the site that hold all of something: all facts, all RDF."""
    digest: Digest = field(default_factory=Digest)
    """What is said of all disclosures together."""

    def __iter__(self) -> Iterator[Package]:
        return iter(self.packages)
