from collections.abc import Callable

import httpx
import pytest

from services.vision.app import build_app
from shared.children import ChildCrashed
from shared.errors import Damaged, Invalid
from shared.inference.base import Found, FoundPart
from shared.inference.pool import Done, Work

Outcome = Found | Invalid


def client(decoded: Outcome | Exception, seen: Callable[[Work], Outcome]) -> httpx.AsyncClient:
    async def decode(work: Work) -> Done:
        assert work.path is not None
        assert work.path.read_bytes() == b"the file"
        if isinstance(decoded, Exception) and not isinstance(decoded, Invalid):
            raise decoded
        return {"renditions": (decoded, "pillow")}

    async def look(work: Work) -> Done:
        return {stage: (seen(work), "eyes") for stage in work.stages}

    app = build_app(decode, look, ["classify", "fingerprint"])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://vision")


async def test_a_picture_is_decoded_and_looked_at() -> None:
    def seen(work: Work) -> Outcome:
        assert work.preview == b"preview"
        return Found(facts={"of": "it"})

    async with client(Found(blobs={"preview": b"preview"}), seen) as vision:
        answer = await vision.post("/look", content=b"the file")
    assert (answer.status_code, answer.json()) == (200, {"classify": {"of": "it"}, "fingerprint": {"of": "it"}})


async def test_faces_come_cut_out() -> None:
    def seen(work: Work) -> Outcome:
        assert work.stages == ("faces",)
        return Found(parts=(FoundPart({"size": 90}, {"chip": b"a chip"}),))

    async with client(Found(blobs={"preview": b"preview"}), seen) as vision:
        answer = await vision.post("/faces", content=b"the file")
    assert answer.json() == {"faces": [{"facts": {"size": 90}, "chip": "YSBjaGlw"}]}


@pytest.mark.parametrize(
    ("decoded", "sentence"),
    [
        (Damaged("The file ends too early."), "The file ends too early."),
        (ChildCrashed("the decoder crashed"), "The picture cannot be read: the decoder crashed."),
    ],
)
async def test_what_cannot_be_read_is_a_problem(decoded: Exception, sentence: str) -> None:
    async with client(decoded, lambda work: Found()) as vision:  # type: ignore[arg-type]
        answer = await vision.post("/look", content=b"the file")
    assert (answer.status_code, answer.json()["detail"]) == (422, sentence)


async def test_what_cannot_be_looked_at_is_a_problem() -> None:
    async with client(Found(blobs={"preview": b"preview"}), lambda work: Invalid("Nothing is on it.")) as vision:
        answer = await vision.post("/look", content=b"the file")
    assert (answer.status_code, answer.json()["detail"]) == (422, "Nothing is on it.")
