"""What texts compare, count in words, and say of dates and events: true sentences pass, false ones do not."""

import pytest

from shared.domain.checking.checker import wrong
from shared.domain.checking.numerals import numbers_in
from shared.domain.checking.pairs import paired
from tests.shared.domain.checking.test_checker import FACTS

FALSE = {
    "en": """From July 31 to July 1, 2023.|The photos run from 1 to 14 July.|It began on 14 July 2023.
        |Until 14 July 2023 you took 312 photos.|Siena was seen most often.|{P2} is the favourite.
        |The most were taken on 1 July.|The quietest day was 14 July.|A honeymoon in Arezzo.|The baptism of {P1}.
        |312 photos in Arezzo, Siena and Москва.|Arezzo with 217 and Siena with 83 make 312 photos together.
        |Nearly all of them are from Arezzo.|Half of them are from Arezzo.|A third of them show a dog.
        |All photos are from Arezzo.|Arezzo with 312 photos.|On 14 July, 312 photos were taken.
        |83 photos were taken in Arezzo and Siena.|{P1} and {P2} are on 17 and 41 photos.
        |{P1} turned 41 in July, and 312 photos were taken.|Photos of 2023: {P1} is 41.|Photos every day.
        |Less than half are from Graz.
        |Siena comes first, ahead of Arezzo.
        |{P2} appears more often than {P1}.
        |{P1} is on 41 photos and {P2} on as many.
        |The first photo was taken on 14 July.
        |More than two hundred photos in Siena.|Three hundred and twenty photos.|Over nine hundred photos.
        |The 15th was the busiest with 79 photos.|{P2} was photographed on 23 days.""",
    "de": """Vom 31. bis 1. Juli 2023.|Am häufigsten war {P2} zu sehen.|Die Flitterwochen in Arezzo.
        |Eine Taufe in Siena.
        |Arezzo mit 217 und Siena mit 83 ergeben zusammen 312 Fotos.|Fast alle Fotos stammen aus Arezzo.
        |Weniger Fotos kommen aus Arezzo.|Siena liegt vor Arezzo.|Niemand war in Graz.
        |Die Hälfte der Fotos stammt aus Arezzo.|Ein Drittel zeigt einen Hund.|Fotos aus 東京.
        |Am 15. entstanden 79 Fotos.|{P1} wurde im Juli 41, und 312 Fotos entstanden.
        |Über zweihundert Fotos aus Siena.|Dreihundertzwanzig Fotos.|In Siena entstanden halb so viele.
        |Die Bilder begannen am 14. Juli.""",
    "fr": """Du 31 au 1 juillet 2023.|{P2} est le plus souvent photographié.|Une lune de miel à Siena.
        |Le baptême de {P1}.|Arezzo avec 217 et Siena avec 83 font ensemble 312 photos.
        |Presque toutes les photos viennent d'Arezzo.|La moitié des photos montre un chien.|Siena devance Arezzo.
        |Plus de quatre cents photos.
        |Le 15, 79 photos ont été prises.|Un tiers des photos montre un chien.|Des photos de Київ.""",
    "es": """Del 31 al 1 de julio de 2023.|{P2} es quien más aparece.|La boda de {P1}.
        |Casi todas las fotos son de Arezzo.|Siena supera a Arezzo.
        |La mitad de las fotos son de Arezzo.|Trescientas veinte fotos.|Arezzo con 217 y Siena con 83 suman 312 fotos.
        |El 15 hubo 79 fotos.""",
    "it": """Dal 31 al 1 luglio 2023.|{P2} è la persona più fotografata.|Il battesimo di {P1}.
        |Quasi tutte le foto sono di Arezzo.|Metà delle foto è di Arezzo.|Trecentoventi foto.
        |Siena è la città con più foto.""",
    "pt": """De 31 a 1 de julho de 2023.|{P2} é quem mais aparece.|O casamento de {P1}.
        |Quase todas as fotos são de Arezzo.|Metade das fotos é de Arezzo.|Trezentas e vinte fotos.""",
    "nl": """Van 31 tot 1 juli 2023.|{P2} is het vaakst te zien.|De bruiloft van {P1}.
        |Bijna alle foto's komen uit Arezzo.|De helft van de foto's komt uit Arezzo.|Driehonderdtwintig foto's.
        |De 15e was de drukste dag.""",
}
TRUE = {
    "en": """Three hundred and twelve photos.|Over three hundred photos in July.
        |The 14th was the busiest day, with 79 photos.
        |312 photos were taken. Arezzo leads with 217, followed by Siena with 83.
        |More than half of them are from Arezzo.|{P1} and {P2} are on 41 and 17 photos.
        |312 photos, and a dozen of them in Graz.|Only 312 photos.""",
    "de": """Dreihundertzwölf Fotos, die meisten davon in Arezzo.|Am 14. entstanden 79 Fotos.
        |{P1} und {P2} sind auf 41 und 17 Fotos zu sehen.|Mehr als die Hälfte der Fotos kommt aus Arezzo.
        |Über dreihundert Bilder im Juli, ein Dutzend davon aus Graz.|Die Gesichter des Monats sind {P1} und {P2}.
        |Vom 1. bis 31. Juli 2023 entstanden 312 Fotos.""",
    "fr": """Plus de trois cents photos en juillet. {P1} est sur 41 d'entre elles.|Trois cent douze photos.
        |Le 14, 79 photos ont été prises.|Plus de la moitié des photos viennent d'Arezzo.
        |Du 1 au 31 juillet 2023, 312 photos.""",
    "es": """Más de trescientas fotos. {P1} aparece en 41 y {P2} en 17.|Más de la mitad de las fotos son de Arezzo.
        |El 14 se hicieron 79 fotos.|Los perros aparecen en 37 fotos.""",
    "it": """Più di trecento foto. {P1} è in 41 e {P2} in 17.|Più della metà delle foto è di Arezzo.
        |Trecentododici foto in luglio.|I cani sono in 37 foto.""",
    "pt": """Mais de trezentas fotos. {P1} aparece em 41 delas e {P2} em 17.|Mais de metade das fotos é de Arezzo.
        |No dia 14 foram tiradas 79 fotos.""",
    "nl": """Ruim driehonderd foto's. {P1} staat op 41 ervan en {P2} op 17.
        |Meer dan de helft van de foto's komt uit Arezzo.|Driehonderdtwaalf foto's in juli.
        |De 14e was de drukste dag, met 79 foto's.""",
}


