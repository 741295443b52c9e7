"""Files that people's photo managers tripped over, sent through the door; and what is not known is not asserted."""

import csv
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from tests.drawing import draw
from tests.evalkit import cases
from tests.running import running, settle

Photo = dict[str, Any]


def jpeg(seed: int) -> bytes:
    file = BytesIO()
    draw(seed, (160, 120)).save(file, "JPEG")
    return file.getvalue()


def send(client: httpx.Client, data: bytes, name: str, **fields: Any) -> httpx.Response:
    sidecar = fields.pop("sidecar", None)
    files = {"file": (name, data)} | ({"sidecar": ("photo.xmp", sidecar)} if sidecar else {})
    return client.post("/upload", files=files, data=fields)


def names_of(photo: Photo) -> set[str]:
    return {tag["name"] for tag in photo["tags"]}


def at(latitude: float, longitude: float) -> Callable[[Photo], bool]:
    def holds(photo: Photo) -> bool:
        where = photo["location"]
        return abs(where["latitude"] - latitude) < 2e-3 and abs(where["longitude"] - longitude) < 2e-3

    return holds


def taken(begins: str, source: str = "metadata") -> Callable[[Photo], bool]:
    return lambda photo: (photo["taken_at"] or "").startswith(begins) and photo["date_source"] == source


def undated(photo: Photo) -> bool:
    return photo["taken_at"] is None and photo["date_source"] == "upload" and photo["date_precision"] is None


def shown(photo: Photo) -> bool:
    return photo["status"] == "ready"


def named_unsupported(photo: Photo) -> bool:
    return photo["status"] == "ready" or "not supported" in photo["stages"]["renditions"]["error"]


# What each row of cases.tsv says, of the photo as the API tells it.
RIGHT: dict[str, Callable[[Photo], bool]] = {
    "gps-xmp-ref-apart-los-angeles.jpg": lambda photo: (
        at(33.715, -118.32)(photo) and photo["place"]["country_code"] == "US"
    ),
    "gps-xmp-altitude-1200.jpg": lambda photo: photo["location"]["altitude"] == 1200,
    "gps-all-in-seconds.jpg": at(48.2083, 16.3731),
    "IMG-20190704-WA0003.jpg": lambda photo: taken("2019-07-04", "name")(photo) and photo["date_precision"] == "day",
    "PXL_20230101_123456789.jpg": taken("2023-01-01T12:34:56+00:00", "name"),
    "2011-07-19 11.36.39.jpg": taken("2011-07-19T11:36:39", "name"),
    "xmp-pantry.jpg": lambda photo: (
        taken("2022-05-05")(photo)
        and not (photo["rating"] or photo["description"] or "stockclipart" in names_of(photo))
    ),
    "date-1970-epoch.jpg": taken("2016-05-04"),
    "date-1980-epoch.jpg": undated,
    "date-1904-epoch.jpg": taken("2018"),
    "date-hour-24-nexus4.jpg": taken("2015-08-22"),
    "date-exif-1985.jpg": taken("1985-06-07T12:00"),
    "rating-4-in-file.jpg": lambda photo: photo["rating"] == 0,
    "png-ztxt-1.2MB.png": shown,
    "png-itxt-1.2MB.png": shown,
    "png-bad-crc-in-text.png": shown,
    "png-exif-after-idat.png": taken("2018-01-02T03:04:05"),
    "png-raw-profile-xmp.png": taken("2018-01-02T03:04:05"),
    "png-creation-time.png": taken("2019-03-04"),
    "avif-p3-by-nclx.avif": shown,
    "avif-pq-2020.avif": shown,
    "png-linear-profile-named-srgb.png": shown,
    "orientation-xmp-only.jpg": lambda photo: (photo["width"], photo["height"]) == (480, 320),
    "tiff-compression-as-byte.tif": lambda photo: photo["status"] in ("ready", "failed"),
    "tiff-thumbnail-first.tif": lambda photo: (
        (photo["width"], photo["height"], photo["media_type"]) == (480, 320, "image/tiff") and shown(photo)
    ),
    "tiff-float32-rgb.tif": named_unsupported,
    "tiff-webp.tif": named_unsupported,
    "bigtiff-big-endian.tif": named_unsupported,
    "tags-hierarchy.jpg": lambda photo: {"places", "italy", "rome"} <= names_of(photo),
    "description-languages.jpg": lambda photo: photo["description"] == "A red boat",
    "face-region.jpg": shown,  # its name comes with the issue on people
    "xmp-in-gif.gif": lambda photo: taken("2018-01-02")(photo) and "nordlicht" in names_of(photo),
    "jpeg-cut-at-90-percent.jpg": lambda photo: "ends too early" in photo["stages"]["renditions"]["error"],
}
# Where a preview is looked at, in shares of its sides, and what it must be there, within 6 of 255.
COLOURS = {
    "avif-p3-by-nclx.avif": ((0.5, 0.5), (0, 224, 0)),
    "png-linear-profile-named-srgb.png": ((0.25, 0.25), (220, 38, 38)),
}


