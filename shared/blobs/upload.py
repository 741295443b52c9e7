"""Upload: a blob on its way into a bucket. Nothing of it can be seen before `finish`."""

import base64
import logging
from collections.abc import Mapping
from concurrent.futures import Future, wait
from hashlib import sha256

from minio import Minio
from minio.datatypes import Part
from minio.error import S3Error

from shared.blobs.base import read_facts, write_facts
from shared.blobs.s3_errors import s3_errors
from shared.errors import HeliographError, Unavailable

log = logging.getLogger(__name__)

# S3 wants 5 MiB at least, and takes 10 000 parts (OpenStack Swift: 1000): 80 GB (8 GB) for a blob.
PART = 8 * 1024 * 1024
_BYTES = "application/octet-stream"
# Facts are metadata in base64, in pieces: S3 takes 2 KB of ASCII in all, OpenStack Swift 256 of it under one name.
_FACTS = "x-amz-meta-facts-"
_PIECE = 200


class Upload:
    """A Sink (shared/blobs/pour.py). A blob of one short piece is a plain PUT, any other a multipart upload.

    The SDK's own put_object cannot be fed piece by piece: it would hold a thread for as long as the slowest client
    sends. Its methods for parts carry an underscore in 7.x; the conformance suite notices when they change.
    """

    def __init__(self, client: Minio, bucket: str, key: str, facts: Mapping[str, str] | None) -> None:
        self.size = 0
        self._client, self._bucket, self._key = client, bucket, key
        self._hash = sha256()
        self._facts = facts or {}
        self._only = b""
        self._id = ""
        self._parts: list[Part] = []

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, piece: bytearray) -> None:
        """`piece` is PART bytes long, or the last."""
        self._hash.update(piece)
        self.size += len(piece)
        if len(piece) < PART and not self._id:
            self._only = bytes(piece)
            return
        with s3_errors(self._key):
            if not self._id:
                self._id = self._client._create_multipart_upload(self._bucket, self._key, self._metadata())
            number = len(self._parts) + 1
            etag = self._client._upload_part(self._bucket, self._key, bytes(piece), None, self._id, number)
        self._parts.append(Part(number, etag))

    def finish(self) -> None:
        with s3_errors(self._key):
            if not self._id:
                headers = self._metadata(sha256=self.sha256) | {"Content-Type": _BYTES}
                self._client._put_object(self._bucket, self._key, self._only, headers)
                return
            done = self._client._complete_multipart_upload(self._bucket, self._key, self._id, self._parts)
            if not done.etag:  # S3 says 200 before it knows, and may put an error into the body
                raise Unavailable(f"The object store did not complete the upload of {self._key}.")
            self._id = ""

    def _metadata(self, **more: str) -> dict[str, str | list[str] | tuple[str]]:
        if not self._facts:
            return {}
        written = base64.b64encode(write_facts({**self._facts, **more})).decode()
        return {f"{_FACTS}{at // _PIECE}": written[at : at + _PIECE] for at in range(0, len(written), _PIECE)}

    def discard(self, after: "Future[None] | None" = None) -> None:
        """Takes the parts back, unless the upload is finished, once the call `after` is over. What cannot be taken
        back now is invisible, and left to the bucket's rule for incomplete uploads."""
        if after:
            wait([after])
        if not self._id:
            return
        try:
            with s3_errors(self._key):
                self._client._abort_multipart_upload(self._bucket, self._key, self._id)
        except HeliographError as error:
            gone = isinstance(error.__cause__, S3Error) and error.__cause__.code == "NoSuchUpload"
            if not gone:  # why the put failed matters more to the caller than this
                log.warning("parts of %s stay in the bucket: %s", self._key, error)


def from_metadata(headers: Mapping[str, str]) -> dict[str, str]:
    """The facts among the headers of an answer."""
    try:
        pieces = {int(name[len(_FACTS) :]): piece for name, piece in headers.items() if name.lower().startswith(_FACTS)}
        return read_facts(base64.b64decode("".join(pieces[number] for number in sorted(pieces))))
    except ValueError:
        return {}
