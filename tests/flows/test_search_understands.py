"""From words, and from a picture, to photos: through HTTP, as people ask."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.drawing import encoded
from tests.running import running, settle, upload

_SIDECAR = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="{taken}"
 exif:GPSLatitude="{latitude}" exif:GPSLongitude="{longitude}"/></rdf:RDF></x:xmpmeta>"""
_MUNICH, _PARIS = ("48,8.22N", "11,34.5E"), ("48,51.4N", "2,21.1E")


class Asked:
    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        taken = {
            "christmas": ("2019-12-24T18:00:00+01:00", _MUNICH),
            "summer": ("2021-07-14T10:00:00+02:00", _PARIS),
            "autumn": ("2021-10-03T10:00:00+02:00", _MUNICH),
        }
        self.names: dict[str, str] = {}
        for number, (name, (when, (latitude, longitude))) in enumerate(taken.items()):
            sidecar = _SIDECAR.format(taken=when, latitude=latitude, longitude=longitude)
            files = {"file": (f"{name}.jpg", encoded(2000 + number)), "sidecar": (f"{name}.xmp", sidecar.encode())}
            self.names[client.post("/upload", files=files).json()["id"]] = name
        settle(client, self.names)

    def search(self, **parameters: Any) -> dict[str, Any]:
        answer = self.client.get("/search", params=parameters)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def __call__(self, q: str, **parameters: Any) -> list[str]:
        return self.of(self.search(q=q, **parameters))

    def of(self, answer: dict[str, Any]) -> list[str]:
        return [self.names[hit["photo"]["id"]] for hit in answer["hits"]]

    def id(self, name: str) -> str:
        return next(id for id, other in self.names.items() if other == name)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with running(tmp_path_factory.mktemp("understands") / "home") as heliograph, heliograph.client() as client:
        yield Asked(client)


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("Christmas 2019", ["christmas"]),
        ("2021", ["autumn", "summer"]),
        ("in July", ["summer"]),
        ("summer of 2021", ["summer"]),
        ("in Munich", ["autumn", "christmas"]),
        ("München 2021", ["autumn"]),
        ("Paris or Munich", ["autumn", "summer", "christmas"]),
        ("not in Paris", ["autumn", "christmas"]),
        ("photos from France", ["summer"]),
        ("Germany except 2019", ["autumn"]),
        ("before 2020", ["christmas"]),
        ("Weihnachten 2019", ["christmas"]),
        ("verano de 2021", ["summer"]),
        ("2021年10月", ["autumn"]),
        ("Fotos aus Frankreich", ["summer"]),
        ("fotos de Alemania en otoño", ["autumn"]),
        ("法国", ["summer"]),
        ("nicht in Paris", ["autumn", "christmas"]),
        ("summer.jpg in Paris", ["summer"]),
        ("last week", []),
    ],
)
def test_words_are_understood(ask: Asked, q: str, names: list[str]) -> None:
    assert ask(q) == names


def test_every_chip_can_be_taken_away(ask: Asked) -> None:
    answer = ask.search(q="Munich in 2021")
    assert ask.of(answer) == ["autumn"]
    assert answer["understood"]["text"] == ""
    assert [(chip["kind"], chip["label"], chip["words"], chip["rest"]) for chip in answer["understood"]["chips"]] == [
        ("place", "Munich", "Munich", "in 2021"),
        ("date", "2021", "in 2021", "Munich"),
    ]
    assert {why["kind"]: why["value"] for why in answer["hits"][0]["why"]} == {
        "place": "Munich, Bavaria, Germany",
        "date": "2021-10-03",
    }
    assert ask("in 2021") == ["autumn", "summer"]


def test_filters_and_order_beside_the_words(ask: Asked) -> None:
    assert ask("Munich", **{"from": "2020-01-01"}) == ["autumn"]
    assert ask("", place="Germany", order="oldest") == ["christmas", "autumn"]
    assert ask("Munich", place="France") == []
    assert ask("") == []


def test_what_nobody_can_answer_says_why(ask: Asked) -> None:
    for parameters in ({"q": "yesterday", "tz": "Mars/Phobos"}, {"q": "x" * 1001}, {"q": "x", "order": "random"}):
        answer = ask.client.get("/search", params=parameters)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_suggestions_come_from_the_library(ask: Asked) -> None:
    def texts(q: str) -> list[str]:
        return [each["text"] for each in ask.client.get("/search/suggest", params={"q": q}).json()["suggestions"]]

    assert texts("a dog in mun") == ["a dog in Munich"]
    assert texts("octo") == ["October 2021"]
    assert texts("münchan") == []
    assert "Bavaria" in texts("bavarai")
    assert ask.client.get("/search/suggest", params={"q": "x" * 1001}).status_code == 422


def test_photos_like_one_and_like_a_picture(ask: Asked) -> None:
    shown = ask.client.post("/search/by-image", files={"file": ("shown.jpg", encoded(2001))})
    assert shown.status_code == 200, shown.text
    first = shown.json()["hits"][0]
    assert ask.names[first["photo"]["id"]] == "summer"
    assert {"kind": "copy", "bits": 0} in first["why"]
    assert len(ask.client.get("/photos").json()["photos"]) == 3

    like = ask.client.get(f"/photo/{ask.id('summer')}/similar", params={"limit": 5})
    assert like.status_code == 200
    assert ask.id("summer") not in [hit["photo"]["id"] for hit in like.json()["hits"]]
    assert ask.client.get("/photo/nothing/similar").status_code == 404


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"file": ("x.jpg", b"no picture at all")}, 415),
        ({"file": ("x.jpg", encoded(1)[:400])}, 422),
        ({"file": ("x.jpg", b"")}, 422),
        ({"other": ("x.jpg", encoded(1))}, 422),
    ],
    ids=["text", "cut", "empty", "no file"],
)
def test_a_picture_that_cannot_be_looked_at(ask: Asked, files: Any, status: int) -> None:
    answer = ask.client.post("/search/by-image", files=files)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert upload(ask.client, encoded(2001)).json()["status"] == "duplicate"
