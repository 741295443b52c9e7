"""The stage `describe`: an endpoint says what is on a photo. What it cannot say now is put off, and the photo is ready
with what is known here."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from services.vision.describing import prompt
from services.vision.describing.answer import Answer, read
from services.vision.describing.picture import Made
from shared import telemetry
from shared.catalog.photos import Photos
from shared.catalog.spending import Budget, Spending
from shared.domain.instants import instant
from shared.domain.photo import Photo
from shared.endpoint.away import REFUSED, Away
from shared.endpoint.client import Endpoint, Refused, Reply, Unreadable
from shared.endpoint.pace import Pace
from shared.errors import Invalid, NotFound, PutOff, Unavailable
from shared.inference.base import Found
from shared.inference.pool import Done, Outcome, Work

STAGE = "describe"

# The confidence of its tags: a guess of ours, as endpoints tell none. What is measured here says more from .7 on.
_BELIEVED = 0.7
_SPENT = "As many photos or tokens as are allowed in a day have gone to the endpoint."
_IN_A_ROW = 3  # refusals, after which it is none of the photo's
_ROOM = 4  # photos for each request at once, that may wait for their turn


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be sent: `unsent` are kinds of photos that never are."""

    budget: Budget
    unsent: Collection[str]

    def check(self, photo: Photo | None) -> None:
        """Raises PutOff for a photo that is not sent as it is now."""
        if photo is None or photo.state != "active":
            raise PutOff("What is being deleted is not sent.")
        if photo.archived:
            raise PutOff("Archived photos are not sent.")
        if self.unsent and (photo.kind is None or photo.kind in self.unsent):
            raise PutOff(f"What is a {photo.kind} is not sent." if photo.kind else "What kind it is, is not known.")


class Describer:
    """`picture` makes what is sent of a preview. `most` photos at once are in its hands."""

    def __init__(
        self, endpoint: Endpoint, photos: Photos, spending: Spending, rules: Rules, pace: Pace,
        picture: Callable[[bytes], Awaitable[Made]], *, at_once: int,
    ) -> None:  # fmt: skip
        self._endpoint = endpoint
        self._photos = photos
        self._spending = spending
        self._rules = rules
        self._pace = pace
        self._picture = picture
        self.most = _ROOM * at_once
        self._asking: dict[str, asyncio.Task[dict[str, Any]]] = {}  # by photo
        self._ended = False
        self._refusals = 0  # one after the other

    @property
    def room(self) -> int:
        """How many photos more may wait; those that come beyond are put off."""
        return max(0, self.most - len(self._asking))

    @property
    def source(self) -> str:
        """Who says so."""
        return f"endpoint: {self._endpoint.place.model}"

    def end(self) -> None:
        """Nobody who stops Heliograph waits for an endpoint: what is asked is asked anew by the next process."""
        self._ended = True
        for asking in self._asking.values():
            asking.cancel()

    async def work(self, work: Work) -> Done:
        """What runs the stage for a worker."""
        return {STAGE: (await self._outcome(work), self.source)}

    async def _outcome(self, work: Work) -> Outcome:
        if self._ended:
            raise Unavailable("Heliograph is being stopped.")
        # What calls for a photo comes several times while the endpoint thinks about it: it is asked once.
        asking = self._asking.get(work.photo.id)
        if asking is None:
            if not self.room:
                return PutOff("The endpoint has others to describe first.")
            asking = asyncio.create_task(self._facts(work.photo, work.preview or b""))
            self._asking[work.photo.id] = asking
            asking.add_done_callback(lambda _: self._asking.pop(work.photo.id))
        try:
            return Found(facts=await asyncio.shield(asking))
        except asyncio.CancelledError:
            if self._ended:
                raise Unavailable("Heliograph is being stopped.") from None
            raise
        except Away as away:
            return PutOff(str(away))
        except Invalid as error:
            return error

    async def _facts(self, photo: Photo, preview: bytes) -> dict[str, Any]:
        """Raises Away, PutOff, Unreadable, or Invalid where the endpoint does not take this photo."""
        self._rules.check(photo)
        picture = await self._picture(preview)
        if isinstance(picture, Invalid):
            raise picture
        place = self._endpoint.place
        key = hashlib.sha256(b"%d\0%s\0%s" % (prompt.VERSION, place.model.encode(), picture)).hexdigest()
        facts = await self._photos.descriptions.find(photo.owner, key)
        if facts is None:
            answer, replies = await self._asked(photo, picture)
            facts = self._told(answer, replies, len(picture))
        # Before its mark: what was paid for is not asked again after a crash.
        await self._photos.descriptions.write(photo.id, photo.owner, key, facts)
        if await self._gone(photo):
            await self._photos.descriptions.remove_of(photo.id)
            raise NotFound("The photo is being deleted.")
        return facts

    async def _asked(self, photo: Photo, picture: bytes) -> tuple[Answer, list[Reply]]:
        """Twice at most: what cannot be used is told to the endpoint once."""
        if not self._rules.budget.allows(await self._spending.today()):
            raise PutOff(_SPENT)
        messages = prompt.question(picture)
        async with self._pace.turn():
            # It may have waited long: what its owner says meanwhile holds.
            self._rules.check(await self._photos.find(photo.id))
            if not await self._spending.take(self._rules.budget):
                raise PutOff(_SPENT)
            first = await self._ask(messages, picture)
        try:
            return read(first), [first]
        except Unreadable as error:
            messages += prompt.again(first.text, str(error))
        async with self._pace.turn():
            second = await self._ask(messages, picture)
        return read(second), [first, second]

    async def _ask(self, messages: list[dict[str, Any]], picture: bytes) -> Reply:
        telemetry.ENDPOINT_BYTES.inc(len(picture))
        try:
            reply = await self._endpoint.ask(messages, prompt.SCHEMA)
        except Refused as error:
            self._refusals += 1
            if self._refusals < _IN_A_ROW:
                raise
            # It is not the photos: a model that does not see says so of each.
            raise Away(f"The endpoint takes no photo: {error}", pause=REFUSED) from error
        self._refusals = 0
        if reply.tokens:
            telemetry.ENDPOINT_TOKENS.inc(reply.tokens)
            await self._spending.add(reply.tokens)
        return reply

    async def _gone(self, photo: Photo) -> bool:
        now = await self._photos.find(photo.id)
        return now is None or now.state == "deleted"

    def _told(self, answer: Answer, replies: list[Reply], size: int) -> dict[str, Any]:
        place = self._endpoint.place
        told = [reply.tokens for reply in replies if reply.tokens is not None]
        return {
            "caption": {"text": answer.caption, "source": self.source},
            "tags": [{"name": name, "confidence": _BELIEVED, "source": self.source} for name in answer.tags],
            "objects": answer.objects,
            "moods": answer.mood,
            "compositions": answer.composition,
            "sent": {
                "at": instant(),
                "model": place.model,
                "host": place.host,
                "bytes": size * len(replies),
                "tokens": sum(told) if told else None,
            },
        }
