"""Tables as Parquet: codes are strings, amounts exact decimals, what is empty is null. Snappy: every reader has it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

Row = Mapping[str, str]
Field = Mapping[str, Any]
_PRECISION, _DECIMALS = 38, 2
_BATCH = 20_000
"""How many rows are in memory at once, and in one row group."""


def decimals(fields: Sequence[Field], rows: Iterable[Row]) -> dict[str, int]:
    """How many decimals the values of each column of numbers have, two at least: amounts are never rounded."""
    names = [field["name"] for field in fields if field["type"] == "number"]
    found = dict.fromkeys(names, _DECIMALS)
    for row in rows:
        for name in names:
            found[name] = max(found[name], len(row[name].partition(".")[2]))
    return found


def write_parquet(fields: Sequence[Field], rows: Iterable[Row], scales: Mapping[str, int], target: IO[bytes]) -> None:
    """Write rows, given as text by column, as Parquet; ``fields`` are those of their Table Schema, ``scales`` what
    :func:`decimals` says of them. Rows are asked for once, a batch at a time."""
    schema = pa.schema([pa.field(f["name"], _type(f, scales), metadata=_told(f)) for f in fields])
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        for batch in _batches(rows):
            columns = [pa.array([_value(f, row[f["name"]]) for row in batch], _type(f, scales)) for f in fields]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def parquet(fields: Sequence[Field], rows: Sequence[Row]) -> bytes:
    """The rows of one table as Parquet."""
    target = io.BytesIO()
    write_parquet(fields, rows, decimals(fields, rows), target)
    return target.getvalue()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _type(field: Field, scales: Mapping[str, int]) -> pa.DataType:
    match field["type"]:
        case "number":
            return pa.decimal128(_PRECISION, scales[field["name"]])
        case "integer":
            return pa.int64()
        case "boolean":
            return pa.bool_()
        case _:
            return pa.string()


def _value(field: Field, text: str) -> str | Decimal | int | bool | None:
    if text == "":
        return None
    match field["type"]:
        case "number":
            return Decimal(text)
        case "integer":
            return int(text)
        case "boolean":
            return text == "true"
        case _:
            return text


def _told(field: Field) -> dict[str, str]:
    """What a column is, for readers that show it."""
    titles = {"title_zh": field.get("title"), "title_en": field.get("yusuan:titleEn")}
    return {name: str(text) for name, text in titles.items() if text}
