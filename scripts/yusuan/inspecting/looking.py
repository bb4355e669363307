"""Look at a file in a process of its own: reading, understanding and drawing it take so much and no more."""

from __future__ import annotations

from pathlib import Path

from yusuan.codelists import read_codelists
from yusuan.errors import InputError, printable
from yusuan.guarding import TOO_MUCH, guarded
from yusuan.inspecting.html_page import html_page
from yusuan.inspecting.inspection import inspected, source_of
from yusuan.inspecting.page_images import page_images
from yusuan.inspecting.view import View
from yusuan.inspecting.viewing import view
from yusuan.reading.pdf import MEDIA_TYPE as PDF


def _viewed(path: Path, root: Path) -> View:
    return view(inspected(source_of(path), read_codelists(root / "schemas" / "codelists")))


def _is_drawable(path: Path) -> bool:
    return next(page_images(path), None) is not None


def look(path: Path, root: Path, is_drawn: bool) -> View:
    """The view of a file. Of a PDF whose text cannot be read the pages can still be drawn, beside the reason.

    Raises:
        InputError: it cannot be read, nor drawn where that is wanted.
    """
    try:
        return guarded(str(path), _viewed, path, root)
    except InputError as error:
        if is_drawn and TOO_MUCH not in str(error) and guarded(str(path), _is_drawable, path):
            return View(path.name, PDF, (), (), (), (), (), str(error).removeprefix(f"{printable(str(path))}: "))
        raise


def _write(shown: View, path: Path, target: Path) -> None:
    images = page_images(path) if shown.media_type == PDF else ()
    with target.open("w", encoding="utf-8", newline="\n") as page:
        page.writelines(html_page(shown, images))


def write_page(shown: View, path: Path, target: Path) -> None:
    """Write the HTML page of a view, with the pages of a PDF drawn.

    Raises:
        InputError: the pages cannot be drawn.
        OSError: the page cannot be written.
    """
    guarded(str(path), _write, shown, path, target)
