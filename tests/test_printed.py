"""A table as printed gives back the document's own lines: nothing is lost or added."""

import csv
import json
from pathlib import Path

import pytest

DATAPACKAGE = Path(__file__).parents[1] / "datapackage"
PACKAGES = sorted(path.parent for path in DATAPACKAGE.glob("*/source/*.txt"))


@pytest.mark.parametrize("source", PACKAGES, ids=lambda path: path.parent.name)
def test_the_tables_give_back_the_lines_of_the_transcript(source: Path) -> None:
    package = source.parent
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    transcript = next(source.glob("*.txt")).read_text(encoding="utf-8-sig").split("\n")
    regenerated = []
    for resource in descriptor["resources"]:
        path = resource["path"]
        if not (path.startswith("data/printed/") and path.endswith(".csv")):
            continue
        with (package / path).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        widths = resource["schema"].get("yusuan:rowWidths", [len(row) for row in rows])
        regenerated += ["\t".join(row[:width]) for row, width in zip(rows, widths, strict=True)]
    printed = [line.rstrip("\r") for line in transcript if "\t" in line]
    assert [line for line in regenerated if "\t" in line] == printed
