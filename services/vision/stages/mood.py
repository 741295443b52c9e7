"""What mood a photo gives, from its colours and from what is on it."""

from collections.abc import Sequence

from services.vision.moods import Seen, mood_names, mood_scores
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item


class Mood:
    """Facts: scores, of each mood 0..1; names, those that a person would name. Reads found.colour.measures,
    found.classify.labels, found.objects.counted and found.composition.scores."""

    model = "mood 2"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [_found(item.photo) for item in items]


def _found(photo: Photo) -> Found | Invalid:
    seen = Seen.of(photo.found)
    if seen is None:
        return Invalid("Its colours could not be measured.")
    scores = mood_scores(seen)
    return Found(facts={"scores": scores, "names": mood_names(scores)})
