"""Exchange two files or folders in one step of the file system: at no moment is either of them missing."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_ESCAPED = re.compile(rb"\\([0-7]{3})")
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux
_RENAME_SWAP = 2  # macOS

_Call = Callable[[bytes, bytes], int]


@cache
def _system_call() -> _Call | None:
    """The call of the C library that exchanges two paths, ``None`` where there is none."""
    if sys.platform == "linux":
        renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if renameat2 is not None:
            renameat2.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
            return lambda one, other: int(renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))
    if sys.platform == "darwin":
        renamex_np = getattr(ctypes.CDLL(None, use_errno=True), "renamex_np", None)
        if renamex_np is not None:
            renamex_np.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
            return lambda one, other: int(renamex_np(one, other, _RENAME_SWAP))
    return None


def holds_mount(folder: Path) -> bool:
    """Whether a folder, its path being absolute and without links, is a mount point or holds one. It cannot be
    exchanged then, and what is mounted in it must not be removed with it."""
    if not folder.exists():
        return False
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:  # not Linux: what is mounted of the same file system is not told
        device = folder.lstat().st_dev
        return os.path.ismount(folder) or any(path.lstat().st_dev != device for path in folder.rglob("*"))
    points = (_ESCAPED.sub(lambda found: bytes((int(found[1], 8),)), line.split()[4]) for line in lines)
    name = os.fsencode(folder)
    return any(point == name or point.startswith(name + b"/") for point in points)


def exchange(one: Path, other: Path) -> None:
    """Exchange two paths of one file system, both of which exist.

    Raises:
        OSError: that is not possible: not on this system, not on this file system, not with these (a mount point).
    """
    call = _system_call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one))
    if call(os.fsencode(one), os.fsencode(other)):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one), None, str(other))
