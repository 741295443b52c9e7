import pickle
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from services.vision.stages import ocr
from services.vision.stages.ocr import Ocr
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, ModelSpec, Pixels, TextLine
from shared.inference.fake import fake_label
from tests.evalkit import evalkit as with_evalkit
from tests.services.vision.models.test_ppocr import page

PHOTO = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
BLANK = np.zeros((100, 200, 3), np.uint8)


class Told:
    """A TextReader that was told what to say."""

    spec = ModelSpec("told", "1", "reading text", "Apache-2.0", "here")

    def __init__(self, *lines: tuple[str, float]) -> None:
        self.lines = lines

    def run(self, batch: Sequence[Pixels]) -> list[list[TextLine]]:
        return [[TextLine(text, sure, _box(row / 1000)) for row, (text, sure) in enumerate(self.lines)] for _ in batch]


def _box(top: float) -> Any:
    return np.array([[0.1, top], [0.9, top], [0.9, top + 0.0009], [0.1, top + 0.0009]], np.float32)


def facts(stage: Ocr, pixels: Pixels = BLANK) -> dict[str, Any]:
    (found,) = stage([Item(PHOTO, pixels=pixels)])
    assert isinstance(found, Found)
    return found.facts


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Ocr:
    return ocr.build("bundled", tmp_path_factory.mktemp("models"))


@pytest.mark.parametrize(
    ("text", "confidence", "kept"),
    [
        ("EXIT", 0.85, True),
        ("EXIT", 0.75, False),
        ("A1", 0.85, False),
        ("A1", 0.95, True),
        ("(8)", 0.99, False),
        ("- . -", 0.99, False),
        ("", 1.0, False),
    ],
)
def test_only_what_is_sure_is_kept_the_shorter_the_surer(text: str, confidence: float, kept: bool) -> None:
    assert facts(Ocr(Told((text, confidence))))["text"] == (text if kept else None)


def test_a_very_long_text_is_cut_between_lines() -> None:
    found = facts(Ocr(Told(*[("x" * 99, 0.9)] * 150)))
    assert len(found["text"]) == 100 * 100 - 1
    assert found["text"].splitlines() == [line["text"] for line in found["lines"]]


def test_spaces_are_single_and_shares_are_short() -> None:
    assert facts(Ocr(Told(("  two \u3000 words ", 0.98765)))) == {
        "text": "two words",
        "lines": [
            {"text": "two words", "confidence": 0.988, "box": [[0.1, 0.0], [0.9, 0.0], [0.9, 0.0009], [0.1, 0.0009]]}
        ],
    }


def test_a_photo_without_a_preview_keeps_the_others_from_nothing() -> None:
    lost, read = Ocr(Told(("EXIT", 0.9)))([Item(PHOTO), Item(PHOTO, pixels=BLANK)])
    assert isinstance(lost, Invalid)
    assert isinstance(read, Found)
    assert read.facts["text"] == "EXIT"


def test_the_fake_reads_signs(tmp_path: Path) -> None:
    stage = pickle.loads(pickle.dumps(partial(ocr.build, "fake", tmp_path)))()
    assert stage.model == "fake reader 1"
    sign = np.full((40, 100, 3), 255, np.uint8)
    assert facts(stage, sign)["text"] == f"sign {fake_label(sign)}"
    assert facts(stage, np.full((60, 100, 3), 255, np.uint8)) == {"text": None, "lines": []}


def test_a_page_is_read_line_by_line(real: Ocr) -> None:
    assert real.model == "PP-OCRv6 small 1"
    found = facts(real, page("Nothing is lost", "Gate B 27", "12 September 2023"))
    assert found["text"] == "Nothing is lost\nGate B 27\n12 September 2023"
    for line in found["lines"]:
        assert 0.95 < line["confidence"] <= 1
        assert all(0 <= share <= 1 for corner in line["box"] for share in corner)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_read_into_noise(real: Ocr, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (480, 640, 3), np.uint8)
    assert facts(real, noise)["text"] is None


@with_evalkit("photos/ocr")
def test_other_scripts_and_real_photos(real: Ocr, evalkit: Path) -> None:
    from eval.ocr import preview, reads

    read = {name: facts(real, preview(evalkit / "photos" / "ocr" / name))["text"] or "" for name in (
        "japan.jpg", "ch_en_num.jpg", "MultiLingual.png", "ak.jpg", "handwritten_text.jpg", "korean.jpg",
    )}  # fmt: skip
    assert reads(read["ak.jpg"], "ALASKA")
    assert reads(read["handwritten_text.jpg"], "you want to see in the world")
    assert reads(read["MultiLingual.png"], "combien est-ce que")
    assert reads(read["ch_en_num.jpg"], "大桶装更划算")
    assert "文化財" in read["japan.jpg"]
    assert read["korean.jpg"] == "", "a script that it does not know is left alone"
