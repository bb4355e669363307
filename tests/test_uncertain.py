"""Amounts read from a scan: uncertain readings are findings, and broken sums are likelier misread than misprinted."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from audited import evidence
from invented import COVER, LISTS, document

from yusuan.audit.finding import Finding
from yusuan.audit.uncertain import uncertain_readings
from yusuan.conversion import Conversion
from yusuan.pipeline import convert
from yusuan.publishing.resources import cells
from yusuan.reading.document import Document, Grid
from yusuan.sources import Source

TABLE = """
表5

云岭县医疗保险经办处一般公共预算支出明细表（按支出功能分类科目）

单位：元

功能科目编码|功能科目名称|合计
|合计|150.00
210|卫生健康支出|150.00
21015|医疗保障管理事务|150.00
2101501|行政运行|{first}
2101506|医疗保障经办事务|50.00
"""


def scanned(read: Document, unsure: Mapping[str, float]) -> Document:
    """The document as if its cells had been recognised: surely, but for the texts in ``unsure``."""
    blocks = (
        Grid(tuple(tuple(replace(c, confidence=unsure.get(c.text, 1.0)) for c in row) for row in b.rows), b.location)
        if isinstance(b, Grid)
        else b
        for b in read.blocks
    )
    return replace(read, blocks=tuple(blocks))


def converted(first: str, unsure: Mapping[str, float] | None = None) -> Conversion:
    """The conversion of the table, born digital or scanned."""
    read = document(COVER + TABLE.format(first=first)[1:])
    read = read if unsure is None else scanned(read, unsure)
    return convert(read, Source(id="yunling-medical-insurance-2024", path=Path("disclosure.txt")), LISTS)


def found(conversion: Conversion, code: str) -> list[Finding]:
    """The findings of one code."""
    return [finding for finding in conversion.findings if finding.code == code]


def test_an_uncertain_amount_is_a_finding() -> None:
    conversion = converted("100.00", {"50.00": 0.62})
    (finding,) = found(conversion, "reading-uncertain")
    (cell,) = (cell for cell in conversion.cells if cell.printed == "50.00")
    assert (finding.cell_ids, finding.origin) == ((cell.cell_id,), "transcription")
    assert "50.00" in finding.message_zh
    assert "62%" in finding.message_en


def test_sure_readings_labels_and_documents_with_text_are_silent() -> None:
    assert not found(converted("100.00", {"50.00": 0.9, "行政运行": 0.3, "合计": 0.1}), "reading-uncertain")
    assert list(uncertain_readings(evidence(converted("100.00")))) == []


def test_a_sum_that_does_not_hold_is_likelier_misread_than_misprinted() -> None:
    (printed,) = found(converted("40.00"), "sum-of-parts")
    (read,) = found(converted("40.00", {}), "sum-of-parts")
    assert (printed.origin, read.origin) == ("", "transcription")
    assert (read.expected, read.found) == (Decimal("90.00"), Decimal("150.00"))


def test_the_confidence_is_published_with_the_cell() -> None:
    def column(conversion: Conversion) -> list[str | None]:
        resource = cells(conversion)
        at = resource.fields.index("confidence")
        return [None if row[at] is None else str(row[at]) for row in resource.rows]

    assert column(converted("100.00", {"50.00": 0.62})) == ["1.0", "1.0", "1.0", "1.0", "0.62"]
    assert set(column(converted("100.00"))) == {None}
