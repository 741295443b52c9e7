import pytest

from shared.domain.captions.english import counted, listed, with_article


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("dog", "a dog"),
        ("elephant", "an elephant"),
        ("hourglass", "an hourglass"),
        ("unicycle", "a unicycle"),
        ("umbrella", "an umbrella"),
        ("snow", "snow"),
        ("swim trunks", "swim trunks"),
        ("sky", "the sky"),
        ("CD player", "a CD player"),
    ],
)
def test_the_article_that_people_would_say(noun: str, expected: str) -> None:
    assert with_article(noun) == expected


@pytest.mark.parametrize(
    ("noun", "count", "most", "expected"),
    [
        ("person", 1, 1, "a person"),
        ("person", 1, 4, "a person"),
        ("person", 2, 2, "two people"),
        ("person", 2, 3, "people"),
        ("person", 3, 3, "three people"),
        ("person", 4, 4, "several people"),
        ("dog", 3, 4, "several dogs"),
        ("bench", 2, 2, "two benches"),
        ("scissors", 1, 1, "scissors"),
        ("broccoli", 3, 3, "broccoli"),
        ("orange", 1, 1, "an orange"),
    ],
)
def test_a_number_is_said_where_it_is_sure(noun: str, count: int, most: int, expected: str) -> None:
    assert counted(noun, count, most) == expected


def test_a_list() -> None:
    assert [listed(nouns) for nouns in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
