"""What is published lies in the project itself: a link, which may lead to any file of a machine, is refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from yusuan.errors import InputError

PUBLISHED = ("datapackage", "schemas", "CHANGELOG.md", "docs")
"""What of a project a site shows, and in the last only what is read for it."""
_READ_OF_DOCS = ("zh", "en", "assets", "queries", "browser/src")


def refuse_link(path: Path) -> None:
    """Refuse a path that is a link, or neither a file nor a folder.

    Raises:
        InputError: it is.
    """
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if stat.S_ISLNK(mode):
        raise InputError(
            f"{path}: is a link to {path.readlink()}; what is published lies in the project: put the file itself there"
        )
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise InputError(f"{path}: is neither a file nor a folder, so it cannot be published; remove it")


def refuse_links(folder: Path) -> None:
    """Refuse a folder in which anything is a link. It may itself be one.

    Raises:
        InputError: there is one.
    """
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        refuse_link(Path(entry.path))
        if entry.is_dir(follow_symlinks=False):
            refuse_links(Path(entry.path))


def refuse_links_in_project(root: Path, names: Iterable[str] = PUBLISHED) -> None:
    """Refuse a project that would publish what does not lie in it. A part of it as a whole may lie elsewhere (on
    another disk) under the same name.

    Raises:
        InputError: there is a link.
    """
    for name in names:
        part = root / name
        if part.is_symlink() and part.resolve().name != name:
            refuse_link(part)
        for each in [part / read for read in _READ_OF_DOCS] if name == "docs" else [part]:
            if each != part:
                refuse_link(each)
            refuse_links(each)
