"""Publishing the files of packages: all of them or none, and never the ``source/`` that people write.

What is generated in the folder of a package is the descriptor, the README, the folders ``data/`` and ``rdf/`` and what
else is Turtle; everything else in it is people's and stays.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from yusuan.errors import InputError
from yusuan.publishing.contents import NEW
from yusuan.publishing.switching import recover, replace_files

SOURCE = "source"
_GENERATED = frozenset(("data", "rdf", "README.md", "datapackage.json"))
_OLD = ".yusuan-old"
"""How versions before named the folder that they had moved out of the way."""


def _is_generated(name: str) -> bool:
    return name in _GENERATED or name.endswith(".ttl")


def clear_leftovers(parent: Path) -> None:
    """Bring to an end what runs that were stopped had begun with the folders in ``parent``, remove what they left.

    Raises:
        InputError: something cannot be written.
    """
    try:
        for suffix in (_OLD, NEW):
            for leftover in sorted(parent.glob(f".*{suffix}")):
                _clear_former(parent / leftover.name[1 : -len(suffix)])
                recover(parent / leftover.name[1 : -len(suffix)])
    except OSError as error:
        raise _unwritten(error, parent) from error


def _clear_former(folder: Path) -> None:
    """Clear up after a version that moved the old folder out of the way, and wrote files beside their place."""
    old, file = folder.with_name(f".{folder.name}{_OLD}"), folder.with_name(f".{folder.name}{NEW}")
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    if file.is_file():
        file.unlink()


def _unwritten(error: OSError, folder: Path) -> InputError:
    place = error.filename or folder
    return InputError(f"{place}: cannot be written ({error.strerror or error}); nothing was changed")


def _check_paths(paths: Collection[str]) -> None:
    for path in paths:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or parts[0] == SOURCE:
            raise ValueError(f"{path!r} cannot be a generated file: it must lie in the package, outside {SOURCE}/")


def _check_folder(folder: Path) -> None:
    """Refuse a folder that is not ours to replace: it is neither empty, nor a source that waits for its package, nor a
    package that we made."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder to write the package into")
    names = {entry.name for entry in folder.iterdir() if not entry.name.endswith(NEW)}
    if not names or names == {SOURCE} or (folder / SOURCE / "disclosure.yml").is_file():
        return
    try:
        found = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        found = None
    if not (isinstance(found, dict) and "/schemas/profiles/" in str(found.get("$schema"))):
        raise InputError(f"{folder}: holds files that are not a package made here; name an empty or new folder")


def replace_generated(folder: Path, files: Mapping[str, bytes], source: Mapping[str, bytes] | None = None) -> None:
    """Replace what is generated in ``folder`` by ``files`` (bytes by path), all at once; ``source`` are files (bytes by
    name) to put into ``source/`` with them.

    On any error the folder is as it was. A folder that already holds exactly these files is not touched. Only one
    process at a time may write into the folder that holds it.

    Raises:
        InputError: the folder holds files that are no package of ours, or it cannot be written.
        ValueError: a path leaves the folder or lies in ``source/``.
    """
    _check_paths(files)
    folder = folder.resolve()
    _check_folder(folder)
    every = {**files, **{f"{SOURCE}/{name}": content for name, content in (source or {}).items()}}
    try:
        _clear_former(folder)
        replace_files(folder, every, lambda path: len(path.parts) == 1 and _is_generated(path.name))
    except OSError as error:
        raise _unwritten(error, folder) from error


def replace_packages(folder: Path, packages: Mapping[str, Mapping[str, bytes]], beside: Mapping[str, bytes]) -> None:
    """Replace what is generated in all ``packages`` (files by name of the package) in ``folder`` and the files
    ``beside`` them, everything at once.

    As :func:`replace_generated`.
    """
    folder = folder.resolve()
    for name, files in packages.items():
        _check_paths(files)
        _check_folder(folder / name)
    every = {f"{name}/{path}": content for name, files in packages.items() for path, content in files.items()}

    def is_ours(path: PurePosixPath) -> bool:
        return len(path.parts) == 2 and path.parts[0] in packages and _is_generated(path.name)

    try:
        clear_leftovers(folder)
        replace_files(folder, {**every, **beside}, is_ours)
    except OSError as error:
        raise _unwritten(error, folder) from error
