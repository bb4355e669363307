"""The five published disclosures, converted once for all tests."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import LISTS, ROOT

from yusuan.conversion import Conversion
from yusuan.pipeline import convert, read
from yusuan.sources import read_sources

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def conversions() -> dict[str, Conversion]:
    """The five by the first word of their id: ankang, anyang, sixian, weinan, zizhou."""
    sources = read_sources(ROOT / "datapackage")
    return {source.id.split("-")[0]: convert(read(source.path), source, LISTS) for source in sources}


@pytest.fixture(scope="session")
def published() -> Callable[[str, str], Rows]:
    """The rows of a published CSV file by the first word of the package's name and the name of the resource."""

    def rows(place: str, name: str) -> Rows:
        (path,) = (ROOT / "datapackage").glob(f"{place}*/data/{name}.csv")
        with Path(path).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows
