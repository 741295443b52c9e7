"""Our own sentences are true and pass; with another number, name, place or date they are false, and none passes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.facts import judged, language_of
from shared.domain.captions.gists import Numbers, Speech
from shared.domain.checking.checker import wrong
from shared.domain.checking.words import LANGUAGES, numbers_of
from shared.domain.gist import Gist, Town

ALL = pytest.mark.parametrize("language", LANGUAGES)
TOWNS = (Town("Arezzo", "Italy", 217), Town("Siena", "Italy", 83), Town("Graz", "Austria", 12))
GIST = Gist(
    count=312, located=312, dated=312, towns=TOWNS, people={"a": 41, "b": 17}, things={"dog": 37, "church": 19}
)  # fmt: skip
FACTS: dict[str, Any] = {
    "of": "month:2023-07",
    "photos": 312,
    "first": "2023-07-01",
    "last": "2023-07-31",
    "days": 23,
    "towns": 3,
    "countries": ["Italy", "Austria"],
    "places": [{"name": town.name, "photos": town.count} for town in TOWNS],
    "people": [{"name": "{P1}", "photos": 41}, {"name": "{P2}", "photos": 17}],
    "things": [{"name": "dog", "photos": 37}, {"name": "church", "photos": 19}],
    "busiest": {"day": "2023-07-14", "photos": 79},
}


def told(language: str) -> str:
    return Speech(language).period(GIST, Numbers(23, "2023-07-14", 79), {"a": "{P1}", "b": "{P2}"})


@ALL
def test_our_own_sentences_pass(language: str) -> None:
    assert wrong(told(language), FACTS, language) == []


@ALL
def test_no_number_can_be_another(language: str) -> None:
    text = told(language)
    digits = [match for match in re.finditer(r"\d+", text) if text[match.start() - 1] != "P"]
    assert len(digits) > 5
    for match in digits:
        for other in (int(match[0]) + 1, 2 * int(match[0]) + 5):
            changed = f"{text[: match.start()]}{other}{text[match.end() :]}"
            assert wrong(changed, FACTS, language), changed


@ALL
@pytest.mark.parametrize(
    ("name", "other"),
    [("Arezzo", "Florence"), ("Siena", "Paris"), ("Graz", "Rome"), ("{P1}", "{P3}"), ("{P2}", "Anna"),
     ("Arezzo (217)", "Arezzo (83)"), ("Siena (83)", "Siena (217)"), ("2023", "2022")],
)  # fmt: skip
def test_no_name_and_no_count_can_be_anothers(language: str, name: str, other: str) -> None:
    text = told(language)
    assert name in text
    assert wrong(text.replace(name, other), FACTS, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In July you took 312 photos, most of them in Arezzo. A dog is seen on 37 photos."),
        ("en", "{P1} is on 41 of them, {P2} on seventeen. The busiest day was Friday, 14 July, with 79 photos."),
        ("de", "{P1} ist auf 41 Fotos zu sehen, {P2} auf siebzehn. Am 14. Juli entstanden 79 Fotos, an einem Freitag."),
        ("de", "Auf 37 Fotos ist ein Hund zu sehen, auf neunzehn eine Kirche."),
        ("fr", "Le 14 juillet, 79 photos ont été prises."),
        ("es", "{P1} aparece en 41 fotos y {P2} en 17."),
        ("en", "{P1} appears in 41 photos and {P2} in 17."),
        ("en", "Dogs show up in 37 pictures, churches in 19 of them."),
        ("en", "Arezzo has the most photos, 217 of them; Siena has 83 photos and Graz 12."),
    ],
)
def test_others_sentences_pass(language: str, text: str) -> None:
    assert wrong(text, FACTS, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Most were taken in Siena."),
        ("en", "Florence was beautiful."),
        ("en", "Twenty-four days in Italy."),
        ("en", "The busiest day was Monday, 14 July 2023."),
        ("en", "The busiest day was 31 July, with 79 photos."),
        ("en", "In August 2023 you took 312 photos."),
        ("en", "A wedding in Arezzo."),
        ("en", "A cat is on 37 photos."),
        ("en", "Twice as many photos in Arezzo as in Siena."),
        ("en", "312 photos in Siena."),
        ("en", "No photos in Siena."),
        ("en", "37% of the photos show a dog."),
        ("en", "Hundreds of photos."),
        ("en", "{P1} turned 41."),
        ("en", "{P1} appears in 17 photos and {P2} in 41."),
        ("en", "217 of 312 photos were taken in Siena."),
        ("en", "At 16:28 in Arezzo."),
        ("de", "Ein Ausflug nach Florenz."),
        ("de", "Vierundzwanzig Tage in Italien."),
        ("de", "Ein Foto in Arezzo."),
        ("fr", "Vingt et un jours en Italie."),
        ("fr", "Surtout à Siena."),
        ("es", "Treinta y un días en Italia."),
        ("it", "Ventuno giorni in Italia."),
        ("nl", "Eenentwintig dagen in Arezzo."),
        ("pt", "Lisboa foi linda."),
        ("zh", "七月有312张照片。"),
    ],
)
def test_what_is_not_in_the_facts_is_refused(language: str, text: str) -> None:
    assert wrong(text, FACTS, language)


@given(text=st.text(max_size=60), language=st.sampled_from(LANGUAGES), place=st.integers(0, 200))
def test_whatever_it_is_told_it_answers(text: str, language: str, place: int) -> None:
    whole = told(language)
    wrong(text, FACTS, language)
    wrong(f"{whole[:place]}{text}{whole[place:]}", {"a": [text, {"name": text, "photos": 3}]}, language)


@ALL
def test_numbers_in_words_are_numbers(language: str) -> None:
    assert set(range(100)) <= set(numbers_of(language).values())
    word = next(word for word, value in numbers_of(language).items() if value == 24)
    assert wrong(f"{word} 312", FACTS, language)


def test_the_command_reads_lines(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    lines = [
        {"facts": FACTS, "text": told("de"), "true": True},
        {"facts": FACTS, "text": "Rom im Juli.", "true": False},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines))
    assert [(language, not found) for _, language, found in judged(file)] == [("de", True), ("de", False)]
    assert [language_of(told(language)) for language in LANGUAGES] == list(LANGUAGES)
