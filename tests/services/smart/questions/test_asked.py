"""What is asked of a library, and what is not: a kind after the other."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from services.smart.questions.clock import Pair, off_by, off_by_hours, pairs, streams, was_reset
from services.smart.questions.occasion import EVIDENCE, occasions_asked
from services.smart.questions.people import people_asked
from services.smart.questions.tags import EXCLUSIVE, keys_of, tags_asked
from services.smart.questions.when import undated, when_asked
from services.smart.questions.where import where_asked
from shared.catalog.moments import Looked
from shared.domain.labels import labels
from shared.domain.occasion import KINDS, Occasion
from shared.domain.person import Person
from shared.domain.photo import Location, Photo, Place, new_photo
from shared.domain.question import Question, question_id

AREZZO = (Location(43.46, 11.88), Place(city="Arezzo", region="Tuscany", country="Italy"))
SIENA = (Location(43.32, 11.33), Place(city="Siena", region="Tuscany", country="Italy"))
KEY, MONTH = "month:2008-10", "2008-10"


def looked(id: str, at: str, where: tuple[Location, Place] | None = None, **what: Any) -> Looked:
    location, place = where or (None, None)
    known = {
        "date_source": "metadata", "day": at[:10], "month": at[:7], "taken_day": at[:10], "taken_at": at,
        "location": location, "place": place,
    }  # fmt: skip
    return Looked(id=id, sort_at=f"{at}.000000Z", **{**known, **what})


def asked(*moments: Looked, month: str = MONTH, trips: tuple[str, ...] = ()) -> list[Question]:
    return where_asked("me", KEY, month, moments, trips)


# Where


def test_places_are_asked_of_whose_neighbours_have_one() -> None:
    placed = [looked(f"p{n}", f"2008-10-18T10:0{n}:00", AREZZO) for n in range(4)]
    placed.append(looked("s", "2008-10-18T12:30:00", SIENA))
    lost = [looked(f"l{n}", f"2008-10-18T11:0{n}:00") for n in range(3)]
    [question] = asked(*placed[:4], *lost, placed[4])
    assert (question.kind, question.about, question.photos) == ("where", "2008-10-18T11", ["l0", "l1", "l2"])
    assert [choice.id for choice in question.choices] == ["Arezzo/Tuscany/Italy", "Siena/Tuscany/Italy"]
    assert question.choices[0].facts["latitude"] == 43.46
    assert question.uncertain == pytest.approx(0.6)
    assert question.value == 1800
    [alone] = asked(*placed[:4], *lost)
    assert alone.uncertain < question.uncertain


def test_what_was_taken_on_one_occasion_is_near_however_long_it_was() -> None:
    on = {"more": {"occasions": ["day", "trip"]}}
    early = looked("p", "2008-10-18T08:00:00", AREZZO, **on)
    late = looked("l", "2008-10-18T18:00:00", **on)
    assert [question.photos for question in asked(early, late, trips=("trip",))] == [["l"]]
    assert asked(looked("p", "2008-10-18T08:00:00", AREZZO), looked("l", "2008-10-18T18:00:00")) == []


@pytest.mark.parametrize(
    "what",
    [{"archived": True}, {"kind": "screenshot"}, {"taken_day": "2008-10"}, {"edits": {"location": ""}}],
)
def test_of_some_photos_nobody_is_asked_where(what: dict[str, Any]) -> None:
    assert asked(looked("p", "2008-10-18T10:00:00", AREZZO), looked("l", "2008-10-18T10:05:00", **what)) == []


def test_who_was_at_one_place_that_has_no_name_is_not_asked() -> None:
    at_sea = (Location(0.0, -30.0), Place())
    assert asked(looked("p", "2008-10-18T10:00:00", at_sea), looked("l", "2008-10-18T10:05:00")) == []


# When


def test_years_are_offered_by_looks_and_never_before_somebody_was_born() -> None:
    photos = undated(
        [
            *[looked(f"{n}", "2026-11-30T10:00:00", date_source="upload", taken_day=None) for n in range(3)],
            looked("dated", "2026-11-30T10:00:00"),
            looked("shot", "2026-11-30T10:00:00", date_source="upload", kind="screenshot"),
        ]
    )
    assert len(photos) == 3
    photos[0] = looked("0", "2026-11-30T10:00:00", date_source="upload", more={"people": ["a"]})
    anna = Person(id="a", owner="me", created="", name="Anna", birth_date="1980-05-05")
    alike = ["1985-07-01", "1985-08", "1976-01-01", None]
    series = [np.array(look, np.float32) for look in ((0.8, 0.6), (1.0, 0.0), (0.6, 0.8))]
    [question] = when_asked("me", "undated:2026-11-30", "2026-11-30", photos, series, alike, {"a": anna})
    assert [choice.id for choice in question.choices] == ["1985"]
    assert (question.touches, question.uncertain) == (3, 1.0)
    assert when_asked("me", "undated:2026-11-30", "2026-11-30", photos[:2], series, alike, {}) == []
    anything = list(np.eye(3, dtype=np.float32))
    assert when_asked("me", "undated:2026-11-30", "2026-11-30", photos, anything, alike, {}) == [], (
        "one answer for all?"
    )


# Clocks


def cameras(hours: float, *, noise: float = 0.0, same: int = 8) -> tuple[list[Looked], dict[str, Any]]:
    """Of two cameras, the second of which is off by so much; `same` photos of each show the same."""
    rng = np.random.default_rng(4)
    scenes = rng.normal(size=(40, 32)).astype(np.float32)
    start, found, looks = datetime.fromisoformat("2008-10-18T10:00:00"), list[Looked](), {}
    for n in range(12):
        at = start + timedelta(minutes=7 * n)
        wrong = at - timedelta(hours=hours) + timedelta(minutes=noise * (-1) ** n * n)
        found.append(looked(f"phone{n}", at.isoformat(), AREZZO, camera_name="Phone"))
        found.append(looked(f"cam{n}", wrong.isoformat(), camera_name="Camera"))
        looks[f"phone{n}"] = scenes[n] / np.linalg.norm(scenes[n])
        seen = scenes[n] + 0.2 * rng.normal(size=32) if n < same else scenes[20 + n]
        looks[f"cam{n}"] = (seen / np.linalg.norm(seen)).astype(np.float32)
    return sorted(found, key=lambda each: each.sort_at), looks


@pytest.mark.parametrize(
    ("made", "hours"),
    [
        ({"hours": 7}, 7), ({"hours": -2}, -2), ({"hours": 0}, None), ({"hours": 7, "same": 3}, None),
        ({"hours": 7, "noise": 5}, None), ({"hours": 0.5}, None),
    ],
)  # fmt: skip
def test_a_clock_is_asked_of_only_where_both_streams_show_it(made: dict[str, Any], hours: float | None) -> None:
    moments, looks = cameras(**made)
    [(wrong, right)] = streams(moments)
    assert {photo.camera_name for photo in wrong} == {"Camera"}
    off = off_by_hours(pairs(wrong, right, looks))
    assert (off and off / 3600) == hours


def test_cameras_that_both_know_where_they_are_have_right_clocks() -> None:
    moments, _ = cameras(7)
    placed = [looked(each.id, str(each.taken_at), AREZZO, camera_name=each.camera_name) for each in moments]
    assert streams(placed) == []
    assert streams([each for each in moments if each.camera_name == "Camera"]) == []


def test_a_clock_that_was_set_back_is_off_by_whatever_it_is() -> None:
    back = [looked(f"b{n}", f"2000-01-01T00:{10 + n}:00", camera_name="Camera") for n in range(6)]
    right = [looked(f"r{n}", f"2008-10-18T10:{20 + n}:30", AREZZO, camera_name="Phone") for n in range(6)]
    assert all(map(was_reset, back))
    assert not any(map(was_reset, right))
    found = [Pair(*pair) for pair in zip(back, right, strict=True)]
    days = (date(2008, 10, 18) - date(2000, 1, 1)).days
    assert off_by(found) == days * 86400 + 10 * 3600 + 10 * 60 + 30
    assert off_by(found[:4]) is None
    scattered = [Pair(one, looked("x", f"20{10 + n}-10-18T10:00:00")) for n, one in enumerate(back)]
    assert off_by(scattered) is None


# Occasions


def test_kinds_are_offered_by_what_is_seen_and_only_then() -> None:
    at = ("2008-10-18T10:00:00.000000Z", "p0")
    occasion = Occasion(
        id="o", owner="me", begins=at, ends=at, at=at[0], first=at[0][:19], last=at[0][:19], count=6,
    )  # fmt: skip
    on = {"more": {"occasions": ["o"]}}
    cake = [looked(f"p{n}", f"2008-10-18T10:0{n}:00", tag_names=["cake", "candle"], **on) for n in range(3)]
    plain = [looked(f"q{n}", f"2008-10-18T10:1{n}:00", **on) for n in range(3)]
    [question] = occasions_asked("me", KEY, [occasion], [*cake, *plain])
    assert [choice.id for choice in question.choices] == ["birthday", "celebration"]
    assert (question.touches, question.uncertain) == (6, 0.5)
    assert occasions_asked("me", KEY, [occasion], [*plain, *plain]) == []
    for said in ({"title": "Ours"}, {"kind": "trip"}, {"said": "meal"}, {"dismissed": True}, {"trip": "t"}):
        known = Occasion(
            id="o", owner="me", begins=at, ends=at, at=at[0], first=at[0][:19], last=at[0][:19], count=6, **said
        )
        assert occasions_asked("me", KEY, [known], [*cake, *plain]) == []
    assert EVIDENCE.keys() <= {*KINDS}


# People


def test_groups_are_asked_of_by_whom_they_might_be() -> None:
    def person(id: str, **what: Any) -> Person:
        return Person(**{"id": id, "owner": "me", "created": "", "photos": 5, **what})

    anna, ben = person("a", name="Anna", photos=90), person("b", name="Ben", hidden=True)
    named = {"a": anna, "b": ben}
    groups = [
        person("g", perhaps="a"), person("h", photos=7), person("few", photos=2), person("hidden", hidden=True),
        person("merged", into="a"), person("of-ben", perhaps="b"), anna,
    ]  # fmt: skip
    found = people_asked("me", groups, named)
    assert [(each.kind, each.about, each.touches) for each in found] == [
        ("same", "g/a", 5), ("who", "h", 7), ("who", "of-ben", 5),
    ]  # fmt: skip
    assert [choice.id for choice in found[1].choices] == ["a"]
    assert found[1].value > found[0].value


# Tags


def torn(id: str, one: str, other: str, **what: Any) -> Photo:
    of = [next(label.index for label in labels() if tag in label.tags) for tag in (one, other)]
    photo = new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
    photo.found["classify"] = {"labels": [[of[0], 0.4, 0.4], [of[1], 0.35, 0.35]]}
    for name, value in what.items():
        setattr(photo, name, value)
    return photo


def test_of_two_tags_that_tie_it_is_asked_on_many_photos() -> None:
    known = {tag for label in labels() for tag in label.tags}
    pair = next((one, other) for one, other in EXCLUSIVE if {one, other} <= known)
    key = f"tag:{'/'.join(pair)}"
    photos = [torn(str(n), *pair) for n in range(5)]
    assert key in keys_of(photos[0])
    [question] = tags_asked("me", key, photos)
    assert {choice.id for choice in question.choices} == {*pair}
    assert question.touches == 5
    assert tags_asked("me", key, photos[:4]) == []
    said = torn("said", *pair, edits={"tags_added": [pair[0]]})
    assert keys_of(said) == ()
    assert tags_asked("me", key, [*photos[:4], said]) == []


def test_ids_follow_from_what_it_is_about() -> None:
    assert question_id("me", "who", "g") == question_id("me", "who", "g")
    assert len({question_id("me", "who", "g"), question_id("you", "who", "g"), question_id("me", "same", "g")}) == 3
