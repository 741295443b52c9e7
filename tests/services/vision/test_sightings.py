from typing import Any

import pytest

from services.vision.sightings import Sighting, sightings
from shared.domain.photo import Photo, new_photo

Seen = dict[str, Any]


def thing(name: str, confidence: float = 0.97, count: int = 1, most: int = 0, share: float = 0.2) -> Seen:
    return {"name": name, "count": count, "most": most or count, "confidence": confidence, "share": share}


def photo(
    *counted: Seen, struck_out: str = "", measured: bool = True, faces: tuple[int, float] = (0, 0.0), **tags: float
) -> Photo:
    made = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    said = [{"name": name.replace("_", " "), "confidence": sure, "source": "test"} for name, sure in tags.items()]
    made.found["classify"] = {"tags": said}
    made.found["objects"] = {"counted": list(counted)} | ({} if measured else {"measured": False})
    made.found["faces"] = {"count": faces[0], "largest": faces[1]}
    made.edits["tags_removed"] = [struck_out] * bool(struck_out)
    return made


def names(*counted: Seen, struck_out: str = "", **tags: float) -> list[str]:
    return [each.name for each in sightings(photo(*counted, struck_out=struck_out, **tags))]


def test_people_first_then_what_was_counted_then_what_else_was_recognised() -> None:
    seen = sightings(photo(thing("dog"), thing("person", count=2), church=0.9))
    assert seen == [Sighting("person", 2, 2), Sighting("dog", 1, 1), Sighting("church")]


def test_three_things_are_enough() -> None:
    assert names(thing("bench"), thing("umbrella"), thing("clock"), thing("vase")) == ["bench", "umbrella", "clock"]


@pytest.mark.parametrize(("seen", "tags", "expected"), [
    (thing("kite", 0.92), {}, []), (thing("kite", 0.94), {}, ["kite"]),
    (thing("kite", 0.88, count=2), {}, ["kite"]),
    (thing("bird", 0.7), {}, []), (thing("bird", 0.7), {"bird": 0.65}, ["bird"]),
    (thing("bird", 0.7), {"parrot": 0.65}, ["bird"]), (thing("bird", 0.7), {"animal": 0.7}, []),
    (thing("bird", 0.85), {"animal": 0.7}, ["animal"]),
    (thing("person", 0.94), {}, []), (thing("person", 0.96), {}, ["person"]),
    (thing("kite", share=0.003), {}, []),
])  # fmt: skip
def test_what_is_not_sure_is_not_said(seen: Seen, tags: dict[str, float], expected: list[str]) -> None:
    assert names(seen, **tags) == expected


@pytest.mark.parametrize(("seen", "expected"), [
    (thing("person", 0.72, count=2), ["person"]), (thing("person", 0.69), []),
    (thing("forklift", 0.72), ["forklift"]), (thing("forklift", 0.69), []),
])  # fmt: skip
def test_scores_of_an_unmeasured_detector_are_said_from_their_own_bar(seen: Seen, expected: list[str]) -> None:
    assert [each.name for each in sightings(photo(seen, measured=False))] == expected


def test_animals_that_may_be_one_another_are_animals() -> None:
    assert sightings(photo(thing("bear", count=2), thing("dog"), thing("person"))) == [
        Sighting("person", 1, 1), Sighting("animal", 3, 3),
    ]  # fmt: skip
    assert names(thing("bus"), thing("car")) == ["bus", "car"]


def test_of_one_thing_the_narrowest_word_is_said_once() -> None:
    assert names(thing("bird"), parrot=0.9, animal=0.95, bird=0.95) == ["parrot"]
    assert names(thing("dog"), dog=0.95, pet=0.9, animal=0.95) == ["dog"]
    assert names(dog=0.95, pet=0.9, animal=0.95) == ["dog"]


def test_an_activity_is_said_where_nothing_else_is() -> None:
    assert names(tennis=0.9) == ["tennis"]
    assert names(thing("person"), tennis=0.9) == ["person"]


def test_what_the_owner_struck_out_is_not_said() -> None:
    assert names(thing("dog"), thing("bench"), struck_out="animal", cat=0.9, couch=0.9) == ["bench", "couch"]
    assert names(thing("person", count=3), struck_out="people") == []


def test_of_faces_and_people_whichever_are_more_are_there() -> None:
    assert sightings(photo(thing("person", 0.85), faces=(1, 0.2))) == [Sighting("person", 1, 1)]
    assert sightings(photo(thing("person", 0.85), faces=(2, 0.2))) == [Sighting("person", 2, 3)], "no number: one box"
    assert sightings(photo(thing("person", count=3, most=4), faces=(3, 0.2))) == [Sighting("person", 3, 3)]
    assert sightings(photo(thing("person", count=3, most=4), faces=(1, 0.2))) == [Sighting("person", 3, 4)]


def test_somebody_very_near_is_there_though_nobody_is_boxed() -> None:
    assert sightings(photo(faces=(1, 0.6))) == [Sighting("person", 1, 1)]
    assert sightings(photo(faces=(1, 0.4))) == []
    assert sightings(photo(faces=(1, 0.6), struck_out="person")) == []


def test_the_screen_of_a_computer_is_no_television() -> None:
    assert names(thing("television"), thing("keyboard"), television=0.7, keyboard=0.7) == ["keyboard"]
    assert names(thing("television"), television=0.7) == ["television"]
