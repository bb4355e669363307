"""Read PDFs as on a machine with other fonts: ``python other_machine.py FOLDERS PDF…`` prints, as JSON, of each file
what is read of it, and where pdfium by itself sees its first character with the fonts of these folders.

Works on Linux, where pdfium can be told its folders before anything else is asked of it.
"""

import ctypes
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2_raw.bindings as bindings  # type: ignore[import-untyped]

_KEPT: list[object] = []


def _begin(folders: list[str]) -> None:
    """Start pdfium with these folders of fonts and no others."""
    names = [ctypes.create_string_buffer(os.fsencode(folder)) for folder in folders]
    kind = ctypes.POINTER(ctypes.c_char)
    paths = (kind * (len(names) + 1))(*(ctypes.cast(name, kind) for name in names))
    _KEPT.extend((names, paths))
    bindings.FPDF_InitLibraryWithConfig(bindings.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))


def _as_seen(path: Path) -> list[float]:
    """The outline of the first character of a file."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    opened = pdfium.PdfDocument(path.read_bytes())
    sides = [ctypes.c_double() for _ in range(4)]
    text_page = opened[0].get_textpage()
    bindings.FPDFText_GetCharBox(text_page.raw, 0, *sides)
    text_page.close()
    opened.close()
    return [round(side.value, 1) for side in sides]


def _read(path: Path) -> dict[str, Any]:
    from yusuan.reading.pdf import read_pdf

    return asdict(read_pdf(path))


def main() -> None:
    """Print the JSON."""
    folders, *paths = sys.argv[1:]
    _begin(folders.split(os.pathsep))
    files = [Path(path) for path in paths]
    seen = [_as_seen(path) for path in files]
    print(json.dumps([{"seen": place, "read": _read(path)} for place, path in zip(seen, files, strict=True)]))


if __name__ == "__main__":
    main()
