"""What a plugin's stage says is looked at before it is kept; and what runs where there are no plugins."""

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from services.vision.plugins import Checked, plugged
from shared.domain.events import PhotoUnsettled
from shared.domain.photo import new_photo
from shared.domain.pipeline import StageRun
from shared.errors import Invalid
from shared.inference.base import Found, FoundPart, Item
from shared.pipeline import PLUGGED
from shared.runtime.platform import Platform

ITEM = Item(new_photo(id="1", owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=1))
SAYS: list[Any] = []


class Parrot:
    model = "parrot 1"

    def __call__(self, items: list[Item]) -> list[Any]:
        return SAYS


def said(outcome: Any) -> Found | Invalid:
    SAYS[:] = [outcome]
    (checked,) = Checked("parrot", f"{__name__}:Parrot")([ITEM])
    return checked


def test_facts_come_as_a_catalog_keeps_them() -> None:
    tag = {"name": "bird", "confidence": 1.0, "source": "parrot"}
    assert said(Found(facts={"words": ("hello",), "tags": [tag]})) == Found(facts={"words": ["hello"], "tags": [tag]})
    assert Checked("parrot", f"{__name__}:Parrot").model == "parrot 1"


def test_what_it_refuses_is_its_own_sentence() -> None:
    refused = Invalid("There is no bird.")
    assert said(refused) is refused


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (None, "found something else than facts"),
        ({"words": []}, "found something else than facts"),
        (Found(blobs={"preview": b""}), "found something else than facts"),
        (Found(vectors={"words.1": {"hello": 1.0}}), "found something else than facts"),
        (Found(parts=(FoundPart(),)), "found something else than facts"),
        (Found(facts={"words": object()}), "found what cannot be kept"),
        (Found(facts=["hello"]), "found what cannot be kept"),  # type: ignore[arg-type]
        (Found(facts={"words": "\ud800"}), "found what cannot be kept"),
        (Found(facts={"tags": ["bird"]}), "found what cannot be kept"),
        (Found(facts={"deep": {"words": [2**63]}}), "9223372036854775808 is too large"),
        (Found(facts={"words": "x" * 2**18}), "found more than 256 KiB"),
    ],
)
def test_what_no_record_can_keep_fails(outcome: Any, says: str) -> None:
    checked = said(outcome)
    assert isinstance(checked, Invalid)
    assert str(checked).startswith("parrot ")
    assert says in str(checked)


async def test_nothing_runs_where_no_plugin_ever_was(platform: Platform) -> None:
    await plugged(platform, []).run()


async def test_what_is_told_to_plugins_that_are_gone_is_heard(platform: Platform) -> None:
    await platform.broker.declare(PLUGGED)
    await platform.broker.publish(PhotoUnsettled(owner="me", photo="1"))
    running = asyncio.create_task(plugged(platform, []).run())
    while (depth := await platform.broker.depth(PLUGGED.name)).ready or depth.in_flight:
        pass
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert not await platform.broker.dead_letters(PLUGGED.name)


async def test_who_lacks_a_plugin_leaves_its_photos_to_others(platform: Platform) -> None:
    await platform.broker.declare(PLUGGED)
    run = StageRun("plugins", 1, ("metadata",), plugin="parrot")
    await platform.pipeline.change(
        lambda now: replace(now, revision=now.revision + 1, stages=now.stages | {"parrot": run})
    )
    await platform.broker.publish(PhotoUnsettled(owner="me", photo="1"))
    await plugged(platform, []).run()
    assert (await platform.broker.depth(PLUGGED.name)).ready == 1
