"""A clean copy of an original, as one service asks another for it: where it comes from, and where it is kept. Who is
not told where, with what or who is given this in place of the file (shared/imaging/clean)."""

from hashlib import blake2b

import msgspec

from shared.domain.photo import ListedPhoto, Photo
from shared.domain.renditions import rendition_key

_VERSION = 1  # of the way of making it
_NAME = "clean"
MEDIA_TYPE = "media_type"  # the fact of the blob that tells what the copy is
_JPEG = "image/jpeg"
_ENDS = {_JPEG: ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}


class CopyOrder(msgspec.Struct, frozen=True):
    """`photo`: its id; `original` is the key of what is copied, `key` where the copy goes; `taken`: local time, which
    the copy tells, "" where that is not known to the second."""

    photo: str
    original: str
    key: str
    taken: str = ""

    @property
    def same_kind(self) -> str:
        """What the keys of all copies of this original begin with."""
        return f"{self.key.rpartition('-')[0]}-"


def ordered_copy(photo: Photo) -> CopyOrder:
    """When it was taken is what its owner may change: another date makes another copy."""
    taken = (photo.taken_at or "")[:19] if photo.date_precision == "second" else ""
    digest = blake2b(taken.encode(), digest_size=8).hexdigest()
    key = rendition_key(photo.owner, photo.id, _NAME, f"{_VERSION}-{digest}")
    return CopyOrder(photo.id, photo.original, key, taken)


def copy_type(media_type: str) -> str:
    """What a copy of such an original is, where that follows its own format."""
    return media_type if media_type in _ENDS else _JPEG


def copy_name(photo: ListedPhoto, media_type: str = "") -> str:
    """In place of the file's own name, which may say anything; `media_type`: of the copy, where that is known."""
    return f"{photo.taken_day or 'photo'}-{photo.id[-4:]}{_ENDS[media_type or copy_type(photo.media_type)]}"
