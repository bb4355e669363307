"""Change one digit of one printed amount and see whether the audit notices; `make mutations` does so for every one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from yusuan.audit.audit import audit
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Finding
from yusuan.codelists import read_codelists
from yusuan.conversion import Conversion
from yusuan.facts.equations import Equation
from yusuan.facts.fact import Cell
from yusuan.facts.reconcile import reconcile
from yusuan.pipeline import convert, read
from yusuan.publishing.cell_kinds import cell_kinds
from yusuan.recognition.numbers import parse_number
from yusuan.sources import read_sources

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One changed digit: the cell as printed, what it was changed to, whether a new finding names it or its sum."""

    cell: Cell
    changed: str
    is_found: bool


def conversions() -> list[Conversion]:
    """Every registered disclosure."""
    codelists = read_codelists(ROOT / "schemas" / "codelists")
    return [convert(read(source.path), source, codelists) for source in read_sources(ROOT / "datapackage")]


def _audited(conversion: Conversion, cells: Sequence[Cell]) -> tuple[tuple[Finding, ...], tuple[Equation, ...]]:
    settled = reconcile(cells, conversion.codelists)
    evidence = Evidence(
        disclosure=conversion.disclosure,
        cells=tuple(cells),
        facts=settled.facts,
        equations=settled.equations,
        forms=conversion.forms,
        statements=conversion.statements,
        codelists=conversion.codelists,
    )
    return audit(evidence), settled.equations


def _digit_changed(cell: Cell, random: Random) -> Cell:
    places = [n for n, character in enumerate(cell.printed) if character.isdigit()]
    place = random.choice(places)
    digit = random.choice([d for d in "0123456789" if d != cell.printed[place]])
    printed = cell.printed[:place] + digit + cell.printed[place + 1 :]
    before, after = parse_number(cell.printed), parse_number(printed)
    assert before is not None
    assert after is not None
    return replace(cell, printed=printed, amount=after.value * (cell.amount / before.value))


def _said(findings: Sequence[Finding]) -> set[tuple[str, str]]:
    return {(finding.code, finding.message_zh) for finding in findings}


def mutations(conversion: Conversion, every: int = 1) -> Iterator[Mutation]:
    """One mutation for each (or each ``every``-th) non-zero amount of the money tables, always the same digits."""
    kinds = cell_kinds(conversion)
    random = Random(conversion.disclosure.disclosure_id)
    before, _ = _audited(conversion, conversion.cells)
    known = _said(before)
    candidates = [n for n, c in enumerate(conversion.cells) if c.amount and kinds.get(c.table_id) == "table"]
    for n in candidates[::every]:
        cells = list(conversion.cells)
        cells[n] = _digit_changed(cells[n], random)
        after, equations = _audited(conversion, cells)
        new = [f for f in after if (f.code, f.message_zh) not in known]
        sums = {e.cell_ids[0] for e in equations if cells[n].cell_id in e.cell_ids[1:]}
        named = {cell_id for finding in new for cell_id in finding.cell_ids}
        is_found = cells[n].cell_id in named or bool(sums & named)
        yield Mutation(conversion.cells[n], cells[n].printed, is_found)


def main() -> None:
    """Print how many of all mutations are found, and those that are not."""
    tried = found = 0
    for conversion in conversions():
        results = list(mutations(conversion))
        missed = [m for m in results if not m.is_found]
        tried, found = tried + len(results), found + len(results) - len(missed)
        print(f"{conversion.disclosure.disclosure_id}: {len(results)} mutations, {len(missed)} not found")
        for m in missed:
            place = f"line {m.cell.location.line}" if m.cell.location.line else f"page {m.cell.location.page}"
            print(f"  {place}: {m.cell.label} / {m.cell.header}: {m.cell.printed} -> {m.changed}")
    print(f"found: {found} of {tried}, {found / tried:.1%}")


if __name__ == "__main__":
    main()
