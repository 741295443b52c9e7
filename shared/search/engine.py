"""A question -> the photos that answer it, each with its reasons.

Three spaces are asked at once: how photos look, what their text means, which words stand on them. When nothing
looks near enough to be an answer, only those are shown on which the asked words stand as facts.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from shared.domain.photo import Photo, from_doc
from shared.domain.query import Query
from shared.domain.spaces import IMAGE, TEXT, WORDS
from shared.search.answer import Answer, Found, Looks, Text, Understood, Why
from shared.search.encoder import Encoder
from shared.search.floor import fits
from shared.search.fuse import WEIGHTS, Scores, Weights, fuse, without_tail
from shared.search.propose import propose
from shared.search.wording import Wording
from shared.vectors.base import Dense, Sparse, VectorIndex

Lookup = Callable[[Sequence[str]], Awaitable[Mapping[str, Mapping[str, Any]]]]  # ids -> those records that are there

DEPTH = 200  # photos that each space proposes at least; what stands lower in every list is no answer
_PAGE = 50  # records that are read at once at least: where few of them answer, one by one would be slow
_DEGRADED = "Only words were searched, because the text model does not answer."


class SearchEngine:
    """Finds an owner's active photos. When the embedder is away, words answer alone and the answer says so."""

    def __init__(self, vectors: VectorIndex, photos: Lookup, encoder: Encoder, *, weights: Weights = WEIGHTS) -> None:
        self._vectors = vectors
        self._photos = photos
        self._encoder = encoder
        self._weights = weights

    async def search(self, owner: str, query: Query, *, limit: int) -> Answer:
        """Up to `limit` hits, best first, equal ones by id. A query that asks nothing finds nothing."""
        if not query or limit < 1:
            return Answer(Understood(query.text, query.phrases))
        wording = Wording(query)
        look, meaning = await asyncio.gather(
            self._encoder.encode(IMAGE.name, query.text), self._encoder.encode(TEXT.name, query.text)
        )
        asked: dict[str, Dense | Sparse] = {WORDS.name: wording.vector}
        if look and meaning:
            asked |= {IMAGE.name: look.vector, TEXT.name: meaning.vector}
        scores = await propose(self._vectors, owner, asked, depth=max(DEPTH, limit))
        looks, text, words = (scores.get(space.name, {}) for space in (IMAGE, TEXT, WORDS))

        fitting = not (look and meaning) or fits(looks, words, look.known)
        ranked = fuse(looks, text, words, asked=len(wording), weights=self._weights)
        if query.phrases or not fitting:
            ranked = [(photo, score) for photo, score in ranked if photo in words]
        else:
            ranked = without_tail(ranked)

        def answers(photo: Photo) -> bool:
            return wording.quoted_on(photo) if query.phrases else fitting or wording.known_of(photo)

        hits = [
            Found(photo, round(score, 4), _why(photo, looks, text, wording))
            for photo, score in await self._first(owner, ranked, answers, limit)
        ]
        degraded = "" if look and meaning else _DEGRADED
        return Answer(Understood(query.text, query.phrases, degraded), tuple(hits))

    async def _first(
        self, owner: str, ranked: Sequence[tuple[str, float]], answers: Callable[[Photo], bool], limit: int
    ) -> list[tuple[Photo, float]]:
        """The owner's first active photos that answer. Records are read a page at a time: mostly once."""
        page = max(limit, _PAGE)
        kept: list[tuple[Photo, float]] = []
        for start in range(0, len(ranked), page):
            some = ranked[start : start + page]
            records = await self._photos([name for name, _ in some])
            photos = [(from_doc(records[name]), score) for name, score in some if name in records]
            # The index learns of a deletion later than the catalog does.
            kept += [
                (photo, score)
                for photo, score in photos
                if photo.owner == owner and photo.state == "active" and answers(photo)
            ]
            if len(kept) >= limit:
                break
        return kept[:limit]


def _why(photo: Photo, looks: Scores, text: Scores, wording: Wording) -> tuple[Why, ...]:
    seen = [Looks(round(looks[photo.id], 4))] if photo.id in looks else []
    read = [Text(round(text[photo.id], 4))] if photo.id in text else []
    return (*seen, *read, *wording.found_on(photo))
