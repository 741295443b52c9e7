"""The things on a photo are told with their places, are tags, and keep the photo from being one without them."""

from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image

from tests.drawing import encoded
from tests.running import running, settle, upload


def high(seed: int) -> bytes:
    """On which the fake detector sees two people, and perhaps a dog."""
    buffer = BytesIO()
    Image.linear_gradient("L").resize((80, 200 + seed)).convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


def found(client: httpx.Client, q: str) -> list[str]:
    return [hit["photo"]["id"] for hit in client.get("/search", params={"q": q}).json()["hits"]]


def listed(client: httpx.Client, **filters: str) -> list[str]:
    return [photo["id"] for photo in client.get("/photos", params=filters).json()["photos"]]


def test_things_are_told_found_and_left_out(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        two, none = (
            upload(client, content, name).json()["id"]
            for content, name in ((high(0), "a.png"), (encoded(1700), "b.jpg"))
        )
        settle(client, [two, none])
        photo = client.get(f"/photo/{two}").json()
        assert [each["name"] for each in photo["objects"]] == ["person", "person", "dog"]
        assert photo["objects"][0]["box"] == [0.1, 0.1, 0.4, 0.9]
        assert photo["objects_total"] == 3
        assert "person" in {tag["name"] for tag in photo["tags"]}
        assert client.get(f"/photo/{none}").json()["objects"] == []
        assert listed(client, object="person") == listed(client, several="person") == [two]
        assert listed(client, object="dog") == listed(client, several="dog") == [], "there may be one, or none"
        assert listed(client, without_object="person") == [none]
        spoken = client.get("/facets", params={"lang": "de"}).json()["objects"]
        assert spoken == [{"name": "person", "label": "Person", "count": 1}]
        assert client.get(f"/photo/{two}", params={"lang": "de"}).json()["objects"][2]["label"] == "Hund"
        ids = {each["id"] for each in photo["objects"]}
        assert client.patch(f"/photo/{two}", json={"favourite": True}).json()["objects"] == photo["objects"]
        assert len(ids) == 3
        for words in ("people", "man", "women", "boy", "baby", "children", "family", "crowd"):
            assert two in found(client, words), words
        asked = client.get("/search", params={"q": "zwei Menschen", "lang": "de"}).json()
        assert [(chip["kind"], chip["label"]) for chip in asked["understood"]["chips"]] == [("several", "Person")]
        assert asked["hits"][0]["photo"]["id"] == two
        assert {"kind": "several", "label": "Person", "soft": True} in asked["hits"][0]["why"]
        assert found(client, "without people") == [none]
        assert found(client, "without dogs") == [none]
        client.patch(f"/photo/{two}", json={"tags_removed": ["person"]})
        assert listed(client, object="person") == listed(client, several="person") == []
