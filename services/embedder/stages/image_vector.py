"""How a photo looks, as a vector among those of questions: by the labels that were seen on it
(shared/inference/conse.py), or by a user's image-text model, which looks itself
(services/embedder/models/checkpoint.py)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from services.embedder.encoder import Loaded
from services.embedder.models import IMAGE_TOWERS
from shared.domain.spaces import own_space_name
from shared.errors import Invalid
from shared.inference.base import Device, Found, Item, ModelSpec, Pixels, Vectors
from shared.inference.conse import Conse
from shared.inference.registry import load_model


class ImageEmbedder(Protocol):
    spec: ModelSpec

    def run(self, batch: Sequence[Pixels]) -> Vectors:
        """-> shape (n, dimension), unit rows."""
        ...


def build(model: str, models: Path, device: Device = "cpu") -> "ImageVector | OwnImageVector":
    """`model` is a name in PLACERS, or one in IMAGE_TOWERS with its folder. Raises ValueError on another, Unavailable
    when its files are not there."""
    if model.partition(":")[0] in IMAGE_TOWERS:
        tower: ImageEmbedder = load_model(IMAGE_TOWERS, model, models, device)
        return OwnImageVector(tower)
    return ImageVector(Loaded(models).vocabularies(model))


class ImageVector:
    """Reads found.classify.labels; vectors: by space float32 of its dimension. `vocabularies`: by space."""

    model = "ConSE 1"

    def __init__(self, vocabularies: Mapping[str, Conse]) -> None:
        self._vocabularies = vocabularies

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [self._of(item) for item in items]

    def _of(self, item: Item) -> Found | Invalid:
        labels = item.photo.found.get("classify", {}).get("labels")
        if not labels:
            return Invalid("Nothing was recognised on this photo, so it cannot be found by how it looks.")
        likely = [(index, soft) for index, soft, _ in labels]
        return Found(vectors={space: vocabulary.photo(likely) for space, vocabulary in self._vocabularies.items()})


class OwnImageVector:
    """Looks at the preview; a vector in the space of the model."""

    def __init__(self, embedder: ImageEmbedder) -> None:
        self._embedder = embedder
        self._space = own_space_name(embedder.spec.name, embedder.spec.version)
        self.model = f"{embedder.spec.name} {embedder.spec.version}"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        vectors = self._embedder.run([item.pixels for item in items if item.pixels is not None])
        return [Found(vectors={self._space: vector}) for vector in vectors]
