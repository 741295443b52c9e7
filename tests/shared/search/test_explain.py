import msgspec
import pytest

from shared.domain.photo import Camera, Caption, Photo, Place, Tag, new_photo
from shared.search.answer import Words
from shared.search.explain import Texts
from shared.search.parse import parse
from shared.search.understand import Wording

BARE = new_photo(id="1", owner="me", sha256="", file_name="IMG_1.jpg", media_type="image/jpeg", bytes=1)
FULL: Photo = msgspec.structs.replace(
    BARE,
    title="Ferry to Naxos",
    description="Almost missed it",
    keywords=["sea"],
    tags=[Tag("holiday", 1.0, "owner"), Tag("boat", 0.8, "net")],
    place=Place(city="Naxos", region="South Aegean", country="Greece"),
    camera=Camera(make="FUJIFILM", model="X-T4"),
    text="MIND THE GAP\nPlatform nine",
    caption=Caption("A boat on the water", "net"),
)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("naxos ferries", [Words(("naxos", "ferries"), "title"), Words(("naxos",), "place")]),
        ("missed", [Words(("missed",), "description")]),
        ("fujifilm", [Words(("fujifilm",), "camera")]),
        ("img", [Words(("img",), "file_name")]),
        ("mind a gap", [Words(("mind", "gap"), "text")]),
        ("boats", [Words(("boats",), "caption"), Words(("boats",), "tags")]),
        ("the of", []),
    ],
)
def test_where_words_stand(q: str, found: list[Words]) -> None:
    assert list(Texts(FULL).found(Wording(parse(q)))) == found


@pytest.mark.parametrize(
    ("q", "known"),
    [
        ("naxos", True),
        ("naxos in winter", True),
        ("naxos in cold winter", False),
        ("holiday", True),
        ("sea", True),
        ("greece", True),
        ("platform nine", True),
        ("boat", False),
        ("", False),
    ],
)
def test_half_of_the_words_must_stand_as_facts(q: str, known: bool) -> None:
    assert Texts(FULL).known_for(Wording(parse(q))) is known


@pytest.mark.parametrize(
    ("q", "stands"),
    [
        ('"to naxos"', True),
        ('"TO NAXOS!"', True),
        ('"on the water"', True),
        ('"naxos to"', False),
        ('"to nax"', False),
        ('"naxos" "img_1"', True),
        ('"naxos" "img_2"', False),
        ('"south aegean, greece"', True),
        ('"it the"', False),
        ('"gap platform nine"', True),
    ],
)
def test_quotes_are_word_for_word_within_one_text(q: str, stands: bool) -> None:
    assert Texts(FULL).quotes(Wording(parse(q))) is stands


def test_a_title_is_found_by_another_form_of_its_words() -> None:
    house = msgspec.structs.replace(BARE, title="Alte Häuser am See")
    wording = Wording(parse("das Haus"))
    assert Texts(house).known_for(wording)
    assert list(Texts(house).found(wording)) == [Words(("Haus",), "title")]
