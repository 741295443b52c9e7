"""Every error has a destiny. The tree:

HeliographError
├── Transient               the world's fault: try again with backoff
│   ├── Unavailable         a dependency does not answer (503)
│   ├── Overloaded          too much work is waiting (429)
│   └── OutOfSpace          the disk or bucket is full (507)
└── Invalid                 the input's fault: a 4xx with a sentence, or a failed mark with its reason
    ├── Unauthorized        nobody knows who asks (401)
    ├── Forbidden           what may be seen, but not done by who asks (403)
    ├── NotFound            (404)
    │   └── BlobNotFound
    ├── Conflict            a declared unique key is taken (409)
    ├── TooLarge            more bytes or pixels than the settings allow (413)
    │   └── OverQuota       more bytes than a library may hold (413)
    ├── PutOff              not now: the stage is skipped, with its reason, and due again later
    ├── Unsupported         a format that is not read (415)
    ├── Damaged             the file breaks its own format (422)
    └── HashMismatch        the bytes are not those that were announced (422)

Anything else is a bug and stays loud. Translate once, at the edge.
"""

from typing import ClassVar


class HeliographError(Exception):
    """`str(error)` is a sentence for people, in English. `status` and `title` are how HTTP says it; `kind` is for
    programs, which may know a sentence in another language for it."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"
    kind: ClassVar[str] = "internal"


class Transient(HeliographError):
    status = 503
    title = "Temporarily unavailable"
    kind = "unavailable"


class Unavailable(Transient):
    pass


class Overloaded(Transient):
    """`after`: the seconds until it may be tried again, where that is known."""

    status = 429
    title = "Too many requests"
    kind = "overloaded"

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class OutOfSpace(Transient):
    status = 507
    title = "Out of space"
    kind = "out_of_space"


class Invalid(HeliographError):
    status = 422
    title = "Invalid input"
    kind = "invalid"


class Unauthorized(Invalid):
    """`needs`: what is to be shown besides, for programs: "code"."""

    status = 401
    title = "Unauthorized"
    kind = "unauthorized"

    def __init__(self, message: str, needs: str | None = None) -> None:
        super().__init__(message)
        self.needs = needs


class Forbidden(Invalid):
    """`needs`: what would open it, for programs: "proof", a password or factor that was shown just now."""

    status = 403
    title = "Forbidden"
    kind = "forbidden"

    def __init__(self, message: str, needs: str | None = None) -> None:
        super().__init__(message)
        self.needs = needs


class NotFound(Invalid):
    status = 404
    title = "Not found"
    kind = "not_found"


class BlobNotFound(NotFound):
    pass


class Conflict(Invalid):
    """`key` names the unique key that is taken, as its fields joined by commas."""

    status = 409
    title = "Conflict"
    kind = "conflict"

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


class TooLarge(Invalid):
    status = 413
    title = "Too large"
    kind = "too_large"


class OverQuota(TooLarge):
    title = "Quota used up"
    kind = "over_quota"


class PutOff(Invalid):
    """Whoever puts a stage off has it be due again when the reason is gone."""

    kind = "put_off"


class Unsupported(Invalid):
    status = 415
    title = "Unsupported media type"
    kind = "unsupported"


class Damaged(Invalid):
    title = "Damaged file"
    kind = "damaged"


class HashMismatch(Invalid):
    title = "Hash mismatch"
    kind = "hash_mismatch"
