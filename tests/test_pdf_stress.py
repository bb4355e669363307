"""Each way in which real PDFs are hard to read: the cells are right, or the page is said to be in doubt."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from pdf_stress import Case, Rows, cases
from pdf_typeset import Page, write_pdf

from yusuan.errors import InputError
from yusuan.reading.document import Document, Grid
from yusuan.reading.pdf import read_pdf

CASES = cases()


def squeezed(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [tuple(re.sub(r"\s", "", text) for text in row) for row in rows]


def rows_of(document: Document) -> list[tuple[str, ...]]:
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return squeezed([[cell.text for cell in row] for grid in grids for row in grid.rows])


def same(gold: tuple[str, ...], found: tuple[str, ...]) -> int:
    """How many cells that are not blank stand in the same column."""
    return sum(bool(a) and a == b for a, b in zip(gold, found, strict=False))


def score(gold: Sequence[tuple[str, ...]], found: Sequence[tuple[str, ...]]) -> tuple[float, float]:
    """The shares of the cells of the original that are right and of those that are too many, the rows aligned so that
    most are right."""
    best = [[0] * (len(found) + 1) for _ in range(len(gold) + 1)]
    for i, row in enumerate(gold, start=1):
        for j, other in enumerate(found, start=1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + same(row, other))
    cells = sum(bool(text) for row in gold for text in row)
    right = best[-1][-1]
    return right / cells, (sum(bool(text) for row in found for text in row) - right) / cells


def gold_of(case: Case) -> list[tuple[str, ...]]:
    return squeezed([row for rows in case.gold for row in rows])


def read(path: Path, case: Case) -> Document:
    return read_pdf(write_pdf(path / "made.pdf", case.pages, case.readable))


@pytest.mark.parametrize("name", [name for name in CASES if name[:3] != "s18"])
def test_the_cells_are_right_or_in_doubt(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    document = read(tmp_path, case)
    right, extra = score(gold_of(case), rows_of(document))
    assert right >= 0.99
    assert extra <= 0.05
    assert bool(document.doubts) == (name[:3] in ("s16", "s21"))


def test_fonts_that_do_not_say_their_characters_are_detected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yusuan.reading.pdf.is_installed", lambda: False)
    (page,) = CASES["s18 fonts without characters"].pages
    with pytest.raises(InputError, match="fonts do not say which characters"):
        read_pdf(write_pdf(tmp_path / "made.pdf", [page], readable=False))
    title = Page(readable=True)
    title.text(100, 100, "支出预算表")
    document = read_pdf(write_pdf(tmp_path / "made.pdf", [title, page], readable=False))
    assert [block.location.page for block in document.blocks] == [1]
    assert [(doubt.location.page, "fonts" in doubt.text) for doubt in document.doubts] == [(2, True)]


def test_the_score_tells_wrong_from_right() -> None:
    gold = squeezed(CASES["s00 plain"].gold[0])
    assert score(gold, gold) == (1.0, 0.0)
    assert score(gold, [("", *row[:-1]) for row in gold])[0] < 0.1
    twice: Rows = [*gold, *gold]
    assert score(gold, squeezed(twice)) == (1.0, 1.0)
