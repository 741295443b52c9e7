"""A user's own file, or one of a hub, becomes a model that can be chosen."""

import errno
import hashlib
import shlex
from dataclasses import dataclass
from pathlib import Path

from services.vision.models.trial import Trial, tried
from shared.domain.instants import instant
from shared.errors import Forbidden, Invalid, OutOfSpace, TooLarge, Unavailable
from shared.inference.hub import Hub, Offer, Progress
from shared.inference.licences import terms
from shared.inference.own import OWN_TASKS, OwnModel, checked_name, put
from shared.inference.tasks import TASKS

MOST_BYTES, _MOST_OF_NAMES = 2**30, 2**20
_UNKNOWN = "not told"
_A_FILE = "a file of the user's"

_NO_OTHERS = "photos are placed by the thousand labels of ImageNet-1k, which a classifier of other labels does not say"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file shall be, and by what name. `names`: a file with the names of its classes, where it does not say
    them."""

    task: str
    name: str
    names: Path | None = None

    def check(self) -> None:
        """Raises Invalid where there can be no such model."""
        if self.task not in OWN_TASKS:
            why = f": {_NO_OTHERS}" if self.task == "see" else ""
            raise Invalid(
                f"The task {self.task!r} takes no models of your own{why}. Those that do: {', '.join(OWN_TASKS)}."
            )
        if checked_name(self.name) in TASKS[self.task]:
            raise Invalid(f"The name {self.name!r} is that of a model that comes with Heliograph; take another.")


async def put_in(models: Path, wanted: Wanted, file: Path, *, licence: str = "", source: str = _A_FILE) -> OwnModel:
    """Tries the file out and puts it into the models folder. Raises Invalid, with a sentence, where it cannot be
    used, OutOfSpace or Unavailable where it cannot be written."""
    wanted.check()
    content = _read(file, MOST_BYTES)
    found = await tried(Trial(content, _text(wanted.names) if wanted.names else None))
    model = OwnModel(
        task=wanted.task,
        name=wanted.name,
        format=found.format,
        classes=found.classes,
        side=found.side,
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        licence=licence or found.licence or _UNKNOWN,
        source=source,
        added=instant(),
    )
    put(models, model, content)
    return model


async def pull_in(
    models: Path, wanted: Wanted, hub: Hub, offer: Offer, *, accepted: str, progress: Progress
) -> OwnModel:
    """Fetches what the hub offers, and puts it in. Raises as `put_in` and Hub.fetch do, and Forbidden where its licence
    wants the consent of the user, who has not accepted it by name."""
    wanted.check()
    if (consent := terms(offer.licence)) and accepted != offer.licence:
        raise Forbidden(
            f"{offer.repository} is under the licence {offer.licence!r}: {consent}. If you accept that, say so: "
            f"--accept {shlex.quote(offer.licence)}"
        )
    if offer.bytes > MOST_BYTES:
        raise TooLarge(f"{offer.source} has {offer.bytes:,} bytes; {MOST_BYTES:,} are taken.")
    drafts = models / "own" / ".pulled"
    try:
        drafts.mkdir(parents=True, exist_ok=True)
        await hub.fetch(offer, drafts / offer.hash, progress)
    except OSError as error:
        kind = OutOfSpace if error.errno == errno.ENOSPC else Unavailable
        raise kind(f"{offer.source} cannot be kept in {drafts}: {error.strerror}.") from error
    model = await put_in(models, wanted, drafts / offer.hash, licence=offer.licence, source=offer.source)
    (drafts / offer.hash).unlink()
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
