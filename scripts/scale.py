"""Build the site of many generated disclosures and measure it: seconds, memory, sizes, all in all and per disclosure.

The disclosures are those published, again and again under other ids, unit names, divisions and amounts, so that they
are as large and as varied as real ones. Only what the site reads is generated: hashes in descriptors, the catalogue
and the VoID description stay those of the originals.

    python scripts/scale.py [N …]       (50, 200 and 1,000 unless given; about 4 MB of disk for each, 6 MB for its site)
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRATCH = ROOT / "build" / "scale"
SIZES = (50, 200, 1000)
_SHARED = ("all", "codelists")
_LINKED = ("docs", "schemas", "mkdocs.yml", "mkdocs.en.yml", "CHANGELOG.md")
_AMOUNT = re.compile(r"(?<![\w.%-])-?\d+\.\d\d(?![\w.])")
_WITH_AMOUNTS = re.compile(r"(data/(facts|cells|revenue|projects|expenditure_\w+)\.(csv|json)|rdf/facts\.ttl)\Z")
_TEXTS = (".csv", ".json", ".ttl", ".md", ".yml")
_MERGED = ("tables", "projects", "findings", "facts")
_MEASURED = (
    "index.html",
    "disclosures/index.html",
    "findings/index.html",
    "findings/findings.json",
    "organizations/index.html",
    "codelists/functions/index.html",
    "search/search_index.json",
    "sitemap.xml",
    "dump/yusuan.nq.gz",
    "dump/yusuan-facts.parquet",
)
"""The files that grow with the number of disclosures, and that a reader's browser may have to load."""
_BROWSER = ("*.parquet", "*.json", "*.csv")


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: how many disclosures, seconds by the clock and of the processor, peak memory in MB, and bytes by
    file, plain and compressed."""

    count: int
    seconds: float
    processor: float
    memory: float
    sizes: dict[str, tuple[int, int]]
    total: int


def main(counts: Sequence[int]) -> None:
    """Measure a build for each number of disclosures and print what came out."""
    measured = []
    for count in counts:
        project = SCRATCH / str(count)
        shutil.rmtree(project, ignore_errors=True)
        generate(project, count)
        measured.append(measure(project, count))
        report(measured[-1])
        if "--keep" not in sys.argv:
            shutil.rmtree(project)
    if len(measured) > 1:
        compare(measured)


def generate(project: Path, count: int) -> None:
    """A project of ``count`` disclosures made from those that are published."""
    published, target = ROOT / "datapackage", project / "datapackage"
    target.mkdir(parents=True)
    for name in _LINKED:
        (project / name).symlink_to(ROOT / name)
    (project / "build").mkdir()
    (ROOT / "build" / "browser").mkdir(parents=True, exist_ok=True)
    (project / "build" / "browser").symlink_to(ROOT / "build" / "browser")
    for path in published.iterdir():
        if path.is_file():
            shutil.copyfile(path, target / path.name)
        elif path.name in _SHARED:
            shutil.copytree(path, target / path.name)
    overview = _rows(published / "all" / "data" / "disclosures.csv")
    divisions = [row for row in _rows(ROOT / "schemas" / "codelists" / "divisions.csv") if row["parent"]]
    made = []
    for number in range(count):
        row, division = overview[number % len(overview)], divisions[number * 37 % len(divisions)]
        new = _renamed(row, number) | {
            "division": division["code"],
            "division_label_zh": division["label_zh"],
            "division_label_en": division["label_en"],
        }
        made.append(new)
        _copy(published / row["disclosure"], target / new["disclosure"], _changes(row, new, number))
    _write(target / "all" / "data" / "disclosures.csv", iter(made))
    for name in _MERGED:
        _write(target / "all" / "data" / f"{name}.csv", _merged(target, made, name))


def _renamed(row: dict[str, str], number: int) -> dict[str, str]:
    tag = f"-g{number:04d}"
    return row | {
        "disclosure": row["disclosure"] + tag,
        "organization": row["organization"] + tag,
        "organization_label_zh": f"{row['organization_label_zh']}第{number}",
        "expenditure": _scaled(row["expenditure"], number),
        "revenue": _scaled(row["revenue"], number),
    }


def _scaled(text: str, number: int) -> str:
    """Every amount times a whole number, so that sums still hold, cents included."""

    def product(found: re.Match[str]) -> str:
        cents = int(found[0].replace(".", "")) * (1 + number % 7)
        sign, digits = "-" if found[0].startswith("-") else "", f"{abs(cents):03d}"
        return f"{sign}{digits[:-2]}.{digits[-2:]}"

    return _AMOUNT.sub(product, text)


def _changes(old: dict[str, str], new: dict[str, str], number: int) -> Callable[[str, str], str]:
    """What is done to the text of each file of a package, given with its path."""
    names = {old[key]: new[key] for key in ("disclosure", "organization", "organization_label_zh")}
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    region = (f'"regionCode": "{old["division"]}"', f'"regionCode": "{new["division"]}"')

    def change(path: str, text: str) -> str:
        renamed = pattern.sub(lambda found: names[found[0]], text).replace(*region)
        return _scaled(renamed, number) if _WITH_AMOUNTS.search(path) else renamed

    return change


def _copy(source: Path, target: Path, change: Callable[[str, str], str]) -> None:
    for path in sorted(source.rglob("*")):
        inner = path.relative_to(source).as_posix()
        copy = target / inner
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if inner.startswith("source/") or path.suffix not in _TEXTS:
            shutil.copyfile(path, copy)
        else:
            copy.write_text(change(inner, path.read_text(encoding="utf-8")), encoding="utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _merged(target: Path, made: Sequence[dict[str, str]], name: str) -> Iterator[dict[str, str]]:
    for row in made:
        path = target / row["disclosure"] / "data" / f"{name}.csv"
        if path.exists():
            yield from ({"disclosure": row["disclosure"], **each} for each in _rows(path))


def _write(path: Path, rows: Iterator[dict[str, str]]) -> None:
    first = next(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)


def measure(project: Path, count: int) -> Measured:
    """Build the site in a process of its own. Processes are waited for one by one, so the memory is that of the
    build's largest process."""
    site, began = project / "site", time.perf_counter()
    command = [str(Path(sys.executable).with_name("yusuan")), "site", "--root", str(project), "-o", str(site)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the site of {count} disclosures does not build")
    seconds, unit = time.perf_counter() - began, 1024 if sys.platform == "darwin" else 1
    names = [*_MEASURED, *_browser_files(site)]
    sizes = {name: _sizes(site / name) for name in dict.fromkeys(names) if (site / name).is_file()}
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    return Measured(count, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit / 1000, sizes, total)


def _browser_files(site: Path) -> Iterator[str]:
    """What pages fetch that stands for all disclosures: not below one of them, not a published package."""
    for folder in (
        site / "disclosures",
        site / "explore",
        site / "compare",
        site / "browser",
        site / "assets" / "browser",
    ):
        for pattern in _BROWSER:
            yield from (path.relative_to(site).as_posix() for path in sorted(folder.glob(pattern)))


def _sizes(path: Path) -> tuple[int, int]:
    content = path.read_bytes()
    return len(content), len(gzip.compress(content, 6))


def report(measured: Measured) -> None:
    """Print one build."""
    per = measured.processor / measured.count
    print(
        f"{measured.count} disclosures: {measured.seconds:.1f} s by the clock, {measured.processor:.1f} s of processor "
        f"({per:.3f} s each), {measured.memory:.0f} MB of memory at most"
    )
    print(f"  {'the whole site':32} {measured.total / 1e6:10.1f} MB")
    for name, (plain, packed) in measured.sizes.items():
        print(f"  {name:32} {plain / 1e3:10.0f} kB {packed / 1e3:10.0f} kB compressed")
    sys.stdout.flush()


def compare(measured: Sequence[Measured]) -> None:
    """Print what each further disclosure costs, between one number of disclosures and the next."""
    for few, many in pairwise(measured):
        more = many.count - few.count
        print(
            f"from {few.count} to {many.count}: {(many.processor - few.processor) / more:.3f} s of processor, "
            f"{(many.memory - few.memory) / more * 1000:.0f} kB of memory and "
            f"{(many.total - few.total) / more / 1e6:.2f} MB of site for each further disclosure"
        )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:] if argument.isdigit()] or SIZES)
