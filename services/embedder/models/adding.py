"""A user's checkpoint, or one of a hub, becomes a model that photos can be placed and found by."""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path

from services.embedder.models.architectures import TELLING, check_weights, checked, chosen, missing_libraries
from services.embedder.models.trial import Trial, tried
from shared.domain.instants import instant
from shared.errors import Invalid, TooLarge
from shared.inference.hub import Hub, Offer, Progress
from shared.inference.own import OwnModel, put, sha256_in, sha256_of
from shared.inference.taking import A_FOLDER, UNKNOWN, Wanted, consented, fetched, kept

MOST_BYTES = 8 * 2**30


async def put_in(models: Path, wanted: Wanted, folder: Path, *, licence: str = "", source: str = A_FOLDER) -> OwnModel:
    """Tries the checkpoint in the folder out and puts it into the models folder. Raises Invalid, with a sentence, where
    it cannot be used, OutOfSpace or Unavailable where it cannot be written."""
    _check(wanted)
    try:
        names = chosen([path.name for path in await asyncio.to_thread(lambda: [*folder.iterdir()]) if path.is_file()])
    except OSError as error:
        raise Invalid(f"{folder} is no folder that can be read: {error.strerror}.") from error
    return await _put_in(models, wanted, {name: folder / name for name in names}, licence, source)


async def offered(hub: Hub, repository: str, revision: str) -> list[Offer]:
    """What of the repository would be fetched. Raises as Hub.offers does, and Invalid, where it is no checkpoint that
    is taken, or where what runs them is not installed."""
    _check_libraries()
    return await hub.offers(repository, chosen, revision)


async def pull_in(
    models: Path, wanted: Wanted, hub: Hub, offers: list[Offer], *, accepted: str, progress: Progress
) -> OwnModel:
    """Fetches what the hub offers, and puts it in; nothing but the files that tell what it is before these can be
    taken. Raises as `put_in` and Hub.fetch do, and Forbidden where its licence wants the consent of the user, who has
    not accepted it by name."""
    _check(wanted)
    first, whole = offers[0], sum(offer.bytes for offer in offers)
    consented(first.repository, first.licence, accepted)
    if whole > MOST_BYTES:
        raise TooLarge(f"{first.repository} has {whole:,} bytes; {MOST_BYTES:,} are taken.")
    files: dict[str, Path] = {}
    there = 0
    for telling in (True, False):
        for offer in offers:
            if (offer.path in TELLING) is telling:
                before = there
                files[offer.path] = await fetched(models, hub, offer, lambda now, of: progress(before + now, whole))  # noqa: B023 - of this round
                there += offer.bytes
        with _laid_out(files) as folder:
            checked(Path(folder))
    source = f"{first.repository}@{first.commit[:12]}"
    model = await _put_in(models, wanted, files, first.licence, source)
    for file in set(files.values()):
        file.unlink()
    return model


async def _put_in(models: Path, wanted: Wanted, files: Mapping[str, Path], licence: str, source: str) -> OwnModel:
    with _laid_out(files) as folder, kept("The checkpoint cannot be read"):
        place = Path(folder)
        architecture = checked(place)
        numbers = check_weights(place, list(files))
        size = sum(file.stat().st_size for file in files.values())
        if size > MOST_BYTES:
            raise TooLarge(f"The checkpoint has {size:,} bytes; {MOST_BYTES:,} are taken.")
        found = await tried(Trial(place, numbers), size)
        hashes = {name: sha256_in(file) for name, file in files.items()}
        model = OwnModel(
            task=wanted.task,
            name=wanted.name,
            format=architecture,
            classes=(),
            side=found.side,
            sha256=sha256_of(hashes),
            bytes=size,
            licence=licence or UNKNOWN,
            source=source,
            added=instant(),
            files=hashes,
            space=found.space,
        )
        put(models, model, place)
    return model


def _laid_out(files: Mapping[str, Path]) -> tempfile.TemporaryDirectory[str]:
    """A folder in which they lie by their names, and nothing else does."""
    folder = tempfile.TemporaryDirectory(prefix="heliograph-checkpoint-")
    for name, file in files.items():
        Path(folder.name, name).symlink_to(file.resolve())
    return folder


def _check(wanted: Wanted) -> None:
    wanted.check()
    if wanted.names is not None:
        raise Invalid("An image-text model has no classes, and wants no --names.")
    _check_libraries()


def _check_libraries() -> None:
    if missing := missing_libraries():
        raise Invalid(missing)
