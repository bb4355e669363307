"""What the pages are written from: packages, code lists and schemas as they are published, already read. Pure types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    """One published disclosure.

    ``rows`` holds the rows of each table with a header by the resource's name (``facts``, ``codelist_activity``),
    ``printed`` those of each file of ``data/printed/`` by table. ``files`` is everything in the folder, sorted, with
    the paths where the site serves it.
    """

    name: str
    descriptor: Mapping[str, Any]
    rows: Mapping[str, tuple[Row, ...]]
    printed: Mapping[str, tuple[tuple[str, ...], ...]]
    files: tuple[PublishedFile, ...]

    @property
    def folder(self) -> str:
        """Where the site serves the package: beside its page, as its IRIs say."""
        return f"disclosures/{self.name}/"

    def title(self, language: Language) -> str:
        """The title of the disclosure; Chinese where English is missing."""
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
class Site:
    """Everything the generated pages show. ``base`` ends with ``/`` and begins every IRI; ``overview`` is the row of
    each package in the table ``disclosures`` by package name; ``schemas`` the Table Schemas by name."""

    base: str
    version: str
    packages: tuple[Package, ...]
    overview: Mapping[str, Row]
    codelists: Mapping[str, Codelist]
    schemas: Mapping[str, Mapping[str, Any]]
    files: tuple[PublishedFile, ...] = ()
    """Downloads across disclosures: ``datapackage/all``, ``datapackage/codelists``, the catalogue."""
    terms: tuple[Term, ...] = ()

    def __iter__(self) -> Iterator[Package]:
        return iter(self.packages)
