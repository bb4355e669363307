"""The headline totals of a disclosure: the broadest fact of revenue and of expenditure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.conversion import Conversion
from yusuan.facts.key import Key

_NARROW = ("function", "economic", "gov_economic", "expenditure_type", "activity")


def broadest(base: Key, amounts: Iterable[tuple[Key, Decimal]], funds: Codelist) -> Decimal | None:
    """The amount of ``base`` over every fund and without any breakdown; ``None`` where there is none.

    Where no amount stands under the fund ``total``, the fund nearest the root of the tree is taken, the first in
    the order of the list where several are as near: a document that knows one fund only prints no sum of funds.
    """
    order = {code: (len(list(funds.ancestors(code))), n) for n, code in enumerate(funds.concepts)}
    whole = {
        key.fund: amount
        for key, amount in amounts
        if replace(key, fund=TOTAL, **dict.fromkeys(_NARROW, TOTAL)) == base
        and all(getattr(key, name) in (TOTAL, NOT_APPLICABLE) for name in _NARROW)
    }
    if not whole:
        return None
    first = min(whole, key=lambda code: (code != TOTAL, order.get(code, (len(order), len(order))), code))
    return whole[first]


def headline_total(conversion: Conversion, operation: str) -> Decimal | None:
    """The total in yuan of the reporting unit for one operation (``revenue``, ``expenditure``), or ``None``."""
    disclosure = conversion.disclosure
    base = Key(disclosure.organization.code, disclosure.fiscal_year, disclosure.phase, operation)
    funds = conversion.codelists.get("fund", Codelist("fund", {}))
    return broadest(base, ((fact.key, fact.amount) for fact in conversion.facts), funds)
