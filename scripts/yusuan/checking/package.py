"""What any published package must hold: by frictionless, by our profile, and by what neither of them looks at.

frictionless 5 does not apply ``$schema``, nor ``uniqueKeys``; no standard knows that the JSON beside a CSV says the
same, or that the document is the one that was converted. Each check gives a sentence for each thing that is wrong.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
from referencing import Registry
from referencing import Resource as SchemaResource

from yusuan.checking.published import PublishedPackage, Row
from yusuan.publishing.descriptor import PLAIN_PROFILE, PROFILE
from yusuan.publishing.schemas import profile
from yusuan.schema_patterns import Draft7
from yusuan.sources import NAME as SOURCE_NAME
from yusuan.sources import read_source


def frictionless_problems(package: PublishedPackage) -> Iterator[str]:
    """Errors of the plain upstream command: Table Schemas, keys within and across tables, bytes and hashes."""
    report = frictionless.validate(str(package.folder / "datapackage.json"), type="package")
    yield from (error.message for error in report.errors)
    yield from (f"{task.place}: {error.message}" for task in report.tasks for error in task.errors)


def site_problems(package: PublishedPackage, base: str) -> Iterator[str]:
    """The package was built for another ``site_url``."""
    for name in ("$schema", "id"):
        if not str(package.descriptor.get(name)).startswith(base):
            yield f"{name} does not begin with site_url {base}; build the package again"


def profile_problems(package: PublishedPackage) -> Iterator[str]:
    """The descriptor does not conform to the profile that it names."""
    registry: Registry[Any] = Registry().with_resources(
        (f"{name}.json", SchemaResource.from_contents(profile(name))) for name in (PROFILE, PLAIN_PROFILE)
    )
    name = str(package.descriptor.get("$schema")).rpartition("/")[2].removesuffix(".json")
    if name not in (PROFILE, PLAIN_PROFILE):
        yield f"$schema {package.descriptor.get('$schema')!r} names none of our profiles"
        return
    validator = Draft7(profile(name), registry=registry, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    errors = sorted(validator.iter_errors(package.descriptor), key=lambda error: error.json_path)
    yield from (f"{error.json_path}: {error.message[:200]}" for error in errors)


def described_files(package: PublishedPackage) -> dict[str, str | None]:
    """The files that the package must consist of, by path, each with its hash; without one where none is stated."""
    return {"datapackage.json": None, "README.md": None} | {
        entry["path"]: entry["hash"]
        for resource in package.descriptor["resources"]
        for entry in (resource, *([resource["yusuan:json"]] if "yusuan:json" in resource else []))
    }


def integrity_problems(package: PublishedPackage) -> Iterator[str]:
    """Every file is described and unchanged, the JSON twins included."""
    described = described_files(package)
    present = {
        path.relative_to(package.folder).as_posix()
        for path in sorted(package.folder.rglob("*"))
        if path.is_file() and path.relative_to(package.folder).parts[0] != "source"
    }
    yield from (f"{path}: is missing" for path in sorted(described.keys() - present))
    yield from (f"{path}: is not in the descriptor" for path in sorted(present - described.keys()))
    for path in sorted(present & described.keys()):
        if described[path] and described[path] != _hash(package.folder / path):
            yield f"{path}: is not the file that the descriptor describes"


def _hash(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def twins(package: PublishedPackage) -> list[Mapping[str, Any]]:
    """The tables that are published as JSON too."""
    return [resource for resource in package.tables() if "yusuan:json" in resource]


def twin_problems(package: PublishedPackage) -> Iterator[str]:
    """The JSON beside a CSV holds the same rows with the same text of every number."""

    def texts(row: Mapping[str, Any]) -> Row:
        words = {None: "", True: "true", False: "false"}
        return {name: words[value] if isinstance(value, bool | None) else str(value) for name, value in row.items()}

    for resource in twins(package):
        path = resource["yusuan:json"]["path"]
        found = json.loads((package.folder / path).read_bytes(), parse_float=str, parse_int=str)
        if [texts(row) for row in found] != package.rows(resource["name"]):
            yield f"{path}: does not hold the rows of {resource['path']}"


def source_problems(package: PublishedPackage) -> Iterator[str]:
    """``source/disclosure.yml`` is right, and the document is the one that the package was made from."""
    path = package.folder / "source" / SOURCE_NAME
    if not path.parent.exists():
        return
    source = read_source(path)
    if source.id != package.descriptor["name"]:
        yield f"{path}: id {source.id!r} is not the name of the package"
        return
    (stated,) = package.descriptor["sources"]
    if stated["path"] != f"source/{source.path.name}" or f"sha256:{stated['yusuan:sha256']}" != _hash(source.path):
        yield f"{source.path.name}: is not the document the package was made from; build it again"


def keys(package: PublishedPackage) -> Iterator[tuple[Mapping[str, Any], list[str]]]:
    """Every table with each of its primary and unique keys."""
    for resource in package.tables():
        schema = resource["schema"]
        for key in (*([schema["primaryKey"]] if "primaryKey" in schema else []), *schema.get("uniqueKeys", ())):
            yield resource, key


def key_problems(package: PublishedPackage) -> Iterator[str]:
    """Primary and unique keys are unique: no two facts share a key."""
    for resource, key in keys(package):
        counts = Counter(tuple(row[name] for name in key) for row in package.rows(resource["name"]))
        yield from (f"{resource['path']}: {'.'.join(v)} stands twice" for v, n in counts.items() if n > 1)
