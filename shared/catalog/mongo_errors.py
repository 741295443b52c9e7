"""What MongoDB's driver raises, in our words."""

from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WriteConcernError,
)

from shared.errors import Conflict, OutOfSpace, Unavailable

# What a server says to a patch that makes no sense.
_SENSELESS = {
    2: "something that is no list is where the patch adds or removes",
    28: "something that is no object is on the patch's way",
}
_DUPLICATE_KEY = 11000
_OUT_OF_DISK_SPACE = 14031


def translated(error: PyMongoError) -> Exception:
    """The error as callers should see it: the world's troubles by our names, bugs as they are."""
    match error:
        case BulkWriteError(details={"writeErrors": [first, *_]}):
            kind = DuplicateKeyError if first["code"] == _DUPLICATE_KEY else OperationFailure
            return translated(kind(str(error), first["code"], first))
        case DuplicateKeyError():
            pattern = (error.details or {}).get("keyPattern", {})
            key = ",".join("id" if name == "_id" else name for name in pattern)
            return Conflict(f"{key} is taken", key=key)
        case OperationFailure(code=code) if code in _SENSELESS:
            return ValueError(_SENSELESS[code])
        case OperationFailure(code=code) if code == _OUT_OF_DISK_SPACE:
            return OutOfSpace("The disk of the catalog's database is full.")
        case ConnectionFailure() | ExecutionTimeout() | WriteConcernError():
            return Unavailable(f"The catalog's database does not answer: {error}.")
    return error
