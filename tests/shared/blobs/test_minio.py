"""What is S3's own: faults of the server and the network. The contract is in tests/conformance/test_blobs.py."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import urllib3
from minio import Minio

from shared.blobs.minio import MinioBlobStore
from shared.blobs.upload import PART
from shared.errors import BlobNotFound, HashMismatch, OutOfSpace, Unavailable
from tests.conformance.blob_places import BucketPlace, open_store
from tests.servers.s3 import S3
from tests.shared.blobs.s3_stub import S3Stub, http, refusal

Call = Callable[[MinioBlobStore], Awaitable[object]]

SLOW_DOWN = refusal("503 Slow Down", "SlowDown")
BAD_GATEWAY = http("502 Bad Gateway", b"<html>", content_type="text/html")
CREATED = http("200 OK", b"<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>")
COMPLETED = http("200 OK", b"<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>")
PART_STORED = http("200 OK", etag='"e"')


async def listing(store: MinioBlobStore) -> list[str]:
    return [stat.key async for stat in store.list("")]


async def drained(store: MinioBlobStore) -> bytes:
    return b"".join([chunk async for chunk in store.open("k", 1, 500)])


def left_in(folder: Path) -> list[Path]:
    """Files with something in them."""
    return [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]


async def downloaded(store: MinioBlobStore) -> None:
    async with store.local("k"):
        pass


CALLS: dict[str, Call] = {
    "put": lambda store: store.put("k", b"x" * 1000),
    "read": lambda store: store.read("k"),
    "open": drained,
    "stat": lambda store: store.stat("k"),
    "delete": lambda store: store.delete("k"),
    "list": listing,
    "move": lambda store: store.move("k", "to"),
    "local": downloaded,
    "check": lambda store: store.check(),
    "make_bucket": lambda store: store.make_bucket(),
}

every_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


async def test_a_server_that_is_busy_is_asked_again() -> None:
    async with S3Stub(lambda _, number: [SLOW_DOWN, BAD_GATEWAY, http("200 OK", b"abc")][number], retries=2) as stub:
        assert await stub.store.read("k") == b"abc"
        assert stub.requests == ["GET /bucket/k"] * 3


async def test_a_blob_that_is_missing_for_an_instant_is_found() -> None:
    gone = refusal("404 Not Found", "NoSuchKey")
    async with S3Stub(lambda _, number: [gone, gone, http("200 OK", b"abc")][number]) as stub:
        assert await stub.store.read("k") == b"abc"
    async with S3Stub(lambda *_: gone) as stub:
        with pytest.raises(BlobNotFound):
            await stub.store.read("k")
        assert stub.requests == ["GET /bucket/k"] * 3


async def test_a_put_is_sent_again() -> None:
    async with S3Stub(lambda _, number: [None, SLOW_DOWN, PART_STORED][number], retries=2) as stub:
        assert (await stub.store.put("k", b"abc")).size == 3
        assert stub.requests == ["PUT /bucket/k"] * 3


@every_call
@pytest.mark.parametrize("answer", [SLOW_DOWN, BAD_GATEWAY], ids=["busy", "html"])
async def test_a_server_that_stays_busy_is_unavailable(call: Call, answer: bytes) -> None:
    # Answers to a HEAD have no body.
    async with S3Stub(lambda request, _: http("503 Busy") if request.startswith("HEAD") else answer) as stub:
        with pytest.raises(Unavailable, match="object store"):
            await call(stub.store)
        assert len(stub.requests) == 2


@every_call
@pytest.mark.parametrize("code", ["AccessDenied", "SignatureDoesNotMatch", "NoSuchBucket", "WhatIsThis"])
async def test_a_refusal_is_unavailable_and_says_why(call: Call, code: str) -> None:
    def answer(request: str, _: int) -> bytes:
        return http("403 Forbidden") if request.startswith("HEAD") else refusal("403 Forbidden", code)

    async with S3Stub(answer) as stub:
        with pytest.raises(Unavailable, match=f"{code}|AccessDenied"):
            await call(stub.store)


@pytest.mark.parametrize("call", [CALLS["read"], CALLS["check"], CALLS["put"]], ids=["read", "check", "put"])
async def test_a_server_that_hangs_is_unavailable(call: Call) -> None:
    async with S3Stub(lambda *_: b"", read_timeout=0.3) as stub:
        with pytest.raises(Unavailable):
            await call(stub.store)


@every_call
async def test_a_server_that_is_not_there_is_unavailable(call: Call) -> None:
    async with S3Stub(lambda *_: None) as stub:
        with pytest.raises(Unavailable):
            await call(stub.store)


@pytest.mark.parametrize("name", ["read", "open", "local"])
@pytest.mark.parametrize("length", ["499", ""])
async def test_a_body_that_is_cut_is_never_passed_on_as_whole(
    name: str, length: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = http("206 Partial Content", b"x" * 300, content_length=length)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # nobody else's
    async with S3Stub(lambda *_: cut) as stub:
        with pytest.raises(Unavailable):
            await CALLS[name](stub.store)
    assert not left_in(tmp_path)


async def test_a_range_that_is_ignored_is_not_passed_on() -> None:
    async with S3Stub(lambda *_: http("200 OK", b"x" * 1000)) as stub:
        with pytest.raises(Unavailable, match="does not serve ranges"):
            await drained(stub.store)


FULL = [("403 Forbidden", "QuotaExceeded"), ("507 Insufficient Storage", "Any"), ("413 Too Large", "EntityTooLarge")]


@pytest.mark.parametrize(("status", "code"), FULL)
async def test_a_full_bucket_is_out_of_space(status: str, code: str) -> None:
    async with S3Stub(lambda *_: refusal(status, code)) as stub:
        with pytest.raises(OutOfSpace):
            await stub.store.put("k", b"abc")


async def parts(count: int) -> AsyncIterator[bytes]:
    for _ in range(count * 8):
        yield bytes(PART // 8)


def multipart(**answers: bytes) -> Callable[[str, int], bytes]:
    usual = {"create": CREATED, "part": PART_STORED, "complete": COMPLETED, "abort": http("204 No Content"), **answers}

    def answer(request: str, _: int) -> bytes:
        method, target = request.split(" ")
        if method == "POST":
            return usual["create" if target.endswith("?uploads=") else "complete"]
        return usual["abort" if method == "DELETE" else "part"]

    return answer


CREATE, COMPLETE, ABORT = "POST /bucket/k?uploads=", "POST /bucket/k?uploadId=u1", "DELETE /bucket/k?uploadId=u1"


def part(number: int) -> str:
    return f"PUT /bucket/k?partNumber={number}&uploadId=u1"


async def test_a_large_blob_goes_in_parts() -> None:
    async with S3Stub(multipart()) as stub:
        stored = await stub.store.put("k", parts(2))
        assert (stored.size, stored.sha256) == (2 * PART, sha256(bytes(2 * PART)).hexdigest())
        assert stub.requests == [CREATE, part(1), part(2), COMPLETE]


async def test_a_short_blob_is_sent_only_when_it_is_whole() -> None:
    async with S3Stub(multipart()) as stub:
        with pytest.raises(HashMismatch):
            await stub.store.put("k", b"short", expected_sha256="0" * 64)
        assert stub.requests == []


async def test_a_full_bucket_takes_the_parts_back() -> None:
    async with S3Stub(multipart(part=refusal("403 Forbidden", "QuotaExceeded"))) as stub:
        with pytest.raises(OutOfSpace):
            await stub.store.put("k", parts(1))
        assert stub.requests == [CREATE, part(1), ABORT]


async def test_an_error_in_an_answer_that_began_well_is_seen() -> None:
    failed = http("200 OK", b"<Error><Code>InternalError</Code></Error>")
    async with S3Stub(multipart(complete=failed)) as stub:
        with pytest.raises(Unavailable, match="did not complete"):
            await stub.store.put("k", parts(1))
        assert stub.requests == [CREATE, part(1), COMPLETE, ABORT]


@pytest.mark.parametrize(("code", "logged"), [("AccessDenied", 1), ("NoSuchUpload", 0)])
async def test_parts_that_stay_are_logged(caplog: pytest.LogCaptureFixture, code: str, logged: int) -> None:
    refused = refusal("403 Forbidden", code)
    with caplog.at_level(logging.WARNING, "shared.blobs"):
        async with S3Stub(multipart(abort=refused)) as stub:
            with pytest.raises(HashMismatch):
                await stub.store.put("k", parts(1), expected_sha256="0" * 64)
    assert [record.name for record in caplog.records] == ["shared.blobs.upload"] * logged


@pytest.mark.parametrize("endpoint", ["host:9000", "ftp://host", "http://", "http://host/path", "http://k:s@host"])
def test_an_endpoint_is_a_plain_url(endpoint: str) -> None:
    with pytest.raises(ValueError, match="an S3 endpoint is"):
        MinioBlobStore(endpoint, access_key="k", secret_key="s", bucket="bucket")


# With a real server


def client_of(address: str) -> tuple[Minio, urllib3.PoolManager, str]:
    parts = urlsplit(address)
    http = urllib3.PoolManager()
    endpoint, key, secret = f"{parts.hostname}:{parts.port}", parts.username or "", parts.password or ""
    client = Minio(endpoint, unquote(key), unquote(secret), secure=False, region="us-east-1", http_client=http)
    return client, http, parts.path[1:]


@pytest.fixture
async def bucket(s3: S3) -> AsyncIterator[BucketPlace]:
    place = await asyncio.to_thread(BucketPlace, s3)
    yield place
    await asyncio.to_thread(place.remove)


@pytest.fixture
async def store(bucket: BucketPlace) -> AsyncIterator[MinioBlobStore]:
    store = open_store(bucket.address)
    assert isinstance(store, MinioBlobStore)
    yield store
    await store.close()


async def test_objects_that_no_key_can_name_are_no_blobs(store: MinioBlobStore, bucket: BucketPlace) -> None:
    await store.put("folder/a", b"1")
    client, pool, name = client_of(bucket.address)
    with pool:
        for foreign in ("folder/", "an upload"):
            await asyncio.to_thread(client._put_object, name, foreign, b"1")
    assert await listing(store) == ["folder/a"]


async def test_a_bucket_that_is_not_there(bucket: BucketPlace) -> None:
    store = open_store(bucket.address + "-2")
    assert isinstance(store, MinioBlobStore)
    try:
        for name, call in CALLS.items():
            if name != "make_bucket":
                with pytest.raises(Unavailable):
                    await call(store)
        with pytest.raises(Unavailable, match="does not exist"):
            await store.check()
        await store.make_bucket()
        await store.make_bucket()
        await store.check()
        with pytest.raises(BlobNotFound):
            await store.read("k")
    finally:
        await store.close()
    client, pool, name = client_of(bucket.address + "-2")
    with pool:
        await asyncio.to_thread(client.remove_bucket, name)


async def test_a_wrong_secret(bucket: BucketPlace) -> None:
    parts = urlsplit(bucket.address)
    store = open_store(bucket.address.replace(f":{parts.password}@", ":wrong@"))
    try:
        with pytest.raises(Unavailable, match="SignatureDoesNotMatch"):
            await store.read("k")
        with pytest.raises(Unavailable):
            await store.check()
    finally:
        await store.close()
