"""All facts of all disclosures as columns of codes in one Parquet file, which the page "Explore" reads.

Written for many disclosures: each package is added once and then let go; what stays is a number per value.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from yusuan.concepts import Codelist
from yusuan.facts.key import DIMENSIONS
from yusuan.publishing.browser.breakdowns import VIEWS, fact_ids
from yusuan.publishing.browser.summary import index_entry, json_bytes
from yusuan.publishing.pages.model import Package, Row
from yusuan.publishing.pages.words import label_of

FACTS = "explore/facts.parquet"
LABELS = "explore/labels.json"
"""Where the two files stand on the site."""
SHARED = ("phase", "operation", "fund", "function", "economic", "gov_economic", "expenditure_type")
"""The dimensions whose labels stand in the labels' file; those of the others are columns."""
CODED = ("disclosure", *DIMENSIONS, "status", "views", "organization_label_zh", "activity_label_zh")
_WIDE = pa.decimal128(38, 18)
_INT64_DIGITS = 18
_ROW_GROUP = 100_000
_LOWEST_SCALE = 2


class FactColumns:
    """The facts of the packages added so far.

    ``fact_id`` is not among the columns: it is the ten codes joined, see :func:`yusuan.facts.key.fact_id`. ``views``
    names the views that a fact is a finest line of, joined by ``;``: only facts of one view may be added up.
    """

    def __init__(self) -> None:
        self._codes: dict[str, dict[str, int]] = {name: {} for name in CODED}
        self._indices: dict[str, array[int]] = {name: array("i") for name in CODED}
        self._amounts: list[pa.Array] = []
        self._leaves, self._witnesses = array("b"), array("i")
        self._scale, self._digits = _LOWEST_SCALE, 0
        self._disclosures: dict[str, dict[str, Any]] = {}
        self._labels: dict[str, dict[str, tuple[str, str, str]]] = {name: {} for name in (*SHARED, "status")}

    def add(self, package: Package, overview: Row, codelists: Mapping[str, Codelist]) -> None:
        """Take the facts of one disclosure; ``overview`` is its row of the table ``disclosures``."""
        views = _views(package)
        amounts = []
        for fact in package.table("facts"):
            told = {**fact, "disclosure": package.name, "views": views.get(fact["fact_id"], "")}
            for name in CODED:
                codes = self._codes[name]
                self._indices[name].append(codes.setdefault(told[name], len(codes)))
            self._leaves.append(fact["is_leaf"] == "true")
            self._witnesses.append(int(fact["witnesses"]))
            amounts.append(self._measured(Decimal(fact["amount"])))
        self._amounts.append(pa.array(amounts, _WIDE))
        province, divisions = _province(overview["division"], codelists), codelists.get("divisions")
        self._disclosures[package.name] = index_entry(package, overview, codelists) | {
            "province_zh": label_of(province, divisions, "zh"),
            "province_en": label_of(province, divisions, "en"),
        }
        self._add_labels(package)

    def _measured(self, amount: Decimal) -> Decimal:
        """The amount itself; how many digits it has before and after the point is remembered."""
        exponent = amount.normalize().as_tuple().exponent
        self._scale = max(self._scale, -exponent if isinstance(exponent, int) else 0)
        self._digits = max(self._digits, amount.adjusted() + 1)
        return amount

    def _add_labels(self, package: Package) -> None:
        for name, labels in self._labels.items():
            for row in package.table("codelist_fact_status" if name == "status" else f"codelist_{name}"):
                zh = row["label_zh"] or row["code"]
                labels.setdefault(row["code"], (zh, row["label_en"] or zh, row["parent"]))

    def parquet(self) -> bytes:
        """All facts as Parquet: Snappy, dictionary encoded, one row per fact, codes as text, amounts as exact decimals
        (of 64 bits where they fit)."""
        digits = _INT64_DIGITS if self._digits + self._scale <= _INT64_DIGITS else 38
        columns = {name: self._column(name) for name in CODED}
        columns["amount"] = pa.chunked_array(self._amounts, _WIDE).cast(pa.decimal128(digits, self._scale))
        columns["is_leaf"] = pa.array(self._leaves, pa.int8()).cast(pa.bool_())
        columns["witnesses"] = pa.array(self._witnesses, pa.int32())
        table = pa.table(columns)
        required = pa.schema([field.with_nullable(False) for field in table.schema])
        written = io.BytesIO()
        pq.write_table(
            table.cast(required),
            written,
            compression="snappy",
            row_group_size=_ROW_GROUP,
            store_schema=False,
            store_decimal_as_integer=True,
            write_statistics=False,
        )
        return written.getvalue()

    def _column(self, name: str) -> pa.Array:
        indices = pa.array(self._indices[name], pa.int32())
        return pa.DictionaryArray.from_arrays(indices, pa.array(list(self._codes[name]), pa.string()))

    def labels(self) -> bytes:
        """The labels as JSON: of each dimension ``[zh, en, parent]`` by code, and the disclosures as in their list,
        with their province."""
        listed = {name: dict(sorted(labels.items())) for name, labels in self._labels.items()}
        return json_bytes({"dimensions": listed, "disclosures": list(self._disclosures.values())})


def _views(package: Package) -> dict[str, str]:
    """The views that each fact is a finest line of, joined by ``;``, by the fact's id."""
    found: dict[str, list[str]] = {}
    for view, (resource, _) in VIEWS.items():
        for line in package.table(resource):
            for name in fact_ids(line):
                found.setdefault(name, []).append(view)
    return {name: ";".join(views) for name, views in found.items()}


def _province(division: str, codelists: Mapping[str, Codelist]) -> str:
    """The code of the division above all others, ``""`` where the place is not known."""
    divisions = codelists.get("divisions")
    if divisions is None or division not in divisions:
        return ""
    return [division, *divisions.ancestors(division)][-1]
