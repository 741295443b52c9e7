"""A user's own file, or one of a hub, becomes a model that can be chosen."""

import hashlib
from pathlib import Path

from services.vision.models.trial import Trial, tried
from shared.domain.instants import instant
from shared.errors import Invalid, TooLarge
from shared.inference.hub import Hub, Offer, Progress
from shared.inference.own import OwnModel, put
from shared.inference.taking import A_FILE, UNKNOWN, Wanted, consented, fetched

MOST_BYTES, _MOST_OF_NAMES = 2**30, 2**20


async def put_in(models: Path, wanted: Wanted, file: Path, *, licence: str = "", source: str = A_FILE) -> OwnModel:
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
        licence=licence or found.licence or UNKNOWN,
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
    consented(offer.repository, offer.licence, accepted)
    if offer.bytes > MOST_BYTES:
        raise TooLarge(f"{offer.source} has {offer.bytes:,} bytes; {MOST_BYTES:,} are taken.")
    file = await fetched(models, hub, offer, progress)
    model = await put_in(models, wanted, file, licence=offer.licence, source=offer.source)
    file.unlink()
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
