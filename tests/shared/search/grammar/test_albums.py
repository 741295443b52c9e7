"""Albums by what they are called, whatever else that may be."""

import pytest

from shared.search.names import Names
from shared.search.parse import parse

ALBUMS = ("Summer 2023", "Italy", "Oma", "Wobbly Tuesday")
NAMES = Names(
    {"albums": dict.fromkeys(ALBUMS, 3), "places": {"Italy": 9}, "people": {"Oma": 3}},
    {"albums": {name: (name,) for name in ALBUMS}, "people": {"Oma": ("person",)}},
)


@pytest.mark.parametrize(
    ("q", "reader", "album", "rest"),
    [
        ("photos in Summer 2023 album", "en", "Summer 2023", ""),
        ("dogs in the album Summer 2023", "en", "Summer 2023", "dogs"),
        ("Italy album", "en", "Italy", ""),
        ("album Oma", "en", "Oma", ""),
        ("dogs in Wobbly Tuesday", "en", "Wobbly Tuesday", "dogs"),
        ("Fotos im Album Summer 2023", "de", "Summer 2023", ""),
        ("fotos del álbum Italy", "es", "Italy", ""),
        ("l'album Italy", "fr", "Italy", ""),
        ("foto nell'album Italy", "it", "Italy", ""),
        ("het album Italy", "nl", "Italy", ""),
        ("fotos do álbum Italy", "pt", "Italy", ""),
        ("相册Summer 2023", "zh", "Summer 2023", ""),
        ("Summer 2023のアルバム", "ja", "Summer 2023", ""),
    ],
)
def test_an_album_is_found_by_its_name(q: str, reader: str, album: str, rest: str) -> None:
    query = parse(q, names=NAMES, reader=reader)
    assert ([(chip.kind, chip.label) for chip in query.chips], query.text) == ([("album", album)], rest)
    assert query.filter.albums == (album,)


@pytest.mark.parametrize(("q", "kind"), [("Summer 2023", "date"), ("Italy", "place"), ("photos with Oma", "person")])
def test_without_the_word_it_is_what_it_would_be_else(q: str, kind: str) -> None:
    assert [chip.kind for chip in parse(q, names=NAMES).chips] == [kind]


def test_photos_of_an_album_are_left_out() -> None:
    query = parse("not in the album Italy", names=NAMES)
    assert (query.filter.albums, query.filter.no_albums) == ((), ("Italy",))
