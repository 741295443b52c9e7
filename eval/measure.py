"""What is measured of a library that can be asked: are photos found, and is nothing found where nothing is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from eval.photosets import Labelled
from eval.questions import NONSENSE, SCENES, THINGS, absent
from eval.ranking import Estimate, Ranks, average_precision, estimate, rank_of

Ask = Callable[[str, int], Awaitable[list[int]]]  # (question, limit) -> places of photos in the gallery, best first

_LIMIT = 200  # what the gateway gives at most


@dataclass(frozen=True, slots=True)
class Named:
    """Asking for things by their names: mean average precision, whether the first hit, one of five, is right; how many
    hits are shown, how many of them are right, and how many right ones there are."""

    precision: Estimate
    first: Estimate
    five: Estimate
    shown: int
    right: int
    wanted: int


async def captions(ask: Ask, photos: Sequence[Labelled]) -> Ranks:
    """Every caption asked, its own photo wanted."""
    asked = [(place, caption) for place, photo in enumerate(photos) for caption in photo.captions]
    ranks = [rank_of(place, await ask(caption, _LIMIT)) for place, caption in tqdm(asked, "captions", disable=None)]
    return Ranks(np.array(ranks), np.array([place for place, _ in asked]))


async def names(ask: Ask, photos: Sequence[Labelled]) -> Named:
    """Every name of a thing asked, all photos wanted that show it or say so in a caption."""
    asked = sorted({name for photo in photos for name in photo.names})
    rows, counts = [], np.zeros(3, int)
    for name in tqdm(asked, "names", disable=None):
        wanted = {place for place, photo in enumerate(photos) if photo.shows(name)}
        right = [place in wanted for place in await ask(name, _LIMIT)]
        counts += (len(right), sum(right), len(wanted))
        rows.append((average_precision(right, len(wanted)), any(right[:1]), any(right[:5])))
    values, each = np.array(rows, np.float64), np.arange(len(rows))
    precision, first, five = (estimate(values[:, column], each) for column in range(3))
    return Named(precision, first, five, *map(int, counts))


async def rejected(ask: Ask, photos: Sequence[Labelled]) -> dict[str, tuple[int, float]]:
    """Of questions without an answer: how many there are, and the share to which nothing is shown."""
    said = [text for photo in photos for text in (*photo.captions, *photo.names)]
    kinds = {"nonsense": NONSENSE, "absent things": absent(THINGS, said), "absent scenes": SCENES}
    return {
        kind: (len(questions), float(np.mean([not await ask(q, 1) for q in tqdm(questions, kind, disable=None)])))
        for kind, questions in kinds.items()
    }
