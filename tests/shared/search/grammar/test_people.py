from datetime import date

import pytest

from shared.domain.filter import PhotoFilter, Range, Span
from shared.domain.query import Query
from shared.search.grammar.vocabulary import vocabularies
from shared.search.names import Names
from shared.search.parse import Parser

_PEOPLE = ("Anna", "Ben", "Rose", "May", "Will", "Will Smith", "Paris", "Red", "安娜", "アンナ", "Leap", "April May")
_PARSER = Parser(
    Names(
        {
            "people": dict.fromkeys(_PEOPLE, 10) | {"Kim": 4},
            "places": {"Paris": 10, "France": 10},
            "colours": {"red": 10},
            "tags": {"dog": 10},
        },
        ids={"people": {name: (name.lower(),) for name in _PEOPLE} | {"Kim": ("kim-1", "kim-2")}},
        births={
            "anna": "2015-03-02",
            "安娜": "2015-03-02",
            "アンナ": "2015-03-02",
            "leap": "2016-02-29",
            "rose": "2016-05-01",
        },
        months={f"2019-{month:02}": 10 for month in range(1, 13)},
    )
)
_KIMS = ((("more.people", "kim-1"), ("more.people", "kim-2")),)
_FIVE = (Span("2020-03-02", "2021-03-01"),)
_MAY = (Span("2019-05-01", "2019-05-31"),)


def _asked(q: str, reader: str = "") -> Query:
    return _PARSER.parse(q, today=date(2026, 11, 21), reader=reader)


def _of(*people: str, **more: object) -> PhotoFilter:
    return PhotoFilter(people=people, **more)


_ONLY = {
    "en": ("only Anna", "Anna alone", "just Anna", "Anna and nobody else", "nobody but Anna"),
    "de": ("nur Anna", "Anna allein", "ausschließlich Anna"),
    "fr": ("seulement Anna", "Anna toute seule", "uniquement Anna"),
    "es": ("solo Anna", "Anna sola", "solamente Anna"),
    "it": ("soltanto Anna", "Anna da sola"),
    "nl": ("alleen Anna", "enkel Anna"),
    "pt": ("apenas Anna", "só Anna", "Anna sozinha"),
    "zh": ("只有安娜", "安娜一个人"),
    "ja": ("アンナだけ", "アンナ一人"),
}
_AT_FIVE = {
    "en": ("Anna at 5", "Anna with 5", "Anna at five", "Anna aged 5", "when Anna was 5", "5-year-old Anna"),
    "de": ("Anna mit 5", "als Anna 5 war", "Anna mit fünf Jahren", "5-jährige Anna", "Anna im Alter von 5 Jahren"),
    "fr": ("Anna à 5 ans", "Anna à l'âge de 5 ans", "quand Anna avait 5 ans"),
    "es": ("Anna a los 5 años", "cuando Anna tenía 5 años", "Anna con cinco años"),
    "it": ("Anna a 5 anni", "quando Anna aveva 5 anni", "Anna all'età di 5 anni"),
    "nl": ("toen Anna 5 was", "Anna van 5 jaar", "Anna 5 jaar oud"),
    "pt": ("Anna aos 5 anos", "quando Anna tinha 5 anos", "Anna com cinco anos"),
    "zh": ("安娜5岁", "安娜五岁的时候", "5岁的安娜"),
    "ja": ("アンナが5歳のとき", "5歳のアンナ"),
}


@pytest.mark.parametrize(("language", "q"), [(language, q) for language, some in _ONLY.items() for q in some])
def test_only_is_nobody_else(language: str, q: str) -> None:
    query = _asked(q, language)
    name = next(name for name in ("anna", "安娜", "アンナ") if name in q.lower())
    assert (query.text, query.filter) == ("", _of(name, people_count=Range(1, 1)))


@pytest.mark.parametrize(("language", "q"), [(language, q) for language, some in _AT_FIVE.items() for q in some])
def test_an_age_is_from_one_birthday_to_the_day_before_the_next(language: str, q: str) -> None:
    query = _asked(q, language)
    name = next(name for name in ("anna", "安娜", "アンナ") if name in q.lower())
    assert (query.text, query.filter) == ("", _of(name, days=_FIVE))
    assert [chip.kind for chip in query.chips] == ["age"]


