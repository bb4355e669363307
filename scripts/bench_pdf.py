"""`make bench`: what reading PDFs costs, against pdfplumber's tables and against pdfium's bare text, on the same files.

The files are those of a folder, or the registered disclosures typeset as PDF. Every figure is processor time, the least
of several rounds in which the three take turns, for a machine is never at rest.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium  # type: ignore[import-untyped]

from yusuan.reading.pdf import read_pdf

ROUNDS = 3
LONG = (50, 300)
"""Pages of the documents by which the growth of memory is measured."""


def _tables_of_peer(path: Path) -> None:
    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            page.extract_tables()
            page.close()


def _bare_text(path: Path) -> None:
    opened = pdfium.PdfDocument(path)
    for n in range(len(opened)):
        page = opened[n]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    opened.close()


def _seconds(work: Callable[[Path], object], path: Path) -> float:
    begin = time.process_time()
    work(path)
    return time.process_time() - begin


def _pages(path: Path) -> int:
    opened = pdfium.PdfDocument(path)
    try:
        return len(opened)
    finally:
        opened.close()


def _repeated(path: Path, pages: int, target: Path) -> None:
    """Write a document of so many pages by repeating those of another."""
    source, made = pdfium.PdfDocument(path), pdfium.PdfDocument.new()
    while len(made) < pages:
        made.import_pages(source, pages=list(range(min(len(source), pages - len(made)))))
    made.save(target)
    made.close()
    source.close()


_READ = """
import resource, sys
from pathlib import Path
from yusuan.reading.pdf import read_pdf
read_pdf(Path(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _peak(path: Path) -> float:
    """The most memory in megabytes that a process of its own needs to read a document."""
    found = subprocess.run([sys.executable, "-c", _READ, str(path)], check=True, capture_output=True, text=True)
    return float(found.stdout)


def print_figures(paths: Sequence[Path]) -> None:
    """Print the cost of reading PDFs and its ratios.

    Args:
        paths: PDFs with a text layer.
    """
    works: tuple[Callable[[Path], object], ...] = (read_pdf, _tables_of_peer, _bare_text)
    for work in works:
        work(paths[0])
    least = [[float("inf")] * len(paths) for _ in works]
    for _ in range(ROUNDS):
        for n, path in enumerate(paths):
            for costs, work in zip(least, works, strict=True):
                costs[n] = min(costs[n], _seconds(work, path))
    pages = sum(map(_pages, paths))
    ours, peer, floor = (sum(costs) for costs in least)
    print(f"reading {len(paths)} PDFs of {pages} pages, least of {ROUNDS} rounds of processor time")
    shown = [f"{1000 * cost / pages:.1f} ms" for cost in (ours, floor, peer)]
    print(f"  a page: {shown[0]}; bare text {shown[1]}; pdfplumber {shown[2]}")
    print(f"  of pdfplumber's time: 1/{peer / ours:.1f}; of that of the bare text: {ours / floor:.1f} times")
    with tempfile.TemporaryDirectory() as folder:
        longest = max(paths, key=_pages)
        for count in LONG:
            made = Path(folder) / f"{count}.pdf"
            _repeated(longest, count, made)
            print(f"  memory at most, {count} pages: {_peak(made):.0f} MB")
