"""Pages as pictures: a PDF page drawn in shades of grey, and the pages of an image file, all at one resolution."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from yusuan.errors import InputError

Picture = npt.NDArray[np.uint8]
"""Rows of pixels from the top, 0 black to 255 white."""

DPI = 200
POINT = DPI / 72
"""Pixels in a point."""
_MOST_PIXELS = 120_000_000
_LONGEST = 12_000
"""Pixels: a longer side is no page."""
_MOST_PAGES = 500
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP")
_A4_WIDTH = 595.0
"""Points."""
_LEAST_DPI, _MOST_DPI = 90, 1300


def drawn(page: pdfium.PdfPage, label: str) -> Picture:
    """A PDF page as displayed.

    Raises:
        InputError: it is larger than any sheet of paper.
    """
    if max(page.get_size()) * POINT > _LONGEST:
        raise InputError(f"{label}: the page is too large to be read as a picture; save it with sheets of paper size")
    bitmap = page.render(scale=POINT, grayscale=True, draw_annots=True)
    try:
        return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
    finally:
        bitmap.close()


def _size_in_points(image: Image.Image) -> tuple[float, float]:
    """The size of the sheet: as the file says, or as if its shorter side were that of A4 where the file says nothing
    that makes sense."""
    stated = image.info.get("dpi", (0, 0))[0]
    shorter = min(image.size)
    dpi = float(stated) if _LEAST_DPI <= stated <= _MOST_DPI else shorter / (_A4_WIDTH / 72)
    return image.width / dpi * 72, image.height / dpi * 72


def pictures_in(content: bytes, label: str) -> list[tuple[Picture, tuple[float, float]]]:
    """The pages of an image file, each with its size in points.

    Raises:
        InputError: it is damaged, too large, or in a format that is not read.
    """
    found = []
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                if number > _MOST_PAGES or frame.width * frame.height > _MOST_PIXELS:
                    raise InputError(f"{label}: is a picture that is too large; scan at 300 dots per inch")
                upright = ImageOps.exif_transpose(frame)
                width, height = _size_in_points(upright)
                grey = upright.convert("RGBA") if upright.mode in ("P", "LA", "PA") else upright
                if grey.mode == "RGBA":  # what shows through is paper
                    grey = Image.alpha_composite(Image.new("RGBA", grey.size, "white"), grey)
                size = (max(1, round(width * POINT)), max(1, round(height * POINT)))
                if max(size) > _LONGEST:
                    raise InputError(f"{label}: is a picture too long for a page; give one picture for each page")
                scaled = grey.convert("L").resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
                found.append((np.asarray(scaled, dtype=np.uint8), (width, height)))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{label}: is a picture that is damaged or far too large; scan or save it again") from error
    return found
