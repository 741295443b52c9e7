"""A question -> the photos that answer it, each with its reasons.

The filter is the catalog's. For the text three spaces are asked at once: how photos look, what their text means, which
words stand on them. When nothing looks near enough to be an answer, only those are shown on which the asked words
stand as facts.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Literal

from shared.domain.filter import PhotoFilter
from shared.domain.photo import ListedPhoto
from shared.domain.query import Query
from shared.domain.spaces import IMAGE, TEXT, WORDS
from shared.search.answer import Answer, Found, Looks, Text, Understood, Why
from shared.search.candidates import Candidates, Direction, Photos, Proposed, passes
from shared.search.encoder import Encoder
from shared.search.floor import fits
from shared.search.fuse import WEIGHTS, Weights, fuse, without_tail
from shared.search.meets import asked_of, bonus
from shared.search.narrow import narrowed
from shared.search.wording import Wording
from shared.vectors.base import Dense, Sparse, VectorIndex

Order = Literal["relevance", "newest", "oldest"]
Ranked = Sequence[tuple[str, float]]  # (photo id, score), best first

DEPTH = 200  # photos that each space proposes at least; what stands lower in every list is no answer
_PAGE = 50  # records that are read at once at least: where few of them answer, one by one would be slow
_PAGES = 20  # of a list that words narrow further: so many are looked through
_DEGRADED = "Only words were searched, because the text model does not answer."
_NO_FILTER = PhotoFilter()


class SearchEngine:
    """Finds an owner's active photos. When the embedder is away, words answer alone and the answer says so."""

    def __init__(self, vectors: VectorIndex, photos: Photos, encoder: Encoder, *, weights: Weights = WEIGHTS) -> None:
        self._candidates = Candidates(vectors, photos)
        self._photos = photos
        self._encoder = encoder
        self._weights = weights

    async def search(
        self, owner: str, query: Query, *, limit: int, order: Order = "relevance", within: PhotoFilter = _NO_FILTER
    ) -> Answer:
        """Up to `limit` hits of those that are `within` as well: best first, equal ones by id, or by date. A query
        without text is a list, newest first where no order is asked for. One that asks nothing finds nothing."""
        filter = narrowed(query.filter, within)
        if filter is None or limit < 1 or not (query or within):
            return Answer(_understood(query))
        if not query.text:
            return Answer(_understood(query), await self._listed(owner, query, filter, order, limit))
        return await self._searched(owner, query, filter, order, limit)

    async def _listed(
        self, owner: str, query: Query, filter: PhotoFilter, order: Order, limit: int
    ) -> tuple[Found, ...]:
        direction: Direction = "oldest" if order == "oldest" else "newest"
        wording, found, after = Wording(query), list[ListedPhoto](), None
        for _ in range(_PAGES):
            page = await self._photos.page(owner, filter, order=direction, after=after, limit=limit)
            found += [photo for photo in page if wording.missing_on(photo)]
            if len(found) >= limit or len(page) < limit:
                break
            after = (page[-1].sort_at, page[-1].id)
        return tuple(Found(photo, 1.0, tuple(asked_of(photo, query))) for photo in found[:limit])

    async def _searched(self, owner: str, query: Query, filter: PhotoFilter, order: Order, limit: int) -> Answer:
        wording = Wording(query)
        look, meaning = await asyncio.gather(
            self._encoder.encode(IMAGE.name, query.text), self._encoder.encode(TEXT.name, query.text)
        )
        asked: dict[str, Dense | Sparse] = {WORDS.name: wording.vector}
        if look and meaning:
            asked |= {IMAGE.name: look.vector, TEXT.name: meaning.vector}
        found = await self._candidates.find(owner, asked, filter, depth=max(DEPTH, limit), enough=max(_PAGE, limit))
        looks, text, words = (found.scores.get(space.name, {}) for space in (IMAGE, TEXT, WORDS))

        fitting = not (look and meaning) or fits(looks, words, look.known)
        ranked: Ranked = fuse(looks, text, words, asked=len(wording), weights=self._weights)
        if query.phrases or not fitting:
            ranked = [(photo, score) for photo, score in ranked if photo in words]
        else:
            ranked = without_tail(ranked)
        ranked = await self._wished(owner, query, ranked, found)

        def answers(photo: ListedPhoto) -> bool:
            if not passes(photo, filter) or not wording.missing_on(photo):
                return False
            return wording.quoted_on(photo) if query.phrases else fitting or wording.known_of(photo)

        def why(photo: ListedPhoto) -> tuple[Why, ...]:
            seen = [Looks(round(looks[photo.id], 4))] if photo.id in looks else []
            read = [Text(round(text[photo.id], 4))] if photo.id in text else []
            return (*asked_of(photo, query), *seen, *read, *wording.found_on(photo))

        wanted = limit if order == "relevance" else len(ranked)
        kept = await self._first(owner, ranked, found, answers, wanted)
        if order != "relevance":
            kept.sort(key=lambda each: (each[0].sort_at, each[0].id), reverse=order == "newest")
        hits = tuple(Found(photo, round(score, 4), why(photo)) for photo, score in kept[:limit])
        return Answer(_understood(query, "" if look and meaning else _DEGRADED), hits)

    async def _wished(self, owner: str, query: Query, ranked: Ranked, found: Proposed) -> Ranked:
        """Those that have what was wished for come sooner."""
        if not query.wishes:
            return ranked
        await self._read(owner, [id for id, _ in ranked[:DEPTH]], found)
        scores = [
            (id, score + (bonus(found.read[id], query.wishes) if id in found.read else 0.0)) for id, score in ranked
        ]
        return sorted(scores, key=lambda each: (-each[1], each[0]))

    async def _first(
        self, owner: str, ranked: Ranked, found: Proposed, answers: Callable[[ListedPhoto], bool], limit: int
    ) -> list[tuple[ListedPhoto, float]]:
        """The first photos that answer. Records are read a page at a time: mostly once."""
        page = max(limit, _PAGE)
        kept: list[tuple[ListedPhoto, float]] = []
        for start in range(0, len(ranked), page):
            some = ranked[start : start + page]
            await self._read(owner, [id for id, _ in some], found)
            # The index learns of a deletion later than the catalog does.
            kept += [(found.read[id], score) for id, score in some if id in found.read and answers(found.read[id])]
            if len(kept) >= limit:
                break
        return kept[:limit]

    async def _read(self, owner: str, ids: Sequence[str], found: Proposed) -> None:
        if missing := [id for id in ids if id not in found.read]:
            found.read |= await self._photos.listed(owner, missing)


def _understood(query: Query, degraded: str = "") -> Understood:
    return Understood(query.text, query.phrases, degraded, query.chips)
