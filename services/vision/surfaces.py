"""Of what the surfaces of a picture are: flat paint and crisp edges, as only machines draw them, and text on paper.
cv2 is imported here: for children only."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.small import greys, shrunk, within
from shared.inference.base import Pixels

_ROWS = 64  # of the picture are read for what is flat
_RUN = 24  # pixels side by side of one colour: a camera's noise breaks such runs, JPEG does not
_PAINTS = 6  # the most frequent of those colours
_NOTED = 0.004  # of the pixels: a colour of its own
_EDGE, _QUIET = 48, 4  # a step of so many greys; crisp where one side of it is flat for so many pixels

_SIDE, _TILE = 1024, 16  # text is looked for in tiles of a copy
_RANKS = (3, 48, 61)  # of 64 pixels, darkest first: the darkest that count, paper where there is some, the lightest
_PAPER, _INK, _CONTRAST = 110, 45, 60  # greys: paper is lighter, ink so much darker, the darkest of it at least so
_EVEN, _PAPER_SHARE = 14, 0.45  # greys within which paper is one tone, and how much of a tile it is at least
_BLANK = 24  # greys between the lightest and the darkest of a tile that is not written on
_STROKES, _BARS = 0.9, 0.5  # crossings of ink a row and a column: letters have both, the edge of a thing has one
_GREYISH = 60  # between the channels


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Shares of the picture, 0..1, but `paints`, a number."""

    flat: float = 0.0  # in runs of exactly one of the six most frequent colours
    paints: int = 0  # colours of such runs
    crisp: float = 0.0  # of the strong edges, those beside a flat side
    text: float = 0.0  # tiles that hold something like letters on paper
    page: float = 0.0  # tiles of grey paper, written on or not


def surfaces(pixels: Pixels) -> Surfaces:
    if pixels.shape[1] < 3 * _RUN:
        return Surfaces()
    flat, paints, crisp = _painted(np.ascontiguousarray(pixels[:: max(1, len(pixels) // _ROWS)]))
    text, page = _written(pixels)
    return Surfaces(round(flat, 4), paints, round(crisp, 4), round(text, 4), round(page, 4))


def _painted(rows: Pixels) -> tuple[float, int, float]:
    steps = cv2.absdiff(rows[:, 1:], rows[:, :-1])
    alike = np.asarray(cv2.inRange(steps, (0, 0, 0), (1, 1, 1)), np.bool_)
    broken = np.cumsum(np.pad(~alike, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    runs = broken[:, _RUN:] == broken[:, :-_RUN]
    red, green, blue = (rows[:, : runs.shape[1]][runs] >> 2).astype(np.int32).T
    counts = np.bincount(red << 12 | green << 6 | blue)
    counts = np.sort(counts[counts > 0])[::-1] / runs.size
    grey = greys(rows)
    edges, places = np.nonzero(np.asarray(cv2.absdiff(grey[:, 1:], grey[:, :-1])) > _EDGE)
    inside = (places > _QUIET) & (places < alike.shape[1] - _QUIET - 2)
    edges, places = edges[inside], places[inside]
    quiet = broken[:, _QUIET:] == broken[:, :-_QUIET]
    crisp = quiet[edges, places - _QUIET - 1] | quiet[edges, places + 2]
    return float(counts[:_PAINTS].sum()), int((counts > _NOTED).sum()), float(crisp.mean()) if len(crisp) else 0.0


def _written(pixels: Pixels) -> tuple[float, float]:
    grey = within(greys(pixels), _SIDE)
    down, across = (side // _TILE for side in grey.shape)
    if not down or not across:
        return 0.0, 0.0
    cut = grey[: down * _TILE, : across * _TILE].reshape(down, _TILE, across, _TILE).swapaxes(1, 2)
    tiles = cut.reshape(down * across, _TILE, _TILE)[::2]  # every second one says as much
    # A quarter of the pixels says how light and dark a tile is.
    some = tiles[:, ::2, ::2].reshape(len(tiles), -1)
    darkest, paper, lightest = np.partition(some, _RANKS, axis=1)[:, _RANKS].T.astype(np.int16)
    even = (np.abs(some - paper[:, None]) <= _EVEN).mean(1)
    text = (paper >= _PAPER) & (paper - darkest >= _CONTRAST) & (even >= _PAPER_SHARE)
    ink = tiles[text] < (paper[text] - _INK)[:, None, None]
    text[text] = (_crossings(ink, 2) >= _STROKES) & (_crossings(ink, 1) >= _BARS)
    greyish = np.ptp(shrunk(pixels, across, down).reshape(-1, 3)[::2], axis=1) <= _GREYISH
    blank = (paper >= _PAPER) & (lightest - darkest <= _BLANK)
    return float((text & greyish).mean()), float(((text | blank) & greyish).mean())


def _crossings(ink: NDArray[np.bool_], axis: int) -> NDArray[np.float64]:
    """A row (axis 2) or a column (axis 1), on average."""
    return np.asarray(np.diff(ink, axis=axis).sum((1, 2)) / _TILE, np.float64)
