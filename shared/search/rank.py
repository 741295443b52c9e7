"""What the spaces say of photos -> one order, and the end of it.

Looks lead. What other spaces know is added with a small weight: they are weaker on their own, and an equal vote
(reciprocal rank fusion) costs a tenth of the quality. Weights and floors are the spaces' own (shared/domain/spaces.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from shared.domain.photo import ListedPhoto
from shared.domain.query import Wish
from shared.domain.spaces import WORDS, SpaceSpec
from shared.domain.where import value_at
from shared.search.retrieve import Retrieved, Scores

Ranked = list[tuple[str, float]]  # (photo id, score), best first

FIRST_PAGE = 12  # hits that people look through, so a doubtful one costs little
CLEAR = 0.5  # of the best score: a whole library is no answer to "a church"
TAIL = 0.25  # of the best score: what lies below has never been the wanted photo, and is half of what would be shown
OF_THINGS = 0.7  # of the best nearness: a photo of a thing that was asked for by its name is as near as others of it
LIKELY = 0.3  # of the best nearness, for one whose labels say that it may well show the thing
WORN = 1.0  # a photo that wears what was asked for goes before all that look like it; what is mistaken for it, after
WISH = 0.03  # beside a cosine: what it is worth to have all that was wished for


def fuse(scores: Mapping[str, Scores], *, asked: int, spaces: Iterable[SpaceSpec]) -> Ranked:
    """Every photo that anyone knows, best first, ties by id. `scores` are by space, cosines or sparse scores; `asked`
    is the number of words in the question."""
    total: dict[str, float] = defaultdict(float)
    for space in spaces:
        weight = space.worth(asked)
        for photo, score in scores.get(space.name, {}).items():
            total[photo] += weight * score
    return ordered(total)


def fits(scores: Mapping[str, Scores], known: Mapping[str, float], spaces: Iterable[SpaceSpec]) -> bool:
    """Whether anything is near enough to be an answer: in a space with a floor, its nearest photo. `known`: by space
    the question's best cosine to the vocabulary."""
    words = scores.get(WORDS.name, {})
    for space in spaces:
        near = scores.get(space.name)
        if space.floor and near:
            nearest = max(near, key=lambda photo: (near[photo], photo))
            if space.floor.above(near[nearest], words.get(nearest, 0.0), known.get(space.name, 0.0)) >= 0:
                return True
    return False


def of_thing(found: Retrieved, ranked: Ranked, known: Mapping[str, float], spaces: Iterable[SpaceSpec]) -> Ranked:
    """Of a ranking, the photos that show the thing: those that wear it first, then those that may well show it or look
    like it, each near enough by itself, then those on which it may have been taken for something else. Where none
    wears it and nothing is near, there are none."""
    near, likely = _near(found, known, spaces)
    if not found.worn and not fits(found.scores, known, spaces) and near.isdisjoint(likely):
        near = likely = frozenset()
    bonus = dict.fromkeys(found.mistaken - near, -WORN) | dict.fromkeys(found.worn, WORN)
    # Who wears it may have no point in any space.
    scores = dict.fromkeys(found.worn | found.mistaken, 0.0) | dict(ranked)
    shown = near | likely | found.worn | found.mistaken
    return ordered({photo: scores[photo] + bonus.get(photo, 0.0) for photo in shown})


def _near(
    found: Retrieved, known: Mapping[str, float], spaces: Iterable[SpaceSpec]
) -> tuple[frozenset[str], frozenset[str]]:
    """-> (photos that look like the thing, photos that may well show it and do not look otherwise)."""
    words = found.scores.get(WORDS.name, {})
    looking, likely = set[str](), set[str]()
    for space in spaces:
        scores = found.scores.get(space.name)
        if scores and (floor := space.floor_of_each):
            near = {photo: floor.nearness(score, words.get(photo, 0.0)) for photo, score in scores.items()}
            best, how_known = max(near.values()), known.get(space.name, 0.0)
            likely |= {photo for photo in found.likely if near.get(photo, -1.0) >= LIKELY * best}
            looking |= {
                photo
                for photo, score in scores.items()
                if near[photo] >= OF_THINGS * best and floor.above(score, words.get(photo, 0.0), how_known) >= 0
            }
    return frozenset(looking), frozenset(likely)


def without_tail(ranked: Sequence[tuple[str, float]]) -> Ranked:
    """Of a ranking, the first page while its scores are at least TAIL of the best, and after it only what is CLEAR."""
    best = ranked[0][1] if ranked else 0.0
    return [
        (photo, score)
        for place, (photo, score) in enumerate(ranked)
        if score >= (TAIL if place < FIRST_PAGE else CLEAR) * best
    ]


def wished(ranked: Ranked, records: Mapping[str, ListedPhoto], wishes: Sequence[Wish]) -> Ranked:
    """Those come sooner whose records have what was wished for."""
    return ordered(
        {
            photo: score + (WISH * len(granted(records[photo], wishes)) / len(wishes) if photo in records else 0.0)
            for photo, score in ranked
        }
    )


def granted(photo: ListedPhoto, wishes: Sequence[Wish]) -> list[Wish]:
    return [wish for wish in wishes if _has(photo, wish)]


def _has(photo: ListedPhoto, wish: Wish) -> bool:
    have = value_at(photo, wish.field)
    return have == wish.value if isinstance(have, str) else wish.value in (have or ())


def ordered(scores: Mapping[str, float]) -> Ranked:
    """Best first, equal ones by id."""
    return sorted(scores.items(), key=lambda each: (-each[1], each[0]))
