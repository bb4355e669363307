"""Made-up documents for the tests of reading, recognition and facts: in these texts ``|`` stands for a tab."""

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.facts.fact import Binding, Cell
from yusuan.facts.key import Key
from yusuan.pipeline import convert
from yusuan.reading.document import Document, GridCell, Location
from yusuan.reading.transcript import read_transcript
from yusuan.recognition.disclosure import Table
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.tables import recognise_tables
from yusuan.sources import Source

ROOT = Path(__file__).parents[1]
DOCUMENTS = Path(__file__).parent / "documents"
LISTS = read_codelists(ROOT / "schemas" / "codelists")
LEXICON = Lexicon(LISTS)
COVER = "云岭县医疗保险经办处2024年单位预算公开说明\n\n目录\n\n"
BASE = {"organization": "yunling-medical-insurance", "fiscal_year": "2024", "phase": "approved"}


def document(text: str) -> Document:
    """The document that the transcript reader makes of a text; one that begins with a line end is an indented block."""
    if text.startswith("\n"):
        text = dedent(text[1:])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "disclosure.txt"
        path.write_text(text.replace("|", "\t"), encoding="utf-8", newline="")
        return read_transcript(path)


def row(text: str) -> tuple[GridCell, ...]:
    """One row of a grid."""
    return document(text + "|" * ("|" not in text)).blocks[0].rows[0]  # type: ignore[union-attr]


def tables(text: str) -> tuple[Table, ...]:
    """The tables recognised in a text."""
    return recognise_tables(document(text).blocks, LEXICON)


def converted(text: str, codelists: Mapping[str, Codelist] = LISTS, **overrides: str) -> Conversion:
    """The conversion of a text below an invented unit's cover; ``overrides`` are those of ``disclosure.yml``."""
    source = Source(id="yunling-medical-insurance-2024", path=Path("disclosure.txt"), **overrides)
    return convert(document(COVER + dedent(text).removeprefix("\n")), source, codelists)


def sets(key: Key | None) -> dict[str, str]:
    """What a key says beyond the organization, year and phase that all keys share, totals left out."""
    assert key is not None
    named = {field.name: getattr(key, field.name) for field in fields(key)}
    return {
        name: code for name, code in named.items() if BASE.get(name) != code and code not in ("total", "not-applicable")
    }


def cell(amount: str, row: int = 1, place: int = 0, table: str = "t1", **said: str | bool | int | Decimal) -> Cell:
    """A cell made by hand: ``said`` are codes by dimension, and ``of_which``, ``quantum`` or ``panel``."""
    other = {name: said.pop(name) for name in ("of_which", "quantum", "panel") if name in said}
    made = Cell(
        cell_id=f"{table}.r{row}c{place + 1}",
        table_id=table,
        location=Location(line=row),
        row=row,
        column=place + 1,
        label="",
        header="",
        printed=amount,
        unit="yuan",
        amount=Decimal(amount),
        quantum=Decimal(0),
        key=Key(**BASE, **{"operation": "expenditure"} | said),  # type: ignore[arg-type]
        binding=Binding.CODE,
        place=place,
    )
    return replace(made, **other)  # type: ignore[arg-type]


def at(cells: tuple[Cell, ...], row: int, column: int) -> Cell:
    """The cell in a row and column of the first table's printed grid, both from 1."""
    (found,) = [cell for cell in cells if (cell.row, cell.column) == (row, column)]
    return found
