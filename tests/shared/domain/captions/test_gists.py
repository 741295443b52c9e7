"""All sentences of summaries in all languages, over made gists. Nobody who reads them natively has read them."""

import string
from typing import Any

import pytest

from shared.domain.captions.gists import ENGLISH_MEMORIES, ENGLISH_SUMMARIES, Numbers, Speech
from shared.domain.gist import Adding, Gist, Town
from shared.domain.lexicon import ENGLISH, lexicons
from shared.domain.lexicon.saying import form_of, number
from tests.services.smart.photos import photo, tags

AREZZO = {"city": "Arezzo", "region": "Tuscany", "country": "Italy"}
SIENA = AREZZO | {"city": "Siena"}
LANGUAGES = pytest.mark.parametrize("language", [ENGLISH, *lexicons()])


def gist(*photos: dict[str, Any]) -> Gist:
    adding = Adding()
    for fields in photos:
        adding.add(photo(**fields))
    return adding.gist


def of_day(*photos: dict[str, Any], language: str = ENGLISH) -> str:
    return Speech(language).day(gist(*photos), {"anna": "Anna"})


@pytest.mark.parametrize(
    ("photos", "said"),
    [
        ([{}], "One photo."),
        ([{}] * 2, "Two photos."),
        ([{}] * 1234, "1,234 photos."),
        ([{"taken_at": "2023-07-14T16:28:05+02:00"}], "One photo at 16:28."),
        ([{"taken_at": f"2023-07-14T{hour:02}:28:05"} for hour in (16, 9, 12)], "Three photos from 09:28 to 16:28."),
        ([{"taken_at": "2023-07-14T16:28:05"}, {}], "Two photos."),
        ([{"taken_at": "2023-07-14T00:00:00"}], "One photo."),
        ([{"place": AREZZO}], "One photo in Arezzo, Italy."),
        ([{"place": AREZZO}, {}, {}], "Three photos, one of them in Arezzo, Italy."),
        ([{"place": AREZZO}, {"place": SIENA}, {"place": SIENA}], "Three photos in Siena and Arezzo."),
        (
            [{"place": AREZZO | {"city": city}} for city in ("Arezzo", "Lucca", "Pisa", "Siena")],
            "Four photos in Arezzo, Lucca and two other places.",
        ),
        ([{"place": {"country": "Italy"}}], "One photo in Italy."),
        ([{"place": {"country": "Netherlands"}}], "One photo in the Netherlands."),
        (
            [{"place": AREZZO, "taken_at": f"2008-10-22T16:{m}:00"} for m in (28, 49)],
            "Two photos in Arezzo, Italy, from 16:28 to 16:49.",
        ),
        ([{"tags": tags("church", "tower")}], "One photo. Seen on it: church and tower."),
        ([{"tags": tags("church")}] * 2, "Two photos. Seen on both: church."),
        ([{"tags": tags("church")}] * 3, "Three photos. Seen on all of them: church."),
        (
            [{"tags": tags("church", "dog")}, {"tags": tags("church", "dog")}, {"tags": tags("church", "cat")}, {}],
            "Four photos. Seen most: church (on three) and dog (on two).",
        ),
        ([{"more": {"people": ["anna", "nobody"]}}, {}], "Two photos. With Anna."),
    ],
)
def test_a_day_in_english(photos: list[dict[str, Any]], said: str) -> None:
    assert of_day(*photos) == said


def test_what_is_unsure_measured_or_said_already_is_not_told() -> None:
    unsure = tags("wolf", confidence=0.5)
    known = [*tags("blue", source="pixels"), *tags("arezzo", source="geonames"), *tags("summer", source="exif")]
    assert of_day({"tags": [*unsure, *known]}) == "One photo."


def test_a_thing_on_one_photo_of_many_is_not_told_of_the_day() -> None:
    assert of_day({"tags": tags("church")}, {}, {}) == "Three photos."


def test_a_day_in_other_languages() -> None:
    photos = [{"place": AREZZO, "taken_at": f"2008-10-22T16:{m}:00", "tags": tags("dog")} for m in (28, 49)]
    assert of_day(*photos, language="de") == (
        "2 Fotos in Arezzo, Italien, von 16:28 bis 16:49 Uhr. Auf beiden zu sehen: Hund."
    )
    assert of_day(*photos, language="zh") == "2 张照片，Arezzo, 意大利，16:28 至 16:49。两张都有：狗。"
    assert of_day(*photos, language="tlh") == of_day(*photos), "what is not known here is said in English"


def test_a_thing_without_a_word_is_left_out_of_the_sentence() -> None:
    assert of_day({"tags": tags("a word of nobody's")}, language="de") == "1 Foto."


@LANGUAGES
@pytest.mark.parametrize("count", [1, 2, 5, 21, 1_000_000])
def test_every_template_is_filled_and_says_its_numbers(language: str, count: int) -> None:
    say = Speech(language)
    towns = (Town("Arezzo", "Italy", count), Town("Italy", "Italy", count), Town("Zürich", "Switzerland", count))
    of = Gist(
        count=count, located=max(1, count - 1), dated=count, towns=towns, things={"dog": count, "church": count},
        people={"anna": count, "nobody": count}, first="09:05", last="16:49",
    )  # fmt: skip
    numbers = Numbers(days=count, busiest="2023-07-14", busiest_count=count)
    names = {"anna": "Anna {n} {place}"}  # names are no templates
    texts = [
        say.day(of, names),
        say.day(Gist(count=count, first="09:05", last="09:05"), {}),
        say.period(of, numbers, names),
        say.period(Gist(count=count), Numbers(days=count), {}),
        say.person(of, [2019, 2023], count),
        say.person(of, [], count),
        say.came(of, names, waiting=count, asks=count, taken="2023"),
        say.came(Gist(), {}, waiting=0, asks=count, taken=""),
    ]
    for text in texts:
        assert "{" not in text.replace("Anna {n} {place}", "Anna")
        assert text[-1] in ".。"
        assert text[0] == text[0].upper()
        assert number(count, language) in text or (language == ENGLISH and count < 13), text
    assert "Anna" in texts[0]
    assert "nobody" not in "".join(texts)
    assert "09" in texts[0]


@LANGUAGES
def test_every_language_has_the_forms_that_its_numbers_ask_for(language: str) -> None:
    say = Speech(language)
    needed = {form_of(n, language) for n in range(1, 200)}
    for words in (say.words, say.memories):
        for name in words.__struct_fields__:
            template, wanted = getattr(words, name), getattr(ENGLISH_SUMMARIES, name, None)
            wanted = getattr(ENGLISH_MEMORIES, name) if wanted is None else wanted
            forms = template.values() if isinstance(template, dict) else [template]
            english = wanted["other"] if isinstance(wanted, dict) else wanted
            assert all(_braces(form) == _braces(english) for form in forms), name
            if isinstance(template, dict):
                assert {"other", *template} >= needed - {"many"} or set(template) == {"other"}, name
    for n in (1, 2, 5):
        assert say.years_ago(say.memories.on_this_day, n)[0].strip()


def _braces(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
