"""What others than a photo's owner are told of it."""

from itertools import chain, combinations

import msgspec
import pytest
from msgspec.structs import replace

from shared.domain import telling
from shared.domain.photo import ListedPhoto, Mark, Photo, new_photo
from shared.domain.settling import settle
from shared.domain.share import SUBJECTS, Subject
from shared.domain.telling import silent, told_to_others
from shared.pipeline import STAGES

DONE = Mark("done", 1, "2026-01-01T00:00:00.000000Z", error="arezzo.jpg could not be read.")
EVERYTHING = frozenset(SUBJECTS)
SETS = [frozenset(some) for some in chain.from_iterable(combinations(sorted(SUBJECTS), count) for count in range(1, 4))]

FOUND = {
    "metadata": {
        "taken_at": "2008-10-22T16:28:39.500000+02:00",
        "taken_instant": "2008-10-22T14:28:39.500000Z",
        "zone": "Europe/Rome",
        "location": {"latitude": 43.46, "longitude": 11.88},
        "place": {"city": "Arezzo", "region": "Tuscany", "country": "Italy"},
        "camera": {"make": "Canon", "model": "Canon EOS 40D", "lens": "EF 50"},
        "title": "Arezzo by night",
        "description": "With Anna",
        "translations": ["Arezzo bei Nacht"],
        "keywords": ["Anna", "dog"],
        "tags": [
            {"name": "anna", "confidence": 0.95, "source": "embedded metadata"},
            {"name": "dog", "confidence": 0.95, "source": "embedded metadata"},
            {"name": "arezzo", "confidence": 0.9, "source": "geonames"},
            {"name": "panorama", "confidence": 0.9, "source": "exif"},
        ],
    },
    "classify": {"tags": [{"name": name, "confidence": 0.9, "source": "eyes"} for name in ("dog", "beach")]},
    "caption": {
        "caption": {
            "text": "A dog in Arezzo, Italy, October 2008.",
            "source": "sentences 2",
            "said": {"things": [["dog", 1, 1]], "town": "Arezzo", "country": "Italy", "when": "2008-10"},
        }
    },
    "light": {"names": ["golden hour"], "why": {"golden hour": "The sun stood 5° above the horizon."}},
    "ocr": {"text": "PIZZERIA"},
    "people": {"ids": ["anna"], "count": 1},
    "kind": {"plain": ["grey"]},
    "occasions": {"ids": ["trip"]},
}
ELSEWHERE = {
    "caption": {"text": "Anna before the cathedral of Arezzo.", "source": "endpoint: x"},
    "tags": [{"name": "arezzo cathedral", "confidence": 0.7, "source": "endpoint: x"}],
}


def photo(**more: object) -> Photo:
    new = new_photo(
        id="019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11", owner="me", sha256="0", file_name="Anna in Arezzo.HEIC",
        media_type="image/heic", bytes=1,
    )  # fmt: skip
    facts = {**FOUND, **more}
    return settle(new, {name: (found, DONE) for name, found in facts.items()}, STAGES, edits={"rating": 4})


def bytes_of(photo: ListedPhoto) -> bytes:
    return msgspec.json.encode(photo)


def test_with_nothing_withheld_only_what_is_private_is_not_told() -> None:
    told = told_to_others(photo(), frozenset())
    assert (told.rating, told.favourite, told.more["people"]) == (None, False, ["anna"])
    assert "occasions" not in told.more
    assert (told.file_name, told.place, told.camera) == ("Anna in Arezzo.HEIC", photo().place, photo().camera)


def test_with_everything_withheld_nothing_names_anything() -> None:
    for found in (photo(), photo(describe=ELSEWHERE)):
        told = told_to_others(found, EVERYTHING)
        for word in (
            "rezzo",
            "Tuscany",
            "Ital",
            "Rome",
            "+02:00",
            "14:28",
            "Canon",
            "nna",
            "HEIC",
            "sun stood",
            "trip",
        ):
            assert word.encode() not in bytes_of(told), word
        assert (told.file_name, told.media_type) == ("2008-10-22-2b11.jpg", "image/jpeg")
        assert (told.taken_at, told.sort_at) == ("2008-10-22T16:28:39", "2008-10-22T16:28:39")
        assert told.caption
        assert told.caption.text == "A dog, October 2008."
        assert {tag.name for tag in told.tags} == {"dog", "beach", "panorama", "person"}
        assert told.tag_names == [tag.name for tag in told.tags]
        assert told.text == "PIZZERIA"  # it stands on the picture
        assert told.day == "2008-10-22"


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_what_is_allowed_is_told_and_the_rest_is_not(subject: Subject) -> None:
    words = {"place": b"Arezzo", "camera": b"Canon", "people": b'"people":["anna"]'}
    told = bytes_of(told_to_others(photo(describe=ELSEWHERE), EVERYTHING - {subject}))
    assert [name for name, word in words.items() if word in told] == [subject]
    assert b"HEIC" not in told, "whatever is withheld, the file's name is"
    assert b"cathedral" not in told, "and what is said elsewhere"
    assert b"by night" not in told, "and what stands in the file"


def test_what_people_said_here_stays() -> None:
    said = settle(photo(), {}, STAGES, edits={"title": "Our days in Arezzo", "tags_added": ["Anna"]})
    told = told_to_others(said, EVERYTHING)
    assert (told.title, told.description) == ("Our days in Arezzo", None)
    assert "Anna" in [tag.name for tag in told.tags]
    assert "Anna" in said.more["plain_tags"]


def test_a_caption_of_which_nobody_knows_what_it_says_is_not_told() -> None:
    old = photo(caption={"caption": {"text": "A dog in Arezzo.", "source": "sentences 1"}})
    assert told_to_others(old, frozenset({"people"})).caption is None


def test_of_an_undated_photo_it_stays_when_it_came() -> None:
    new = new_photo(id="p-0001", owner="me", sha256="0", file_name="a", media_type="image/png", bytes=1)
    told = told_to_others(new, EVERYTHING)
    assert (told.sort_at, told.taken_at, told.file_name) == (new.sort_at, None, "photo-0001.png")


@pytest.mark.parametrize("withheld", SETS)
def test_a_field_that_names_what_is_withheld_is_silent(withheld: frozenset[Subject]) -> None:
    assert silent(withheld, "location.latitude") == silent(withheld, "places") == ("place" in withheld)
    assert silent(withheld, "cells") == ("place" in withheld)
    assert silent(withheld, "camera_name") == ("camera" in withheld)
    assert silent(withheld, "more.people") == ("people" in withheld)
    assert not any(silent(withheld, field) for field in ("tag_names", "id", "taken_day", "more.objects", "kind"))


def test_nothing_of_plugins_answers_where_anything_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "PLUGGED", frozenset({"more.origin"}))
    monkeypatch.setattr(telling, "_HIDDEN_MORE", frozenset({"origin"}))
    assert silent(frozenset({"camera"}), "more.origin")
    assert not silent(frozenset(), "more.origin")
    told = replace(photo(), more={"origin": "WhatsApp", "objects": ["dog"]})
    assert told_to_others(told, frozenset({"camera"})).more == {"objects": ["dog"]}
    assert told_to_others(told, frozenset()).more == told.more
