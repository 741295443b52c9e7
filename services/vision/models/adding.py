"""A user's own file becomes a model that can be chosen."""

import hashlib
from pathlib import Path

from services.vision.models.trial import Trial, tried
from shared.domain.instants import instant
from shared.errors import Invalid
from shared.inference.own import OWN_TASKS, OwnModel, checked_name, put
from shared.inference.tasks import TASKS

_MOST_BYTES, _MOST_OF_NAMES = 2**30, 2**20
_UNKNOWN = "not told"

_NO_OTHERS = "photos are placed by the thousand labels of ImageNet-1k, which a classifier of other labels does not say"


async def put_in(models: Path, task: str, name: str, file: Path, names: Path | None, licence: str) -> OwnModel:
    """Tries the file out and puts it into the models folder. Raises Invalid, with a sentence, where it cannot be
    used, OutOfSpace or Unavailable where it cannot be written."""
    if task not in OWN_TASKS:
        why = f": {_NO_OTHERS}" if task == "see" else ""
        raise Invalid(f"The task {task!r} takes no models of your own{why}. Those that do: {', '.join(OWN_TASKS)}.")
    if checked_name(name) in TASKS[task]:
        raise Invalid(f"The name {name!r} is that of a model that comes with Heliograph; take another.")
    content = _read(file, _MOST_BYTES)
    found = await tried(Trial(content, _text(names) if names else None))
    model = OwnModel(
        task=task,
        name=name,
        format=found.format,
        classes=found.classes,
        side=found.side,
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        licence=licence or found.licence or _UNKNOWN,
        added=instant(),
    )
    put(models, model, content)
    return model


def _read(file: Path, most: int) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise Invalid(f"{file} cannot be read: {error.strerror}.") from error
    if len(content) > most:
        raise Invalid(f"{file} has more than {most:,} bytes, which is too large here.")
    return content


def _text(file: Path) -> str:
    try:
        return _read(file, _MOST_OF_NAMES).decode()
    except UnicodeDecodeError as error:
        raise Invalid(f"{file} is no text in UTF-8.") from error
