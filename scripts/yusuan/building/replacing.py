"""Where a built site may go, and how it takes the place of the one before: nothing but a site is ever replaced."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from yusuan.errors import InputError
from yusuan.publishing.exchange import exchange, holds_mount

MARK = ".yusuan-site"
"""The file in a site that says what its build made: the names at its top, one a line."""
_OWN = ("build", "datapackage", "docs", "schemas", "scripts", "tests")
"""The project's own folders; hidden ones are so, too."""
_LEFT_BY_SYSTEMS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
_NEW, _OLD = ".yusuan-new", ".yusuan-old"


def check_output(root: Path, output: Path) -> None:
    """Refuse a folder that a site must not replace. To be asked before anything is built.

    Raises:
        InputError: it is or holds the project, lies in one of its own folders, or holds what no site made.
    """
    project = root.resolve()
    if _holds(output, project):
        raise InputError(f"{output}: is or holds the project itself; name a folder of its own for the site")
    own = [entry for entry in project.iterdir() if entry.name in _OWN or entry.name.startswith(".")]
    inside = next((each for each in own if _holds(each, output)), None)
    if inside is None and output.is_relative_to(project):
        first = output.relative_to(project).parts[0]
        inside = project / first if first in _OWN or first.startswith(".") else None
    if inside is not None:
        raise InputError(f"{output}: lies in {inside}, which is the project's own; name another folder for the site")
    if output.exists() and not output.is_dir():
        raise InputError(f"{output}: is a file; name a folder for the site")
    if output.is_dir():
        _check_is_site(output)
    if holds_mount(output):
        raise InputError(f"{output}: is a mount point or holds one, so it cannot be replaced; name a folder below it")
    above = next(each for each in (output, *output.parents) if each.exists())
    if not above.is_dir() or not os.access(above if above != output else output.parent, os.W_OK):
        raise InputError(f"{output}: cannot be written; name a folder where you may write")


def _holds(folder: Path, path: Path) -> bool:
    """Whether a path is a folder or lies in it, whatever names and links lead there."""
    for each in (path, *path.parents):
        with suppress(OSError):
            if each.samefile(folder):
                return True
    return False


def _check_is_site(folder: Path) -> None:
    names = {entry.name for entry in folder.iterdir()}
    if not names:
        return
    made = _made(folder)
    if made is None:
        raise InputError(f"{folder}: holds files that are not a site made here; name an empty or new folder")
    more = sorted(names - made - _LEFT_BY_SYSTEMS)
    if more:
        raise InputError(f"{folder}: holds {more[0]}, which is not of the site that was made there; move it away")


def _made(folder: Path) -> set[str] | None:
    """The names at the top of a site that was built into a folder; ``None`` where none was."""
    try:
        return set((folder / MARK).read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError):
        pass
    try:  # a site of a version that did not mark it
        found = json.loads((folder / "query" / "query.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    is_site = isinstance(found, dict) and {"base", "prefixes", "graphs", "examples"} <= set(found)
    return {entry.name for entry in folder.iterdir() if entry.name not in (".git", ".hg", ".svn")} if is_site else None


def mark(built: Path) -> None:
    """Say in a built site what was made."""
    names = {entry.name for entry in built.iterdir()} | {MARK}
    (built / MARK).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")


def put_in_place(built: Path, output: Path) -> None:
    """Put the built site in the place of the one before, at once.

    Raises:
        InputError: the folder cannot be written; what was there is there still.
    """
    new, old = (output.with_name(f".{output.name}{suffix}") for suffix in (_NEW, _OLD))
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if old.is_dir() and not output.exists():  # a run was stopped between the two steps below
            old.rename(output)
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)
        shutil.move(built, new)  # from another file system, perhaps
        if not output.exists():
            new.rename(output)
            return
        try:
            exchange(new, output)
        except OSError:  # not on this system
            output.rename(old)
            new.rename(output)
    except OSError as error:
        raise InputError(f"{error.filename or output}: cannot be written ({error.strerror or error})") from error
    finally:
        if old.is_dir() and not output.exists():
            old.rename(output)
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)
