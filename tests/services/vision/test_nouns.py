import pytest

from services.vision.nouns import with_article


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
