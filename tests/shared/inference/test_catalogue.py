from pathlib import Path

import pytest

from shared.inference.catalogue import MODELS, Known
from shared.inference.tasks import TASKS
from tests.running import REPO
from tests.shared.inference.bundled_models import MODELS as FOLDER
from tests.shared.inference.bundled_models import needs_bundled_models


def test_every_model_that_there_is_has_a_row() -> None:
    rows = [(known.task, known.name) for known in MODELS]
    assert rows == [(task, name) for task, models in TASKS.items() for name in models if not name.startswith("fake")]


@pytest.mark.parametrize("known", MODELS, ids=lambda known: known.task)
def test_what_it_says_stands_in_the_documents(known: Known) -> None:
    lines = (REPO / "AI_USAGE.md").read_text().splitlines()
    for model in known.models.split(", "):
        (row,) = (line for line in lines if line.startswith(f"| {model} |"))
        assert known.licence in row
    documented = (REPO / "docs" / "models.md").read_text().replace("_", "-")
    for package in known.packages:
        assert package.name in documented
        assert package.version in documented


def test_what_is_not_there_is_not_said_to_be(tmp_path: Path) -> None:
    assert [known.task for known in MODELS if known.is_here(tmp_path)] == ["read"], "which comes with Heliograph"


@needs_bundled_models
def test_what_is_there_is_found() -> None:
    assert {known.task for known in MODELS if known.is_here(FOLDER)} >= TASKS.keys() - {"detect"}
