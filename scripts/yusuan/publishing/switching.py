"""Replace the generated files of a folder all at once, and leave what people keep in it.

The new state of the whole folder is built beside it and then exchanged with the folder in one step of the file system:
whoever looks, and whenever the run is stopped, there is the old state or the new one. The folders that people keep then
change back, so that an editor or a shell that is open in one of them is still in it.

Where a folder cannot be exchanged (something is mounted there, the system knows no exchange), its parts are replaced
one after the other, by a plan that is written down first: :func:`recover` completes what was stopped.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from yusuan.publishing.contents import NEW, Contents, Ours, contents, is_written, tops
from yusuan.publishing.exchange import exchange, holds_mount
from yusuan.publishing.staging import Stage, carry_over, link_kept, stage_beside, write_files


def replace_files(folder: Path, files: Mapping[str, bytes], is_ours: Ours) -> None:
    """Make ``files`` (bytes by path) all that is generated in ``folder``; what people keep there stays. A folder that
    already holds exactly these is not touched; on an error it is as it was.

    Only one process at a time may do so.

    Raises:
        OSError: something cannot be written.
    """
    recover(folder)
    if not folder.exists():
        _create(folder, files)
        return
    found = contents(folder, files, is_ours)
    if is_written(folder, found, files):
        return
    if not _exchanged(folder, files, found):
        warnings.warn(
            f"{folder}: cannot be replaced at once here; should this be stopped, the next command completes it",
            stacklevel=2,
        )
        _replace_in_place(folder, files, found)


def is_unfinished(folder: Path) -> bool:
    """Whether a run that was stopped, or one that is at work, has left something of a folder unfinished."""
    return stage_beside(folder).place.is_dir() or _stage_within(folder).place.is_dir()


def is_half_replaced(folder: Path) -> bool:
    """Whether some parts of a folder are of the old state and some of the new one."""
    return bool(_planned(_stage_within(folder)))


def recover(folder: Path) -> None:
    """Bring to an end what a run that was stopped had begun with a folder.

    Raises:
        OSError: something cannot be written.
    """
    beside, within = stage_beside(folder), _stage_within(folder)
    if beside.place.is_dir() and not beside.place.is_symlink():
        if folder.exists():
            carry_over(beside, folder)
        beside.clear()
    if within.place.is_dir() and not within.place.is_symlink():
        plan = _planned(within)
        for path in plan:
            _step(within, folder, path, is_new=plan[path])
        _plan_file(within).unlink(missing_ok=True)
        within.clear()


def _create(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = stage_beside(folder)
    try:
        stage.open()
        write_files(stage.tree, folder, files)
        stage.tree.rename(folder)
    finally:
        stage.clear()


def _exchanged(folder: Path, files: Mapping[str, bytes], found: Contents) -> bool:
    """Replace the folder by its new state at once, if that is possible."""
    stage = stage_beside(folder)
    if holds_mount(folder) or not _can_exchange(stage):
        stage.clear()
        return False
    try:
        write_files(stage.tree, folder, files)
        link_kept(stage, folder, found, tops(files, found))
        try:
            exchange(stage.tree, folder)
        except OSError:  # the folder cannot be moved
            return False
        _give_back(stage, folder, found)
    finally:
        carry_over(stage, folder)
        stage.clear()
    return True


def _can_exchange(stage: Stage) -> bool:
    """Open the stage, if it can be made, and try."""
    try:
        stage.open()
        trial = stage.place / "trial"
        trial.mkdir()
        exchange(trial, stage.tree)
        trial.rmdir()
    except OSError:
        return False
    return True


def _give_back(stage: Stage, folder: Path, found: Contents) -> None:
    """Put the folders of people, which moved with the state before, in the place of their twins."""
    for path in found.kept:
        if (stage.tree / path).is_dir() and not (stage.tree / path).is_symlink():
            with suppress(OSError):  # it is gone from one of them: what is new in it is carried over
                exchange(stage.tree / path, folder / path)


def _stage_within(folder: Path) -> Stage:
    return Stage(folder / NEW)


def _plan_file(stage: Stage) -> Path:
    return stage.place / "plan.json"


def _planned(stage: Stage) -> dict[PurePosixPath, bool]:
    """The paths to be replaced, each with whether something takes its place; nothing where nothing was begun."""
    try:
        said = json.loads(_plan_file(stage).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {PurePosixPath(path): is_new for path, is_new in said.items()}


def _replace_in_place(folder: Path, files: Mapping[str, bytes], found: Contents) -> None:
    stage = _stage_within(folder)
    begun: list[PurePosixPath] = []
    try:
        stage.open()
        write_files(stage.tree, folder, files)
        plan = _plan(files, found)
        made = _plan_file(stage).with_suffix(".new")
        made.write_text(json.dumps({path.as_posix(): is_new for path, is_new in plan.items()}), encoding="utf-8")
        made.replace(_plan_file(stage))
        for path, is_new in plan.items():
            begun.append(path)
            _step(stage, folder, path, is_new)
    except BaseException:
        for path in reversed(begun):
            _undo(stage, folder, path, plan[path])
        raise
    finally:
        _plan_file(stage).unlink(missing_ok=True)
        stage.clear()


def _plan(files: Collection[str], found: Contents) -> dict[PurePosixPath, bool]:
    new = tops(files, found)
    gone = (path for path in found.generated if path not in new and not path.name.endswith(NEW))
    return dict.fromkeys(gone, False) | dict.fromkeys(new, True)


def _step(stage: Stage, folder: Path, path: PurePosixPath, is_new: bool) -> None:
    """Replace one path, or do of it what is not done yet."""
    old, new, place = stage.place / "old" / path, stage.tree / path, folder / path
    if is_new and not os.path.lexists(new):
        return
    if os.path.lexists(place) and not os.path.lexists(old):
        old.parent.mkdir(parents=True, exist_ok=True)
        place.rename(old)
    if is_new:
        new.rename(place)


def _undo(stage: Stage, folder: Path, path: PurePosixPath, is_new: bool) -> None:
    old, new, place = stage.place / "old" / path, stage.tree / path, folder / path
    if is_new and not os.path.lexists(new) and os.path.lexists(place):
        place.rename(new)
    if os.path.lexists(old):
        old.rename(place)
