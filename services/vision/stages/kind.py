"""Whether a photo is a photograph at all, from what other stages found."""

from collections.abc import Sequence

from services.vision.kinds import PHOTOGRAPH, Clues, kind_of, kind_scores
from services.vision.surfaces import Surfaces
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item

_SCREENSHOTS = ("screenshot", "screen shot", "bildschirmfoto")  # how phones and desktops name the files

_SURE = 0.7  # from here on the kind is a tag: a wrong tag is worse than none


class Kind:
    """Facts: kind, scores (services/vision/kinds.py), and the kind as a tag where it is surely no photograph, else as a
    plain word. Reads found.colour.surfaces, found.classify.labels, found.metadata, and the file's name, type and
    size."""

    model = "kind 1"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [self._found(item.photo) for item in items]

    def _found(self, photo: Photo) -> Found:
        measured = photo.found.get("colour", {}).get("surfaces")
        seen = Surfaces(**measured) if measured else Surfaces()
        scores = kind_scores(seen, clues_of(photo))
        kind = kind_of(scores)
        sure = kind != PHOTOGRAPH and scores[kind] >= _SURE
        tags = [{"name": kind, "confidence": scores[kind], "source": self.model}] if sure else []
        return Found(facts={"kind": kind, "scores": scores, "tags": tags, "plain": [kind]})


def clues_of(photo: Photo) -> Clues:
    metadata = photo.found.get("metadata", {})
    camera = photo.camera
    return Clues(
        said_screenshot=photo.file_name.lower().startswith(_SCREENSHOTS) or bool(metadata.get("screenshot")),
        camera=bool(camera and (camera.make or camera.model)),
        media_type=photo.media_type,
        size=(photo.width or 0, photo.height or 0),
        labels={index: sharp for index, _, sharp in photo.found.get("classify", {}).get("labels", ())},
    )
