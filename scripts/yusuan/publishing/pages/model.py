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
class Site:
    """Everything the generated pages show. ``base`` ends with ``/`` and begins every IRI; ``overview`` is the row of
    each package in the table ``disclosures`` by package name; ``schemas`` the Table Schemas by name."""

    base: str
    version: str
    packages: tuple[Package, ...]
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

    def __iter__(self) -> Iterator[Package]:
        return iter(self.packages)
