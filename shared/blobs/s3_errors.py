"""The one place where errors of the S3 SDK and of its connections become what the contract names."""

from collections.abc import Iterator
from contextlib import contextmanager

from minio.error import InvalidResponseError, S3Error, ServerError
from urllib3.exceptions import HTTPError

from shared.errors import BlobNotFound, OutOfSpace, Unavailable

_FULL = (
    "QuotaExceeded",  # Ceph
    "XMinioAdminBucketQuotaExceeded",
    "XMinioStorageFull",
    "EntityTooLarge",  # Swift's word for it: no request of ours is larger than S3 allows
)
_INSUFFICIENT_STORAGE = 507


@contextmanager
def s3_errors(key: str = "") -> Iterator[None]:
    try:
        yield
    except S3Error as error:
        if error.code == "NoSuchKey":
            raise BlobNotFound(f"There is no blob {key}.") from error
        if error.code in _FULL or error.response.status == _INSUFFICIENT_STORAGE:
            raise OutOfSpace("The bucket of the blobs is full.") from error
        raise Unavailable(f"The object store says {error.code}: {str(error.message).rstrip('.')}.") from error
    except (InvalidResponseError, ServerError, HTTPError) as error:
        raise Unavailable(f"The object store does not answer: {error}.") from error
