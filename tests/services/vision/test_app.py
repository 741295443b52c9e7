from collections.abc import Callable

import httpx
import msgspec
import pytest

from services.vision.app import build_app
from shared.children import ChildCrashed
from shared.domain.clean_copy import CopyOrder
from shared.domain.crop import CropOrder, Subject
from shared.errors import Damaged, Invalid
from shared.inference.base import Found, FoundPart
from shared.inference.pool import Done, Work

Outcome = Found | Invalid
COPY = CopyOrder("photo", "original", "clean-1-0", "2008-10-22T16:28:39")
ORDER = CropOrder("preview-1", "crop-1", "4:5", 320, (Subject((0.1, 0.2, 0.3, 0.4), 0.3),))


def client(decoded: Outcome | Exception, seen: Callable[[Work], Outcome]) -> httpx.AsyncClient:
    async def decode(work: Work) -> Done:
        assert work.path is not None
        assert work.path.read_bytes() == b"the file"
        if isinstance(decoded, Exception) and not isinstance(decoded, Invalid):
            raise decoded
        return {"renditions": (decoded, "pillow")}

    async def look(work: Work) -> Done:
        return {stage: (seen(work), "eyes") for stage in work.stages}

    async def keep(order: CropOrder) -> None:
        assert order == ORDER
        if isinstance(decoded, ChildCrashed):
            raise decoded

    async def keep_copy(order: CopyOrder) -> None:
        assert order == COPY
        if isinstance(decoded, Exception):
            raise decoded

    app = build_app(decode, look, ["classify", "fingerprint"], keep, keep_copy)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://vision")


async def test_a_picture_is_decoded_and_looked_at() -> None:
    def seen(work: Work) -> Outcome:
        assert work.preview == b"preview"
        return Found(facts={"of": "it"})

    async with client(Found(blobs={"preview": b"preview"}), seen) as vision:
        answer = await vision.post("/look", content=b"the file")
        shown = await vision.post("/look", content=b"the file", params={"preview": True})
    assert (answer.status_code, answer.json()) == (200, {"classify": {"of": "it"}, "fingerprint": {"of": "it"}})
    assert shown.json() == {**answer.json(), "renditions": {"preview": "cHJldmlldw=="}}


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


@pytest.mark.parametrize(("path", "order"), [("/crop", ORDER), ("/copy", COPY)])
async def test_crops_and_copies_are_made_as_they_are_ordered(path: str, order: CropOrder | CopyOrder) -> None:
    for content, failure, status in [
        (msgspec.json.encode(order), Found(), 200),
        (msgspec.json.encode(order), ChildCrashed("the child crashed"), 422),
        (b'{"ratio": "4:5"}', Found(), 422),
    ]:
        async with client(failure, lambda work: Found()) as vision:
            assert (await vision.post(path, content=content)).status_code == status
