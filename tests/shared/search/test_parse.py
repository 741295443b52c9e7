import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert parse(q) == query


@pytest.mark.parametrize("q", ["", " ", "\n\t", '"', '""', '" "', "\x00"])
def test_asks_nothing(q: str) -> None:
    assert parse(q) == Query()
    assert not parse(q)


def test_refuses_a_novel_with_a_sentence() -> None:
    assert parse("x" * LONGEST).text == "x" * LONGEST
    with pytest.raises(Invalid, match=r"^A search may be up to 1,000 characters long; this one has 20,480\.$"):
        parse("x" * 20_480)


@given(st.text(max_size=200))
def test_takes_any_text(q: str) -> None:
    query = parse(q)
    assert query.text == " ".join(query.text.split())
    query.text.encode()
    assert all(phrase and phrase in query.text for phrase in query.phrases)
    assert not query.phrases or query
