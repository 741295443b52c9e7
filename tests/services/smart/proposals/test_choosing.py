from typing import Any

import msgspec
import pytest

from services.smart.proposals import choosing
from services.smart.proposals.choosing import choose
from shared.domain.photo import Photo, new_photo
from shared.domain.proposals import Kind, Proposal, State


def photo(id: str, minute: int, **facts: Any) -> Photo:
    made = new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
    at = f"2008-10-18T{minute // 60:02}:{minute % 60:02}:00.000000Z"
    return msgspec.structs.replace(made, sort_at=at, **facts)


def group(kind: Kind, *photos: str, best: str, state: State = "open") -> Proposal:
    return Proposal(
        id=best, owner="me", feature="similar", kind=kind, photos=[*photos], best=best, reasons=[], at="", state=state
    )


def ids(chosen: choosing.Chosen) -> list[str]:
    return [each.id for each in chosen.photos]


def test_what_shows_nothing_of_it_and_lesser_ones_are_left_out_each_for_its_reason() -> None:
    photos = [
        photo("a", 0), photo("a'", 1), photo("b1", 2, quality=0.4), photo("b2", 3, quality=0.9),
        photo("s", 4, kind="screenshot"), photo("d", 5, kind="document"), photo("blurred", 6, traits=["blurry"]),
        photo("alone", 60, traits=["blurry"]), photo("x", 90), photo("y", 91), photo("z", 92), photo("z'", 93),
    ]  # fmt: skip
    groups = [
        group("burst", "b1", "b2", best="b1"),
        group("duplicates", "a", "a'", best="a"),
        group("similar", "x", "y", best="x"),
        group("duplicates", "z", "z'", best="z", state="dismissed"),
    ]
    chosen = choose(photos, groups)
    assert ids(chosen) == ["a", "b1", "alone", "x", "y", "z", "z'"]
    assert chosen.left_out == {
        "a'": "copy", "b2": "burst", "s": "screenshot", "d": "document", "blurred": "blurred",
    }  # fmt: skip


def test_the_best_of_those_that_are_there_stands_for_a_group() -> None:
    photos = [photo("b1", 0, quality=0.4), photo("b2", 1, quality=0.9), photo("b3", 2, quality=0.5)]
    assert ids(choose(photos, [group("burst", "b0", "b1", "b2", "b3", best="b0")])) == ["b2"]
    # The copies first: of what is left of a burst one is the best.
    groups = [group("burst", "b1", "b2", "b3", best="b2"), group("duplicates", "b2", "b3", best="b3")]
    chosen = choose(photos, groups)
    assert (ids(chosen), chosen.left_out) == (["b3"], {"b2": "copy", "b1": "burst"})


@pytest.mark.parametrize("liked", [{"favourite": True}, {"rating": 4}])
def test_what_its_owner_thinks_much_of_stays(liked: dict[str, Any]) -> None:
    photos = [
        photo("a", 0), photo("copy", 1, **liked), photo("shot", 2, kind="screenshot", **liked),
        photo("blurred", 3, traits=["blurry"], **liked),
    ]  # fmt: skip
    chosen = choose(photos, [group("duplicates", "a", "copy", best="a")])
    assert (ids(chosen), chosen.left_out) == (["a", "copy", "shot", "blurred"], {})


def test_an_album_is_made_of_as_many_as_one_action_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "MOST", 2)
    photos = [photo("a", 0, quality=0.5), photo("b", 1, quality=0.1), photo("c", 2, quality=0.9)]
    chosen = choose(photos, [])
    assert (ids(chosen), chosen.left_out) == (["a", "c"], {"b": "many"})
    assert (ids(choose([], [])), choose([], []).left_out) == ([], {})
