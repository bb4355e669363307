"""Write what the pages that compare and explore load: a summary per disclosure, their list, all facts in one file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from yusuan.concepts import Codelist
from yusuan.publishing.browser.fact_columns import FACTS, LABELS, FactColumns
from yusuan.publishing.browser.summary import INDEX, NAME, index_entry, index_json, summary_json
from yusuan.publishing.pages.model import Package, Row


class BrowserFiles:
    """Takes the disclosures one by one, keeps none of them, and writes below ``output``, the root of a built site.

    ``overview`` is the row of each package in the table ``disclosures``, by package name.
    """

    def __init__(self, output: Path, overview: Mapping[str, Row], codelists: Mapping[str, Codelist]) -> None:
        self._output, self._overview, self._codelists = output, overview, codelists
        self._facts = FactColumns()
        self._entries: list[dict[str, Any]] = []

    def add(self, package: Package) -> None:
        """Write the summary of one disclosure and remember its facts; one that is in no overview is left out."""
        row = self._overview.get(package.name)
        if row is None:
            return
        self._write(f"{package.folder}{NAME}", summary_json(package, row, self._codelists))
        self._entries.append(index_entry(package, row, self._codelists))
        self._facts.add(package, row, self._codelists)

    def finish(self) -> None:
        """Write what is said of all disclosures together."""
        self._write(INDEX, index_json(self._entries))
        self._write(FACTS, self._facts.parquet())
        self._write(LABELS, self._facts.labels())

    def _write(self, path: str, content: bytes) -> None:
        target = self._output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
