"""Is it a dog or a wolf? Of photos on which what looks at them cannot tell two things that exclude each other."""

from collections.abc import Iterable, Mapping, Sequence

from shared.domain.labels import labels
from shared.domain.photo import Photo
from shared.domain.question import TAG_KEY, Choice, Question, asking

LEAST = 5  # photos that are worth a question

# What is never both, and is taken for one another.
EXCLUSIVE: tuple[tuple[str, str], ...] = (
    ("cat", "dog"), ("dog", "wolf"), ("dog", "fox"), ("cow", "horse"), ("goat", "sheep"), ("deer", "goat"),
    ("boat", "ship"), ("bus", "truck"), ("car", "truck"), ("lake", "sea"), ("beach", "desert"), ("castle", "church"),
    ("duck", "goose"), ("swan", "goose"), ("eagle", "hawk"), ("lion", "tiger"), ("piano", "organ"), ("soup", "stew"),
)  # fmt: skip

_SEEN = 0.15  # the probability of each
_TIED = 0.6  # of the likelier one's, that the other has


def tied(photo: Photo) -> list[tuple[str, str, float]]:
    """(one, other, how nearly they tie: 0..1) of each pair that it cannot be told from, where its owner does not."""
    mass: dict[str, float] = {}
    for index, _, probability in photo.found.get("classify", {}).get("labels", ()):
        for tag in labels()[int(index)].tags:
            mass[tag] = mass.get(tag, 0.0) + probability
    said = {*photo.edits.get("tags_added", ()), *photo.edits.get("tags_removed", ())}
    return [
        (one, other, less / more)
        for one, other in EXCLUSIVE
        for less, more in [sorted((mass.get(one, 0.0), mass.get(other, 0.0)))]
        if less >= _SEEN and less >= _TIED * more and said.isdisjoint((one, other))
    ]


def keys_of(photo: Photo) -> tuple[str, ...]:
    return tuple(f"{TAG_KEY}{one}/{other}" for one, other, _ in tied(photo))


def pair_of(key: str) -> tuple[str, str]:
    one, _, other = key.removeprefix(TAG_KEY).partition("/")
    return one, other


def tags_asked(owner: str, key: str, photos: Iterable[Photo]) -> list[Question]:
    """`photos` that may be of the pair."""
    pair = pair_of(key)
    found: Mapping[str, float] = {
        photo.id: tie for photo in photos if not photo.archived for *which, tie in tied(photo) if tuple(which) == pair
    }
    if len(found) < LEAST:
        return []
    nearest: Sequence[str] = sorted(found, key=lambda photo: (-found[photo], photo))
    return [
        asking(
            owner, "tag", "/".join(pair), key=key, photos=list(nearest),
            uncertain=sum(found.values()) / len(found), choices=[Choice(tag, {"tag": tag}) for tag in pair],
        )
    ]  # fmt: skip
