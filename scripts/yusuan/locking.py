"""One writer at a time: a folder is locked by the process that writes into it, until it ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from yusuan.errors import InputError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FILE = ".yusuan-lock"
"""Locked in place of the folder where a folder cannot be: on Windows, on some network file systems."""
PATIENCE = 60
"""Seconds to wait for a process that writes for a moment only."""
_PAUSE = 0.05
_MOST_SAID = 100


def _take(handle: int) -> None:
    """Lock what is open, or raise OSError: BlockingIOError or PermissionError where another process holds it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _locked(path: Path, flags: int) -> int:
    handle = os.open(path, flags, 0o666)
    try:
        _take(handle)
    except OSError:
        os.close(handle)
        raise
    return handle


def _hold(folder: Path) -> tuple[int, Path | None]:
    """The lock of a folder as an open file, and the file that was made for it, if one was."""
    if sys.platform != "win32":
        try:
            return _locked(folder, os.O_RDONLY), None
        except BlockingIOError:
            raise
        except OSError:
            pass  # a file system that does not lock folders
    path = folder / _FILE
    while True:
        handle = _locked(path, os.O_RDWR | os.O_CREAT)
        with suppress(OSError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle, path
        os.close(handle)  # the one that held it has just removed it


def _holder(folder: Path) -> str:
    """The process that holds the lock of a folder, in words; Linux tells which."""
    try:
        inode = f":{folder.stat().st_ino}"
        lines = [line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines()]
        process = next(line[4] for line in lines if line[1] == "FLOCK" and line[5].endswith(inode))
        command = Path("/proc", process, "cmdline").read_bytes().decode(errors="replace").replace("\0", " ").strip()
    except (OSError, ValueError, LookupError, StopIteration):
        return "another process of Yusuan"
    return f"process {process} ({command[:_MOST_SAID]})"


@contextmanager
def locked(folder: Path, patience: float = 0) -> Iterator[None]:
    """Within it no other process is in here with the same folder.

    Args:
        folder: one that exists.
        patience: for how many seconds to wait for another process.

    Raises:
        InputError: another process is still in here (the message names it), or the folder cannot be locked.
    """
    until = time.monotonic() + patience
    while True:
        try:
            handle, made = _hold(folder)
            break
        except (BlockingIOError, PermissionError) as error:
            if isinstance(error, PermissionError) and sys.platform != "win32":
                raise InputError(f"{folder}: cannot be locked ({error.strerror}); may you write there?") from error
            if time.monotonic() >= until:
                raise InputError(
                    f"{folder}: is being written by {_holder(folder)}; wait until that has ended and run this again"
                ) from error
            time.sleep(_PAUSE)
        except OSError as error:
            raise InputError(f"{folder}: cannot be locked ({error.strerror}); does it exist?") from error
    try:
        yield
    finally:
        if made is not None and sys.platform != "win32":
            made.unlink(missing_ok=True)  # while it is held: who waits for it looks whether it is still there
        os.close(handle)
        if made is not None and sys.platform == "win32":
            with suppress(OSError):  # another process has it already
                made.unlink()
