"""A describer on real stores, with an endpoint that does what a test says."""

from collections.abc import Mapping
from typing import Any

from services.vision.describing import picture
from services.vision.describing.describer import STAGE, Describer, Rules
from shared.catalog.spending import Budget, Spending
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, Photo, new_photo
from shared.endpoint.client import Endpoint
from shared.endpoint.pace import Pace
from shared.endpoint.place import Place
from shared.inference.pool import Outcome, Work
from shared.runtime.platform import Platform
from tests.drawing import encoded
from tests.servers.endpoint import Standin


class Bench:
    def __init__(self, platform: Platform, server: Standin) -> None:
        self.platform = platform
        self.notices: list[str] = []
        self.client = Endpoint(Place(server.url, "eyes", private=True))
        self.spending = Spending(platform.catalog)
        self.pace = Pace(at_once=1, rate=60_000, notice=self.notices.append)
        self.describer = self.made(Budget(100), ("screenshot",))

    def made(self, budget: Budget, unsent: tuple[str, ...] = ()) -> Describer:
        make = picture.build()

        async def made(preview: bytes) -> picture.Made:
            return make([preview])[0]

        return Describer(
            self.client, self.platform.photos, self.spending, Rules(budget, unsent), self.pace, made, at_once=1
        )  # fmt: skip

    async def photo(self, kind: str | None = "photograph", owner: str = SOLE_OWNER) -> Photo:
        id = new_id()
        photo = new_photo(id=id, owner=owner, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
        await self.platform.photos.insert(photo)
        kinds: dict[str, tuple[Mapping[str, Any], Mark]] = {"kind": ({"kind": kind}, Mark("done", 2, instant()))}
        settled = await self.platform.photos.settle(photo, kinds if kind else {})
        assert settled is not None
        return settled

    async def outcome(self, photo: Photo, *, seed: int = 1, describer: Describer | None = None) -> Outcome:
        work = Work(photo, (STAGE,), preview=encoded(seed))
        done = await (describer or self.describer).work(work)
        assert done[STAGE][1] == "endpoint: eyes"
        return done[STAGE][0]
