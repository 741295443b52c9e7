"""Bad input gets a sentence and a 4xx, nothing stored; odd input works."""

import csv
import hashlib
import socket
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

import httpx
import pytest
from PIL import Image

from tests.drawing import draw, encoded
from tests.evalkit import evalkit
from tests.flows.importing import until
from tests.running import running, settle, upload


def refused(answer: httpx.Response, *statuses: int) -> str:
    """Asserts a problem with a sentence -> the sentence."""
    assert answer.status_code in statuses, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["title"]
    assert problem["detail"].endswith((".", "?"))
    return str(problem["detail"])


@pytest.mark.parametrize(("content", "name", "status"), [
    (b"", "empty.jpg", 422),
    (b"just some text, whatever its name says", "text.jpg", 415),
    (b"\x00\x01\x02\x03" * 1000, "noise.bin", 415),
    (b"%PDF-1.7\n" + b" " * 500, "paper.jpg", 415),
    (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 500, "film.mp4", 415),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17, "nothing.png", 422),
    (encoded(2001)[:20], "stump.jpg", 422),
])  # fmt: skip
def test_what_is_no_photo_is_refused(client: httpx.Client, content: bytes, name: str, status: int) -> None:
    before = client.get("/photos").json()["photos"][:1]
    refused(upload(client, content, name), status)
    assert [p["id"] for p in client.get("/photos").json()["photos"][:1]] == [p["id"] for p in before]


def test_too_many_pixels_or_bytes_are_refused(home: Path) -> None:
    with running(home, max_pixels=10_000, max_bytes=20_000) as heliograph, heliograph.client() as client:
        assert "pixels" in refused(upload(client, encoded(2002, size=(101, 100))), 413)
        assert "20,000 bytes" in refused(upload(client, encoded(2003) + b"\0" * 20_000), 413)
        assert client.get("/photos").json()["photos"] == []
        assert heliograph.blobs() == []


def test_a_body_of_json_is_small(client: httpx.Client) -> None:
    known = "/photos/known"
    assert "1,048,576 bytes" in refused(client.post(known, content=b"[" * (2**20 + 1)), 413)
    assert "1,048,576 bytes" in refused(client.post(known, content=iter([b"[" * 2**19] * 3)), 413)
    refused(client.post(known, content=b"[" * 2**19, headers={"Content-Type": "application/json"}), 400)


def test_a_wrong_hash_is_refused_and_a_right_one_taken(client: httpx.Client) -> None:
    content = encoded(2004)
    refused(upload(client, content, headers={"X-Content-SHA256": hashlib.sha256(b"other").hexdigest()}), 422)
    refused(upload(client, content, headers={"X-Content-SHA256": "nonsense"}), 422)
    right = upload(client, content, headers={"X-Content-SHA256": hashlib.sha256(content).hexdigest()})
    assert right.status_code == 201


