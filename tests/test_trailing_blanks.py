"""Blanks at the ends of rows come and go in transcripts: what a document says does not change with them."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from invented import LISTS, ROOT

from yusuan.conversion import Conversion
from yusuan.pipeline import convert, read
from yusuan.sources import Source, read_sources

SOURCES = {source.id.split("-")[0]: source for source in read_sources(ROOT / "datapackage")}
Change = Callable[[str, bool, random.Random], str]
"""A row of a table, whether it is in its header, and chance → the row as it is written."""


def trimmed(row: str) -> str:
    """The row without tabs at its end, one left where it would be none."""
    bare = row.rstrip("\t")
    return bare if "\t" in bare else f"{bare}\t"


CHANGES: dict[str, Change] = {
    "trimmed": lambda row, is_header, chance: trimmed(row),
    "one more": lambda row, is_header, chance: f"{row}\t",
    "header": lambda row, is_header, chance: f"{row}\t\t" if is_header else row,
    "body": lambda row, is_header, chance: row if is_header else f"{row}\t\t\t",
    "any": lambda row, is_header, chance: row + "\t" * chance.choice([0, 0, 1, 2, 4]),
    "any trimmed": lambda row, is_header, chance: trimmed(row) if chance.random() < 0.5 else row,
}


def _changed(text: str, change: Change) -> Iterator[str]:
    chance, is_header = random.Random(7), True
    for line in text.replace("\r\n", "\n").split("\n"):
        is_header = "\t" not in line or (is_header and not any(map(str.isdigit, line)))
        yield change(line, is_header, chance) if "\t" in line else line


def _said(conversion: Conversion) -> tuple[object, ...]:
    """Facts, findings, cells and what was not understood."""
    facts = {fact.key: (fact.amount, fact.status) for fact in conversion.facts}
    findings = sorted((found.code, found.message_en) for found in conversion.findings)
    cells = [(cell.cell_id, cell.printed.strip(), cell.key) for cell in conversion.cells]
    unrecognised = [(found.what, found.text.strip(), found.location.line) for found in conversion.unrecognised]
    return facts, findings, cells, unrecognised


def _converted(source: Source, change: Change, folder: Path) -> Conversion:
    path = folder / source.path.name
    text = source.path.read_text(encoding="utf-8")
    path.write_text("\n".join(_changed(text, change)), encoding="utf-8", newline="")
    return convert(read(path), source, LISTS)


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("change", CHANGES)
def test_blanks_at_the_ends_of_rows_say_nothing(
    conversions: dict[str, Conversion], name: str, change: str, tmp_path: Path
) -> None:
    assert _said(_converted(SOURCES[name], CHANGES[change], tmp_path)) == _said(conversions[name])


@pytest.mark.parametrize("name", SOURCES)
def test_rows_that_lose_their_only_tab_change_no_fact(
    conversions: dict[str, Conversion], name: str, tmp_path: Path
) -> None:
    """A row of one cell is a line of text then: where it is the first of a table, its title may be told no more, which
    is reported; no amount changes."""
    found = _converted(SOURCES[name], lambda row, is_header, chance: row.rstrip("\t"), tmp_path)
    assert _said(found)[0] == _said(conversions[name])[0]
