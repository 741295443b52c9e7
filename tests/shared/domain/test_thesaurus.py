import pytest

from shared.domain.labels import labels
from shared.domain.thesaurus import is_kind_of, meant, singular, stems, terms


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("dogs", "dog"), ("berries", "berry"), ("churches", "church"), ("dishes", "dish"), ("boxes", "box"),
        ("glasses", "glass"), ("horses", "horse"), ("roses", "rose"), ("grass", "grass"), ("boxing", "boxing"),
    ],
)  # fmt: skip
def test_a_plural_is_its_thing_and_nothing_else_is(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("puppy", "dogs"), ("dog", "animal"), ("seaplane", "airplane"), ("seaplane", "vehicles"), ("baby", "children"),
        ("kids", "child"), ("boy", "people"), ("motorbike", "motorcycle"), ("Women", "a person"),
        ("unheard of", "unheard of"),
    ],
)  # fmt: skip
def test_a_thing_is_what_its_kinds_are(name: str, asked: str) -> None:
    assert is_kind_of(name, asked)


@pytest.mark.parametrize(
    ("name", "asked"),
    [("hot dog", "dog"), ("dog", "hot dog"), ("dog", "puppy"), ("sea lion", "lion"), ("street sign", "street")],
)
def test_a_name_of_several_words_is_not_its_words(name: str, asked: str) -> None:
    assert not is_kind_of(name, asked)


@pytest.mark.parametrize("word", ["boy", "family", "man", "old man", "baby", "children", "grandpa"])
def test_people_may_have_been_seen_as_a_person(word: str) -> None:
    assert stems("person") in meant(word).seen_as


def test_an_owner_who_denies_the_kind_denies_the_thing() -> None:
    assert stems("dog") in meant("puppy").denied
    assert stems("puppy") not in meant("dog").denied


def test_kinds_are_terms_and_lead_round_in_no_circle() -> None:
    names = {stems(term.name) for term in terms()}
    for term in terms():
        assert {stems(kind) for kind in term.kinds} <= names, term.name
        assert stems(term.name) not in meant(term.name).denied - {stems(term.name)}


def test_every_tag_of_the_vocabulary_means_itself() -> None:
    for tag in {tag for label in labels() for tag in label.tags}:
        assert stems(tag) in meant(tag).worn, tag