@cases
def test_every_case(home: Path, cases: Path) -> None:
    with (cases / "cases.tsv").open() as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert {row["file"] for row in rows} == RIGHT.keys()
    with running(home) as heliograph, heliograph.client() as client:
        ids = {}
        for row in rows:
            sidecar = (cases / row["sidecar"]).read_bytes() if row["sidecar"] else None
            answer = send(client, (cases / row["file"]).read_bytes(), row["send as"] or row["file"], sidecar=sidecar)
            assert answer.status_code == 201, (row["file"], answer.text)
            ids[row["file"]] = answer.json()["id"]
        photos = settle(client, ids.values())
        wrong = {name: photos[id] for name, id in ids.items() if not RIGHT[name](photos[id])}
        assert not wrong
        for name, ((x, y), colour) in COLOURS.items():
            picture = Image.open(BytesIO(client.get(f"/photo/{ids[name]}/preview").content))
            pixel = picture.convert("RGB").getpixel((int(x * picture.width), int(y * picture.height)))
            assert isinstance(pixel, tuple)
            assert max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= 6, (name, pixel)
        for word in ("Boot", "red boat"):
            found = [hit["photo"]["id"] for hit in client.get("/search", params={"q": word}).json()["hits"]]
            assert ids["description-languages.jpg"] in found, word


def listed(client: httpx.Client, **params: Any) -> list[str]:
    return [photo["id"] for photo in client.get("/photos", params=params).json()["photos"]]


def test_what_is_not_known_is_not_asserted(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        none = send(client, jpeg(1), "photo.jpg").json()["id"]
        file = send(client, jpeg(2), "scan.jpg", modified_at="2018-05-06T07:08:09Z").json()["id"]
        name = send(client, jpeg(3), "IMG-20190704-WA0003.jpg", modified_at="2021-01-01T00:00:00Z").json()["id"]
        ends = [
            send(client, jpeg(4 + n), f"{n}.jpg", modified_at=when).json()["id"]
            for n, when in enumerate(("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"))
        ]
        photos = settle(client, [none, file, name, *ends])
        assert [photos[id]["date_source"] for id in (none, file, name, *ends)] == [
            "upload",
            "file",
            "name",
            *["upload"] * 2,
        ]
        assert [photos[id]["day"] for id in (file, name)] == ["2018-05-06", "2019-07-04"]
        assert {photos[id]["season"] for id in photos} == {None}

        # In the timeline each has its month, and the months' pages hold all of them.
        months = client.get("/photos/months").json()["months"]
        assert {each["month"]: each["count"] for each in months} == {
            "2019-07": 1, "2018-05": 1, photos[none]["uploaded_at"][:7]: 3,
        }  # fmt: skip
        assert sorted(id for each in months for id in listed(client, month=each["month"])) == sorted(photos)

        # Questions about when it was taken are answered by the name alone; years, seasons and weeks all go this way.
        this_year = photos[none]["uploaded_at"][:4]
        assert listed(client, **{"from": "0001-01-01", "to": "9999-12-31"}) == [name]
        assert listed(client, **{"from": "2019-07-01", "to": "2019-07-31"}) == [name]
        assert listed(client, **{"from": "2018-01-01", "to": "2018-12-31"}) == []
        for q in (this_year, "2018", "photos of this week", "today"):
            assert client.get("/search", params={"q": q}).json()["hits"] == [], q
        offered = client.get("/search/suggest", params={"q": this_year[:3]}).json()["suggestions"]
        assert [each["text"] for each in offered if each["kind"] == "date" and each["text"].endswith(this_year)] == []


SIDECAR = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmp:Rating="{stars}" exif:DateTimeOriginal="{taken}"/></rdf:RDF></x:xmpmeta>"""


def test_a_sidecar_that_comes_later_is_taken_over(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        created = send(client, jpeg(1), "photo.jpg").json()
        id = created["id"]
        assert created == {"id": id, "status": "created", "sidecar_taken": False}
        assert settle(client, [id])[id]["date_source"] == "upload"
        for stars, when in ((4, "2001-02-03T04:05:06"), (2, "2002-02-03T04:05:06")):
            sidecar = SIDECAR.format(stars=stars, taken=when).encode()
            again = send(client, jpeg(1), "photo.jpg", sidecar=sidecar)
            assert (again.status_code, again.json()) == (200, {"id": id, "status": "duplicate", "sidecar_taken": True})
            photo = settle(client, [id])[id]
            assert (photo["rating"], photo["taken_at"], photo["day"]) == (stars, when, when[:10])
            assert send(client, jpeg(1), "photo.jpg", sidecar=sidecar).json()["sidecar_taken"] is False
        assert send(client, jpeg(1), "photo.jpg").json()["sidecar_taken"] is False
        assert settle(client, [id])[id]["rating"] == 2
