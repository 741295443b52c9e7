"""Fields that no release has (more_rows.py), a row each and nothing else. test_fields.py runs this file in a process of
its own, for the table is read when modules are imported."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from services.gateway.service import build
from shared.catalog.base import Collection, Patch
from shared.catalog.labels import BY_NAME, Labelled
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.scope import Entry, Scope
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings

TOKEN = "a-word-for-a-test"
BANDS = Collection("bands", orders=(BY_NAME,), document=Labelled)


@pytest.fixture
async def platform(tmp_path: Path) -> AsyncIterator[Platform]:
    """Two photos of a concert, of which a plugin says who plays and what, and one of which it says nothing."""
    away = "http://127.0.0.1:9"
    settings = Settings(home=tmp_path / "home", token=SecretStr(TOKEN), embedder_url=away, vision_url=away)
    platform = await Platform.open(settings)
    await platform.catalog.declare(BANDS)
    for id, owner, name in (("b1", SOLE_OWNER, "The Larks"), ("b2", SOLE_OWNER, ""), ("b3", "you", "Foreigners")):
        await platform.catalog.insert(BANDS.name, {"id": id, "owner": owner, "name": name, "since": "1979"})
    both = {"bands": ["b1", "b2"], "instruments": ["violin", "bass_drum"], "players": 9}
    for n, facts in enumerate((both, {"bands": ["b1", "b3"], "instruments": ["violin"], "players": 2}, None)):
        photo = _photo(n)
        await platform.photos.insert(photo)
        if facts:
            await platform.photos.tell(photo, "concerts", facts)
    yield platform
    await platform.close()


def _photo(n: int) -> Photo:
    made = new_photo(
        id=new_id(), owner=SOLE_OWNER, sha256=f"{n:064}", file_name=f"{n}.jpg", media_type="image/jpeg", bytes=1,
        uploaded_at=f"2023-07-0{n + 1}T12:00:00.000000Z",
    )  # fmt: skip
    made.stages = {"renditions": Mark("done", 1, made.uploaded_at)}
    return made


@pytest.fixture
async def client(platform: Platform) -> AsyncIterator[httpx.AsyncClient]:
    async with _client(build(platform).app) as client:
        yield client


def _client(app: Any) -> httpx.AsyncClient:
    assert isinstance(app, FastAPI)
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost", headers=bearer)


async def _answer(client: httpx.AsyncClient, path: str, **asked: Any) -> dict[str, Any]:
    answer = await client.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def _files(client: httpx.AsyncClient, **asked: Any) -> str:
    """The numbers of the photos, newest first."""
    told = await _answer(client, "/photos", **asked)
    return "".join(photo["file_name"][0] for photo in told["photos"])


async def test_lists_are_filtered_by_them(client: httpx.AsyncClient) -> None:
    assert await _files(client) == "210"
    assert await _files(client, band="b1") == "10"
    assert await _files(client, band=["b1", "b2"]) == "0"
    assert await _files(client, without_band="b2") == "21"
    assert await _files(client, instrument="violin") == "10"
    assert await _files(client, players="2") == "1"
    assert await _files(client, players="3..") == "0"
    assert await _files(client, players="..8") == "1"
    assert await _files(client, players="2..9", instrument="bass_drum") == "0"
    for nonsense in ("", "..", "two", "9..2", "1e9", "9" * 99):
        refused = await client.get("/photos", params={"players": nonsense})
        assert refused.status_code == 422, nonsense
        assert refused.json()["detail"], nonsense


async def test_an_action_takes_them_as_well(client: httpx.AsyncClient) -> None:
    change = {"kind": "rating", "rating": 4}
    answer = await client.post("/photos/edit", json={"filter": {"players": "3..", "band": ["b1"]}, "change": change})
    assert answer.status_code == 200, answer.text
    assert await _files(client, rating=4) == "0"


async def test_facets_count_them_and_tell_labels(platform: Platform, client: httpx.AsyncClient) -> None:
    facets = await _answer(client, "/facets")
    assert facets["instruments"] == [
        {"name": "violin", "label": None, "count": 2},
        {"name": "bass_drum", "label": None, "count": 1},
    ]
    assert facets["bands"] == [{"id": "b1", "name": "The Larks", "count": 2}], "no other has a name here"
    assert "players" not in facets
    await platform.catalog.patch(BANDS.name, "b1", Patch(set={"name": "The Finches"}))
    assert (await _answer(client, "/facets"))["bands"] == [{"id": "b1", "name": "The Finches", "count": 2}]


async def _found(client: httpx.AsyncClient, q: str) -> tuple[str, list[tuple[str, str]]]:
    told = await _answer(client, "/search", q=q)
    numbers = "".join(hit["photo"]["file_name"][0] for hit in told["hits"])
    return numbers, [(chip["kind"], chip["label"]) for chip in told["understood"]["chips"]]


async def test_questions_ask_for_them_by_name(platform: Platform, client: httpx.AsyncClient) -> None:
    assert await _found(client, "the larks") == ("10", [("band", "The Larks")])
    assert await _found(client, "The Larks, bass drum") == ("0", [("band", "The Larks"), ("instrument", "bass drum")])
    assert await _found(client, "without bass drum") == ("21", [("instrument", "not bass drum")])
    assert await _found(client, "violin not the larks") == ("", [("instrument", "violin"), ("band", "not The Larks")])
    # Another band of that name: whoever asks by name means either. One record is written, and the name is known.
    await platform.catalog.patch(BANDS.name, "b2", Patch(set={"name": "The Finches"}))
    await platform.catalog.patch(BANDS.name, "b1", Patch(set={"name": "The Finches"}))
    async with _client(build(platform).app) as later:
        assert await _found(later, "the finches") == ("10", [("band", "The Finches")])
        assert await _found(later, "without the finches") == ("2", [("band", "not The Finches")])
        hit = (await _answer(later, "/search", q="the finches"))["hits"][0]
        assert hit["why"] == [{"kind": "band", "label": "The Finches"}], "no id is told"


async def test_they_are_suggested(client: httpx.AsyncClient) -> None:
    told = await _answer(client, "/search/suggest", q="a song of the la")
    assert told["suggestions"] == [{"text": "a song of The Larks", "kind": "band", "count": 2}]
    told = await _answer(client, "/search/suggest", q="bass")
    assert told["suggestions"] == [{"text": "bass drum", "kind": "instrument", "count": 1}]


async def test_openapi_tells_them(client: httpx.AsyncClient) -> None:
    told = await _answer(client, "/openapi.json")
    parameters = {each["name"]: each for each in told["paths"]["/photos"]["get"]["parameters"]}
    assert parameters["band"]["schema"]["type"] == "array"
    assert parameters["without_band"]["description"] == "None of these bands"
    assert "2..4" in parameters["players"]["description"]
    schemas = told["components"]["schemas"]
    assert {"band", "without_band", "instrument", "players"} <= schemas["FilterIn"]["properties"].keys()
    assert schemas["FacetsOut"]["properties"]["bands"]["items"]["$ref"].endswith("/LabelledFacetOut")
    assert schemas["FacetsOut"]["properties"]["instruments"]["items"]["$ref"].endswith("/FacetOut")


async def test_what_is_private_reaches_nobody_else(platform: Platform) -> None:
    others = Scope((Entry(SOLE_OWNER),))
    assert (await platform.photos.scoped.facets(others))["bands"] == {}
    assert (await platform.photos.scoped.facets(others))["instruments"] == {"violin": 2, "bass_drum": 1}
    ids = [photo.id for photo in await platform.photos.scoped.page(Scope.of(SOLE_OWNER), after=None, limit=9)]
    seen = await platform.photos.scoped.listed(others, ids)
    assert {*seen[ids[2]].more} == {"instruments", "players", "plain_tags"}
