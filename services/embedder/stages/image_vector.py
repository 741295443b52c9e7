"""How a photo looks, as a vector among those of questions (shared/inference/conse.py)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from services.embedder.encoder import Loaded
from shared.errors import Invalid
from shared.inference.base import Found, Item
from shared.inference.conse import Conse


def build(model: str, models: Path) -> "ImageVector":
    """`model` is a name in PLACERS. Raises ValueError on another, Unavailable when its files are not there."""
    return ImageVector({space: vocabulary for space, (_, vocabulary) in Loaded(models).placer(model).items()})


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
