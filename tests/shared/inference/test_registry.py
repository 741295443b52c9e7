from pathlib import Path

import pytest

from services.embedder.encoder import Loaded
from services.embedder.models import MODELS as READERS
from services.vision.models import MODELS as SEERS
from shared.errors import Unavailable
from shared.inference.conse import Conse
from shared.inference.fake import FakeClassifier, FakeEmbedder
from shared.inference.registry import load_model


def test_the_fakes_need_no_files(tmp_path: Path) -> None:
    assert isinstance(load_model(SEERS, "fake", tmp_path), FakeClassifier)
    assert isinstance(load_model(READERS, "fake", tmp_path), FakeEmbedder)
    for embedder, vocabulary in Loaded(tmp_path).placer("fake").values():
        assert isinstance(embedder, FakeEmbedder)
        assert isinstance(vocabulary, Conse)


@pytest.mark.parametrize("table", [SEERS, READERS], ids=["seers", "readers"])
def test_the_bundled_ones_say_when_they_are_not_there(table: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"run: python -m shared\.inference\.bootstrap"):
        load_model(table, "bundled", tmp_path)


def test_an_unknown_name_is_answered_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no model 'clip'; choose one of: bundled, fake"):
        load_model(SEERS, "clip", tmp_path)


def test_a_kind_is_followed_by_a_file_in_the_models_folder_or_anywhere(tmp_path: Path) -> None:
    table = {"kind": "tests.shared.inference.test_registry:told"}
    assert load_model(table, "kind", tmp_path) == tmp_path
    assert load_model(table, "kind:some.onnx", tmp_path) == tmp_path / "some.onnx"
    assert load_model(table, "kind:/srv/a:b.onnx", tmp_path) == Path("/srv/a:b.onnx")


def told(path: Path, device: str) -> Path:
    return path
