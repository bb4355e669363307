"""Where cells are printed: as text, and as links to them in the page of their disclosure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yusuan.publishing.pages.html import link
from yusuan.publishing.pages.model import Language, Package, Row
from yusuan.publishing.pages.words import label, words


def table_title(row: Row, language: Language) -> str:
    """The title of a table as printed; its kind where none is printed."""
    return row["title"] or label(row, language, "kind_") or row["table_id"]


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one disclosure in one language.

    ``numbers`` are the numbers of its tables as printed (their titles where they have none) by table id; what stands
    in no table stands in the prose. ``page`` leads to the page of the disclosure, ``""`` on that page itself.
    """

    language: Language
    numbers: Mapping[str, str]
    page: str = ""

    def table(self, table_id: str) -> str:
        """The table by its printed number, or the word for the prose."""
        return self.numbers.get(table_id) or words(self.language)["prose"]

    def text(self, cell: Row) -> str:
        """Table, row, column, page and source line of a cell, as far as they are known."""
        say = words(self.language)
        is_in_table = cell["table_id"] in self.numbers
        parts = [self.table(cell["table_id"])]
        parts += [say[name].format(**{name: cell[name]}) for name in ("row", "column") if is_in_table and cell[name]]
        parts += [say[name].format(**{name: cell[name]}) for name in ("page", "line") if cell[name]]
        return ("，" if self.language == "zh" else ", ").join(parts)

    def link(self, cell: Row) -> str:
        """The place of a cell as a link to the cell, as HTML."""
        return link(f"{self.page}#cell-{cell['cell_id']}", self.text(cell))


def places(package: Package, language: Language, page: str = "") -> Places:
    """The places of a disclosure; ``page`` leads to its page."""
    numbers = {row["table_id"]: row["number"] or table_title(row, language) for row in package.table("tables")}
    return Places(language, numbers, page)