def _each(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, text.strip()) for language, all_ in texts.items() for text in all_.split("|")]


@pytest.mark.parametrize(("language", "text"), _each(FALSE))
def test_false_ones_are_refused(language: str, text: str) -> None:
    assert wrong(text, FACTS, language)


@pytest.mark.parametrize(("language", "text"), _each(TRUE))
def test_true_ones_pass(language: str, text: str) -> None:
    assert wrong(text, FACTS, language) == []


def test_a_trip_may_be_called_one_and_nothing_else() -> None:
    trip = {**FACTS, "of": "trip:a"}
    for language, text in (
        ("en", "A trip to Italy."),
        ("de", "Eine Reise nach Italien."),
        ("fr", "Un voyage en Italie."),
    ):
        assert wrong(text, trip, language) == []
        assert wrong(text, FACTS, language)


def test_a_plural_country_is_known_in_its_dative() -> None:
    facts = {**FACTS, "countries": ["The Netherlands", "Austria"]}
    assert wrong("312 Fotos aus den Niederlanden und Österreich.", facts, "de") == []


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("en", "twelve hundred", 1200),
        ("en", "two thousand three hundred and forty-one", 2341),
        ("en", "three dozen", 36),
        ("de", "neunzehnhundertachtzig", 1980),
        ("de", "zweitausendeinhundertdrei", 2103),
        ("fr", "deux mille quatre cent quatre-vingt-dix", 2490),
        ("es", "mil doscientas treinta y dos", 1232),
        ("it", "millecinquecentoventi", 1520),
        ("pt", "mil e duzentos", 1200),
        ("nl", "vierhonderdvijfentwintig", 425),
    ],
)  # fmt: skip
def test_numbers_to_9999(language: str, words: str, value: int) -> None:
    assert list(numbers_in(f"- {words} -", language)) == [(value, 2, 2 + len(words))]


def test_two_lists_are_read_one_by_one() -> None:
    text = "Ada, Bo and Cy: 3, 2 and 1"
    numbers = [(int(each), text.index(each), text.index(each) + 1) for each in "321"]
    named = [(text.index(each), text.index(each) + len(each), each) for each in ("Ada", "Bo", "Cy")]
    assert paired(text, numbers, named, "and") == dict(zip((16, 19, 25), ("Ada", "Bo", "Cy"), strict=True))
