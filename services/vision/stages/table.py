"""How each stage of vision is made, by who runs it; one that asks a model is made with the model's name.
shared/pipeline.py has what it needs and when it is due."""

from pathlib import Path

from shared.inference.base import Device
from shared.inference.pool import StageFactory, made_by

Factories = dict[str, StageFactory]


def of_originals(max_pixels: int) -> Factories:
    return {
        "metadata": made_by("services.vision.stages.metadata:Metadata"),
        "renditions": made_by("services.vision.stages.renditions:Renditions", max_pixels),
    }


def of_previews(folder: Path, device: Device = "cpu") -> Factories:
    return {
        "classify": made_by("services.vision.stages.classify:build", folder, device),
        "colour": made_by("services.vision.stages.colour:Colour"),
        "light": made_by("services.vision.stages.light:Light"),
        "fingerprint": made_by("services.vision.stages.fingerprint:Fingerprint"),
        "quality": made_by("services.vision.stages.quality:Quality"),
        "composition": made_by("services.vision.stages.composition:Composition"),
    }


def of_faces(folder: Path, device: Device = "cpu") -> Factories:
    """Of previews, too."""
    return {"faces": made_by("services.vision.stages.faces:build", folder, device)}


def of_records() -> Factories:
    """They are quick, and run where they are asked."""
    return {
        "kind": made_by("services.vision.stages.kind:Kind"),
        "mood": made_by("services.vision.stages.mood:Mood"),
        "caption": made_by("services.vision.stages.caption:build"),
    }


def of_text(folder: Path, device: Device = "cpu") -> Factories:
    return {"ocr": made_by("services.vision.stages.ocr:build", folder, device)}
