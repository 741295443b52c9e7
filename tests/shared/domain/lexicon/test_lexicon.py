import pytest

from services.vision.colours import NAMES as COLOURS
from services.vision.models.nanodet import NanoDet
from services.vision.sightings import MISTAKEN
from shared.domain.captions.said import LIGHTS, SETTINGS
from shared.domain.captions.spoken import OTHER
from shared.domain.fields import FIELDS
from shared.domain.labels import labels
from shared.domain.lexicon import lexicons
from shared.domain.lexicon.labels import chip_label, label, value_label
from shared.domain.thesaurus import terms

ALL = pytest.mark.parametrize("language", lexicons())
TAGS = {tag for each in labels() for tag in each.tags}
FIELD = {field.filter: field for field in FIELDS if field.filter}


@ALL
def test_every_language_has_all_that_a_sentence_is_made_of(language: str) -> None:
    lexicon = lexicons()[language]
    assert set(lexicon.settings) == set(SETTINGS)
    assert set(lexicon.lights) == set(LIGHTS)
    assert set(lexicon.colours) == set(COLOURS)
    assert set(lexicon.kinds) == {"photograph", "screenshot", "document", "drawing"}
    assert set(lexicon.seasons) == {"spring", "summer", "autumn", "winter"}
    assert len(lexicon.sentence.months) == 12
    assert set(lexicon.words) == set(lexicons()["de"].words)


@ALL
def test_what_a_detector_counts_has_a_word_for_one_and_for_several(language: str) -> None:
    lexicon = lexicons()[language]
    countless = [name for name in (*NanoDet.names, *MISTAKEN, OTHER) if not (lexicon.one(name) and lexicon.many(name))]
    assert countless == []


@ALL
def test_nothing_has_a_word_that_nobody_could_be_shown(language: str) -> None:
    known = (
        TAGS | {term.name for term in terms()} | {*NanoDet.names} | {"fan", "panorama", "photograph", "document", OTHER}
    )
    assert set(lexicons()[language].nouns) - known == set()


@ALL
def test_a_word_is_written_once_and_is_no_other_languages_article(language: str) -> None:
    lexicon = lexicons()[language]
    for name in lexicon.nouns:
        said = lexicon.label(name)
        assert said, name
        assert said == said.strip(), name


def test_a_tag_is_told_without_its_article() -> None:
    assert [label(name, "de") for name in ("dog", "snow", "calm", "nothing known")] == ["Hund", "Schnee", "ruhig", None]
    assert label("dog", "en") is None
    assert label("dog", "xx") is None


def test_values_are_told_by_what_their_field_is() -> None:
    assert value_label(FIELD["places"], "Italy", "de") == "Italien"
    assert value_label(FIELD["places"], "Georgia", "de") is None  # a country, or a state of another
    assert value_label(FIELD["places"], "beach", "de") is None
    assert value_label(FIELD["cameras"], "fox", "de") is None
    assert value_label(FIELD["seasons"], "autumn", "de") == "Herbst"
    assert value_label(FIELD["compositions"], "rule_of_thirds", "de") == "Drittelregel"


def test_parts_of_a_question_are_told_in_the_readers_language() -> None:
    said = [
        ("tag", "dog"),
        ("tag", "not dog"),
        ("composition", "rule of thirds"),
        ("place", "Italy"),
        ("date", "Summer 2023"),
    ]
    assert [chip_label(kind, label, "de") for kind, label in said] == [
        "Hund", "ohne Hund", "Drittelregel", "Italien", "Summer 2023",
    ]  # fmt: skip
    assert chip_label("tag", "dog", "en") == "dog"
