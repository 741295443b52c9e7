"""Whose face it might be, as a vector among those of other faces. cv2 is imported where its models are: for children
only."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np

from services.embedder.models import FACE_EMBEDDERS
from shared.domain.faces import FaceFacts, FaceVectorFacts
from shared.domain.spaces import MADE_BY
from shared.errors import Invalid
from shared.inference.base import Device, FaceEmbedder, Found, FoundPart, Item, PartItem
from shared.inference.registry import load_model


def build(model: str, models: Path, device: Device = "cpu") -> "FaceVector":
    """`model` is a name in FACE_EMBEDDERS. Raises ValueError on another, Unavailable when its files are not there."""
    (space,) = MADE_BY["face_embed"][model]
    return FaceVector(load_model(FACE_EMBEDDERS, model, models, device), space.name)


class FaceVector:
    """Takes the chips of faces. Parts: FaceVectorFacts, with a vector in the model's space; without one, and of length
    0, where the owner drew a box in which no face is seen."""

    def __init__(self, embedder: FaceEmbedder, space: str) -> None:
        self._embedder = embedder
        self._space = space
        self.model = f"{embedder.spec.name} {embedder.spec.version}"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        found = iter(self._embedded([part for item in items for part in item.parts]))
        return [Found(parts=tuple(next(found) for _ in item.parts)) for item in items]

    def _embedded(self, parts: Sequence[PartItem]) -> list[FoundPart]:
        marks = [msgspec.convert(part.part.facts, FaceFacts).chip_points for part in parts]
        found = [FoundPart(msgspec.to_builtins(FaceVectorFacts(length=0)), id=part.part.id) for part in parts]
        seen = [place for place, points in enumerate(marks) if points]
        if not seen:
            return found
        chips = [pixels for place in seen if (pixels := parts[place].pixels) is not None]
        vectors, lengths = self._embedder.run(chips, np.array([marks[place] for place in seen], np.float32))
        for place, vector, length in zip(seen, vectors, lengths, strict=True):
            facts = FaceVectorFacts(length=round(float(length), 2))
            found[place] = replace(found[place], facts=msgspec.to_builtins(facts), vectors={self._space: vector})
        return found
