"""Pictures of lines of text → text: the recogniser that comes with rapidocr, on pictures of their own width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime
import rapidocr

from yusuan.reading.ocr_picture import Picture

_MODEL = "PP-OCRv6_rec_small.onnx"
_HEIGHT = 48
_STEP = 16
"""Pixels: widths are rounded up to it, so that pictures of nearly one width go through together."""
_NARROWEST = 32
_MOST_AT_ONCE = 1600
"""Pixels of width that go through together: more takes memory and saves no time."""
_BLANK = 0
_MINUS = "\u2212"
"""In print a minus looks like a hyphen, and figures and page numbers have the hyphen."""
_LIKELY = 0.05
"""Disclosures are printed in simplified characters: one is taken before 門 or お if it is at least so likely."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One character as recognised: ``at`` is the place of its middle, of the width of the line; ``confidence`` from 0
    to 1."""

    text: str
    at: float
    confidence: float


@dataclass(frozen=True, slots=True)
class _Model:
    """The model, the characters of its classes, and which of them are not usual (their scores are set to zero)."""

    session: onnxruntime.InferenceSession
    characters: tuple[str, ...]
    unusual: npt.NDArray[np.bool_]


def _is_usual(character: str) -> bool:
    """Whether a character is in the basic set of simplified Chinese (GB 2312, which has all of ASCII)."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return not "\u3041" <= character <= "\u30ff"


@cache
def _model() -> _Model:
    """The model, on one thread: results are the same each time, and documents are read side by side in processes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # it keeps the largest of every shape
    path = Path(rapidocr.__file__).parent / "models" / _MODEL
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    listed = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    characters = ("", *("-" if character == _MINUS else character for character in listed), " ")
    return _Model(session, characters, np.array([not _is_usual(character) for character in characters]))


def _scaled(line: Picture) -> npt.NDArray[np.float32]:
    """A line in the height of the model, between -1 (black) and 1 (white)."""
    width = max(1, round(line.shape[1] * _HEIGHT / line.shape[0]))
    flags = cv2.INTER_AREA if line.shape[0] > _HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, (width, _HEIGHT), interpolation=flags), dtype=np.float32) / 127.5 - 1.0


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Lines of one width together, by their numbers."""
    batch: list[int] = []
    for n in sorted(range(len(widths)), key=lambda n: (widths[n], n)):
        if batch and (widths[n] != widths[batch[0]] or (len(batch) + 1) * widths[n] > _MOST_AT_ONCE):
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _signs(
    indices: npt.NDArray[np.int64], scores: npt.NDArray[np.float32], characters: Sequence[str], share: float
) -> tuple[Sign, ...]:
    """What a row of steps spells: steps of one character follow each other, blanks stand between characters."""
    found: list[Sign] = []
    start = 0
    steps = len(indices)
    for n in range(1, steps + 1):
        if n < steps and indices[n] == indices[start]:
            continue
        index = int(indices[start])
        if index != _BLANK:
            middle = (start + n) / 2 / steps / share
            found.append(Sign(characters[index], min(1.0, middle), round(float(scores[start:n].max()), 2)))
        start = n
    return tuple(found)


def _classes(
    steps: npt.NDArray[np.float32], unusual: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """The likeliest class at each step of each line, a usual one where that is likely enough, and its score."""
    classes, scores = steps.argmax(axis=2), steps.max(axis=2)
    for row, step in zip(*np.nonzero(unusual[classes]), strict=True):
        usual = np.where(unusual, 0.0, steps[row, step])
        usual[_BLANK] = 0.0
        if usual.max() >= _LIKELY:
            classes[row, step], scores[row, step] = usual.argmax(), usual.max()
    return classes, scores


def recognise(lines: Sequence[Picture]) -> list[tuple[Sign, ...]]:
    """What pictures of single lines say, each from left to right.

    Args:
        lines: pictures with dark text on white; their heights should be about 1.3 times the size of the text.
    """
    model = _model()
    scaled = [_scaled(line) for line in lines]
    widths = [max(_NARROWEST, -(-line.shape[1] // _STEP) * _STEP) for line in scaled]
    found: list[tuple[Sign, ...]] = [()] * len(lines)
    for batch in _batches(widths):
        width = widths[batch[0]]
        given = np.zeros((len(batch), 3, _HEIGHT, width), dtype=np.float32)
        for row, n in enumerate(batch):
            given[row, :, :, : scaled[n].shape[1]] = scaled[n]
        (steps,) = model.session.run(None, {model.session.get_inputs()[0].name: given})
        classes, scores = _classes(steps, model.unusual)
        for row, n in enumerate(batch):
            found[n] = _signs(classes[row], scores[row], model.characters, scaled[n].shape[1] / width)
    return found
