"""The five documents typeset as PDF mean what their transcripts do: ruled tables exactly, three-line ones nearly."""

from pathlib import Path

import pytest
from invented import LISTS, ROOT
from typeset_pdf import to_pdf
from typeset_table import Style

from yusuan.conversion import Conversion
from yusuan.facts.key import Key
from yusuan.pipeline import convert, read
from yusuan.reading.document import Grid
from yusuan.reading.pdf import read_pdf
from yusuan.sources import read_sources

SOURCES = {source.id.split("-")[0]: source for source in read_sources(ROOT / "datapackage")}
RULED = {
    "landscape": Style(),
    "rotated, header once": Style(repeated=False, wide="rotated"),
    "sideways, nothing merged": Style(merged=False, wide="sideways"),
}
THREE_LINE = {
    "landscape": Style("three-line"),
    "rotated, header once, no partial rules": Style("three-line", repeated=False, partial=False, wide="rotated"),
    "small type": Style("three-line", wide="narrow"),
}


def facts(conversion: Conversion) -> dict[Key, tuple[str, str]]:
    return {fact.key: (str(fact.amount), fact.status.value) for fact in conversion.facts}


@pytest.mark.parametrize("style", RULED.values(), ids=RULED)
@pytest.mark.parametrize("name", SOURCES)
def test_ruled_tables_give_the_same_facts(
    conversions: dict[str, Conversion], tmp_path: Path, name: str, style: Style
) -> None:
    source = SOURCES[name]
    found = read_pdf(to_pdf(read(source.path), tmp_path / "made.pdf", style))
    assert facts(convert(found, source, LISTS)) == facts(conversions[name])
    assert found.doubts == ()


@pytest.mark.parametrize("style", THREE_LINE.values(), ids=THREE_LINE)
@pytest.mark.parametrize("name", SOURCES)
def test_three_line_tables_give_at_least_99_of_100_amounts_the_right_key(
    conversions: dict[str, Conversion], tmp_path: Path, name: str, style: Style
) -> None:
    source, expected = SOURCES[name], facts(conversions[name])
    found = facts(convert(read_pdf(to_pdf(read(source.path), tmp_path / "made.pdf", style)), source, LISTS))
    right = sum(found.get(key, ("",))[0] == amount for key, (amount, _) in expected.items())
    assert right >= 0.99 * len(expected)
    assert len(found.keys() - expected.keys()) <= 0.01 * len(expected)


@pytest.mark.parametrize("name", SOURCES)
def test_every_cell_of_a_typeset_document_has_its_page_and_box(tmp_path: Path, name: str) -> None:
    found = read_pdf(to_pdf(read(SOURCES[name].path), tmp_path / "made.pdf", Style("three-line")))
    for grid in (block for block in found.blocks if isinstance(block, Grid)):
        for cell in (cell for row in grid.rows for cell in row):
            assert cell.location.page
            assert cell.location.box is not None
            x0, top, x1, bottom = cell.location.box
            assert x0 < x1
            assert top < bottom
