"""Blobs in a bucket of any S3, by the minio SDK in threads.

The bucket needs a lifecycle rule that aborts incomplete multipart uploads after a day: a killed process cannot
take back the parts that it sent.
"""

import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import TypeVar
from urllib.parse import urlsplit

import certifi
import urllib3
from minio import Minio
from minio.commonconfig import CopySource
from minio.datatypes import Object
from minio.error import S3Error

from shared.blobs.base import CHUNK, BlobStat, Stored, check_key, check_prefix, is_key
from shared.blobs.drafts import Drafts
from shared.blobs.os_errors import os_errors
from shared.blobs.pour import pour
from shared.blobs.s3_errors import s3_errors
from shared.blobs.threads import Threads
from shared.blobs.upload import PART, Upload, from_metadata
from shared.domain.instants import instant
from shared.errors import Unavailable

T = TypeVar("T")

_PAGE = 1000  # what S3 lists in one answer
_PARTIAL_CONTENT = 206
_ASKS = 3  # how often a store must say that a blob is missing


class MinioBlobStore:
    """BlobStore in `bucket` at `endpoint` ("https://s3.example.org", a port if need be, no path).

    A put holds about two parts of 8 MiB. A request that meets `read_timeout` seconds of silence, a lost connection or
    a busy server is tried again, up to `retries` times; then it is Unavailable.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        access_key: str,
        secret_key: str,
        bucket: str,
        region: str = "us-east-1",
        threads: int = 16,
        read_timeout: float = 60.0,
        retries: int = 3,
    ) -> None:
        url = urlsplit(endpoint)
        if url.scheme not in {"http", "https"} or not url.hostname or url.path.strip("/") or url.username:
            raise ValueError("an S3 endpoint is http(s)://host or http(s)://host:port")
        self._bucket = bucket
        self._threads = Threads("s3", threads)
        with os_errors("the disk of temporary files"):
            # Not by a name of its own only: what a killed process leaves here is swept away by the next.
            self._drafts = Drafts(Path(gettempdir(), f"heliograph-{os.getuid()}"))
        self._http = urllib3.PoolManager(
            maxsize=threads,
            timeout=urllib3.Timeout(connect=5.0, read=read_timeout),
            ca_certs=certifi.where(),
            retries=urllib3.Retry(
                total=retries,
                backoff_factor=0.2,
                status_forcelist=(429, 500, 502, 503, 504),
                raise_on_status=False,  # the last answer says more than "too many retries"
                respect_retry_after_header=False,  # a thread is not to sleep for as long as a server likes
            ),
        )
        self._client = Minio(
            url.netloc,
            access_key,
            secret_key,
            secure=url.scheme == "https",
            region=region,  # named, or the SDK asks for it first
            http_client=self._http,
        )

    async def make_bucket(self) -> None:
        """Makes the bucket unless it is there."""
        await self._threads.run(self._make_bucket)

    async def put(
        self,
        key: str,
        source: bytes | AsyncIterator[bytes],
        *,
        expected_sha256: str | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> Stored:
        upload = Upload(self._client, self._bucket, check_key(key), facts)
        return await pour(
            source,
            upload,
            piece=PART,
            finish=upload.finish,
            expected_sha256=expected_sha256,
            threads=self._threads,
        )

    def open(self, key: str, start: int = 0, end: int | None = None) -> AsyncGenerator[bytes, None]:
        return self._threads.iterate(self._chunks(check_key(key), start, end))

    async def read(self, key: str) -> bytes:
        return await self._threads.run(self._read, check_key(key))

    async def facts(self, key: str) -> dict[str, str]:
        return await self._threads.run(self._facts, check_key(key))

    async def stat(self, key: str) -> BlobStat:
        return await self._threads.run(self._stat, check_key(key))

    async def delete(self, key: str) -> None:
        await self._threads.run(self._delete, check_key(key))

    def list(self, prefix: str) -> AsyncGenerator[BlobStat, None]:
        return self._threads.iterate_in_batches(self._walk(check_prefix(prefix)), _PAGE)

    async def move(self, key: str, to: str) -> None:
        await self._threads.run(self._move, check_key(key), check_key(to))

    @asynccontextmanager
    async def local(self, key: str) -> AsyncGenerator[Path, None]:
        path = self._drafts.new().path
        try:
            await self._threads.run(self._download, check_key(key), path)
            yield path
        finally:
            await self._threads.run(path.unlink, missing_ok=True)

    async def check(self) -> None:
        await self._threads.run(self._check)

    async def close(self) -> None:
        await self._threads.close()
        self._http.clear()
        self._drafts.close()

    def _make_bucket(self) -> None:
        with s3_errors():
            if self._client.bucket_exists(self._bucket):
                return
            try:
                self._client.make_bucket(self._bucket)
            except S3Error as error:
                if error.code != "BucketAlreadyOwnedByYou":  # another process was quicker
                    raise

    def _check(self) -> None:
        with s3_errors():
            if not self._client.bucket_exists(self._bucket):
                raise Unavailable(f"The bucket {self._bucket} does not exist.")

    def _chunks(self, key: str, start: int, end: int | None) -> Generator[bytes, None, None]:
        start = max(start, 0)
        if end is not None and end <= start:
            self._stat(key)
            return
        with s3_errors(key):
            try:
                length = 0 if end is None else end - start
                response = _found(lambda: self._client.get_object(self._bucket, key, start, length))
            except S3Error as error:
                if error.code == "InvalidRange":  # it begins behind the end
                    return
                raise
            try:
                left = int(response.headers.get("Content-Length", -1))
                if (start or length) and left and response.status != _PARTIAL_CONTENT:
                    raise Unavailable("The object store does not serve ranges.")
                while chunk := response.read(CHUNK, decode_content=False):
                    left -= len(chunk)
                    yield chunk
                if left:
                    raise Unavailable(f"The object store cut {key} short.")
            finally:
                response.close()
                response.release_conn()

    def _read(self, key: str) -> bytes:
        return b"".join(self._chunks(key, 0, None))

    def _facts(self, key: str) -> dict[str, str]:
        return from_metadata(self._head(key).metadata or {})

    def _stat(self, key: str) -> BlobStat:
        found = self._head(key)
        return BlobStat(key, found.size or 0, instant(found.last_modified))

    def _head(self, key: str) -> Object:
        with s3_errors(key):
            try:
                return _found(lambda: self._client.stat_object(self._bucket, key))
            except S3Error as error:
                # The answer to a HEAD has no body to say which of the two is missing.
                if error.code == "NoSuchKey":
                    self._check()
                raise

    def _delete(self, key: str) -> None:
        with s3_errors(key):
            try:
                self._client.remove_object(self._bucket, key)
            except S3Error as error:
                if error.code != "NoSuchKey":
                    raise

    def _walk(self, prefix: str) -> Iterator[BlobStat]:
        with s3_errors():
            for found in self._client.list_objects(self._bucket, prefix, recursive=True):
                if found.object_name and is_key(found.object_name):
                    yield BlobStat(found.object_name, found.size or 0, instant(found.last_modified))

    def _move(self, key: str, to: str) -> None:
        self._stat(key)
        if key == to:
            return
        with s3_errors(key):
            _found(lambda: self._client.copy_object(self._bucket, to, CopySource(self._bucket, key)))
        self._delete(key)

    def _download(self, key: str, path: Path) -> None:
        with os_errors("The disk of temporary files"), open(path, "xb", opener=_private) as file:
            for chunk in self._chunks(key, 0, None):
                file.write(chunk)


def _found(ask: Callable[[], T]) -> T:
    """What `ask` finds.

    Some stores (Swift: once in two hundred reads beside a busy writer) say for an instant of a blob that is being
    replaced that it is missing. Believed, that would be a lost original.
    """
    for _ in range(_ASKS - 1):
        try:
            return ask()
        except S3Error as error:
            if error.code != "NoSuchKey":
                raise
    return ask()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