def test_every_language_says_both() -> None:
    assert set(_ONLY) == set(_AT_FIVE) == set(vocabularies())
    for words in vocabularies().values():
        assert all("0" not in " ".join(pair).split() for pair in words.people.only)
        assert all(" ".join(pair).split().count("0") == 1 for pair in words.people.age)
        assert all(any(pair) for pair in (*words.people.only, *words.people.age))


@pytest.mark.parametrize(
    ("q", "text", "filter"),
    [
        ("only Anna and Ben", "", _of("anna", "ben", people_count=Range(2, 2))),
        ("Anna, Ben and Rose alone at the lake", "the lake", _of("anna", "ben", "rose", people_count=Range(3, 3))),
        ("not only Anna", "", _of("anna", people_count=Range(2))),
        ("Anna without Ben", "", _of("anna", no_people=("ben",))),
        ("only Kim", "", PhotoFilter(either=_KIMS, people_count=Range(1, 1))),
        ("Anna at 5 in Paris", "", _of("anna", days=_FIVE, places=("Paris",))),
        ("Anna at 5 on the beach", "the beach", _of("anna", days=_FIVE)),
        ("without Anna at 5", "", PhotoFilter(no_people=("anna",))),
        ("Leap at 5", "", _of("leap", days=(Span("2021-03-01", "2022-02-28"),))),
        ("Anna at 0", "", _of("anna", days=(Span("2015-03-02", "2016-03-01"),))),
        ("Anna with 5 dogs", "5 dogs", _of("anna")),
        ("Anna at 500", "500", _of("anna")),
    ],
)  # fmt: skip
def test_who_is_there_and_who_is_not(q: str, text: str, filter: PhotoFilter) -> None:
    query = _asked(q)
    assert (query.text, query.filter) == (text, filter)


def test_an_hour_is_no_age() -> None:
    assert [(chip.kind, chip.label) for chip in _asked("Anna at 5 pm").chips] == [("person", "Anna"), ("time", "5 pm")]


def test_who_has_no_birth_date_is_shown_at_any_age_and_the_chip_says_so() -> None:
    query = _asked("Ben at 5 in Paris")
    assert query.filter == _of("ben", places=("Paris",))
    assert [(chip.kind, chip.label) for chip in query.chips] == [("no_birth_date", "Ben"), ("place", "Paris")]


@pytest.mark.parametrize(
    ("q", "text", "filter"),
    [
        ("May in Paris", "", _of("may", places=("Paris",))),
        ("May", "", _of("may")),
        ("may", "", _of("may")),
        ("in May", "", PhotoFilter(days=_MAY)),
        ("May 2019", "", PhotoFilter(days=_MAY)),
        ("photos of May", "", _of("may")),
        ("Anna and may", "", _of("anna", "may")),
        ("Paris", "", _of("paris")),
        ("in Paris", "", PhotoFilter(places=("Paris",))),
        ("Anna and Paris", "", _of("anna", "paris")),
        ("paris dog", "dog", PhotoFilter(places=("Paris",))),
        ("Rose in Paris", "", _of("rose", places=("Paris",))),
        ("a red rose", "a red rose", PhotoFilter()),
        ("rose", "", _of("rose")),
        ("beautiful Rose", "beautiful", _of("rose")),
        ("dog with Red", "dog", _of("red")),
        ("a red dog", "a red dog", PhotoFilter()),
        ("Will Smith", "", _of("will smith")),
        ("Will Smith and Will", "", _of("will smith", "will")),
        ("in April May", "", _of("april may")),
        ("will you dance", "will you dance", PhotoFilter()),
    ],
)
def test_names_that_are_words_are_read_by_what_stands_around_them(q: str, text: str, filter: PhotoFilter) -> None:
    query = _asked(q, "en")
    assert (query.text, query.filter) == (text, filter)
