from typing import Any

from services.smart.proposals.candidates import is_nearly_one, of_pairs, of_people, of_themes
from shared.domain.filter import PhotoFilter
from shared.domain.person import Person


def person(id: str, name: str, **said: Any) -> Person:
    return Person(id=id, owner="me", created="", name=name, **said)


def test_people_with_a_name_and_enough_photos_have_an_album() -> None:
    people = [person("a", "Anna"), person("b", "Ben"), person("c", ""), person("d", "Dora", hidden=True)]
    found = of_people(people, {"a": 40, "b": 19, "c": 99, "d": 99, "e": 99})
    assert [(each.source, each.about, each.query, each.count) for each in found] == [
        ("person", ("a",), {"person": ["a"]}, 40)
    ]
    assert found[0].filter == PhotoFilter(people=("a",))


def test_two_have_one_who_are_often_together_and_not_always() -> None:
    counts = {"a": 40, "b": 100, "c": 20, "d": 30}
    together = {"a": {"a": 40, "b": 25, "c": 16, "d": 14}, "c": {"a": 16, "b": 16}}
    found = of_pairs(counts, counts, together)
    # c is hardly on any photo without a or b, and d on too few with a.
    assert [(each.about, each.count) for each in found] == [(("a", "b"), 25)]
    assert found[0].filter == PhotoFilter(people=("a", "b"))


def test_themes_follow_from_counters() -> None:
    counts = {"object": {"dog": 20, "cat": 90}, "tag": {"dog": 90, "food": 19, "flower": 21}, "kind": {"document": 90}}
    found = {each.about[0]: (each.count, each.filter) for each in of_themes(counts)}
    assert found == {"dog": (20, PhotoFilter(objects=("dog",))), "flower": (21, PhotoFilter(tags=("flower",)))}


def test_one_that_has_nearly_all_is_the_same() -> None:
    assert is_nearly_one({"a": 8, "b": 1}, 10)
    assert not is_nearly_one({"a": 7}, 10)
    assert not is_nearly_one({}, 10)
