"""What a published view must hold: its lines sum to the facts that they cite, and exactly to the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from yusuan.checking.published import PublishedPackage
from yusuan.errors import InputError
from yusuan.facts.views import NOT_ITEMISED, VIEWS


def _amount(text: str, place: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise InputError(f"{place}: {text!r} is not an amount; build the package again") from error


def _total(package: PublishedPackage, operation: str) -> Decimal | None:
    rows = (row for row in package.rows("headline") if (row["dimension"], row["code"]) == ("operation", operation))
    return next((_amount(row["amount"], f"headline: {operation}") for row in rows), None)


def headline_problems(package: PublishedPackage) -> Iterator[str]:
    """Headline figures that are not the facts that they cite, a sentence each.

    Raises:
        InputError: an amount is no number.
    """
    facts = {row["fact_id"]: _amount(row["amount"], row["fact_id"]) for row in package.rows("facts")}
    for row in package.rows("headline"):
        figure, stated = f"headline: {row['dimension']} {row['code']}", facts.get(row["fact_id"])
        if stated is None:
            yield f"{figure} cites {row['fact_id']}, which is not in facts"
        elif stated != (amount := _amount(row["amount"], figure)):
            yield f"{figure} is {amount}, its fact is {stated}"


def view_problems(package: PublishedPackage, name: str) -> Iterator[str]:
    """What is wrong with one view, a sentence each.

    Raises:
        InputError: an amount is no number.
    """
    schema = package.resources[name]["schema"]
    code, codelist = schema["primaryKey"][0], schema["fields"][0]["yusuan:codelist"]
    known = {row["code"] for row in package.rows(f"codelist_{codelist}")} | {NOT_ITEMISED}
    facts = {row["fact_id"]: _amount(row["amount"], row["fact_id"]) for row in package.rows("facts")}
    total = Decimal(0)
    for row in package.rows(name):
        amount = _amount(row["amount"], f"{name}: {row[code]}")
        total += amount
        cited = [fact_id for fact_id in row["fact_ids"].split(";") if fact_id]
        if row[code] not in known:
            yield f"{name}: code {row[code]} is not in codelist_{codelist}"
        if missing := [fact_id for fact_id in cited if fact_id not in facts]:
            yield f"{name}: {row[code]} cites {missing[0]}, which is not in facts"
        elif row[code] != NOT_ITEMISED and amount != sum(facts[fact_id] for fact_id in cited):
            yield f"{name}: {row[code]} is {amount}, its facts sum to {sum(facts[fact_id] for fact_id in cited)}"
    expected = _total(package, VIEWS[name][1])
    if total != expected:
        yield f"{name}: the lines sum to {total}, the total is {'not given' if expected is None else expected}"
