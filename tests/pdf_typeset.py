"""A small typesetter of PDFs for tests: texts, rules and boxes at given places, written as a PDF by hand.

Coordinates are points from the top left. Ideographs are one size wide, everything else half of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

A4 = (595.0, 842.0)
_READABLE = "/Encoding /UniGB-UCS2-H"
_UNREADABLE = "/Encoding /Identity-H"
_FONT = Path(__file__).parent / "fonts" / "noto-sans-mono-cjk-sc.cff"


@dataclass
class Page:
    """A page under construction; ``rotate`` is the page's /Rotate, ``matrix`` what all drawing is put through. What
    is drawn while it is ``readable`` can be read whatever the font of other words is. What stands in ``form`` is drawn
    where the page says ``/Fm1 Do``; ``/Veil gs`` makes what follows transparent."""

    size: tuple[float, float] = A4
    rotate: int = 0
    matrix: str = ""
    crop: tuple[float, float, float, float] | None = None
    drawing: list[str] = field(default_factory=list)
    image: bool = False
    readable: bool = False
    form: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10, mode: int = 0, turn: str = "1 0 0 1") -> None:
        """Text from ``x`` with its baseline at ``y``; ``mode`` 3 is invisible, ``turn`` is its matrix. Numbers have a
        font of their own."""
        place = f"{turn} {x:.2f} {self.size[1] - y:.2f} Tm"
        code = text.encode("utf-16-be").hex()
        font = "F2" if self.readable or re.fullmatch(r"[\d,.%-]+", text) else "F1"
        self.drawing.append(f"BT /{font} {size} Tf {mode} Tr {place} <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, style: str = "0.5 w") -> None:
        """A stroked line."""
        height = self.size[1]
        self.drawing.append(f"q {style} {x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l S Q")

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0) -> None:
        """A filled rectangle."""
        low = self.size[1] - y1
        self.drawing.append(f"q {grey} g {x0:.2f} {low:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f Q")

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked rectangle."""
        low = self.size[1] - y1
        self.drawing.append(f"q 0.5 w {x0:.2f} {low:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S Q")

    def content(self) -> bytes:
        """The content stream."""
        lines = "\n".join(self.drawing)
        picture = "\nq 500 0 0 700 40 60 cm /Im1 Do Q" if self.image else ""
        return f"q {self.matrix} cm\n{lines}\nQ{picture}".encode() if self.matrix else f"{lines}{picture}".encode()


Spans = dict[tuple[int, int], tuple[int, int]]
"""How many rows and columns a merged cell takes, by its first row and column."""


def table(
    page: Page,
    rows: Sequence[Sequence[str]],
    edges: Sequence[float],
    top: float,
    height: float = 20,
    spans: Spans | None = None,
    rules: str = "line",
) -> float:
    """Draw a ruled table and return where it ends. A text with line breaks stands on several lines. ``rules``: how they
    are drawn, ``line``, ``rect`` (thin fills), ``cell`` (a box round each cell) or ``gap`` (lines that fall short)
    """
    merged = spans or {}
    covered = {
        (r + i, c + j) for (r, c), (h, w) in merged.items() for i in range(h) for j in range(w) if (i, j) != (0, 0)
    }
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if (r, c) in covered:
                continue
            down, across = merged.get((r, c), (1, 1))
            x0, x1, y0, y1 = edges[c], edges[c + across], top + r * height, top + (r + down) * height
            _box(page, x0, y0, x1, y1, rules)
            for n, line in enumerate(text.split("\n")):
                page.text(x0 + 2, y0 + 9 + 9 * n, line, size=8)
    return top + len(rows) * height


def _box(page: Page, x0: float, y0: float, x1: float, y1: float, rules: str) -> None:
    if rules == "cell":
        page.frame(x0, y0, x1, y1)
        return
    short = 1.2 if rules == "gap" else 0.0
    for ax, ay, bx, by in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        dx, dy = (short, 0.0) if ay == by else (0.0, short)
        if rules == "rect":
            page.fill(ax - 0.25, ay - 0.25, bx + 0.25, by + 0.25)
        else:
            page.line(ax + dx, ay + dy, bx - dx, by - dy)


def _descendant(ordering: str, embedded: bool = False) -> bytes:
    """The font behind a font: widths, and outlines where it is ``embedded``. Its characters are then code points."""
    widths, file = ("[0 [1000] 1 255 500]", "/FontFile3 9 0 R") if embedded else ("[1 95 500]", "")
    return (
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W {widths} /CIDSystemInfo "
        f"<< /Registry (Adobe) /Ordering ({ordering}) /Supplement 4 >> /FontDescriptor << /Type /FontDescriptor "
        f"/FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /Ascent 880 /Descent -120 /CapHeight 880 "
        f"/ItalicAngle 0 /StemV 93 {file} >> >>"
    ).encode()


def _stream(content: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(content)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(packed), packed)


def _every_code() -> bytes:
    """A map that says of every code of two bytes that it is its character."""
    lines = [f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>" for row in range(0x100)]
    parts = [lines[n : n + 100] for n in range(0, len(lines), 100)]
    ranges = "\n".join("\n".join((f"{len(part)} beginbfrange", *part, "endbfrange")) for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{ranges}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def write_pdf(path: Path, pages: Sequence[Page], readable: bool = True, embedded: bool = False) -> Path:
    """Write the pages as a PDF; with ``readable`` false the font of words does not say which characters its glyphs
    are, that of numbers does. An ``embedded`` font is drawn alike on every machine."""
    encoding, ordering = (_READABLE, "GB1") if readable else (_UNREADABLE, "Identity")
    numbers, fonts = (_READABLE, "GB1"), "/Font << /F1 3 0 R /F2 6 0 R >>"
    if embedded:
        encoding, ordering = numbers = (f"{_UNREADABLE} /ToUnicode 8 0 R", "Identity")
    first = 10 if embedded else 8
    veil = "/ExtGState << /Veil << /ca 0.2 /CA 0.2 >> >>"
    forms = {id(page): first + 2 * len(pages) + n for n, page in enumerate(page for page in pages if page.form)}
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light {encoding} /DescendantFonts [4 0 R] >>".encode(),
        _descendant(ordering, embedded),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\n\x80\nendstream",
        f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light {numbers[0]} /DescendantFonts [7 0 R] >>".encode(),
        _descendant(numbers[1], embedded),
    ]
    if embedded:
        objects += [_stream(_every_code()), _stream(_FONT.read_bytes(), "/Subtype /CIDFontType0C")]
    for n, page in enumerate(pages):
        crop = f"/CropBox [{' '.join(map(str, page.crop))}]" if page.crop else ""
        own = f"/Fm1 {forms[id(page)]} 0 R" if page.form else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.size[0]} {page.size[1]}] {crop} /Rotate {page.rotate} "
            f"/Resources << {fonts} /XObject << /Im1 5 0 R {own} >> {veil} >> "
            f"/Contents {first + 2 * n + 1} 0 R >>".encode()
        )
        objects.append(_stream(page.content()))
    for page in pages:
        if page.form:
            box = f"/BBox [0 0 {page.size[0]} {page.size[1]}]"
            entries = f"/Type /XObject /Subtype /Form {box} /Resources << {fonts} {veil} >>"
            objects.append(_stream("\n".join(page.form).encode(), entries))
    written = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(written)
    return path
