"""A question -> the photos that answer it, each with its reasons: understand, retrieve, rank, explain.

The filter is the catalog's. For the text the spaces are asked: how photos look, which words stand on them, what their
text means. When nothing looks near enough to be an answer, only those are shown on which the asked words stand: some of
them as facts, or all of them anywhere.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from shared.domain.filter import PhotoFilter
from shared.domain.query import Query
from shared.domain.scope import Scope
from shared.domain.spaces import FEW, KNOWN, WORDS, Spaces
from shared.search.answer import Answer, Found, Understood
from shared.search.encoder import Encoder
from shared.search.explain import Texts, met, why
from shared.search.rank import Ranked, fits, fuse, of_thing, ordered, wished, without_tail
from shared.search.retrieve import Direction, Photos, Retrieved, Retriever, passes
from shared.search.understand import Wanted, understand, without_text
from shared.vectors.base import VectorIndex

Order = Literal["relevance", "newest", "oldest"]

DEPTH = 200  # photos that each space proposes at least; what stands lower in every list is no answer
_PAGE = 50  # records that are read at once at least, once the first ones were too few
_PAGES = 20  # of a list that words narrow further: so many are looked through
_DEGRADED = "Only words were searched, because the text model does not answer."
_NO_FILTER = PhotoFilter()


class SearchEngine:
    """Finds the photos of a scope. When the embedder is away, words answer alone and the answer says so."""

    def __init__(
        self, vectors: VectorIndex, photos: Photos, encoder: Encoder, *, spaces: Callable[[], Spaces] = lambda: KNOWN
    ) -> None:
        self._vectors = vectors
        self._photos = photos
        self._encoder = encoder
        self._spaces = spaces

    async def search(
        self, scope: Scope, query: Query, *, limit: int, order: Order = "relevance", within: PhotoFilter = _NO_FILTER
    ) -> Answer:
        """Up to `limit` hits of those that are `within` as well: best first, equal ones by id, or by date. A query
        without text is a list, newest first where no order is asked for. One that asks nothing finds nothing."""
        spaces = self._spaces()  # once: another model may be switched to while we are under way
        retriever = Retriever(self._vectors, self._photos, spaces)
        if query.instead and not await retriever.written(scope, query.unknown):
            query = query.instead
        wanted = await understand(query, within, self._encoder, spaces) if limit > 0 else None
        if wanted is None:
            return Answer(_understood(query))
        if not query.text:
            return Answer(_understood(query), await self._listed(scope, wanted, order, limit))
        hits = await self._searched(scope, wanted, retriever, order, limit)
        if not hits and query.filter and not query.phrases:
            # Better what was understood than nothing, and to say which words did not count.
            wanted = replace(wanted, query=without_text(query))
            if hits := await self._listed(scope, wanted, order, limit):
                return Answer(_understood(wanted.query), hits)
        return Answer(_understood(query, "" if wanted.encoded else _DEGRADED), hits)

    async def _listed(self, scope: Scope, wanted: Wanted, order: Order, limit: int) -> tuple[Found, ...]:
        direction: Direction = "oldest" if order == "oldest" else "newest"
        found, after = list[Found](), None
        for _ in range(_PAGES):
            page = await self._photos.page(scope, wanted.filter, order=direction, after=after, limit=limit)
            found += [
                Found(photo, 1.0, tuple(met(photo, wanted.query)))
                for photo in page
                if Texts(photo).lacks(wanted.wording)
            ]
            if len(found) >= limit or len(page) < limit:
                break
            after = (page[-1].sort_at, page[-1].id)
        return tuple(found[:limit])

    async def _searched(
        self, scope: Scope, wanted: Wanted, retriever: Retriever, order: Order, limit: int
    ) -> tuple[Found, ...]:
        query, encoded, spaces = wanted.query, wanted.encoded, retriever.spaces
        found = await retriever.find(
            scope, wanted.vectors, wanted.filter, depth=max(DEPTH, limit), enough=max(_PAGE, limit), thing=query.thing
        )
        ranked = fuse(found.scores, asked=len(wanted.wording), spaces=spaces)
        said = [(photo, score) for photo, score in ranked if photo in found.scores[WORDS.name]]
        if query.phrases:
            near = said
        elif query.thing or len(wanted.wording) <= FEW:
            near = of_thing(found, ranked, encoded.known if encoded else {}, spaces)
        else:
            near = without_tail(ranked) if encoded and fits(found.scores, encoded.known, spaces) else []
        if encoded is None:
            near += [each for each in said if each not in near]
        fitting = frozenset(photo for photo, _ in near)
        # Words that stand on a photo as facts need no likeness, and count for as much as it does.
        ranked = ordered(dict(said) | dict(near))
        if query.wishes:
            await retriever.read(scope, [photo for photo, _ in ranked[:DEPTH]], found)
            ranked = wished(ranked, found.records, query.wishes)
        kept = await self._answering(
            scope, wanted, retriever, ranked, found, fitting, limit if order == "relevance" else len(ranked)
        )
        if order != "relevance":
            kept.sort(key=lambda hit: (hit[0].photo.sort_at, hit[0].photo.id), reverse=order == "newest")
        return tuple(
            Found(texts.photo, round(score, 4), why(texts, query, wanted.wording, found.scores, spaces))
            for texts, score in kept[:limit]
        )

    async def _answering(
        self, scope: Scope, wanted: Wanted, retriever: Retriever, ranked: Ranked, found: Retrieved,
        fitting: frozenset[str], limit: int,
    ) -> list[tuple[Texts, float]]:  # fmt: skip
        """The first photos that answer. Records are read as far as they are needed: mostly once."""
        kept: list[tuple[Texts, float]] = []
        start = 0
        while start < len(ranked) and len(kept) < limit:
            some = ranked[start : start + (limit if start == 0 else max(limit, _PAGE))]
            start += len(some)
            await retriever.read(scope, [photo for photo, _ in some], found)
            # The index learns of a deletion later than the catalog does.
            read = [(Texts(found.records[photo]), score) for photo, score in some if photo in found.records]
            kept += [(texts, score) for texts, score in read if _answers(texts, wanted, texts.photo.id in fitting)]
        return kept[:limit]


def _answers(texts: Texts, wanted: Wanted, fitting: bool) -> bool:
    if not passes(texts.photo, wanted.filter) or not texts.lacks(wanted.wording):
        return False
    if wanted.query.thing and not frozenset(wanted.query.thing.denied).isdisjoint(texts.photo.denied):
        return False
    if wanted.query.phrases:
        return texts.quotes(wanted.wording)
    if fitting or texts.known_for(wanted.wording):
        return True
    # Of a thing that has a name the tags decide; a sentence may merely mention it.
    return not wanted.query.thing and texts.says_all(wanted.wording)


def _understood(query: Query, degraded: str = "") -> Understood:
    return Understood(query.text, query.phrases, degraded, query.chips)
