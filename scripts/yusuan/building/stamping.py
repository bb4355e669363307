"""One disclosure on the built site: its files, the downloads made of it, its page in each language."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from yusuan.building.mould import FOLDER, Mould
from yusuan.building.search import search_entry
from yusuan.publishing.downloads.package import package_downloads
from yusuan.publishing.pages.downloads import citation_text, description
from yusuan.publishing.pages.model import LANGUAGES, Language, Package, PublishedFile, Site
from yusuan.publishing.pages.search import search_text
from yusuan.publishing.pages.site_pages import stamped_pages

FOLDERS: Mapping[Language, str] = {"zh": "", "en": "en/"}
"""Where each language stands below the root of the site."""


@dataclass(slots=True)
class Stamped:
    """What is told of the stamped pages of one language: their paths below it, their entries for the search."""

    paths: list[str] = field(default_factory=list)
    entries: list[dict[str, str]] = field(default_factory=list)


def add_files(package: Package, site: Site, built: Path) -> Package:
    """Put the files of a disclosure, which the site has in ``datapackage/``, where their IRIs are: below its page. The
    downloads made of it come beside them. The package with those among its files."""
    source, folder = built / "datapackage" / package.name, built / package.folder
    shutil.copytree(source, folder, copy_function=_link)
    files = {p.relative_to(source).as_posix(): p.read_bytes() for p in sorted(source.rglob("*")) if p.is_file()}
    cited = {language: citation_text(package, site, language) for language in LANGUAGES}
    made = []
    for path, content in package_downloads(package, files, cited, f"{site.base}{package.folder}"):
        (folder / path).write_bytes(content)
        made.append(PublishedFile(package.folder + path, len(content)))
    return replace(package, files=tuple(sorted((*package.files, *made), key=lambda file: file.path)))


def _link(source: str, target: str) -> None:
    """One file under a second name, or a copy where the file system has no second names."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def stamp(package: Package, site: Site, moulds: Mapping[Language, Mould], built: Path) -> dict[Language, Stamped]:
    """Write the pages of a disclosure in each language and say where they are and how they are found."""
    told = {}
    for language, mould in moulds.items():
        told[language] = Stamped()
        for name, text in stamped_pages(package, site, language).items():
            path = built / FOLDERS[language] / FOLDER / name / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(mould.stamp(name, text, description(package, language)), encoding="utf-8")
            told[language].paths.append(f"{FOLDER}/{name}/")
        entry = search_entry(package.folder, package.title(language), search_text(package, site, language))
        told[language].entries.append(entry)
    return told
