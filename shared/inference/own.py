"""Models that users put in themselves, `python -m services.models add`.

Each lies in a folder of its own within the models folder, own/<task>/<name>/<digest>: the file as it came, and what is
told of it. The digest names all that its answers follow from, so another file, or other names for its classes, is
another model, and lies beside the one that still works.
"""

import errno
import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import msgspec

from shared.domain.pipeline import OWN, is_own, own_identity
from shared.durable import sync
from shared.errors import Invalid, OutOfSpace, Unavailable
from shared.inference.bundled import digest

OWN_TASKS = ("detect",)  # those that take such models
NAME = r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"

_NETWORK, _TOLD = "model.onnx", "model.json"


class OwnModel(msgspec.Struct, frozen=True, kw_only=True):
    """`format`: how its answers are read (services/vision/models/yolo.py). `classes`: their names as the file has them,
    in the order of its answers. `side`: width and height of what it looks at, in pixels. `licence`: as its owner or the
    file says. `source`: whence it came. `added`: when, ISO 8601."""

    task: str
    name: str
    format: str
    classes: tuple[str, ...]
    side: tuple[int, int]
    sha256: str
    bytes: int
    licence: str
    source: str
    added: str

    @property
    def digest(self) -> str:
        return digest(self.sha256, self.format, *self.classes)

    @property
    def identity(self) -> str:
        return own_identity(self.name, self.digest)


def loaded_by(task: str, identities: Sequence[str]) -> tuple[str, ...]:
    """What registry.load_model takes for each: the key of a MODELS table; for a user's model "own" and its folder."""
    return tuple(
        f"own:{_place(task, identity)}" if is_own(identity) else identity.partition(":")[0] for identity in identities
    )


def put(models: Path, model: OwnModel, content: bytes) -> Path:
    """Puts it into the models folder -> its own. What is told of it comes last, and makes it count. Raises OutOfSpace
    or Unavailable where it cannot be written."""
    place = models / _place(model.task, model.identity)
    written = {_NETWORK: content, _TOLD: msgspec.json.format(msgspec.json.encode(model))}
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name in (_NETWORK, _TOLD):
            _write(place / name, written[name])
        sync(place.parent)
    except OSError as error:
        kind = OutOfSpace if error.errno == errno.ENOSPC else Unavailable
        raise kind(f"The model cannot be put into {place}: {error.strerror}.") from error
    return place


def checked_name(name: str) -> str:
    """Raises Invalid for one that no model can have."""
    if not re.fullmatch(NAME, name):
        raise Invalid(
            f"{name!r} is no name for a model: use at most 63 small letters, digits, dashes and underscores, "
            "with a letter or a digit at both ends."
        )
    return name


def everyone(models: Path) -> list[OwnModel]:
    """All that lie in the models folder, and can be read."""
    found = []
    for path in sorted((models / "own").glob(f"*/*/*/{_TOLD}")):
        with suppress(Unavailable):
            found.append(told(path.parent))
    return found


def told(place: Path) -> OwnModel:
    """What is told of the model in this folder. Raises Unavailable where there is none, or it cannot be read."""
    try:
        return msgspec.json.decode((place / _TOLD).read_bytes(), type=OwnModel)
    except (OSError, msgspec.DecodeError) as error:
        raise Unavailable(f"there is no model that can be used in {place}: {error}") from error


def opened(place: Path) -> tuple[OwnModel, bytes]:
    """The model in this folder and its file. Raises Unavailable where it is not there any more, or is another."""
    model = told(place)
    try:
        content = (place / _NETWORK).read_bytes()
    except OSError as error:
        raise Unavailable(f"the file of the model {model.name} cannot be read: {error}") from error
    _check(place, model, hashlib.sha256(content).hexdigest())
    return model, content


def lacks(models: Path, task: str, identity: str) -> str:
    """Why a user's model cannot be asked here, as a clause; empty where it can. Reads a whole file that it has not seen
    before: for a thread."""
    place = models / _place(task, identity)
    try:
        model, file = told(place), place / _NETWORK
        now = file.stat()
        _check(place, model, _sha256(file, now.st_size, now.st_mtime_ns))
    except (OSError, Unavailable) as error:
        return f"{identity} is not here: {error}"
    return ""


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        draft.write_bytes(content)
        sync(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync(path.parent)


def _check(place: Path, model: OwnModel, sha256: str) -> None:
    if sha256 != model.sha256 or model.digest != place.name:
        raise Unavailable(
            f"the model in {place} is not what was added; put it in again by python -m services.models add"
        )


@lru_cache(maxsize=32)
def _sha256(file: Path, bytes: int, changed: int) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _place(task: str, identity: str) -> str:
    name, _, made_of = identity.partition(":")
    return f"own/{task}/{name}/{made_of.removeprefix(OWN)}"
