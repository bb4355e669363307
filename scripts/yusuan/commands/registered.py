"""Convert the disclosures that are registered: what `build` and `audit` have in common."""

from __future__ import annotations

from pathlib import Path

from rich.progress import Progress, TextColumn

from yusuan.codelists import read_codelists
from yusuan.commands.console import err, nearest
from yusuan.conversion import Conversion
from yusuan.converting import convert_registered
from yusuan.errors import InputError
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
    done: dict[int, Conversion | InputError] = {}
    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[id]}"))
    # Where nobody watches, the bar would leave an empty line among the errors.
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("converting", total=len(sources), id="")
        for number, result in convert_registered(sources, root, codelists):
            done[number] = result
            bar.update(task, advance=1, id=sources[number].id)
    in_order = [done[number] for number in range(len(sources))]
    failures = [result for result in in_order if isinstance(result, InputError)]
    if failures:
        raise InputError(*failures)
    return [result for result in in_order if isinstance(result, Conversion)]
