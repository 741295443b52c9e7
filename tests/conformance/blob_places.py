"""Where the BlobStore conformance suite runs: one place per adapter, in which stores are opened."""

import uuid
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from minio import Minio

from shared.blobs.base import BlobStore
from shared.blobs.disk import DiskBlobStore
from shared.blobs.minio import MinioBlobStore
from tests.servers.s3 import S3


class Place(Protocol):
    address: str  # for open_store, in this process or another

    def traces(self) -> list[str]:
        """What unfinished puts have left behind."""
        ...

    def remove(self) -> None: ...


class DiskPlace:
    def __init__(self, root: Path) -> None:
        self.address = str(root)
        self._root = root

    def traces(self) -> list[str]:
        return [path.name for path in self._root.glob("~tmp/*/*") if path.name != "lock"]

    def remove(self) -> None:
        """pytest removes the folder."""


class BucketPlace:
    """A new bucket, whose name begins with that of the URL. It is removed unless the server itself goes soon."""

    def __init__(self, s3: S3) -> None:
        self._disposable = s3.disposable
        self.address = f"{s3.url}-{uuid.uuid4().hex[:12]}"
        parts = urlsplit(self.address)
        self._bucket = parts.path[1:]
        self._client = Minio(
            f"{parts.hostname}:{parts.port}",
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            secure=parts.scheme == "https",
            region="us-east-1",
        )
        self._client.make_bucket(self._bucket)

    def traces(self) -> list[str]:
        return [str(upload.object_name) for upload in self._client._list_multipart_uploads(self._bucket).uploads]

    def remove(self) -> None:
        if not self._disposable:
            for upload in self._client._list_multipart_uploads(self._bucket).uploads:
                self._client._abort_multipart_upload(self._bucket, str(upload.object_name), str(upload.upload_id))
            for found in self._client.list_objects(self._bucket, recursive=True):
                self._client.remove_object(self._bucket, str(found.object_name))
            self._client.remove_bucket(self._bucket)
        self._client._http.clear()


def open_store(address: str) -> BlobStore:
    if not address.startswith("http"):
        return DiskBlobStore(Path(address))
    parts = urlsplit(address)
    return MinioBlobStore(
        f"{parts.scheme}://{parts.hostname}:{parts.port}",
        access_key=unquote(parts.username or ""),
        secret_key=unquote(parts.password or ""),
        bucket=parts.path[1:],
    )
