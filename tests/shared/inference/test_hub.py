"""A hub of the tests' own, which speaks as huggingface.co does, and misbehaves."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.errors import Forbidden, HashMismatch, HeliographError, Invalid, NotFound, Overloaded, Unavailable
from shared.inference.hub import Hub, Offer, connected

CONTENT = bytes(range(256)) * 40
COMMIT = "c" * 40


class Broken(httpx.AsyncByteStream):
    """Bytes of a body, and then the end of the line."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content
        raise httpx.ReadError("Connection reset by peer")


@dataclass
class FakeHub:
    """`promised`: the file of which it tells; `content`: what it sends. `breaks`: by request, after how many bytes it
    ends; `ranges`: whether it goes on in the middle."""

    content: bytes = CONTENT
    promised: bytes = CONTENT
    sha256: str = ""
    licence: Any = "apache-2.0"
    status: int = 200
    breaks: list[int] = field(default_factory=list)
    ranges: bool = True
    asked: list[str] = field(default_factory=list)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.status != 200:
            return httpx.Response(self.status, headers={"Retry-After": "30"})
        if request.url.path.startswith("/api/"):
            large = {
                "sha256": self.sha256 or hashlib.sha256(self.promised).hexdigest(), "size": len(self.promised),
            }  # fmt: skip
            return httpx.Response(200, json={
                "sha": COMMIT, "cardData": {"license": self.licence},
                "siblings": [
                    {"rfilename": "model.onnx", "size": 130, "blobId": "a" * 40, "lfs": large},
                    {"rfilename": "names.txt", "size": 5, "blobId": "ce013625030ba8dba906f756967f9e9ca394464a"},
                ],
            })  # fmt: skip
        assert COMMIT in request.url.path
        self.asked.append(request.headers.get("Range", ""))
        start = int(self.asked[-1][6:-1]) if self.asked[-1] and self.ranges else 0
        code = 206 if start else 200
        if self.breaks:
            return httpx.Response(code, stream=Broken(self.content[start : start + self.breaks.pop(0)]))
        return httpx.Response(code, content=self.content[start:])

    def hub(self) -> Hub:
        transport = httpx.MockTransport(self)
        return Hub(httpx.AsyncClient(transport=transport, base_url="https://hub.test"), pause=0)


async def fetched(fake: FakeHub, file: Path) -> Offer:
    hub = fake.hub()
    offer = await hub.offer("birds/yolo", "model.onnx")
    await hub.fetch(offer, file, lambda there, of: None)
    return offer


async def test_a_file_is_fetched_by_its_commit_and_compared(tmp_path: Path) -> None:
    fake = FakeHub()
    offer = await fetched(fake, tmp_path / "model")
    assert (offer.commit, offer.bytes, offer.licence) == (COMMIT, len(CONTENT), "apache-2.0")
    assert (tmp_path / "model").read_bytes() == CONTENT
    await fake.hub().fetch(offer, tmp_path / "model", lambda there, of: None)
    assert fake.asked == [""], "what is there is not fetched again"


async def test_small_files_are_compared_by_gits_hash(tmp_path: Path) -> None:
    fake = FakeHub(content=b"hello\n"[:5])
    hub = fake.hub()
    offer = await hub.offer("birds/yolo", "names.txt")
    with pytest.raises(HashMismatch):
        await hub.fetch(offer, tmp_path / "names", lambda there, of: None)
    (tmp_path / "right").write_bytes(b"hello\n")
    assert Offer("", "", "", 6, offer.hash, "").is_of(tmp_path / "right")


@pytest.mark.parametrize(
    ("ranges", "asked"), [(True, ["", "bytes=4096-", "bytes=8192-"]), (False, ["", "bytes=4096-"])]
)
async def test_what_breaks_off_is_gone_on_with(tmp_path: Path, ranges: bool, asked: list[str]) -> None:
    fake = FakeHub(breaks=[4096, 4096] if ranges else [4096], ranges=ranges)
    seen: list[int] = []
    hub = fake.hub()
    await hub.fetch(
        await hub.offer("birds/yolo", "model.onnx"), tmp_path / "model", lambda there, of: seen.append(there)
    )
    assert (tmp_path / "model").read_bytes() == CONTENT
    assert fake.asked == asked
    assert seen[-1] == len(CONTENT)


async def test_what_brings_nothing_ends_with_a_sentence_and_the_next_run_goes_on(tmp_path: Path) -> None:
    fake = FakeHub(breaks=[4096] + [0] * 10)
    with pytest.raises(Unavailable, match=r"https://hub\.test does not answer .* What came is kept"):
        await fetched(fake, tmp_path / "model")
    assert (tmp_path / "model").stat().st_size == 4096
    fake.breaks.clear()
    fake.asked.clear()
    await fetched(fake, tmp_path / "model")
    assert fake.asked == ["bytes=4096-"]


async def test_a_hub_that_sends_its_beginning_for_ever_is_left(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        await fetched(FakeHub(breaks=[100, 90] * 20, ranges=False), tmp_path / "model")
    with pytest.raises(Unavailable, match="sends nothing more"):
        await fetched(FakeHub(content=b""), tmp_path / "other")


@pytest.mark.parametrize("fake", [
    FakeHub(sha256="0" * 64), FakeHub(content=CONTENT[:-1] + b"!"), FakeHub(content=CONTENT + b"more"),
])  # fmt: skip
async def test_of_what_is_not_what_was_promised_nothing_is_kept(tmp_path: Path, fake: FakeHub) -> None:
    with pytest.raises(HashMismatch, match=r"birds/yolo@cccccccccccc/model\.onnx is not what it promised"):
        await fetched(fake, tmp_path / "model")
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize(("status", "kind", "sentence"), [
    (401, Forbidden, "there is none, it is private, or its terms .* HF_TOKEN"), (403, Forbidden, "HF_TOKEN"),
    (404, NotFound, "has no birds/yolo"), (429, Overloaded, "try again in 30 seconds"),
    (500, Unavailable, "answered 500"),
])  # fmt: skip
async def test_what_the_hub_refuses_is_said(status: int, kind: type[HeliographError], sentence: str) -> None:
    with pytest.raises(kind, match=sentence):
        await FakeHub(status=status).hub().offer("birds/yolo", "model.onnx")


async def test_what_is_not_there_is_told_with_what_is() -> None:
    with pytest.raises(NotFound, match=r"no best\.onnx in birds/yolo; its ONNX files: model\.onnx"):
        await FakeHub().hub().offer("birds/yolo", "best.onnx")
    with pytest.raises(Invalid, match="does not say what birds/yolo is made of"):
        await FakeHub(sha256="../../etc/passwd").hub().offer("birds/yolo", "model.onnx")


async def test_a_hub_that_is_not_there_is_said_and_its_address_is_the_environments() -> None:
    async with connected({"HF_ENDPOINT": "http://127.0.0.1:1"}) as hub:
        with pytest.raises(Unavailable, match=r"http://127\.0\.0\.1:1 does not answer"):
            await hub.offer("birds/yolo", "model.onnx")


@pytest.mark.parametrize(("card", "licence"), [(None, "none"), (["mit", "agpl-3.0"], "mit, agpl-3.0"), ("mit", "mit")])
async def test_the_licence_is_that_of_the_card(card: Any, licence: str) -> None:
    assert (await FakeHub(licence=card).hub().offer("birds/yolo", "model.onnx")).licence == licence
