"""Real disclosures, where they are at hand: the ruled cells that pdfplumber finds are found, and nothing fails."""

import re
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from yusuan.reading.document import Grid
from yusuan.reading.pdf import read_pdf
from yusuan.reading.pdf_radicals import plain_character

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "real"
PATHS = sorted(CORPUS.glob("*.pdf"))
SMALL = [path for path in PATHS if path.stat().st_size < 150_000]

if not PATHS:
    pytest.skip("the corpus of real disclosures is not at hand", allow_module_level=True)


def squeezed(text: str | None) -> str:
    return "".join(plain_character(ord(c)) for c in re.sub(r"\s+", "", text or ""))


def cells_and_words(path: Path) -> tuple[Counter[str], str]:
    """The texts of our cells, and everything outside them as one text."""
    blocks = read_pdf(path).blocks
    grids = [block for block in blocks if isinstance(block, Grid)]
    cells = Counter(squeezed(cell.text) for grid in grids for row in grid.rows for cell in row if cell.text)
    return cells, "\n".join(squeezed(block.text) for block in blocks if not isinstance(block, Grid))


def ruled_cells(path: Path) -> Counter[str]:
    """What pdfplumber finds, rows of one cell over the whole width (titles) left out."""
    found: Counter[str] = Counter()
    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            for table in page.extract_tables():
                wide = [row for row in table if len(row) > 1 and sum(cell is not None for cell in row) > 1]
                found.update(squeezed(cell) for row in wide for cell in row if squeezed(cell))
    return found


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_cell_of_a_real_disclosure_has_its_place(path: Path) -> None:
    document = read_pdf(path)
    assert document.blocks
    for block in document.blocks:
        places = [cell.location for row in block.rows for cell in row] if isinstance(block, Grid) else [block.location]
        for place in places:
            assert place.page is not None
            assert place.box is not None
            assert place.box[0] < place.box[2]
            assert place.box[1] < place.box[3]


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_the_ruled_cells_are_those_of_the_careful_reader(path: Path) -> None:
    cells, words = cells_and_words(path)
    missing = [text for text in ruled_cells(path) - cells if text not in words]  # a ruled caption is words to us
    assert missing == []
    assert sum(cells.values()) > 500
