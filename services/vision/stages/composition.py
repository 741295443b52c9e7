"""How a photo is composed, and what shows it."""

from collections.abc import Sequence

from services.vision.stages.previews import each_preview
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels


class Composition:
    """Facts: scores, [{name, score 0..1, evidence: [{shape, points}]}], the highest first, points relative; names,
    those that hold, the surest first. No model: geometry, by the methods that services/vision/composition names. Made
    in a child: it imports cv2."""

    model = "measured on the pixels"

    def __init__(self) -> None:
        from services.vision.composition.rules import composition

        self._seen = composition

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return each_preview(items, self._found)

    def _found(self, photo: Photo, pixels: Pixels) -> Found:
        seen = sorted(self._seen(pixels), key=lambda scored: -scored.score)
        scores = [
            {"name": one.name, "score": round(one.score, 3), "evidence": [shape.facts() for shape in one.evidence]}
            for one in seen
        ]
        return Found(facts={"scores": scores, "names": [one.name for one in seen if one.named]})
