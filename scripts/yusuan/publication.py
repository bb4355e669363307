"""Write what was converted: one package per disclosure, and what all disclosures share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.locking import PATIENCE, locked
from yusuan.publishing.all_package import all_files
from yusuan.publishing.codelist_package import codelist_files
from yusuan.publishing.coverage import coverage
from yusuan.publishing.csvw import METADATA_SUFFIX
from yusuan.publishing.files import replace_generated, replace_packages
from yusuan.publishing.package import package_files
from yusuan.publishing.rdf.distributions import downloads
from yusuan.publishing.rdf.files import catalogue_file, rdf_files, shared_rdf_files
from yusuan.publishing.rdf.jsonld import jsonld_document
from yusuan.publishing.rdf.void import NAME as VOID
from yusuan.publishing.rdf.void import void_turtle
from yusuan.reading.file import file_content
from yusuan.sources import NAME, Source, kept_name

_SHARED = ("all", "codelists")
"""Folders of packages that are not one disclosure's."""
_TOLD = ("organization", "division", "fiscal_year", "phase", "scope")
"""What the source of a part of a file says, so that it can be registered as it is."""


def disclosure_files(conversion: Conversion, site_url: str) -> dict[str, bytes]:
    """Every generated file of one disclosure's package, RDF among them, by path."""
    tables = package_files(conversion, site_url)
    data = {path: content for path, content in tables.items() if path.startswith("data/")}
    described = downloads({path: content for path, content in data.items() if not path.endswith(METADATA_SUFFIX)})
    return package_files(conversion, site_url, rdf_files(conversion, site_url, described))


def publish(conversions: Sequence[Conversion], codelists: Mapping[str, Codelist], folder: Path, site_url: str) -> None:
    """Write every disclosure's package below ``folder`` and, beside them, the code lists, the package over all
    disclosures, the catalogue and the VoID description. Everything is made before anything is written, and changes at
    once.

    Raises:
        InputError: a folder cannot be written.
    """
    packages = {c.disclosure.disclosure_id: disclosure_files(c, site_url) for c in conversions}
    packages["codelists"] = codelist_files(codelists, site_url, shared_rdf_files(codelists, site_url))
    packages["all"] = all_files(conversions, site_url)
    coverages = {c.disclosure.disclosure_id: coverage(c) for c in conversions}
    catalogue = catalogue_file([c.disclosure for c in conversions], codelists, site_url, coverages)
    beside = {
        "catalogue.ttl": catalogue,
        "catalogue.jsonld": jsonld_document(catalogue),
        VOID: void_turtle(packages, catalogue, site_url),
    }
    replace_packages(folder, packages, beside)


def unregistered_source(path: Path) -> Source:
    """A source for a file that is not registered: its id is made of the file's name, or of its content where the name
    has no Latin letters.

    Raises:
        InputError: the file cannot be read, or its name is not UTF-8.
    """
    kept_name(path.name)  # raises where nothing can be kept under it
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if not re.search("[a-z]", slug):
        digest = hashlib.sha256(file_content(path)).hexdigest()[:8]
        slug = "-".join(part for part in ("disclosure", digest, slug) if part)
    if slug in _SHARED:
        slug = f"disclosure-{slug}"
    return Source(id=slug, path=path)


def publish_one(conversion: Conversion, source: Source, folder: Path, site_url: str) -> Path:
    """Write the package of one unregistered file to ``folder/<id>/``, a copy of the file in its ``source/``; of a file
    that holds several disclosures, that of one of them, with what tells which.

    Raises:
        InputError: the folder cannot be written, holds something else, or is a disclosure that is registered there.
    """
    target = folder / source.id
    kept = target / "source" / NAME
    name = kept_name(source.path.name)
    told = {key: value for key in _TOLD if (value := getattr(source, key))}
    said = yaml.safe_dump({"id": source.id, "file": name} | told, allow_unicode=True, sort_keys=False, width=4096)
    if kept.is_file() and kept.read_text(encoding="utf-8") != said:
        raise InputError(
            f"{target}: is a registered disclosure, or the package of another document; "
            "run `yusuan build`, or name another folder"
        )
    files = disclosure_files(replace(conversion, document=replace(conversion.document, name=name)), site_url)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made ({error.strerror}); name another folder") from error
    with locked(folder, PATIENCE):
        replace_generated(target, files, {NAME: said.encode(), name: file_content(source.path)})
    return target
