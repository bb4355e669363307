"""Published packages as resources again, from their descriptors and CSV files."""

import csv
import json
from pathlib import Path

from yusuan.publishing.resource import Resource


def resources_of(package: Path) -> tuple[Resource, ...]:
    """The tables of a package in the order of its descriptor; every value is its text."""
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    return tuple(
        Resource(
            name=entry["name"],
            path=entry["path"],
            title_zh=entry["title"],
            title_en=entry["yusuan:titleEn"],
            schema=entry["schema"] | {name: entry[name] for name in ("description", "yusuan:descriptionZh")},
            rows=_rows(package / entry["path"], skip=int(entry["dialect"].get("header", True))),
            header=entry["dialect"].get("header", True),
        )
        for entry in descriptor["resources"]
        if "schema" in entry
    )


def _rows(path: Path, skip: int) -> tuple[tuple[str, ...], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row) for row in csv.reader(file))[skip:]
