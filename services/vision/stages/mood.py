"""What mood a photo gives, from its colours and from what is on it."""

from collections.abc import Sequence

from services.vision.moods import mood_names, mood_scores
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item


class Mood:
    """Facts: scores, of each mood 0..1; names, those that a person would name. Reads found.colour.measures and
    found.classify.labels."""

    model = "mood 1"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [_found(item.photo) for item in items]


def _found(photo: Photo) -> Found | Invalid:
    measures = photo.found.get("colour", {}).get("measures")
    if measures is None:
        return Invalid("Its colours could not be measured.")
    labels = photo.found.get("classify", {}).get("labels", ())
    scores = mood_scores(measures, [(index, sharp) for index, _, sharp in labels])
    return Found(facts={"scores": scores, "names": mood_names(scores)})
