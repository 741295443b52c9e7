import pytest

from shared.search.languages import UNKNOWN, asked_in, spoken


@pytest.mark.parametrize(
    ("q", "reader", "language"),
    [
        ("a dog on the beach", "", "en"),
        ("a dog on the beach", "de", "en"),
        ("Hund am Strand", "", "de"),
        ("Hund am Strand", "en", "de"),
        ("Strand", "en", "de"),
        ("Bär", "en", "de"),
        ("notes manuscrites", "fr", "fr"),
        ("strand", "nl", "nl"),
        ("Hunde", "", "de"),
        ("l'été à la plage", "", "fr"),
        ("perro en la playa", "", "es"),
        ("cane sulla spiaggia", "", "it"),
        ("cachorro na praia", "", "pt"),
        ("hond op het strand", "", "nl"),
        ("海滩上的狗", "", "zh"),
        ("海滩上的狗", "ja", "zh"),
        ("浜辺の犬", "", "ja"),
        ("白黒写真", "", "ja"),
        ("写真", "ja", "ja"),
        ("собака на пляже", "", UNKNOWN),
        ("pizza", "", "en"),
        ("pizza", "it", "it"),
        ("Neuschwanstein", "", "en"),
        ("Neuschwanstein", "de", "de"),
        ("köpek plajda", "tr", "tr"),
        ("2019", "", "en"),
        ("2019", "de", "de"),
        ("", "", "en"),
    ],
)
def test_the_words_tell_and_else_who_reads(q: str, reader: str, language: str) -> None:
    assert asked_in(q, reader) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, UNKNOWN),
        ("", UNKNOWN),
        ("*", UNKNOWN),
        ("de", "de"),
        ("de-CH,de;q=0.9,en;q=0.8", "de"),
        ("en;q=0.4, zh-TW;q=0.7", "zh"),
        ("fr;q=0, it;q=0.1", "it"),
        ("de;q=many,es", "es"),
        (";;;,,,q=", UNKNOWN),
        ("x" * 9000, UNKNOWN),
    ],
)
def test_what_a_browser_says_that_its_reader_reads(header: str | None, language: str) -> None:
    assert spoken(header) == language
