import pytest

from shared.search.grammar.things import Things
from shared.search.names import Names

THINGS = Things(Names())


@pytest.mark.parametrize("q", ["a dog", "dogs", "A photo of a dog.", "photos of dogs", "pictures with my dogs"])
def test_a_photo_of_it_is_it(q: str) -> None:
    asked = THINGS.called("dog")
    assert asked
    assert "dog" in asked.worn
    assert THINGS.called(q) == asked


@pytest.mark.parametrize("q", ["", "a photo of", "photos", "a quarrel about the rent"])
def test_what_is_the_name_of_nothing(q: str) -> None:
    assert THINGS.called(q) is None
