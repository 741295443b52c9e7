"""A clean copy of an original, as one service asks another for it: where it comes from, and where it is kept. Who is
not told where, with what or who is given this in place of the file (shared/imaging/clean)."""

from hashlib import blake2b

import msgspec

from shared.domain.photo import Photo
from shared.domain.renditions import rendition_key

_VERSION = 1  # of the way of making it
_NAME = "clean"
MEDIA_TYPE = "media_type"  # the fact of the blob that tells what the copy is


class CopyOrder(msgspec.Struct, frozen=True):
    """`original` is the key of what is copied, `key` where the copy goes; `taken`: local time, which the copy tells,
    "" where that is not known to the second."""

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
    return CopyOrder(photo.original, key, taken)
