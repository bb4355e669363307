"""Publishing a package's files: all of them or none, and never the ``source/`` that people write.

The new folder is built whole beside the old one, ``source/`` included, then takes its place by two renames. The old
folder stays whole until then, under its own name or, between the renames, beside it: a run that is stopped anywhere
loses nothing, and :func:`clear_leftovers` puts back what the next run finds so.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from yusuan.errors import InputError

SOURCE = "source"
# Long suffixes: what is removed under these names must be ours, in whatever folder a package is written to.
_NEW, _OLD = ".yusuan-new", ".yusuan-old"


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(f".{folder.name}{suffix}")


def _clear(folder: Path) -> None:
    new, old = _beside(folder, _NEW), _beside(folder, _OLD)
    if old.exists() and not folder.exists():
        old.rename(folder)
    for leftover in (new, old):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:  # of write_file
            leftover.unlink(missing_ok=True)


def clear_leftovers(parent: Path) -> None:
    """Undo what a run that was stopped left in ``parent``: put back the packages it had moved, remove the rest."""
    for suffix in (_NEW, _OLD):
        for leftover in sorted(parent.glob(f".*{suffix}")):
            _clear(parent / leftover.name[1 : -len(suffix)])


def _check_paths(files: Mapping[str, bytes]) -> None:
    for path in files:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or parts[0] == SOURCE:
            raise ValueError(f"{path!r} cannot be a generated file: it must lie in the package, outside {SOURCE}/")


def _is_package(folder: Path) -> bool:
    """Whether the folder is ours to replace: empty, a source that waits for its package, or a package we made."""
    names = {entry.name for entry in folder.iterdir()}
    if not names or names == {SOURCE} or (folder / SOURCE / "disclosure.yml").is_file():
        return True
    try:
        found = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and "/schemas/profiles/" in str(found.get("$schema"))


def _generated(folder: Path) -> dict[str, bytes]:
    """The files of the folder outside ``source/``, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != SOURCE
    }


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target, follow_symlinks=False)


def _build(new: Path, folder: Path, files: Mapping[str, bytes], source: Mapping[str, bytes]) -> None:
    new.mkdir(parents=True)
    for path, content in files.items():
        target = new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if (folder / SOURCE).is_dir():
        shutil.copytree(folder / SOURCE, new / SOURCE, symlinks=True, copy_function=_link_or_copy)
    for name, content in source.items():
        target = new / SOURCE / name
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)  # it may be one file with that of the old folder
        target.write_bytes(content)


def _has_source(folder: Path, source: Mapping[str, bytes]) -> bool:
    paths = {folder / SOURCE / name: content for name, content in source.items()}
    return all(path.is_file() and path.read_bytes() == content for path, content in paths.items())


def replace_generated(folder: Path, files: Mapping[str, bytes], source: Mapping[str, bytes] | None = None) -> None:
    """Replace everything in ``folder`` except ``source/`` by ``files`` (bytes by path), all at once; ``source`` are
    files (bytes by name) to put into ``source/`` with them.

    On any error the folder is as it was. A folder that already holds exactly these files is not touched.

    Raises:
        InputError: the folder holds files that are no package of ours, so that replacing would lose them, or it
            cannot be written.
        ValueError: a path leaves the folder or lies in ``source/``.
    """
    _check_paths(files)
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder to write the package into")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        if folder.exists():
            if not _is_package(folder):
                raise InputError(f"{folder}: holds files that are not a package made here; name an empty or new folder")
            if _generated(folder) == dict(files) and _has_source(folder, source or {}):
                return
        _swap(folder, files, source or {})
    except OSError as error:
        place = error.filename or folder
        raise InputError(f"{place}: cannot be written ({error.strerror or error}); nothing was changed") from error


def _swap(folder: Path, files: Mapping[str, bytes], source: Mapping[str, bytes]) -> None:
    new, old = _beside(folder, _NEW), _beside(folder, _OLD)
    try:
        _build(new, folder, files, source)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:  # also where the run is interrupted between the renames
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def write_file(path: Path, content: bytes) -> None:
    """Write one file all at once: a reader sees the old or the new content, never a part.

    Raises:
        InputError: it cannot be written.
    """
    new = _beside(path, _NEW)
    try:
        new.write_bytes(content)
        new.replace(path)
    except OSError as error:
        raise InputError(f"{error.filename or path}: cannot be written ({error.strerror or error})") from error
    finally:
        new.unlink(missing_ok=True)
