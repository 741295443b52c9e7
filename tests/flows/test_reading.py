"""What is written on a photo is found, and reading can be switched off and on again."""

import time
from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image

from tests.drawing import encoded
from tests.running import running, settle, upload


def sign(colour: str) -> bytes:
    """What the fake reader takes for a sign: "sign 999" on a white one, "sign 000" on a black one."""
    buffer = BytesIO()
    Image.new("RGB", (200, 80), colour).save(buffer, "PNG")
    return buffer.getvalue()


def found(client: httpx.Client, q: str) -> dict[str, set[str]]:
    """-> where words of the question stand, by photo."""
    hits = client.get("/search", params={"q": q}).json()["hits"]
    return {hit["photo"]["id"]: {why["where"] for why in hit["why"] if why["kind"] == "words"} for hit in hits}


def test_what_is_written_on_a_photo_is_found_word_for_word(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        white, black, bare = (
            upload(client, content, name).json()["id"]
            for content, name in ((sign("white"), "a.png"), (sign("black"), "b.png"), (encoded(1700), "c.jpg"))
        )
        photos = settle(client, [white, black, bare])
        assert {photo["stages"]["ocr"]["state"] for photo in photos.values()} == {"done"}
        assert found(client, '"sign 999"') == {white: {"text"}}
        assert found(client, '"999 sign"') == {}
        assert "text" in found(client, "sign 000")[black]


def test_photos_that_skipped_reading_are_read_once_it_is_on_again(home: Path) -> None:
    with running(home, ocr=False) as heliograph, heliograph.client() as client:
        id = upload(client, sign("white")).json()["id"]
        photo = settle(client, [id])[id]
        assert photo["status"] == "ready"
        assert photo["stages"]["ocr"]["state"] == "skipped"
        assert photo["stages"]["ocr"]["error"] == "Reading text is switched off (HELIOGRAPH_OCR)."
        assert found(client, '"sign 999"') == {}
    with running(home, reconcile_seconds=0.2, resend_seconds=0) as heliograph, heliograph.client() as client:
        read(client, id)
        assert found(client, '"sign 999"') == {id: {"text"}}


def read(client: httpx.Client, id: str, timeout: float = 60) -> None:
    """Waits until reconcile has sent it, it was read, and its words were indexed again."""
    deadline = time.monotonic() + timeout
    while True:
        photo = client.get(f"/photo/{id}").json()
        if photo["status"] == "ready" and photo["stages"]["ocr"]["state"] == "done":
            return
        assert time.monotonic() < deadline, photo
        time.sleep(0.1)
