"""How much of a document was understood is counted, and said everywhere alike."""

import json
from dataclasses import replace

import pytest
from invented import LISTS
from packaged import FILES, SITE, rows
from sample import conversion

from yusuan.conversion import Conversion
from yusuan.converting import summarised
from yusuan.facts.fact import Binding
from yusuan.publishing.coverage import REASONS, coverage, coverage_resource, reason_code, unrecognised_resource
from yusuan.publishing.package import package_files
from yusuan.reading.document import Doubt, Location, Paragraph
from yusuan.recognition.disclosure import Unrecognised


def _with_reasons(*reasons: str, unreadable: int = 0) -> Conversion:
    """The sample with as many of its table cells without a key as there are reasons, and amounts that are no cells."""
    sample = conversion()
    printed = [cell for cell in sample.cells if cell.table_id != "prose" and cell.key is not None]
    lost = {cell.cell_id: reason for cell, reason in zip(printed, reasons, strict=False)}
    cells = tuple(
        replace(cell, key=None, binding=Binding.NONE, reason=lost[cell.cell_id]) if cell.cell_id in lost else cell
        for cell in sample.cells
        if cell.key is not None
    )
    found = (*lost.values(), *["12 34.50"] * unreadable)
    return replace(
        sample,
        cells=cells,
        codelists={**sample.codelists, REASONS: LISTS[REASONS]},
        unrecognised=tuple(Unrecognised("amount", text, Location(line=n)) for n, text in enumerate(found, 1)),
    )


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("the label 甲 matches nothing in the code lists", "unknown-label"),
        ("the row 乙 丙 matches nothing in the code lists", "unknown-label"),
        ("the row has no label", "no-label"),
        ("the header part 丁 is not understood", "unknown-header"),
        ("the words 戊 of the title are not understood", "unknown-title"),
        ("the code 30207 and the name 工会经费 contradict each other", "code-contradiction"),
        ("no unit of measure is known", "no-unit"),
        ("something that nobody has worded yet", "other"),
    ],
)
def test_a_reason_is_counted_under_its_code(reason: str, code: str) -> None:
    assert reason_code(reason, LISTS[REASONS]) == code


def test_every_printed_amount_is_counted_once() -> None:
    made = _with_reasons("the row has no label", "the row has no label", "no unit of measure is known", unreadable=2)
    found = coverage(made)
    printed = [cell for cell in made.cells if cell.table_id != "prose"]
    assert found.amounts == len(printed) + 2 == found.keyed + sum(found.unkeyed.values())
    assert list(found.unkeyed.items()) == [("no-label", 2), ("no-unit", 1), ("unreadable", 2)]


def test_what_is_understood_has_no_reasons() -> None:
    found = coverage(_with_reasons())
    assert (found.unkeyed, found.amounts) == ({}, found.keyed)
    assert [row for row in coverage_resource(_with_reasons()).rows if row[0] == "amounts-without-key"] == []


def test_the_counts_of_the_package_are_those_of_the_readme_and_the_descriptor() -> None:
    counts = {(row["measure"], row["reason"]): int(row["count"]) for row in rows(FILES["data/coverage.csv"])}
    said = json.loads(FILES["datapackage.json"])["yusuan:coverage"]
    assert counts["amounts", "not-applicable"] == said["amounts"]
    assert counts["amounts-with-key", "not-applicable"] == said["amountsWithKey"]
    without = {reason: count for (measure, reason), count in counts.items() if measure == "amounts-without-key"}
    assert without == said["amountsWithoutKey"] != {}
    readme = FILES["README.md"].decode()
    assert f"| Amounts printed in tables | {said['amounts']} |" in readme
    assert f"- Amounts without a key: {sum(without.values())}" in readme


def test_what_was_not_recognised_is_said_in_the_language_of_the_reader() -> None:
    made = replace(
        _with_reasons("the row has no label"),
        unrecognised=(
            Unrecognised("amount", "7.00 (the row has no label)", Location(line=1)),
            Unrecognised("page", "no text is printed on the page", Location(page=2)),
        ),
    )
    chinese, english = package_files(made, SITE)["README.md"].decode().split("\n## Overview\n")
    assert "- 金额：7.00（这一行没有名称）（第 1 行）" in chinese
    assert "- 页面：此页没有印文字（第 2 页）" in chinese
    assert "- amount: 7.00 (the row has no label) (line 1)" in english
    assert "- page: no text is printed on the page (page 2)" in english


def test_pages_without_text_are_counted_and_a_part_of_a_file_has_its_own() -> None:
    def pages(*numbers: int, doubted: int) -> int | None:
        blocks = tuple(Paragraph("某县某局", Location(page=n)) for n in numbers)
        document = replace(made.document, blocks=blocks, doubts=(Doubt("blank", Location(page=doubted)),))
        return summarised(replace(made, document=document)).pages

    made = _with_reasons()
    assert pages(1, 2, 3, doubted=4) == 4
    assert pages(5, 7, doubted=6) == 3
    assert summarised(made).pages is None


def test_what_was_not_recognised_is_published_with_its_place() -> None:
    made = _with_reasons("the row has no label", unreadable=1)
    assert unrecognised_resource(made).rows == (
        (1, "amount", "the row has no label", None, 1),
        (2, "amount", "12 34.50", None, 2),
    )
