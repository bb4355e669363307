"""Convert files that are not registered, several at a time, each on its own: what goes wrong with one stays with it."""

from __future__ import annotations

import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from yusuan.carrying import packed, unpacked
from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.statement_binding import PROSE
from yusuan.guarding import guarded_each
from yusuan.pipeline import convert, parts, read
from yusuan.publication import publish_one, unregistered_source
from yusuan.publishing.coverage import Coverage, coverage
from yusuan.publishing.whereabouts import unrecognised_lines
from yusuan.reading.document import Document
from yusuan.site import site_base
from yusuan.sources import ONE_DISCLOSURE, Source


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of one document: whose it is taken to be, of which year, phase and scope; how many pages it has
    (``None`` where that is not told; sheets of a workbook, documents of an archive), tables by kind, amounts printed in
    tables and how many of them have a fact, figures of the prose, facts and how many of them are corrected or disputed,
    findings by severity, and what was not recognised in lines that name the place; ``coverage`` counts what was
    understood."""

    id: str
    organization: str
    fiscal_year: str
    phase: str
    scope: str
    pages: int | None
    tables: dict[str, int]
    cells: int
    cells_with_fact: int
    statements: int
    facts: int
    doubtful: int
    findings: dict[str, int]
    unrecognised: tuple[str, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its summary and the folder of its package, or the problem in one line. ``seconds`` is
    how long it took, ``warnings`` what its reader said on the way."""

    file: str
    seconds: float
    summary: Summary | None = None
    package: str = ""
    problem: str = ""
    warnings: tuple[str, ...] = ()
    others: tuple[Outcome, ...] = ()
    """Of a file that holds several disclosures, what became of those after the first."""


def summarised(conversion: Conversion) -> Summary:
    """The figures of a conversion."""
    printed = [cell for cell in conversion.cells if cell.table_id != PROSE]
    statuses = Counter(fact.status.value for fact in conversion.facts)
    document, disclosure = conversion.document, conversion.disclosure
    places = [each.location.page for each in (*document.blocks, *document.doubts)]
    pages = [page for page in places if page]  # a page without text is told by a doubt alone
    findings = Counter(finding.severity for finding in conversion.findings)
    return Summary(
        id=disclosure.disclosure_id,
        organization=disclosure.organization.label_zh,
        fiscal_year=disclosure.fiscal_year,
        phase=disclosure.phase,
        scope=disclosure.scope,
        pages=max(pages) - min(pages) + 1 if pages else None,
        tables=dict(sorted(Counter(table.kind for table in disclosure.tables).items())),
        cells=len(printed),
        cells_with_fact=sum(cell.key is not None for cell in printed),
        statements=len(conversion.statements),
        facts=len(conversion.facts),
        doubtful=statuses["corrected-by-arithmetic"] + statuses["disputed"],
        findings={severity: findings[severity] for severity in ("error", "warning", "note")},
        unrecognised=unrecognised_lines(conversion),
        coverage=coverage(conversion),
    )


@cache
def _codelists(root: Path) -> dict[str, Codelist]:
    return dict(read_codelists(root / "schemas" / "codelists"))


def _convert_part(part: Document, source: Source, output: Path, root: Path) -> Outcome:
    """Convert one disclosure and write its package; bad input is told in the outcome."""
    start = time.perf_counter()
    try:
        conversion = convert(part, replace(source, holds=ONE_DISCLOSURE), _codelists(root))
        package = str(publish_one(conversion, source, output, site_base(root)))
    except InputError as error:
        return Outcome(str(source.path), time.perf_counter() - start, problem=str(error))
    return Outcome(str(source.path), time.perf_counter() - start, summarised(conversion), package)


def _part_outcomes(source: Source, output: Path, root: Path) -> list[Outcome]:
    """What became of every disclosure in one file; the problem of one names it where there are several."""
    found = parts(read(source.path), source, _codelists(root))
    outcomes = [_convert_part(part, made, output, root) for part, made in found]
    if len(found) == 1:
        return outcomes
    return [
        replace(o, problem=f"{o.problem} (the part of {made.organization})") if o.problem else o
        for o, (_, made) in zip(outcomes, found, strict=True)
    ]


def convert_file(source: Source, output: Path, root: Path) -> Outcome:
    """Convert one file and write its package below ``output``, or one for each disclosure that it holds; bad input is
    told in the outcome. To be called in a process that is guarded: its time is limited."""
    start = time.perf_counter()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            first, *others = _part_outcomes(source, output, root)
        except InputError as error:
            first, others = Outcome(str(source.path), 0, problem=str(error)), []
    told = tuple(dict.fromkeys(str(warning.message) for warning in caught))
    seconds = time.perf_counter() - start - sum(each.seconds for each in others)
    return replace(first, seconds=seconds, warnings=told, others=tuple(others))


def _packed_conversion(source: Source, root: Path) -> bytes:
    codelists = _codelists(root)
    return packed(convert(read(source.path), source, codelists), codelists)


def convert_registered(
    sources: Sequence[Source], root: Path, codelists: Mapping[str, Codelist]
) -> Iterator[tuple[int, Conversion | InputError]]:
    """The conversion of every source, or why there is none, with its number, as they are ready. ``codelists`` are those
    of the project in ``root``."""
    calls = [(str(source.path), (source, root)) for source in sources]
    for number, done in guarded_each(_packed_conversion, calls):
        yield number, done if isinstance(done, InputError) else unpacked(done, codelists)


def sources_of(files: Sequence[Path]) -> tuple[list[Source], list[Outcome]]:
    """The sources of files that are not registered, and what is wrong with the other files: those that cannot be
    read, and those that would become one package."""
    sources: dict[str, list[Source]] = {}
    outcomes = []
    for path in files:
        try:
            source = unregistered_source(path)
        except InputError as error:
            outcomes.append(Outcome(str(path), 0, problem=str(error)))
        else:
            sources.setdefault(source.id, []).append(source)
    for source_id, found in sources.items():
        if len(found) > 1:
            names = ", ".join(str(source.path) for source in found)
            problem = f"{source_id}: {len(found)} files would become this package ({names}); rename all but one of them"
            outcomes += [Outcome(str(source.path), 0, problem=problem) for source in found]
    return [found[0] for found in sources.values() if len(found) == 1], outcomes


Job = Callable[[Source, Path, Path], Outcome]


def convert_files(
    sources: Sequence[Source], output: Path, root: Path, workers: int = 0, job: Job = convert_file
) -> Iterator[Outcome]:
    """Convert files in ``workers`` processes (0: as many as there are cores); outcomes come as they are ready. A file
    that takes too much memory or time, or that cannot be converted for whatever reason, costs itself and no other."""
    calls = [(str(source.path), (source, output, root)) for source in sources]
    for number, done in guarded_each(job, calls, workers):
        yield Outcome(calls[number][0], 0, problem=str(done)) if isinstance(done, InputError) else done
