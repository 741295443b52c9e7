"""The documents say what the code does: each of these fails when one moves without the other."""

import importlib
import re
from pathlib import Path

import pytest

from services.embedder.models import FACE_EMBEDDERS
from services.embedder.models import MODELS as EMBEDDER_MODELS
from services.vision.models import DETECTORS, FACE_DETECTORS, FACE_LANDMARKS, READERS
from services.vision.models import MODELS as VISION_MODELS
from shared.inference.base import ModelSpec
from shared.pipeline import STAGES
from shared.runtime.settings import Settings
from tests.running import REPO

AI_USAGE = (REPO / "AI_USAGE.md").read_text()


TABLES = (VISION_MODELS, READERS, DETECTORS, FACE_DETECTORS, FACE_LANDMARKS, EMBEDDER_MODELS, FACE_EMBEDDERS)


def specs() -> list[ModelSpec]:
    modules = sorted({path.split(":")[0] for table in TABLES for path in table.values()})
    found = [value for module in modules for value in vars(importlib.import_module(module)).values()]
    return [value for value in found if isinstance(value, ModelSpec)]


def test_there_are_models_to_document() -> None:
    assert len(specs()) >= 2


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.name)
def test_every_model_is_in_ai_usage(spec: ModelSpec) -> None:
    if spec.task.startswith("test"):
        assert spec.name not in AI_USAGE, "a model for tests is no use of AI"
        return
    row = next((line for line in AI_USAGE.splitlines() if line.startswith(f"| {spec.name} |")), None)
    assert row, f"AI_USAGE.md has no row for the model {spec.name}"
    assert spec.licence in row
    assert spec.source in row


def test_every_stage_is_in_ai_usage_and_no_other() -> None:
    section = AI_USAGE.split("## What happens to a photo")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.M) == [stage.name for stage in STAGES]


def test_every_setting_is_documented() -> None:
    text = (REPO / "docs" / "settings.md").read_text()
    documented = re.findall(r"^\| `HELIOGRAPH_(\w+)` \|", text, re.M)
    assert documented == [name.upper() for name in Settings.model_fields]
    for field in Settings.model_fields.values():
        assert field.description
        assert field.description in text


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*REPO.glob("*.md"), *REPO.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name} points to {target}"


def test_the_readme_has_the_two_commands() -> None:
    text = (REPO / "README.md").read_text()
    for command in ("make run", "make test"):
        assert re.search(rf"^{command}\b", text, re.M)
        assert re.search(rf"^{command.split()[1]}:.*##", (REPO / "Makefile").read_text(), re.M)
    assert Path(REPO / "LICENSE").read_text().lstrip().startswith("Apache License")
