"""Actions on every catalog: what was done is read as it was written, and nobody finishes what somebody works on."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from shared.catalog.actions import ACTIONS, Actions
from shared.domain.actions import Action, Change, Delete, Difference, Draw, Label, SetPlace, SetZone, Shift
from shared.domain.ids import new_id
from shared.domain.instants import ago, instant
from shared.domain.photo import Location
from shared.domain.scope import Scope
from shared.errors import NotFound

from .catalogs import ADAPTERS, EVERY_ADAPTER


@pytest.fixture(params=EVERY_ADAPTER)
async def actions(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Actions]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(ACTIONS)
        yield Actions(catalog)


def action(change: Change, owner: str = "me", **photos: tuple[Difference, ...]) -> Action:
    now = instant()
    return Action(
        id=new_id(), owner=owner, by=owner, at=now, beat=now, change=change, count=len(photos), photos=photos
    )  # fmt: skip


async def test_it_is_read_as_it_was_written(actions: Actions) -> None:
    written = [
        action(Delete(), a=()),
        action(Label(add=("St. Pauli",)), a=(Difference("tag:St. Pauli", None, "added"),)),
        action(Label(remove=("$x",)), a=(Difference("tag:$x", "added"), Difference("tag:y", None, "removed"))),
        action(Shift(-3600), a=(Difference("taken_at", None, "2019-07-04T12:00:00"),)),
        action(SetZone("Europe/Vienna", "instant"), a=()),
        action(Draw(photo="a", face="f"), a=(Difference("drawn:f", None, {"box": [0.1, 0.2, 0.5, 1.0]}),)),
        action(SetPlace(Location(1.5, -2)), a=(Difference("location", "", {"latitude": 1.5, "longitude": -2.0}),)),
    ]  # fmt: skip
    for each in written:
        await actions.insert(each)
    await actions.insert(action(Delete(), owner="you"))
    assert [await actions.get("me", each.id) for each in written] == written
    first = await actions.page(Scope.of("me"), after=None, limit=2)
    rest = await actions.page(Scope.of("me"), after=(first[-1].at, first[-1].id), limit=9)
    assert [head.id for head in first + rest] == [each.id for each in reversed(written)]
    assert [head.change for head in first + rest] == [each.change for each in reversed(written)]
    with pytest.raises(NotFound):
        await actions.get("you", written[0].id)


async def test_it_moves_once_and_is_found_while_it_is_unfinished(actions: Actions) -> None:
    one = action(Delete(), a=())
    await actions.insert(one)
    assert await actions.unfinished(beat_before=one.beat, limit=9) == []
    (found,) = await actions.unfinished(beat_before=ago(hours=-1), limit=9)
    assert msgspec.structs.asdict(found).items() <= msgspec.structs.asdict(one).items()
    assert await actions.move(one.id, "doing", "doing")
    assert (await actions.get("me", one.id)).beat > one.beat
    assert await actions.move(one.id, "doing", "done", left=2)
    assert not await actions.move(one.id, "doing", "done")
    assert (await actions.get("me", one.id)).left == 2
    assert await actions.unfinished(beat_before=ago(hours=-1), limit=9) == []
