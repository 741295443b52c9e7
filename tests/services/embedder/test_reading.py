from pathlib import Path

import numpy as np

from services.embedder.models import checkpoint
from services.embedder.reading import Reading, reading
from shared.inference import own
from shared.inference.own import OwnModel
from shared.inference.taking import A_FOLDER
from tests.checkpoints import checkpoint as written
from tests.checkpoints import needs_torch


def put(models: Path, given: Path, name: str) -> str:
    """-> by what it is loaded."""
    files = {path.name: own.sha256_in(path) for path in given.iterdir()}
    model = OwnModel(
        task="place", name=name, format="clip", classes=(), side=(32, 32), sha256=own.sha256_of(files), bytes=1,
        licence="mit", source=A_FOLDER, added="2026-11-30T12:00:00Z", files=files,
    )  # fmt: skip
    own.put(models, model, given)
    return own.loaded_by("place", (model.identity,))[0]


@needs_torch
def test_questions_of_a_batch_are_read_by_their_models(tmp_path: Path) -> None:
    """And two models stay in memory, whichever were asked last."""
    given = written(tmp_path / "given")
    one, other, third = (put(tmp_path, given, name) for name in ("one", "other", "third"))
    answers = reading(tmp_path)
    asked = [Reading("a photo of a dog", one), Reading("a cat", other), Reading("the red beach", one)]
    rows = answers(asked)
    vectors = checkpoint.load_texts(tmp_path / one.partition(":")[2]).run([each.text for each in asked])
    for row, vector in zip(rows, vectors, strict=True):
        assert row[0] == 0, "there is no vocabulary that could say it"
        np.testing.assert_allclose(row[1:], vector, atol=1e-6)
    answers([Reading("a cat", third)])
    for name in (one, other):
        own.discard(tmp_path, "place", name.split("/")[-2])
    (kept,) = answers([Reading("a cat", third)])
    np.testing.assert_allclose(kept[1:], vectors_of(tmp_path, third), atol=1e-6)


def vectors_of(models: Path, loaded_by: str) -> np.ndarray:
    return checkpoint.load_texts(models / loaded_by.partition(":")[2]).run(["a cat"])[0]
