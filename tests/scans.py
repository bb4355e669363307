"""Pages as a scanner gives them: drawn, laid a little askew, blurred, noisy, saved as JPEG in a PDF without text."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageFilter

_NOISE = 7.0
_BLUR = 0.7


def drawn(path: Path, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as pictures in shades of grey."""
    opened = pdfium.PdfDocument(path.read_bytes())
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in opened]
    finally:
        opened.close()


def scanned(picture: Image.Image, random: np.random.Generator, most_tilt: float = 0.6) -> Image.Image:
    """One page as scanned: tilted by up to ``most_tilt`` degrees, blurred, on grey paper, with noise."""
    tilt = float(random.uniform(-most_tilt, most_tilt))
    tilted = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
    blurred = np.asarray(tilted.filter(ImageFilter.GaussianBlur(_BLUR)), dtype=float)
    noisy = blurred * 0.93 + 8 + random.normal(0, _NOISE, blurred.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def to_scan(path: Path, target: Path, dpi: int = 200, most_tilt: float = 0.6, quality: int = 60) -> Path:
    """Write the pages of a PDF as a scan of them: one JPEG on each page."""
    random = np.random.default_rng(2024)
    pages = [scanned(picture, random, most_tilt) for picture in drawn(path, dpi)]
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=quality)
    return target


def as_file(picture: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as the bytes of an image file."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
