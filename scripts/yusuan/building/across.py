"""The downloads across all disclosures and the files that pages fetch, streamed from what is published."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from yusuan.checking.published import PublishedPackage, read_package
from yusuan.publishing.downloads.parquet import decimals, write_parquet
from yusuan.publishing.pages.checks import FINDINGS_FILE, finding_entries, finding_words
from yusuan.publishing.pages.digest import SEVERITIES
from yusuan.publishing.pages.model import LANGUAGES, PublishedFile, Row, Site

FOLDER = "dump"
_TABLES = ("facts", "findings")


def write_dumps(published: Path, folder: Path) -> tuple[PublishedFile, ...]:
    """Write the facts and the findings of all disclosures, each as Parquet and compressed CSV, into ``folder`` (one
    that is laid over the site), from the package over all disclosures. No more than a batch is in memory. Every file
    that is then in ``dump/``."""
    package, target = read_package(published / "all"), folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for name in _TABLES:
        resource = package.resources[name]
        fields = resource["schema"]["fields"]
        with (target / f"yusuan-{name}.parquet").open("wb") as file:
            write_parquet(fields, _rows(package, name), decimals(fields, _rows(package, name)), file)
        with (
            (published / "all" / resource["path"]).open("rb") as plain,
            (target / f"yusuan-{name}.csv.gz").open("wb") as file,
            gzip.GzipFile("", "wb", 6, file, mtime=0) as packed,
        ):
            shutil.copyfileobj(plain, packed)
    return tuple(PublishedFile(f"{FOLDER}/{path.name}", path.stat().st_size) for path in sorted(target.iterdir()))


def _rows(package: PublishedPackage, name: str) -> Iterator[Row]:
    with (package.folder / package.resources[name]["path"]).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, restval="")


def write_findings(published: Path, site: Site, built: Path) -> None:
    """Write what the script of the list of findings fetches, where the list does not have them all itself."""
    if site.digest.findings == len(site.digest.first):
        return
    package = read_package(published / "all")
    for language in LANGUAGES:
        path = built / ("" if language == "zh" else language) / FINDINGS_FILE
        with path.open("w", encoding="utf-8") as file:
            said = json.dumps(finding_words(site, language), ensure_ascii=False, separators=(",", ":"))
            file.write(f'{said[:-1]},"findings":[')
            separator = "\n"
            for severity in SEVERITIES:  # the gravest first, as on the page
                rows = (row for row in _rows(package, "findings") if row["severity"] == severity)
                for entry in finding_entries(rows, language):
                    file.write(separator + json.dumps(entry, ensure_ascii=False, separators=(",", ":")))
                    separator = ",\n"
            file.write("\n]}\n")
