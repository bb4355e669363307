"""Turn the coordinates of a PDF page, whose origin is at the lower left, to those of reading, from the top left."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in points."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A view of a page: ``turn`` is the direction of its text in the page's own coordinates, in quarter turns against
    the clock; the rest is the visible part of the page in these coordinates."""

    turn: int
    left: float
    low: float
    right: float
    high: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        width, height = self.right - self.left, self.high - self.low
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as seen."""
        if self.turn == 0:
            return x - self.left, self.high - y
        if self.turn == 1:
            return y - self.low, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.low
        return self.high - y, self.right - x

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        """A box of the page as seen."""
        ax, ay = self.point(left, low)
        bx, by = self.point(right, high)
        return (ax if ax < bx else bx, ay if ay < by else by, bx if ax < bx else ax, by if ay < by else ay)

    def user_box(self, box: Box) -> Box:
        """A box as seen, back in the page's own coordinates: ``(left, low, right, high)``."""
        x0, top, x1, bottom = box
        if self.turn == 0:
            return (self.left + x0, self.high - bottom, self.left + x1, self.high - top)
        if self.turn == 1:
            return (self.left + top, self.low + x0, self.left + bottom, self.low + x1)
        if self.turn == 2:
            return (self.right - x1, self.low + top, self.right - x0, self.low + bottom)
        return (self.right - bottom, self.high - x1, self.right - top, self.high - x0)
