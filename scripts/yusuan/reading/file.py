"""The bytes of a file that a person names: whatever it is, reading it ends."""

from __future__ import annotations

import stat
from pathlib import Path

from yusuan.errors import InputError

LARGEST_FILE = 256 << 20
"""How many bytes a document may have: many times a large scan of a disclosure."""
_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a pipe"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
    (stat.S_ISSOCK, "is a socket"),
)


def file_content(path: Path) -> bytes:
    """The bytes of a regular file, or of what a link leads to. Nothing else is opened: a pipe or a device may never
    end.

    Raises:
        InputError: there is no such file, it is none, it cannot be read, or it is too large.
    """
    try:
        found = path.stat()
        for is_kind, problem in _KINDS:
            if is_kind(found.st_mode):
                raise InputError(f"{path}: cannot be read ({problem}); name one file")
        if found.st_size > LARGEST_FILE:
            raise InputError(f"{path}: is larger than {LARGEST_FILE >> 20} MB; split it or leave pictures out")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{str(path)!r}: cannot be read ({error}); check the name") from error
