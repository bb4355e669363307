"""Convert the disclosures that are registered: what `build` and `audit` have in common."""

from __future__ import annotations

from pathlib import Path

from rich.progress import Progress, TextColumn

from yusuan.codelists import read_codelists
from yusuan.commands.console import err, nearest
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.pipeline import convert, read
from yusuan.sources import Source


def check_ids(sources: tuple[Source, ...], ids: list[str]) -> None:
    """Raise :class:`InputError` for an id that no disclosure has, with the nearest that one has."""
    known = [source.id for source in sources]
    for wanted in ids:
        if wanted not in known:
            raise InputError(f"{wanted}: no disclosure has this id{nearest(wanted, known)}")


def convert_all(sources: tuple[Source, ...], root: Path) -> list[Conversion]:
    """Convert every source; all that cannot be are named before anything is written."""
    codelists = read_codelists(root / "schemas" / "codelists")
    conversions, failures = [], []
    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[id]}"))
    # Where nobody watches, the bar would leave an empty line among the errors.
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("converting", total=len(sources), id="")
        for source in sources:
            bar.update(task, id=source.id)
            try:
                conversions.append(convert(read(source.path), source, codelists))
            except InputError as error:
                failures.append(str(error))
            bar.advance(task)
    if failures:
        raise InputError("\n".join(failures))
    return conversions
