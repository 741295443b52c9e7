"""What becomes of a damaged or lost catalog: a snapshot is put in its place, and records are made anew from the
originals. Both are for who holds the home folder, may be cut short anywhere, and are then begun again.
"""

import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from shared.blobs.base import BlobStore
from shared.blobs.os_errors import os_errors
from shared.catalog.photos import Photos
from shared.catalog.sqlite_snapshot import check_whole, write_catalog
from shared.domain.ids import is_id, made_at
from shared.domain.instants import instant, parse_instant
from shared.domain.original import original_key, photo_at, sidecar_key
from shared.domain.photo import Photo, new_photo
from shared.domain.sent import INBOX, SENT, sent_of
from shared.durable import sync
from shared.errors import BlobNotFound, Damaged, Invalid
from shared.imaging.probe import HEAD, Probe
from shared.sqlite.files import move_aside

Probing = Callable[[bytes, bool], Awaitable[Probe]]

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of an original or a sidecar. known: the catalog has it; made: its record was made anew; recent: it may
    get one yet; moved: it now lies in quarantine/, and `why` says why."""

    key: str
    outcome: Literal["known", "made", "recent", "moved"]
    why: str = ""


@os_errors("The disk of the home")
def put_back(snapshot: Path, catalog: Path) -> Path | None:
    """Puts what the snapshot holds in the place of the catalog -> where what was there lies now. Raises Damaged
    when the snapshot is, and leaves everything as it is."""
    check_whole(snapshot, snapshot=True)
    draft = catalog.with_name(f"{catalog.name}.draft")
    write_catalog(snapshot, draft)
    aside = move_aside(catalog) if _is_there(catalog) else None
    draft.rename(catalog)
    sync(catalog.parent)
    return aside


@os_errors("The disk of the home")
def clear_damaged(catalog: Path) -> Path | None:
    """Moves a catalog that is damaged aside -> where it lies now; None for one that is whole, or not there. Raises
    Unavailable when it cannot be read."""
    if catalog.exists():
        try:
            check_whole(catalog)
        except Damaged:
            return move_aside(catalog)
        return None
    return move_aside(catalog) if _is_there(catalog) else None  # its log alone would be played into the next one


def _is_there(catalog: Path) -> bool:
    return any(catalog.with_name(catalog.name + part).exists() for part in ("", "-wal"))


async def remade(
    photos: Photos, blobs: BlobStore, probe: Probing, *, before: str | None = None
) -> AsyncGenerator[Looked, None]:
    """Looks at every original and sidecar. An original of which the catalog knows nothing gets a record by which every
    stage is due, with what lies beside it of its name and dates. What can be no photo's is moved to quarantine/. While
    uploads go on, only what came before an instant is looked at. Raises Unavailable."""
    aside = {each.id for each in await photos.set_aside()}
    async for blob in blobs.list("originals/"):
        id = photo_at(blob.key)
        if id in aside or (is_id(id) and await photos.find(id)):
            yield Looked(blob.key, "known")
            continue
        if _since(before, id):
            yield Looked(blob.key, "recent")
            continue
        try:
            await photos.insert(await _read(photos, blobs, blob.key, probe))
        except BlobNotFound:  # deleted since it was listed
            continue
        except Invalid as error:
            yield await _moved(blobs, blob.key, str(error))
        else:
            yield Looked(blob.key, "made")
    async for blob in blobs.list("sidecars/"):
        id = photo_at(blob.key)
        if id not in aside and not _since(before, id) and not await photos.find(id):
            yield await _moved(blobs, blob.key, "It belongs to no photo.")


async def without_original(photos: Photos, blobs: BlobStore) -> AsyncIterator[str]:
    """The photos that were deleted after a snapshot that was put back, or whose original is lost."""
    after = ""
    while page := await photos.all.page(after=after, limit=_PAGE):
        after = page[-1].id
        for photo in page:
            try:
                await blobs.stat(photo.original)
            except BlobNotFound:
                yield photo.id


async def _read(photos: Photos, blobs: BlobStore, key: str, probe: Probing) -> Photo:
    """Raises Invalid with a sentence for what cannot be a photo of its own."""
    owner, id = key.split("/")[1], photo_at(key)
    flat = key == original_key(owner, id, flat=True)
    if not is_id(id) or not (flat or key == original_key(owner, id)):
        raise Invalid("Its name is not that of an original.")
    digest, size, head = hashlib.sha256(), 0, bytearray()
    async with aclosing(blobs.open(key)) as chunks:
        async for chunk in chunks:
            head += chunk[: HEAD - len(head)]
            digest.update(chunk)
            size += len(chunk)
    facts = await blobs.facts(key)
    # Where it is another than that of its bytes they are damaged, and whoever reads them again says so.
    sha256 = facts.get("sha256") or digest.hexdigest()
    if twin := await photos.by_sha256(owner, sha256):
        raise Invalid(f"Photo {twin.id} has the same bytes.")
    found = await probe(bytes(head), size <= HEAD)
    photo = new_photo(
        id=id,
        owner=owner,
        sha256=sha256,
        file_name=facts.get("file_name") or f"{id}.{found.format}",
        media_type=found.media_type,
        bytes=size,
        sidecar_sha256=await _sidecar_sha256(blobs, owner, id),
        uploaded_at=_instant(facts.get("uploaded_at")) or made_at(id),
        modified_at=_instant(facts.get("modified_at")),
        flat=flat,
    )
    sent = sent_of(facts.get(SENT))
    if sent is None:
        return photo
    # Whether its owner had taken it is lost: so it waits to be looked at, again.
    return photos.with_edits(msgspec.structs.replace(photo, found={SENT: sent.facts()}), {INBOX: True})


def _since(before: str | None, id: str) -> bool:
    return before is not None and is_id(id) and (made_at(id) or "") >= before


def _instant(told: str | None) -> str | None:
    """None for what is none: anybody may have written there."""
    try:
        return instant(parse_instant(told)) if told else None
    except ValueError:
        return None


async def _sidecar_sha256(blobs: BlobStore, owner: str, id: str) -> str:
    try:
        return hashlib.sha256(await blobs.read(sidecar_key(owner, id))).hexdigest()
    except BlobNotFound:
        return ""


async def _moved(blobs: BlobStore, key: str, why: str) -> Looked:
    await blobs.move(key, f"quarantine/{key}")
    return Looked(key, "moved", why)
