"""Change one digit of one amount that the narrative states and see whether the audit notices; a script for all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from mutations import Mutation, conversions

from yusuan.audit.audit import audit
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Finding
from yusuan.conversion import Conversion
from yusuan.facts.fact import Cell
from yusuan.facts.reconcile import reconcile
from yusuan.facts.statement_binding import PROSE
from yusuan.recognition.numbers import parse_number
from yusuan.recognition.prose.implied import implied_amounts
from yusuan.recognition.prose.statements import Statement


def _audited(conversion: Conversion, cells: Sequence[Cell], statements: Sequence[Statement]) -> tuple[Finding, ...]:
    settled = reconcile(cells, conversion.codelists)
    evidence = Evidence(
        disclosure=conversion.disclosure,
        cells=tuple(cells),
        facts=settled.facts,
        equations=settled.equations,
        forms=conversion.forms,
        statements=tuple(statements),
        codelists=conversion.codelists,
        blocks=conversion.document.blocks,
    )
    return audit(evidence)


def _digit_changed(printed: str, random: Random) -> str:
    place = random.choice([n for n, character in enumerate(printed) if character.isdigit()])
    digit = random.choice([d for d in "0123456789" if d != printed[place]])
    return printed[:place] + digit + printed[place + 1 :]


def _restated(statement: Statement, printed: str) -> Statement:
    number = parse_number(printed.rstrip("亿万千元 "))
    assert number is not None
    assert statement.value
    assert statement.amount is not None
    return replace(
        statement, printed=printed, value=number.value, amount=number.value * statement.amount / statement.value
    )


def mutations(conversion: Conversion, every: int = 1, rounds: int = 1) -> Iterator[Mutation]:
    """Mutations of each (or each ``every``-th) stated amount that is not zero and has a key, always the same digits."""
    random = Random(conversion.disclosure.disclosure_id)
    year = conversion.disclosure.fiscal_year
    before = _audited(conversion, conversion.cells, conversion.statements)
    known = {(finding.code, finding.message_zh) for finding in before}
    keyed = {c.row for c in conversion.cells if c.table_id == PROSE and c.key is not None and c.amount}
    stated = [s for s in conversion.statements if s.number in keyed and not s.derived_from]
    for statement in [s for s in stated[::every] for _ in range(rounds)]:
        changed = _restated(statement, _digit_changed(statement.printed, random))
        own = {c.cell_id for c in conversion.cells if c.table_id == PROSE and c.row == statement.number}
        cells = [
            replace(c, printed=changed.printed, amount=changed.amount or Decimal(0)) if c.cell_id in own else c
            for c in conversion.cells
        ]
        printed = [changed if s is statement else s for s in conversion.statements if not s.derived_from]
        after = _audited(conversion, cells, (*printed, *implied_amounts(printed, year)))
        new = [f for f in after if (f.code, f.message_zh) not in known]
        cell = next(c for c in conversion.cells if c.cell_id in own)
        yield Mutation(cell, changed.printed, any(own & set(f.cell_ids) for f in new))


def main() -> None:
    """Print how many of three mutations of every amount are found, and those that are not."""
    tried = found = 0
    for conversion in conversions():
        results = list(mutations(conversion, rounds=3))
        missed = [m for m in results if not m.is_found]
        tried, found = tried + len(results), found + len(results) - len(missed)
        print(f"{conversion.disclosure.disclosure_id}: {len(results)} mutations, {len(missed)} not found")
        for m in missed:
            print(f"  line {m.cell.location.line}: {m.cell.label}: {m.cell.printed} -> {m.changed}")
    print(f"found: {found} of {tried}, {found / tried:.1%}")


if __name__ == "__main__":
    main()
