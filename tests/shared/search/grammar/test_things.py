import pytest

from shared.search.grammar.things import Things
from shared.search.grammar.vocabulary import english, vocabularies
from shared.search.names import Names

THINGS = Things(Names(), english())


@pytest.mark.parametrize("q", ["a dog", "dogs", "A photo of a dog.", "photos of dogs", "pictures with my dogs"])
def test_a_photo_of_it_is_it(q: str) -> None:
    asked = THINGS.called("dog")
    assert asked
    assert "dog" in asked.worn
    assert THINGS.called(q) == asked


@pytest.mark.parametrize("q", ["", "a photo of", "photos", "a quarrel about the rent"])
def test_what_is_the_name_of_nothing(q: str) -> None:
    assert THINGS.called(q) is None


@pytest.mark.parametrize(
    ("language", "q"),
    [
        ("de", "Hunde"), ("de", "Fotos von meinem Hund"), ("fr", "des chiens"), ("es", "los perros"), ("it", "cani"),
        ("pt", "cães"), ("nl", "honden"), ("zh", "狗"), ("zh", "狗的照片"), ("ja", "犬の写真"),
    ],
)  # fmt: skip
def test_a_thing_by_its_name_in_another_language(language: str, q: str) -> None:
    dog = THINGS.called("dog")
    assert dog
    assert Things(Names(), vocabularies()[language]).called(q) == dog


def test_a_keyword_of_the_owner_and_the_machines_tag_are_both_meant() -> None:
    asked = Things(Names({"tags": {"Hund": 3, "dog": 5}}), vocabularies()["de"]).called("Hund")
    assert asked
    assert {"Hund", "dog"} <= set(asked.worn)
