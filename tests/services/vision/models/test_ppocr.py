"""The real networks, on pictures that the tests draw."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from services.vision.models import READERS
from services.vision.models.ppocr import PpOcr
from services.vision.models.text.detector import CANVASES
from services.vision.models.text.recogniser import WIDTHS, _batches
from shared.inference.base import Pixels, TextLine
from shared.inference.registry import load_model


@pytest.fixture(scope="module")
def reader() -> PpOcr:
    made: PpOcr = load_model(READERS, "bundled", Path("nowhere"))
    return made


def page(*lines: str, size: tuple[int, int] = (640, 480), letters: int = 40) -> Pixels:
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        pen.text((40, 40 + row * 2 * letters), line, "black", ImageFont.load_default(letters))
    return np.asarray(image)


def said(lines: Sequence[TextLine]) -> list[str]:
    return [line.text for line in sorted(lines, key=lambda line: float(line.box[0, 1]))]


def test_what_is_drawn_is_read_where_it_stands(reader: PpOcr) -> None:
    lines = reader.run([page("Hello heliograph", "Room 4711")])[0]
    assert said(lines) == ["Hello heliograph", "Room 4711"]
    first = next(line for line in lines if line.text.startswith("Hello"))
    assert first.confidence > 0.95
    assert first.box.shape == (4, 2)
    (left, top), (right, _), (_, bottom), _ = first.box.tolist()
    assert 0.02 < left < 0.08
    assert 0.4 < right < 0.65
    assert 0.06 < top < bottom < 0.22


@pytest.mark.parametrize(("quarters", "upper_left"), [(0, (0, 0)), (1, (0, 1)), (2, (1, 1)), (3, (1, 0))])
def test_text_on_its_side_and_on_its_head_is_read(reader: PpOcr, quarters: int, upper_left: tuple[int, int]) -> None:
    """The first corner is the upper left of the line as it is read."""
    drawn = page("Lighthouse keeper", "Departures and arrivals", "Platform nine", letters=30)
    lines = reader.run([np.ascontiguousarray(np.rot90(drawn, quarters))])[0]
    assert sorted(line.text for line in lines) == ["Departures and arrivals", "Lighthouse keeper", "Platform nine"]
    for line in lines:
        distance = np.abs(line.box - np.array(upper_left)).sum(axis=1)
        assert int(distance.argmin()) == 0


def test_small_print_at_the_end_of_a_panorama_is_read(reader: PpOcr) -> None:
    wide = np.full((180, 1440, 3), 255, np.uint8)
    wide[20:160, 1040:1440] = page("Panorama end", size=(400, 140), letters=32)
    assert said(reader.run([wide])[0]) == ["Panorama end"]


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((480, 640, 3), np.uint8),
        np.full((480, 640, 3), 255, np.uint8),
        np.full((480, 640, 3), (200, 30, 40), np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.full((2, 1440, 3), 200, np.uint8),
        np.full((1440, 3, 3), 90, np.uint8),
    ],
    ids=["black", "white", "red", "1x1", "very wide", "very high"],
)
def test_where_nothing_is_written_nothing_is_read(reader: PpOcr, pixels: Pixels) -> None:
    assert reader.run([pixels]) == [[]]


def test_noise_costs_no_more_than_so_many_lines(reader: PpOcr) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (960, 1280, 3), np.uint8)
    assert len(reader.run([noise])[0]) <= 200


def test_few_shapes_meet_the_networks() -> None:
    """With each new one their memory would grow for good."""
    assert len(CANVASES) == 11
    assert all(width % 32 == height % 32 == 0 for width, height in CANVASES)
    areas = [width * height for width, height in CANVASES]
    assert max(areas) < 1.2 * min(areas), "so that every photo takes about as long"
    met = {(width, size) for width in WIDTHS for count in range(200) for size in _sizes(count, 1280 // width)}
    assert len(met) < 25


def _sizes(count: int, most: int) -> list[int]:
    batches = list(_batches(range(count), most))
    assert list(itertools.chain(*batches)) == list(range(count))
    return [len(batch) for batch in batches]
