"""A batch runs each stage once, on the items that want it, and tells what it took."""

import time
from collections.abc import Sequence

import numpy as np
import pytest

from shared.children import Limits
from shared.domain.ids import new_id
from shared.domain.photo import Photo, new_photo
from shared.errors import Damaged, Invalid, Unavailable
from shared.inference.base import Found, Item, Pixels
from shared.inference.pool import Work, made_by, run_stages, stage_pool


class Naming:
    """A stage that says on whom it ran, in `seconds` a batch."""

    model = "naming 1"

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds
        self.batches: list[int] = []

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        self.batches.append(len(items))
        time.sleep(self._seconds)
        return [Found({"photo": item.photo.id}) for item in items]


class Refusing(Naming):
    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [Damaged("It is black.") for _ in items]


def photo() -> Photo:
    id = new_id()
    return new_photo(id=id, owner="me", sha256=id, file_name="a.jpg", media_type="image/jpeg", bytes=8)


def decode(preview: bytes) -> Pixels:
    if preview == b"damaged":
        raise Damaged("The preview is damaged.")
    return np.zeros((1, 1, 3), np.uint8)


def test_each_stage_runs_once_on_those_that_want_it() -> None:
    stages = {"one": Naming(), "two": Naming()}
    works = [Work(photo(), ("one", "two")), Work(photo(), ("two",)), Work(photo(), ("one",))]
    done = run_stages(lambda stage, _: stages[stage], None, works)
    assert [list(outcomes) for outcomes in done] == [["one", "two"], ["two"], ["one"]]
    assert (stages["one"].batches, stages["two"].batches) == ([2], [2])
    for work, outcomes in zip(works, done, strict=True):
        assert all(outcome == (Found({"photo": work.photo.id}), "naming 1") for outcome in outcomes.values())


def test_a_photo_takes_its_share_of_the_batch() -> None:
    slow = Naming(0.2)
    done = run_stages(lambda *_: slow, None, [Work(photo(), ("one",)) for _ in range(4)])
    shares = [outcome.seconds for outcomes in done for outcome, _ in outcomes.values() if isinstance(outcome, Found)]
    assert len(set(shares)) == 1
    assert shares[0] == pytest.approx(0.05, abs=0.04)


def test_a_damaged_preview_fails_every_stage_of_its_photo_alone() -> None:
    works = [Work(photo(), ("one",), preview=b"fine"), Work(photo(), ("one", "two"), preview=b"damaged")]
    fine, damaged = run_stages(lambda *_: Naming(), decode, works)
    assert isinstance(fine["one"][0], Found)
    assert {name: str(outcome) for name, (outcome, _) in damaged.items()} == dict.fromkeys(
        ("one", "two"), "The preview is damaged."
    )


def test_what_a_stage_refuses_is_its_answer() -> None:
    (done,) = run_stages(lambda *_: Refusing(), None, [Work(photo(), ("one",))])
    assert str(done["one"][0]) == "It is black."


def lacking() -> Naming:
    raise Unavailable("Its model is not here.")


async def test_a_stage_whose_model_is_not_here_keeps_no_other_from_its_work() -> None:
    stages = {name: made_by(f"{__name__}:{made}") for name, made in (("one", "Naming"), ("other", "lacking"))}
    pool = stage_pool("naming", stages, size=1, limits=Limits(seconds=60))
    await pool.start()
    try:
        assert isinstance((await pool.work(Work(photo(), ("one",))))["one"][0], Found)
        with pytest.raises(Unavailable, match="Its model is not here"):
            await pool.work(Work(photo(), ("other",)))
    finally:
        await pool.close()
