"""Align the labels of a list with the codes of its code list, in order.

Summary tables list the classes of a classification in the order of their codes. So a label that was cut off
(``对事业单位``) or garbled may still be told by its neighbours: the assignment that matches most labels with strictly
rising codes is taken, and a gap between two matched neighbours is filled where exactly as many codes as labels are
missing in it. What was told by such means alone is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

EXACT, NEAR, CUT = 4, 3, 2


@dataclass(frozen=True, slots=True)
class Aligned:
    """The code given to one label (``""`` for none) and whether only its place told it."""

    code: str
    by_position: bool


Candidates = dict[str, int]
"""The codes one label may mean, each with how well it matches (``EXACT``, ``NEAR``, ``CUT``)."""


def _best_chain(candidates: Sequence[Candidates], order: dict[str, int]) -> list[str]:
    """One code or ``""`` per label: the strictly rising choice with the highest sum of matches."""
    best: dict[int, tuple[int, tuple[str, ...]]] = {-1: (0, ())}
    for options in candidates:
        step = {rank: (score, (*chain, "")) for rank, (score, chain) in best.items()}
        for code, match in options.items():
            rank = order[code]
            reachable = [(s + match, chain) for r, (s, chain) in best.items() if r < rank]
            if reachable:
                score, chain = max(reachable, key=lambda pair: pair[0])
                if rank not in step or score > step[rank][0]:
                    step[rank] = (score, (*chain, code))
        best = step
    return list(max(best.values(), key=lambda pair: pair[0])[1])


def _fill_gaps(chosen: list[str], codes: Sequence[str], order: dict[str, int]) -> dict[int, str]:
    """Codes for unmatched labels that stand between two matched ones with exactly as many codes between them."""
    matched = [n for n, code in enumerate(chosen) if code]
    filled: dict[int, str] = {}
    for left, right in pairwise(matched):
        between = codes[order[chosen[left]] + 1 : order[chosen[right]]]
        if right - left > 1 and len(between) == right - left - 1:
            filled.update(zip(range(left + 1, right), between, strict=True))
    return filled


def align(candidates: Sequence[Candidates], codes: Sequence[str]) -> tuple[Aligned, ...]:
    """A code for each label of a list.

    Args:
        candidates: per label in printed order, the codes it may mean.
        codes: the sibling codes of the code list in their order.
    """
    order = {code: n for n, code in enumerate(codes)}
    known = [{code: match for code, match in options.items() if code in order} for options in candidates]
    chosen = _best_chain(known, order)
    filled = _fill_gaps(chosen, codes, order)
    return tuple(
        Aligned(filled[n], True) if n in filled else Aligned(code, bool(code) and known[n][code] == CUT)
        for n, code in enumerate(chosen)
    )


def possible(candidates: Sequence[Candidates], chosen: Sequence[Aligned], n: int, codes: Sequence[str]) -> list[str]:
    """The codes that label ``n`` of an aligned list may mean between its neighbours, in order: more than one only where
    it names none exactly and labels of the list were cut off."""
    if EXACT in candidates[n].values() or not any(each.by_position for k, each in enumerate(chosen) if k != n):
        return [chosen[n].code]
    order = {code: rank for rank, code in enumerate(codes)}
    before = max((order[each.code] for each in chosen[:n] if each.code), default=-1)
    after = min((order[each.code] for each in chosen[n + 1 :] if each.code), default=len(codes))
    return [code for code in codes if code in candidates[n] and before < order[code] < after]
