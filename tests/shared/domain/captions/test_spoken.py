import pytest

from shared.domain.captions import sentence
from shared.domain.captions.said import Said
from shared.domain.lexicon import lexicons
from shared.search.grammar.question import plain_line
from shared.search.grammar.vocabulary import vocabularies

AREZZO = {"town": "Arezzo", "country": "Italy", "when": "2008-10"}
TWO_AND_A_DOG = Said(things=(("person", 2, 2), ("dog", 1, 1)), setting="beach", **AREZZO)


@pytest.mark.parametrize(
    ("said", "german"),
    [
        (TWO_AND_A_DOG, "Zwei Personen und ein Hund am Strand in Arezzo, Italien, Oktober 2008."),
        (Said(things=(("cat", 1, 1), ("person", 3, 5), ("snow", 1, 1))), "Eine Katze, mehrere Personen und Schnee."),
        (Said(things=(("sheep", 2, 4),), when="2008-10", season="autumn"), "Schafe, Herbst 2008."),
        (Said(things=(("skis", 2, 2),), country="Austria"), "Skier, Österreich."),
        (Said(colours=("red", "green"), setting="street"), "Ein Foto in Rot und Grün, aufgenommen auf der Straße."),
        (Said(colours=("blue",), mostly=True, when="1975"), "Ein Foto überwiegend in Blau, 1975."),
        (Said(colours=("black and white",), light="night"), "Ein Foto in Schwarzweiß, aufgenommen bei Nacht."),
        (Said(kind="screenshot", text=True), "Ein Screenshot mit Text."),
        (Said(), "Ein Foto."),
    ],
)
def test_german(said: Said, german: str) -> None:
    assert sentence(said, "de") == german


def test_names_of_people_stand_first_and_the_rest_are_others() -> None:
    anna = Said(people=("Anna", "Ben"), things=(("person", 1, 1), ("dog", 1, 1)), setting="beach")
    assert sentence(anna, "de") == "Anna, Ben, eine weitere Person und ein Hund am Strand."
    assert sentence(Said(people=("Anna",)), "de") == "Anna."
    assert sentence(Said(people=("安娜",), things=(("person", 2, 2),)), "zh") == "安娜和两个其他人。"


@pytest.mark.parametrize("language", lexicons())
def test_a_sentence_is_never_of_two_languages(language: str) -> None:
    for said in (
        Said(things=(("dog", 1, 1), ("no known thing", 1, 1))),
        Said(things=(("dog", 1, 1),), country="Atlantis"),
        Said(country="Atlantis"),
    ):
        assert sentence(said, language) == sentence(said, "en")


@pytest.mark.parametrize("language", lexicons())
def test_every_part_is_said_in_every_language(language: str) -> None:
    shown, measured = (
        sentence(said, language) for said in (TWO_AND_A_DOG, Said(colours=("red",), text=True, **AREZZO))
    )
    for text in (shown, measured):
        assert "Arezzo" in text
        assert "2008" in text
        assert "{" not in text


@pytest.mark.parametrize("language", lexicons())
def test_months_are_called_as_search_reads_them(language: str) -> None:
    months = lexicons()[language].sentence.months
    read = vocabularies()[language].dates.months
    assert [plain_line(month) in ways for month, ways in zip(months, read, strict=True)] == [True] * 12


SEEN = Said(things=(("person", 3, 3), ("cup", 4, 6), ("snow", 1, 1)), setting="kitchen", town="Arezzo", country="Italy")
MADE = Said(colours=("red", "green"), setting="street", country="Italy", when="2008-10", season="autumn")


@pytest.mark.parametrize(
    ("language", "shown", "seen", "made"),
    [
        (
            "es",
            "Dos personas y un perro en la playa en Arezzo, Italia, octubre de 2008.",
            "Tres personas, varias tazas y nieve en una cocina en Arezzo, Italia.",
            "Una foto en rojo y verde, en la calle en Italia, otoño de 2008.",
        ),
        (
            "fr",
            "Deux personnes et un chien sur la plage, Arezzo, Italie, octobre 2008.",
            "Trois personnes, plusieurs tasses et de la neige dans une cuisine, Arezzo, Italie.",
            "Une photo en rouge et vert, dans la rue, Italie, automne 2008.",
        ),
        (
            "it",
            "Due persone e un cane sulla spiaggia, Arezzo, Italia, ottobre 2008.",
            "Tre persone, diverse tazze e neve in una cucina, Arezzo, Italia.",
            "Una foto in rosso e verde, per strada, Italia, autunno 2008.",
        ),
        (
            "pt",
            "Duas pessoas e um cachorro na praia, Arezzo, Itália, outubro de 2008.",
            "Três pessoas, várias xícaras e neve numa cozinha, Arezzo, Itália.",
            "Uma foto em vermelho e verde, na rua, Itália, outono de 2008.",
        ),
        (
            "nl",
            "Twee personen en een hond op het strand in Arezzo, Italië, oktober 2008.",
            "Drie personen, meerdere kopjes en sneeuw in een keuken in Arezzo, Italië.",
            "Een foto in rood en groen, genomen op straat, Italië, herfst 2008.",
        ),
        (
            "ja",
            "2008年10月、イタリアのArezzo、ビーチでの2人の人物と犬。",
            "イタリアのArezzo、台所での3人の人物、数個のカップと雪。",
            "2008年秋、イタリア、通りでの赤と緑の写真。",
        ),
        (
            "zh",
            "2008年10月，意大利Arezzo，海滩上的两个人和一只狗。",
            "意大利Arezzo，厨房里的三个人、几个杯子和雪。",
            "2008年秋季，意大利，街道上的红色和绿色的照片。",
        ),
    ],
)
def test_other_languages(language: str, shown: str, seen: str, made: str) -> None:
    assert [sentence(said, language) for said in (TWO_AND_A_DOG, SEEN, MADE)] == [shown, seen, made]
