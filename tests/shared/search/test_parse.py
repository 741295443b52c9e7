from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.phrases import LIBRARY, TODAY, phrases
from shared.domain.query import Query
from shared.errors import Invalid
from shared.search.parse import LONGEST, parse


@pytest.mark.parametrize(
    ("q", "query"),
    [
        ("a cat on a couch", Query(text="a cat on a couch")),
        ("  a\tcat\n on   a couch ", Query(text="a cat on a couch")),
        ('a "red bicycle" in the rain', Query(text="a red bicycle in the rain", phrases=("red bicycle",))),
        ("“Golden Gate” and «Arezzo»", Query(text="Golden Gate and Arezzo", phrases=("Golden Gate", "Arezzo"))),
        ('"stop" or "stop"', Query(text="stop or stop", phrases=("stop",))),
        ('a sign that says "stop', Query(text="a sign that says stop")),
        ('"one" and "two', Query(text="one and two", phrases=("one",))),
        ('"" cat "  "', Query(text="cat")),
        ("grandma's house", Query(text="grandma's house")),
        ("zwei Kätzchen im Schnee", Query(text="zwei Kätzchen im Schnee")),
        ("Ka\u0308tzchen", Query(text="Kätzchen")),
        ("海辺の犬", Query(text="海辺の犬")),
        ("قطة على الأريكة", Query(text="قطة على الأريكة")),
        ("🐕 on the 🏖️", Query(text="dog on the beach with umbrella \ufe0f")),
        ("cat\x00dog", Query(text="cat dog")),
        ("cat\ud83d", Query(text="cat")),
    ],
)
def test_takes_a_question_apart(q: str, query: Query) -> None:
    assert msgspec.structs.replace(parse(q), chips=(), thing=None, language="en") == query


@pytest.mark.parametrize("q", ["", " ", "\n\t", '"', '""', '" "', "\x00"])
def test_asks_nothing(q: str) -> None:
    assert parse(q) == Query()
    assert not parse(q)


def test_refuses_a_novel_with_a_sentence() -> None:
    assert parse("x" * LONGEST).text == "x" * LONGEST
    with pytest.raises(Invalid, match=r"^A search may be up to 1,000 characters long; this one has 20,480\.$"):
        parse("x" * 20_480)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_takes_any_text(q: str) -> None:
    query = parse(q)
    assert query.text == " ".join(query.text.split())
    query.text.encode()
    assert all(query.phrases)
    assert not query.phrases or query


WORDS = sorted({word for phrase in phrases() for word in phrase.asked.split()} | {"-", '"', "--", "🐕", "0", "9" * 30})


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_takes_any_words_it_knows_in_any_order(q: str) -> None:
    query = parse(q, today=TODAY, names=LIBRARY)
    query.filter.where()
    longest = len(q.replace("🐕", "dog"))
    for chip in query.chips:
        assert chip.words in q
        assert len(chip.rest) < len(q)
        assert len(parse(chip.rest, today=TODAY, names=LIBRARY).text) <= longest


@settings(deadline=None)
@given(st.text(max_size=200), st.dates())
def test_takes_any_text_on_any_day(q: str, today: date) -> None:
    parse(q, today=today, names=LIBRARY)


@pytest.mark.parametrize("today", [date(1, 1, 1), date(9999, 12, 31)], ids=str)
@pytest.mark.parametrize(
    "phrase", ["last week", "3 years ago", "this weekend", "last winter", "in may", "since christmas"]
)
def test_the_ends_of_time_are_no_error(today: date, phrase: str) -> None:
    parse(phrase, today=today)


def test_two_dates_in_signs_are_no_stretch_that_ends_before_it_begins() -> None:
    query = parse("週末、2019年5月", today=date(2026, 11, 30))
    assert [chip.label for chip in query.chips] == ["28 to 29 November 2026", "May 2019"]


def test_without_a_library_a_number_is_a_number() -> None:
    assert parse("invoice 2019").text == "invoice 2019"
    assert parse("a cat in 2019", today=TODAY).text == "a cat"
