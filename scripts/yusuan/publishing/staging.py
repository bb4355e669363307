"""The state of a folder that is to come, built whole beside it; and what people do in the folder meanwhile.

What people keep in the folder is in both states: as second names of the same files. What they add or change while the
new state is built is found by comparing the old one with what was noted, and goes over to the new one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from yusuan.publishing.contents import NEW, Contents, files_below, is_same

_SAVED = ".yusuan-saved"
_IGNORED = "*\n"


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder ``place``, in which a new state is built: ``tree``. ``note`` is there as long as a tree in it may
    hold something of people: it says what stood there when the tree was built."""

    place: Path

    @property
    def tree(self) -> Path:
        """The state to come; after the exchange the state before."""
        return self.place / "tree"

    @property
    def note(self) -> Path:
        """What was there of people, and what is not theirs."""
        return self.place / "kept.json"

    def open(self) -> None:
        """Make it, empty. Git is told to ignore it, should the run be killed."""
        self.clear()
        self.tree.mkdir(parents=True)
        (self.place / ".gitignore").write_text(_IGNORED, encoding="ascii")

    def clear(self) -> None:
        """Remove it, the note first: what is left of a tree without one is nobody's."""
        self.note.unlink(missing_ok=True)
        shutil.rmtree(self.place, ignore_errors=True)


def stage_beside(folder: Path) -> Stage:
    """The stage of a folder in the folder that holds it."""
    return Stage(folder.with_name(f".{folder.name}{NEW}"))


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """A second name for a file, or a copy of it where the file system has no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def write_files(tree: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below ``tree``; those that ``folder`` has already are the same files."""
    for path, content in files.items():
        target = tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if is_same(folder / path, content):
            link_or_copy(folder / path, target)
        else:
            target.write_bytes(content)


def _state(path: Path) -> list[int]:
    """What changes when a file is written; of a copy it is the same."""
    found = path.lstat()
    return [found.st_size, found.st_mtime_ns]


def _link(tree: Path, folder: Path, at: PurePosixPath, noted: dict[str, list[int]]) -> None:
    """Put what stands at a path into the tree as well, and note its state; what is gone by then is passed over."""
    place, target = folder / at, tree / at
    try:
        if place.is_dir() and not place.is_symlink():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copymode(place, target)
            for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
                _link(tree, folder, at / entry.name, noted)
        else:
            state = _state(place)
            link_or_copy(place, target)
            noted[at.as_posix()] = state
    except FileNotFoundError:
        if os.path.lexists(place):
            raise


def link_kept(stage: Stage, folder: Path, found: Contents, generated: Iterable[PurePosixPath]) -> None:
    """Put what people keep in ``folder`` into the tree, and note what it was; what a run makes is ``generated``, too,
    beside what it made before."""
    for at in found.shared:
        (stage.tree / at).mkdir(parents=True, exist_ok=True)
        shutil.copymode(folder / at, stage.tree / at)
    noted: dict[str, list[int]] = {}
    for at in found.kept:
        _link(stage.tree, folder, at, noted)
    ours = sorted({path.as_posix() for path in (*found.generated, *generated)})
    made = stage.note.with_suffix(".new")
    made.write_text(json.dumps({"kept": noted, "generated": ours}), encoding="utf-8")
    made.replace(stage.note)


def carry_over(stage: Stage, folder: Path) -> None:
    """Bring into ``folder`` what people have put into the tree since it was noted: before the exchange, when the tree
    was the folder, or after it, from within. Where a file was changed in both, both stay.

    Raises:
        OSError: something cannot be brought over; the tree must stay then.
    """
    try:
        said = json.loads(stage.note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    noted, generated = said["kept"], set(map(PurePosixPath, said["generated"]))
    for path in files_below(stage.tree, PurePosixPath()):
        if generated.intersection((path, *path.parents)):
            continue
        old, new, known = stage.tree / path, folder / path, noted.get(path.as_posix())
        if _state(old) == known:
            continue
        if os.path.lexists(new):
            if new.samefile(old):
                continue
            if _state(new) != known:
                new = new.with_name(f"{new.name}{_SAVED}")
        new.parent.mkdir(parents=True, exist_ok=True)
        old.replace(new)