def test_a_body_that_is_cut_half_way_leaves_nothing(home: Path) -> None:
    content = encoded(2005, size=(1200, 900))
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    with running(home) as heliograph, heliograph.client() as client:
        address = urlsplit(heliograph.base)
        request = (
            f"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            f"Content-Length: {len(head) + len(content) + 9}\r\n\r\n"
        )
        with socket.create_connection((address.hostname, address.port)) as wire:
            wire.sendall(request.encode() + head + content[: len(content) // 2])
        # The length is kept, but the closing boundary never comes.
        refused(
            client.post("/upload", content=head + content, headers={"Content-Type": "multipart/form-data; boundary=b"}),
            422,
        )
        assert client.get("/photos").json()["photos"] == []
        assert heliograph.blobs() == []


def test_forms_that_are_none(client: httpx.Client) -> None:
    one = encoded(2006)
    refused(client.post("/upload", content=one, headers={"Content-Type": "image/jpeg"}), 415)
    refused(client.post("/upload", files={"picture": ("a.jpg", one)}), 422)
    refused(client.post("/upload", files=[("file", ("a.jpg", one)), ("file", ("b.jpg", one))]), 422)
    refused(upload(client, one, data={"modified_at": "yesterday"}), 422)
    refused(upload(client, one, data={"modified_at": "2" * 5000}), 413)
    bad = {"Content-Type": "multipart/form-data; boundary=b"}
    refused(client.post("/upload", content=b"no boundary anywhere", headers=bad), 422)


@pytest.mark.parametrize("id", ["01a1fda0-74ad-7544-8b86-1c759428e937", "nonsense", "%2e%2e", "%00", "a" * 300])
def test_unknown_ids(client: httpx.Client, id: str) -> None:
    for path in (f"/photo/{id}", f"/photo/{id}/original", f"/photo/{id}/preview"):
        refused(client.get(path), 404)
    refused(client.delete(f"/photo/{id}"), 404, 405)


@pytest.mark.parametrize("query", [
    {"limit": 0}, {"limit": -1}, {"limit": 501}, {"limit": "many"}, {"after": "nonsense"}, {"after": "x" * 300},
    {"after": "8J+YgA"},
])  # fmt: skip
def test_bad_pages(client: httpx.Client, query: dict[str, str]) -> None:
    refused(client.get("/photos", params=query), 422)


def test_queries(client: httpx.Client) -> None:
    assert client.get("/search").json()["hits"] == [], "nothing asked, nothing found"
    refused(client.get("/search", params={"q": "kitten " * 3000}), 422, 414)
    refused(client.get("/search", params={"q": "a", "limit": 10_000}), 422)
    for q in (
        "",
        "   ",
        '"',
        '"never closed',
        "котёнок",
        "小猫",
        "قطة",
        "🐱🐱",
        "\x00",
        "'; drop table photos; --",
        "%",
        "*",
    ):
        answer = client.get("/search", params={"q": q})
        assert answer.status_code == 200, (q, answer.text)
        assert isinstance(answer.json()["hits"], list)


@pytest.mark.parametrize(
    "name", ["a/b\\c.jpg", "../../etc/passwd", "nul\x00l.jpg", "x" * 5000 + ".jpg", "", "🌻 ü.jpg", "a\r\nb"]
)
def test_any_file_name(client: httpx.Client, name: str) -> None:
    answer = upload(client, encoded(crc32(name.encode())), name)
    assert answer.status_code == 201, answer.text
    kept = client.get(f"/photo/{answer.json()['id']}").json()["file_name"]
    assert kept
    assert len(kept) <= 255
    assert not set(kept) & set("/\\\x00\r\n")
    assert client.get(f"/photo/{answer.json()['id']}/original").status_code == 200


@pytest.mark.parametrize(("kind", "mode", "options"), [
    ("JPEG", "CMYK", {}), ("JPEG", "L", {}), ("PNG", "P", {}), ("PNG", "1", {}), ("PNG", "LA", {}), ("PNG", "RGBA", {}),
    ("PNG", "I;16", {}), ("GIF", "P", {"save_all": True, "append_images": [draw(1), draw(2)]}), ("WEBP", "RGBA", {}),
    ("WEBP", "RGB", {"save_all": True, "append_images": [draw(3)]}), ("TIFF", "RGB", {"compression": "tiff_lzw"}),
    ("TIFF", "I;16", {}), ("TIFF", "F", {}), ("AVIF", "RGB", {}),
])  # fmt: skip
def test_every_kind_of_picture(client: httpx.Client, kind: str, mode: str, options: dict[str, object]) -> None:
    seed = 4000 + sum(map(ord, kind + mode + str(len(options))))
    if mode == "I;16":
        content = _saved(draw(seed, mode="L").convert("I").point(lambda value: value * 256).convert("I;16"), kind)
    else:
        content = encoded(seed, kind, mode=mode, **options)
    id = upload(client, content, f"picture.{kind.lower()}").json()["id"]
    photo = settle(client, [id])[id]
    assert photo["status"] == "ready", photo["stages"]
    assert (photo["width"], photo["height"]) == (64, 48)


def test_damage_that_only_decoding_finds_keeps_the_original(client: httpx.Client) -> None:
    content = encoded(2007, size=(800, 600))[:-4000]
    id = upload(client, content, "cut.jpg").json()["id"]
    photo = settle(client, [id])[id]
    assert photo["status"] == "failed"
    assert photo["stages"]["renditions"]["error"].endswith(".")
    # It has failed at once; what needed its pixels is skipped a moment later.
    until(lambda: client.get(f"/photo/{id}").json()["stages"]["classify"]["state"] == "skipped", "classify is skipped")
    assert client.get(f"/photo/{id}/original").content == content
    refused(client.get(f"/photo/{id}/preview"), 404)
    # Trying again by hand is possible, and ends as it must.
    assert client.post(f"/photo/{id}/retry").status_code == 202
    assert settle(client, [id])[id]["status"] == "failed"


@evalkit("corrupt")
def test_every_corrupt_file_of_the_evalkit(home: Path, evalkit: Path) -> None:
    files = sorted(path for path in (evalkit / "corrupt").iterdir() if path.suffix != ".csv")
    with (evalkit / "corrupt" / "expected_pillow.csv").open() as table:
        loads = {row["file"] for row in csv.DictReader(table) if row["pillow_result"] == "loads"}
    with running(home, decode_seconds=30) as heliograph, heliograph.client() as client:
        taken = {}
        for path in files:
            answer = upload(client, path.read_bytes(), path.name)
            if answer.status_code == 201:
                taken[path.name] = answer.json()["id"]
            else:
                refused(answer, 413, 415, 422)
        photos = settle(client, taken.values())
        for name, id in taken.items():
            photo = photos[id]
            errors = [stage["error"] for stage in photo["stages"].values() if stage["state"] == "failed"]
            assert photo["status"] == "ready" or errors, name
            assert all(error.endswith(".") for error in errors), errors
            assert client.get(f"/photo/{id}/original").status_code == 200
        ready = {name for name, id in taken.items() if photos[id]["status"] == "ready"}
        assert loads - {"truncated.heic"} <= ready
        # The neighbours of all that are fine.
        good = upload(client, encoded(2008)).json()["id"]
        assert settle(client, [good])[good]["status"] == "ready"


def _saved(image: Image.Image, kind: str) -> bytes:
    from io import BytesIO

    buffer = BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()
