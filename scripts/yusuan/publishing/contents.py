"""What a folder of generated and other files holds: what is to be replaced, and what people keep in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

NEW = ".yusuan-new"
"""How the names of our own folders end in which something is made. A long suffix: what is removed under such a name
must be ours, in whatever folder."""
Ours = Callable[[PurePosixPath], bool]
"""Whether a path in a folder, of a file or of a folder with all in it, is one of those that are generated there."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Paths in a folder. ``generated`` are files and folders that only a run writes, ``kept`` those of people, each
    without what lies below it; ``shared`` are the folders that hold both."""

    generated: tuple[PurePosixPath, ...]
    kept: tuple[PurePosixPath, ...]
    shared: tuple[PurePosixPath, ...]


def contents(folder: Path, paths: Collection[str], is_ours: Ours) -> Contents:
    """What ``folder`` holds where the files at ``paths`` are to be written."""
    holders = {parent for path in paths for parent in PurePosixPath(path).parents}
    files = set(map(PurePosixPath, paths))
    generated, kept, shared = [], [], []

    def look(at: PurePosixPath) -> None:
        shared.append(at)
        for entry in sorted(os.scandir(folder / at), key=lambda entry: entry.name):
            path = at / entry.name
            if path in files or entry.name.endswith(NEW) or is_ours(path):
                generated.append(path)
            elif path in holders and entry.is_dir(follow_symlinks=False):
                look(path)
            else:
                kept.append(path)

    look(PurePosixPath())
    return Contents(tuple(generated), tuple(kept), tuple(shared))


def files_below(folder: Path, at: PurePosixPath) -> Iterator[PurePosixPath]:
    """The paths of all that is no folder at or below a path; nothing where there is nothing. Links are not followed."""
    place = folder / at
    if place.is_symlink() or not place.is_dir():
        if os.path.lexists(place):
            yield at
        return
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        yield from files_below(folder, at / entry.name)


def is_written(folder: Path, found: Contents, files: Mapping[str, bytes]) -> bool:
    """Whether the folder already holds exactly these generated files."""
    paths = {path.as_posix() for at in found.generated for path in files_below(folder, at)}
    return paths == set(files) and all(is_same(folder / path, content) for path, content in files.items())


def is_same(path: Path, content: bytes) -> bool:
    """Whether a file, and no link to one, has this content."""
    try:
        return not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def tops(files: Collection[str], found: Contents) -> tuple[PurePosixPath, ...]:
    """The paths that are to take their place in a folder so that all ``files`` are in it: the highest ones that hold
    nothing of people."""
    shared = set(found.shared)

    def top(path: PurePosixPath) -> PurePosixPath:
        above = (*reversed(path.parents), path)
        return next(each for each in above if each not in shared)

    return tuple(dict.fromkeys(top(PurePosixPath(path)) for path in files))
