"""How a photo looks, as a vector among those of questions (shared/inference/conse.py)."""

from collections.abc import Sequence
from pathlib import Path

from services.embedder.models import MULTILINGUAL_VOCABULARIES, VOCABULARIES
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL
from shared.errors import Invalid
from shared.inference.base import Found, Item
from shared.inference.conse import Conse
from shared.inference.registry import load_model


def build(model: str, models: Path) -> "ImageVector":
    """`model` is a name in VOCABULARIES. Raises ValueError on another, Unavailable when its files are not there."""
    return ImageVector(load_model(VOCABULARIES, model, models), load_model(MULTILINGUAL_VOCABULARIES, model, models))


class ImageVector:
    """Reads found.classify.labels; vectors: {"image.conse-1": float32 (384,), "image.conse-use-1": float32 (512,)}."""

    model = "ConSE 1"

    def __init__(self, english: Conse, multilingual: Conse) -> None:
        self._vocabularies = {IMAGE.name: english, IMAGE_MULTILINGUAL.name: multilingual}

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [self._of(item) for item in items]

    def _of(self, item: Item) -> Found | Invalid:
        labels = item.photo.found.get("classify", {}).get("labels")
        if not labels:
            return Invalid("Nothing was recognised on this photo, so it cannot be found by how it looks.")
        likely = [(index, soft) for index, soft, _ in labels]
        return Found(vectors={space: vocabulary.photo(likely) for space, vocabulary in self._vocabularies.items()})
