"""Models that users put in themselves, `python -m services.models add`.

Each lies in a folder of its own within the models folder, own/<task>/<name>/<digest>: its files as they came, and what
is told of them. The digest names all that its answers follow from, so another file, or other names for its classes, is
another model, and lies beside the one that still works.
"""

import errno
import hashlib
import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import msgspec

from shared.domain.pipeline import OWN, is_own, own_identity
from shared.domain.spaces import Measured
from shared.durable import sync
from shared.errors import Invalid, OutOfSpace, Unavailable
from shared.inference.bundled import digest

OWN_TASKS = ("detect", "place")  # those that take such models
_NAME = r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"

_NETWORK, _TOLD = "model.onnx", "model.json"


class OwnModel(msgspec.Struct, frozen=True, kw_only=True):
    """`format`: how its answers are read (services/vision/models/yolo.py), or the architecture of a checkpoint
    (services/embedder/models/checkpoint.py). `classes`: their names as the file has them, in the order of its answers.
    `side`: width and height of what it looks at, in pixels. `sha256`: of its one file; of a checkpoint of its files'
    names and hashes, which are `files`; what its vectors are like is `space`. `licence`: as its owner or the file says.
    `source`: whence it came. `added`: when, ISO 8601."""

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
    files: dict[str, str] = {}
    space: Measured | None = None

    @property
    def digest(self) -> str:
        return digest(self.sha256, self.format, *self.classes)

    @property
    def identity(self) -> str:
        return own_identity(self.name, self.digest)

    @property
    def told(self) -> str:
        """What it is, as a clause."""
        looks = f"{self.side[0]} x {self.side[1]} pixels"
        return (
            f"{self.format}, {self.space.dimension} numbers" if self.space else f"{len(self.classes)} classes, {looks}"
        )


def loaded_by(task: str, identities: Sequence[str]) -> tuple[str, ...]:
    """What registry.load_model takes for each: the key of a MODELS table; for a user's model "own" and its folder."""
    return tuple(
        f"own:{_place(task, identity)}" if is_own(identity) else identity.partition(":")[0] for identity in identities
    )


def put(models: Path, model: OwnModel, content: bytes | Path) -> Path:
    """Puts it into the models folder -> its own. `content`: of its one file, or the folder of a checkpoint. What is
    told of it comes last, and makes it count. Raises OutOfSpace or Unavailable where it cannot be written."""
    place = models / _place(model.task, model.identity)
    written: dict[str, bytes | Path] = (
        {name: content / name for name in model.files} if isinstance(content, Path) else {_NETWORK: content}
    )
    written[_TOLD] = msgspec.json.format(msgspec.json.encode(model))
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name, what in written.items():
            _write(place / name, what)
        sync(place.parent)
    except OSError as error:
        kind = OutOfSpace if error.errno == errno.ENOSPC else Unavailable
        raise kind(f"The model cannot be put into {place}: {error.strerror}.") from error
    return place


def discard(models: Path, task: str, name: str) -> None:
    """Takes all of the name out of the models folder, if there are any. What is told of them goes first: what a crash
    leaves is none."""
    place = models / "own" / task / name
    for told_of in place.glob(f"*/{_TOLD}"):
        told_of.unlink()
    shutil.rmtree(place, ignore_errors=True)


def checked_name(name: str) -> str:
    """Raises Invalid for one that no model can have."""
    if not re.fullmatch(_NAME, name):
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


def opened_folder(place: Path) -> OwnModel:
    """The checkpoint in this folder. Raises Unavailable where it is not there any more, or is another."""
    model = told(place)
    try:
        _check(place, model, sha256_of({name: _sha256_now(place / name) for name in model.files}))
    except OSError as error:
        raise Unavailable(f"the files of the model {model.name} cannot be read: {error}") from error
    return model


def sha256_of(files: Mapping[str, str]) -> str:
    """Of a checkpoint, by the hashes of its files."""
    return hashlib.sha256("".join(f"{name} {files[name]}\n" for name in sorted(files)).encode()).hexdigest()


def sha256_in(file: Path) -> str:
    """Raises OSError."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def lacks(models: Path, task: str, identity: str) -> str:
    """Why a user's model cannot be asked here, as a clause; empty where it can. Reads whole files that it has not seen
    before: for a thread."""
    place = models / _place(task, identity)
    try:
        model = told(place)
        if model.files:
            opened_folder(place)
        else:
            _check(place, model, _sha256_now(place / _NETWORK))
    except (OSError, Unavailable) as error:
        return f"{identity} is not here: {error}"
    return ""


def _write(path: Path, content: bytes | Path) -> None:
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        if isinstance(content, Path):
            shutil.copyfile(content, draft)
        else:
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


def _sha256_now(file: Path) -> str:
    """Read again only where the file has changed. Raises OSError."""
    now = file.stat()
    return _sha256(file, now.st_size, now.st_mtime_ns)


@lru_cache(maxsize=128)
def _sha256(file: Path, bytes: int, changed: int) -> str:
    return sha256_in(file)


def _place(task: str, identity: str) -> str:
    name, _, made_of = identity.partition(":")
    return f"own/{task}/{name}/{made_of.removeprefix(OWN)}"
