"""`yusuan build`."""

from __future__ import annotations

from typing import Annotated

import typer

from yusuan.codelists import read_codelists
from yusuan.commands.console import PROJECT, Root
from yusuan.commands.registered import check_ids, convert_all
from yusuan.commands.reports import report_conversion
from yusuan.locking import locked
from yusuan.publication import publish
from yusuan.site import site_base
from yusuan.sources import read_sources


def build(
    ids: Annotated[list[str] | None, typer.Argument(help="Show only these disclosures.", show_default=False)] = None,
    root: Root = PROJECT,
) -> None:
    """Convert every registered disclosure and publish its package and RDF below datapackage/."""
    with locked(root):
        sources = read_sources(root / "datapackage")
        check_ids(sources, ids or [])
        conversions = convert_all(sources, root)
        publish(conversions, read_codelists(root / "schemas" / "codelists"), root / "datapackage", site_base(root))
    for conversion in conversions:
        if not ids or conversion.disclosure.disclosure_id in ids:
            report_conversion(conversion)
