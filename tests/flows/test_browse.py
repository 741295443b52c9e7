"""What the owner says, and what the library then shows: filters, months, facets and the map agree."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.drawing import encoded
from tests.running import running, settle, upload

# Day, camera, longitude and latitude.
_TAKEN = [
    ("2019:12:24 18:00:00", "Canon EOS 40D", (11.885, 43.467)),
    ("2023:07:14 10:00:00", "Canon EOS 40D", (11.9, 43.5)),
    ("2023:07:15 10:00:00", "Pixel 7", (179.9, -16.5)),
    ("2023:08:01 10:00:00", "Pixel 7", (-179.9, -16.6)),
    ("2023:08:02 10:00:00", "Pixel 7", None),
]


def _photo(n: int, taken: str, model: str, where: tuple[float, float] | None) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = model.split()[0], model
    exif.get_ifd(0x8769)[0x9003] = taken
    if where:
        longitude, latitude = where
        exif.get_ifd(0x8825).update(
            {1: "NS"[latitude < 0], 2: (abs(latitude), 0.0, 0.0), 3: "EW"[longitude < 0], 4: (abs(longitude), 0.0, 0.0)}
        )
    return encoded(5000 + n, size=(96, 64), exif=exif)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, list[str]]]:
    with running(tmp_path_factory.mktemp("browse") / "home") as heliograph, heliograph.client() as client:
        ids = [upload(client, _photo(n, *told)).json()["id"] for n, told in enumerate(_TAKEN)]
        settle(client, ids)
        yield client, ids


def _listed(client: httpx.Client, **filters: Any) -> list[str]:
    answer = client.get("/photos", params=filters)
    assert answer.status_code == 200, answer.text
    return [photo["id"] for photo in answer.json()["photos"]]


def _edit(client: httpx.Client, id: str, **edit: Any) -> dict[str, Any]:
    answer = client.patch(f"/photo/{id}", json=edit)
    assert answer.status_code == 200, answer.text
    photo: dict[str, Any] = answer.json()
    return photo


def test_days_cameras_and_boxes(library: tuple[httpx.Client, list[str]]) -> None:
    client, (christmas, july, fiji, samoa, nowhere) = library
    assert _listed(client) == [nowhere, samoa, fiji, july, christmas]
    assert _listed(client, order="oldest") == [christmas, july, fiji, samoa, nowhere]
    assert _listed(client, **{"from": "2023-07-01", "to": "2023-07-31"}) == [fiji, july]
    assert _listed(client, **{"from": "2023-07-15"}) == [nowhere, samoa, fiji]
    assert _listed(client, to="2019-12-24") == [christmas]
    assert _listed(client, camera="Pixel 7", box="170,-20,-170,0") == [samoa, fiji]
    assert _listed(client, box="11,43,12,44") == [july, christmas]
    assert _listed(client, box="11,43,11.89,44") == [christmas]
    points = client.get("/photos/points", params={"from": "2023-01-01", "limit": 2}).json()
    assert [point[0] for point in points["points"]] == [samoa, fiji]
    assert points["points"][0][1:] == [-179.9, -16.6, "2023-08-01", ["Fiji"]]
    rest = client.get("/photos/points", params={"from": "2023-01-01", "after": points["next"]}).json()
    assert ([point[0] for point in rest["points"]], rest["next"]) == ([july], None)
    assert rest["points"][0][4][-2:] == ["Tuscany", "Italy"]


def test_facets_and_months_agree_with_what_is_listed(library: tuple[httpx.Client, list[str]]) -> None:
    client, _ = library
    photos = client.get("/photos").json()["photos"]
    facets = client.get("/facets").json()
    for name, filter, values in (
        ("tags", "tag", [tag["name"] for photo in photos for tag in photo["tags"]]),
        ("cameras", "camera", ["Canon EOS 40D", "Canon EOS 40D", "Pixel 7", "Pixel 7", "Pixel 7"]),
        ("kinds", "kind", [photo["kind"] for photo in photos if photo["kind"]]),
        ("colours", "colour", None),
        ("places", "place", None),
    ):
        counts = {each["name"]: each["count"] for each in facets[name]}
        # Words that only fill up to five tags are not counted: a list of them would lack most photos.
        assert values is None or counts.items() <= Counter(values).items(), name
        assert values is None or name == "tags" or counts == Counter(values), name
        assert list(counts.values()) == sorted(counts.values(), reverse=True)
        for value, count in list(counts.items())[:5]:
            assert len(_listed(client, **{filter: value})) == count, value
    assert facets["places"]
    spoken = client.get("/facets", headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})
    assert "Accept-Language" in spoken.headers["vary"]
    assert {"name": "Italy", "label": "Italien"}.items() <= next(
        each.items() for each in spoken.json()["places"] if each["name"] == "Italy"
    )
    (arezzo,) = client.get("/photos", params={"place": "Arezzo", "lang": "de"}).json()["photos"]
    assert arezzo["place"]["label"] == "Arezzo, Tuscany, Italien"
    assert arezzo["caption"]["text"].endswith("in Arezzo, Italien, Winter 2019.")
    assert client.get("/facets", params={"lang": "German"}).status_code == 422
    months = client.get("/photos/months").json()["months"]
    assert months == [{"month": m, "count": n} for m, n in (("2023-08", 2), ("2023-07", 2), ("2019-12", 1))]
    of_pixel = client.get("/photos/months", params={"camera": "Pixel 7"}).json()["months"]
    assert of_pixel == [{"month": "2023-08", "count": 2}, {"month": "2023-07", "count": 1}]
    in_box = client.get("/photos/months", params={"box": "11,43,11.89,44"}).json()["months"]
    assert in_box == [{"month": "2019-12", "count": 1}]


def test_an_edit_wins_is_found_by_and_can_be_taken_back(library: tuple[httpx.Client, list[str]]) -> None:
    client, (christmas, july, *_) = library
    before = client.get(f"/photo/{july}").json()
    guessed = before["tags"][0]["name"]
    edited = _edit(
        client, july, favourite=True, rating=4, title="  Piazza ", tags_added=["Holiday"], tags_removed=[guessed]
    )
    assert (edited["favourite"], edited["rating"], edited["title"]) == (True, 4, "Piazza")
    assert edited["tags"][0] == {"name": "holiday", "label": None, "confidence": 1.0, "source": "owner"}
    assert guessed not in [tag["name"] for tag in edited["tags"]]
    assert edited["edited"] == ["favourite", "rating", "tags_added", "tags_removed", "title"]
    assert _listed(client, favourite=True) == _listed(client, rating=3) == _listed(client, tag="holiday") == [july]
    assert july not in _listed(client, favourite=False)
    assert july not in _listed(client, tag=guessed)
    assert _listed(client, without_tag="holiday", camera="Canon EOS 40D") == [christmas]
    assert {"name": "holiday", "label": None, "count": 1} in client.get("/facets").json()["tags"]
    settle(client, [july])  # its text is embedded anew
    found = client.get("/search", params={"q": "holiday"}).json()["hits"]
    assert july in [hit["photo"]["id"] for hit in found]
    back = _edit(client, july, favourite=None, rating=None, title=None, tags_added=None, tags_removed=None)
    settle(client, [july])
    assert {name: back[name] for name in ("favourite", "rating", "title", "tags", "edited")} == {
        name: before[name] for name in ("favourite", "rating", "title", "tags", "edited")
    }


def test_archived_photos_are_on_no_page_and_in_no_count(library: tuple[httpx.Client, list[str]]) -> None:
    client, (christmas, *others) = library
    _edit(client, christmas, archived=True)
    assert christmas not in _listed(client)
    assert _listed(client, archived="true") == [christmas]
    assert sorted(_listed(client, archived="any")) == sorted([christmas, *others])
    assert "2019-12" not in [each["month"] for each in client.get("/photos/months").json()["months"]]
    assert client.get(f"/photo/{christmas}").json()["archived"] is True
    _edit(client, christmas, archived=False)
    assert christmas in _listed(client)


@pytest.mark.parametrize(
    ("method", "path", "what", "says"),
    [
        ("GET", "/photos", {"params": {"from": "2024-01-01", "to": "2023-01-01"}}, "after to"),
        ("GET", "/photos", {"params": {"from": "yesterday"}}, "from"),
        ("GET", "/photos", {"params": {"box": "1,2,3"}}, "west,south,east,north"),
        ("GET", "/photos", {"params": {"box": "1,nan,3,4"}}, "between"),
        ("GET", "/photos", {"params": {"box": "1,20,3,4"}}, "south"),
        ("GET", "/photos", {"params": {"rating": 9}}, "rating"),
        ("GET", "/photos", {"params": {"trouble": "everything"}}, "trouble"),
        ("GET", "/photos", {"params": {"order": "random"}}, "order"),
        ("GET", "/photos", {"params": {"after": "%%%"}}, "after"),
        ("GET", "/photos/points", {"params": {"after": "x"}}, "after"),
        ("GET", "/photos/months", {"params": {"tag": ""}}, "tag"),
        ("PATCH", "/photo/{id}", {"json": {"rating": 6}}, "rating"),
        ("PATCH", "/photo/{id}", {"json": {"taken_at": "now"}}, "taken_at"),
        ("PATCH", "/photo/{id}", {"json": {"title": "a\0b"}}, "title"),
        ("PATCH", "/photo/{id}", {"json": {"tags_added": ["  "]}}, "tags_added"),
    ],
    ids=range(15),
)
def test_nonsense_is_a_problem_with_a_sentence(
    library: tuple[httpx.Client, list[str]], method: str, path: str, what: dict[str, Any], says: str
) -> None:
    client, ids = library
    answer = client.request(method, path.format(id=ids[0]), **what)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert says in answer.json()["detail"]


def test_nobody_edits_what_is_not_there(library: tuple[httpx.Client, list[str]]) -> None:
    client, _ = library
    for id in ("nonsense", "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"):
        assert client.patch(f"/photo/{id}", json={"favourite": True}).status_code == 404


def test_another_release_starts_on_the_library(tmp_path: Path) -> None:
    """What was edited is there after a restart."""
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        id = upload(client, encoded(5100)).json()["id"]
        settle(client, [id])
        _edit(client, id, favourite=True, archived=True)
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        assert _listed(client, favourite=True, archived="true") == [id]


def test_lists_travel_compressed_and_pictures_as_they_are(library: tuple[httpx.Client, list[str]]) -> None:
    client, ids = library
    for path, encoding in (
        ("/photos", "gzip"),
        (f"/photo/{ids[0]}/thumbnail", None),
        (f"/photo/{ids[0]}/original", None),
    ):
        with client.stream("GET", path) as answer:
            sent = sum(len(chunk) for chunk in answer.iter_raw())
            assert (answer.status_code, answer.headers.get("content-encoding")) == (200, encoding)
            assert encoding or sent == int(answer.headers["content-length"])
    with client.stream("GET", "/photos", headers={"accept-encoding": "identity"}) as answer:
        assert "content-encoding" not in answer.headers
    with client.stream("GET", "/events") as answer:
        assert next(answer.iter_lines()) == "event: hello", "no event waits for more of them to be compressed"


def test_places_are_found_by_name_those_of_the_library_first(library: tuple[httpx.Client, list[str]]) -> None:
    client, _ = library
    # In Texas there is a town that is called so.
    *own, _, rome = client.get("/places", params={"q": "italy", "limit": 4}).json()["places"]
    (arezzo,) = [town for town in own if town["place"]["city"] == "Arezzo"]
    named = {"city": "Arezzo", "region": "Tuscany", "country": "Italy", "country_code": "IT"}
    assert arezzo["place"] == {**named, "label": None}
    asked = {"q": "arezzo", "limit": 1, "lang": "de"}
    assert client.get("/places", params=asked).json()["places"][0]["place"] == {
        **named,
        "label": "Arezzo, Tuscany, Italien",
    }
    assert arezzo["location"]["latitude"] == pytest.approx(43.46, abs=0.01)
    assert rome["place"]["city"] == "Rome"
    (munich,) = client.get("/places", params={"q": "münchen", "limit": 1}).json()["places"]
    assert munich["place"]["city"] == "Munich"
    assert client.get("/places").json() == {"places": []}
    assert client.get("/places", params={"q": "a" * 101}).status_code == 422
