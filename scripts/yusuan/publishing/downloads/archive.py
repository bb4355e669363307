"""A package as one ZIP file, the same bytes for the same files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that the format can say: the archive holds none of its own."""
_UNIX, _READABLE = 3, 0o100644


def archive(name: str, files: Mapping[str, bytes]) -> bytes:
    """The files of a package, given by their paths in it, below a folder ``name`` of a ZIP file."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for path in sorted(files):
            info = ZipInfo(f"{name}/{path}", _TIME)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, _UNIX, _READABLE << 16
            file.writestr(info, files[path])
    return packed.getvalue()
