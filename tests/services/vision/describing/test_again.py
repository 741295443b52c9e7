"""What was put off is sent again when its reason is gone, the newest first, and nothing else is."""

from services.vision.describing.again import Again
from services.vision.describing.describer import STAGE, Rules
from shared.catalog.accounts import Accounts
from shared.catalog.spending import Budget
from shared.domain.edits import Edit
from shared.domain.instants import instant
from shared.domain.photo import Mark, Photo
from shared.errors import PutOff
from shared.pipeline import DESCRIBER
from tests.services.vision.describing.bench import Bench


def again(bench: Bench, budget: Budget) -> Again:
    platform, rules = bench.platform, Rules(budget, ("screenshot",))
    accounts = Accounts(platform.catalog)
    return Again(platform.photos, platform.broker, bench.spending, rules, bench.pace, bench.describer, accounts)


async def skipped(bench: Bench, kind: str = "photograph", error_kind: str = PutOff.kind) -> Photo:
    mark = Mark("skipped", 1, instant(), error="Not now.", error_kind=error_kind)
    photo = await bench.platform.photos.settle(await bench.photo(kind), {STAGE: (None, mark)})
    assert photo is not None
    return photo


async def due(bench: Bench, photos: list[Photo]) -> list[bool]:
    found = await bench.platform.photos.find_many([photo.id for photo in photos])
    return [STAGE not in found[photo.id].stages for photo in photos]


async def test_only_what_may_be_sent_by_now(bench: Bench) -> None:
    await bench.platform.pipeline.switch(STAGE, "")
    archived, screenshot, unpictured, plain = (
        await skipped(bench),
        await skipped(bench, "screenshot"),
        await skipped(bench, error_kind=""),
        await skipped(bench),
    )
    await bench.platform.photos.edit(archived, Edit(archived=True))
    photos = [archived, screenshot, unpictured, plain]
    assert await again(bench, Budget(5)).look() == 1
    assert await due(bench, photos) == [False, False, False, True]
    assert (await bench.platform.broker.depth(DESCRIBER.name)).ready == 1
    sent = await bench.platform.photos.find(plain.id)
    assert sent is not None
    assert sent.queued_at, "reconcile need not send it as well"
    await bench.platform.photos.edit(archived, Edit(archived=False))
    assert await again(bench, Budget(5)).look() == 1
    assert await due(bench, photos) == [True, False, False, True]


async def test_the_newest_first_and_no_more_than_there_is_room_for(bench: Bench) -> None:
    await bench.platform.pipeline.switch(STAGE, "")
    photos = [await skipped(bench) for _ in range(bench.describer.most + 2)]
    assert await again(bench, Budget(0)).look() == 0, "the day's budget is spent"
    assert await again(bench, Budget(99)).look() == bench.describer.most
    assert await due(bench, photos) == [False, False, *[True] * bench.describer.most]
    assert (await bench.spending.today()).photos == 0, "it is counted when it is sent"
