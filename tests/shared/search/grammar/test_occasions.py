"""Occasions by their kind, beside places, people and dates, in every language."""

import pytest

from shared.domain.occasion import KINDS
from shared.search.grammar.vocabulary import vocabularies
from shared.search.names import Names
from shared.search.parse import parse

ROME, PARMA = frozenset(("Rome", "Lazio", "Italy")), frozenset(("Parma", "Italy"))
NAMES = Names(
    {"places": {"Rome": 60, "Parma": 9, "Italy": 69, "Vienna": 30}, "people": {"Anna": 5}},
    {"people": {"Anna": ("anna",)}},
    happened={
        "trip": {"rome 2019": ROME, "rome 2021": ROME, "parma": PARMA},
        "wedding": {"wedding": frozenset(("Vienna",))},
        "birthday": {"hers": frozenset(("anna",)), "another": frozenset()},
    },
)
TO_ROME, TRIPS = ["rome 2019", "rome 2021"], ["rome 2019", "rome 2021", "parma"]


def asked(q: str, reader: str = "en") -> tuple[list[str], str]:
    """-> (the occasions any of which is asked for, what is left to look for)."""
    query = parse(q, names=NAMES, reader=reader)
    any_ = [id for group in query.filter.either for field, id in group if field == "more.occasions"]
    return [*query.filter.occasions, *any_], query.text


@pytest.mark.parametrize(
    ("reader", "trips", "to_rome", "weddings", "hers"),
    [
        ("en", "our trips", "our trip to Rome", "weddings", "birthday of Anna"),
        ("de", "Reisen", "unsere Reise nach Rom", "Hochzeiten", "Geburtstag von Anna"),
        ("es", "viajes", "nuestro viaje a Roma", "bodas", "cumpleaños de Anna"),
        ("fr", "nos voyages", "voyage à Rome", "mariages", "anniversaire d'Anna"),
        ("it", "viaggi", "il nostro viaggio a Roma", "matrimoni", "compleanno di Anna"),
        ("ja", "旅行", "ローマへの旅行", "結婚式", "Annaの誕生日"),
        ("nl", "reizen", "onze reis naar Rome", "bruiloften", "verjaardag van Anna"),
        ("pt", "viagens", "nossa viagem a Roma", "casamentos", "aniversário da Anna"),
        ("zh", "旅行", "罗马之旅", "婚礼", "Anna的生日"),
    ],
)
def test_a_kind_is_asked_for_in_every_language(reader: str, trips: str, to_rome: str, weddings: str, hers: str) -> None:
    assert asked(trips, reader) == (TRIPS, "")
    assert asked(to_rome, reader) == (TO_ROME, "")
    assert asked(weddings, reader) == (["wedding"], "")
    assert asked(hers, reader) == (["hers"], "")


@pytest.mark.parametrize(
    ("q", "ids", "rest"),
    [
        ("Rome trip", TO_ROME, ""),
        ("trips to Italy", TRIPS, ""),
        ("trips to Rome or Parma", TRIPS, ""),
        ("a weekend in Parma", ["parma"], ""),
        ("last weekend in Parma", [], ""),
        ("Anna's birthday", ["hers"], ""),
        ("Annas Geburtstag", ["hers"], ""),
        ("weddings and birthdays", ["wedding", "hers", "another"], ""),
        ("ice cream on our trip to Rome", TO_ROME, "ice cream"),
    ],
)
def test_what_stands_beside_a_kind_tells_which_are_meant(q: str, ids: list[str], rest: str) -> None:
    assert asked(q) == (ids, rest)


@pytest.mark.parametrize("q", ["concerts", "a wedding dress", "trip to Paris", "Konzerte"])
def test_what_never_was_is_just_a_word(q: str) -> None:
    ids, rest = asked(q)
    assert (ids, bool(rest)) == ([], True)


def test_a_place_where_none_was_and_a_time_narrow_it_by_themselves() -> None:
    there = parse("trips in Vienna", names=NAMES).filter
    assert (len(there.either[0]), there.places) == (3, ("Vienna",))
    then = parse("Reise nach Rom, Mai 2019", names=NAMES, reader="de")
    assert [(chip.kind, chip.label) for chip in then.chips] == [("occasion", "Reise nach Rom"), ("date", "May 2019")]
    assert [span.first for span in then.filter.days] == ["2019-05-01"]


def test_they_are_left_out_and_come_sooner() -> None:
    assert parse("not our trip to Rome", names=NAMES).filter.no_occasions == ("rome 2019", "rome 2021")
    dress = parse("a wedding dress", names=NAMES)
    assert [(wish.field, wish.value) for wish in dress.wishes] == [("more.occasions", "wedding")]


@pytest.mark.parametrize("language", vocabularies())
def test_every_kind_has_words(language: str) -> None:
    said = vocabularies()[language].occasions
    assert list(said) == list(KINDS)
    assert all(said.values())
