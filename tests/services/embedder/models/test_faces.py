import json
from pathlib import Path

import numpy as np
import pytest

from services.embedder.models import FACE_EMBEDDERS
from shared.errors import Unavailable
from shared.inference.alignment import ARCFACE
from shared.inference.base import FaceEmbedder, Pixels
from shared.inference.registry import load_model
from tests.drawn_faces import drawn_face
from tests.onnx_files import Node, write
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

_DRAWN = np.array([[170, 180], [230, 180], [200, 225], [176, 252], [224, 252]], np.float32)


def arcface(path: Path, *, numbers: int = 512, side: int = 8, together: int | str = "n") -> Path:
    """A random network: each number is a weighted sum of what is seen."""
    weights = {"w": np.random.default_rng(1).normal(size=(3 * side * side, numbers)).astype(np.float32)}
    nodes = [Node("Flatten", ["data"], "flat", axis=1), Node("MatMul", ["flat", "w"], "fc1")]
    return write(path, nodes, {"data": (together, 3, side, side)}, {"fc1": (together, numbers)}, weights)


def load(path: Path, **card: object) -> FaceEmbedder:
    if card:
        path.with_suffix(".json").write_text(json.dumps(card))
    made: FaceEmbedder = load_model(FACE_EMBEDDERS, f"arcface:{path}", Path("nowhere"))
    return made


def chips(count: int) -> tuple[list[Pixels], np.ndarray]:
    random = np.random.default_rng(2)
    pictures = [random.integers(0, 256, (192, 192, 3), np.uint8) for _ in range(count)]
    return pictures, np.tile(ARCFACE * 144 + 24, (count, 1, 1))


@pytest.mark.parametrize("numbers", [3, 128, 512])
def test_the_dimension_is_that_of_the_model(tmp_path: Path, numbers: int) -> None:
    embedder = load(arcface(tmp_path / "net.onnx", numbers=numbers))
    assert embedder.dimension == numbers
    vectors, lengths = embedder.run(*chips(3))
    assert vectors.shape == (3, numbers)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert (lengths > 0).all()


@pytest.mark.parametrize("together", ["n", 1, 4])
def test_many_say_the_same_as_one_by_one(tmp_path: Path, together: int | str) -> None:
    embedder = load(arcface(tmp_path / "net.onnx", together=together))
    pictures, points = chips(19)
    alone = [embedder.run([picture], marks[None])[0] for picture, marks in zip(pictures, points, strict=True)]
    np.testing.assert_allclose(embedder.run(pictures, points)[0], np.concatenate(alone), atol=1e-5)


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    vectors, lengths = load(arcface(tmp_path / "net.onnx")).run([], np.empty((0, 5, 2), np.float32))
    assert vectors.shape == (0, 512)
    assert lengths.shape == (0,)


def test_the_card_beside_the_file_says_how_it_is_fed(tmp_path: Path) -> None:
    plain = load(arcface(tmp_path / "net.onnx"))
    turned = load(arcface(tmp_path / "net.onnx"), blue_first=True, same=0.5, name="Other", licence="MIT")
    (pictures, points) = chips(1)
    assert (turned.spec.name, turned.spec.licence, turned.spec.likeness.same) == ("Other", "MIT", 0.5)
    np.testing.assert_allclose(
        turned.run([np.ascontiguousarray(pictures[0][..., ::-1])], points)[0], plain.run(pictures, points)[0], atol=1e-5
    )


def test_the_template_is_the_models(tmp_path: Path) -> None:
    """A template of half the size sees twice as much around the face."""
    usual = load(arcface(tmp_path / "net.onnx"))
    far = load(arcface(tmp_path / "net.onnx"), template=((ARCFACE - 0.5) / 2 + 0.5).tolist())
    pictures, points = chips(1)
    np.testing.assert_allclose(far.run(pictures, points)[0], usual.run(pictures, (points - 96) * 2 + 96)[0], atol=1e-3)


def test_a_card_that_cannot_be_understood_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"net\.json is not a card of an embedder of faces: .*threshold"):
        load(arcface(tmp_path / "net.onnx"), threshold=0.5)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=f"there is no model {tmp_path}/net.onnx"):
        load(tmp_path / "net.onnx")


@needs_bundled_models
def test_sface_knows_a_face_again_and_tells_it_from_a_wall() -> None:
    embedder: FaceEmbedder = load_model(FACE_EMBEDDERS, "bundled", MODELS)
    wall = np.full((400, 400, 3), 120, np.uint8)
    small, leaning = drawn_face(200), drawn_face(leaning=90)
    sideways = np.stack([400 - _DRAWN[:, 1], _DRAWN[:, 0]], axis=1)
    vectors, lengths = embedder.run(
        [drawn_face(), small, leaning, wall], np.stack([_DRAWN, _DRAWN / 2, sideways, _DRAWN])
    )
    assert (vectors[0] @ vectors[1:3].T > 0.9).all()
    assert vectors[0] @ vectors[3] < 0.3
    assert lengths[3] < lengths[:3].min()
