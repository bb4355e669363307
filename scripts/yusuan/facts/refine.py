"""Amounts that only forms or the prose print, rounded to 万元, made exact where the tables prove them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.facts.equations import Hierarchy
from yusuan.facts.fact import Cell
from yusuan.facts.key import Key


def proven_between(
    witnesses: Mapping[Key, Sequence[Cell]], amounts: Mapping[Key, Decimal], hierarchy: Hierarchy
) -> Iterator[tuple[Key, Decimal]]:
    """Keys that are printed coarsely only, with the exact amount they must have: a broader and a narrower fund have one
    and the same exact amount on this line, which the coarse print allows, so the fund between them has it too."""
    by_line: dict[Key, list[Key]] = {}
    for key in sorted(witnesses):
        by_line.setdefault(replace(key, fund=""), []).append(key)
    quanta = {key: min(cell.quantum for cell in cells) for key, cells in witnesses.items()}
    for keys in by_line.values():
        exact = [key for key in keys if not quanta[key]]
        for key in keys:
            if not quanta[key]:
                continue
            broader = {amounts[k] for k in exact if hierarchy.within(key, k)}
            narrower = {amounts[k] for k in exact if hierarchy.within(k, key)}
            for amount in sorted(broader & narrower):
                if abs(amount - amounts[key]) <= 2 * quanta[key]:
                    yield key, amount
