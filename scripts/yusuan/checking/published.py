"""Read a published package back from its folder: the edge where what was written enters again."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import InputError

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class PublishedPackage:
    """A package as it lies on disk: its folder and its descriptor, which may be wrong in any way."""

    folder: Path
    descriptor: Mapping[str, Any]

    @property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """The resources that the descriptor lists, by name."""
        return {resource["name"]: resource for resource in self.descriptor["resources"]}

    def tables(self) -> Iterator[Mapping[str, Any]]:
        """The resources that are tables with a header: all but the tables as printed and plain files."""
        for resource in self.descriptor["resources"]:
            if resource.get("type") == "table" and resource["dialect"].get("header", True):
                yield resource

    def rows(self, name: str) -> list[Row]:
        """The rows of a table with a header, every value as its text; none where the package lacks the table.

        Raises:
            InputError: the file's header is not that of its schema.
        """
        if name not in self.resources:
            return []
        resource = self.resources[name]
        with (self.folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, restval="")
            expected = [column["name"] for column in resource["schema"]["fields"]]
            if reader.fieldnames != expected:
                raise InputError(f"{resource['path']}: the header is not that of the schema; build the package again")
            return [{column: row[column] for column in expected} for row in reader]


def read_package(folder: Path) -> PublishedPackage:
    """The package in a folder.

    Raises:
        InputError: there is no ``datapackage.json``, or it is no JSON object.
    """
    path = folder / "datapackage.json"
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({' '.join(str(error).split())}); build the package again") from error
    if not isinstance(descriptor, dict):
        raise InputError(f"{path}: is no JSON object; build the package again")
    return PublishedPackage(folder, descriptor)
