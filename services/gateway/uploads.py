"""The one write door: a body comes in, a photo lies in the library, its work is on the way.

In this order, so that a crash at any line loses nothing: the blob, durable; the record under its unique key; the
event; the answer. Who loses the insert deletes its own blob and answers duplicate; where the photo that is here has
lost its original, it puts that back.
"""

import hashlib
import logging
import math
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from services.gateway.accounts.quotas import Quotas, Taking
from shared import logs, telemetry
from shared.blobs.base import CHUNK, BlobStore, Stored
from shared.broker.base import Broker, Lane
from shared.catalog.photos import Photos
from shared.domain.actions import Difference
from shared.domain.events import PhotoUnsettled, PhotoUploaded
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.original import original_key, sidecar_key
from shared.domain.photo import Photo, new_photo
from shared.domain.sent import INBOX, SENT, Sent
from shared.errors import Conflict, HeliographError, Invalid, OutOfSpace, Overloaded, OverQuota, TooLarge
from shared.imaging.probe import Probe
from shared.runtime.originals import length_damage_of
from shared.runtime.trash import Trash

from .lanes import Lanes
from .later import send_changed, send_work
from .multipart import BESIDE, Part

_MAX_FIELD = 4096  # bytes of a small form field
_MAX_SIDECAR = 2**20  # bytes of an XMP file
_JOINERS = "\u200c\u200d"  # without them words of Persian and of Indian languages are misspelt, and emoji fall apart
_LONGEST_NAME = 255  # letters of a file name that are kept

log = logging.getLogger(__name__)

Probing = Callable[[bytes, bool], Awaitable[Probe]]


@dataclass(frozen=True, slots=True)
class Receipt:
    """`sidecar_taken`: the photo was here, and the sidecar that came with it now counts. deleted: its owner has
    deleted it, and wants it back only when asked; `id` is that of the photo in the trash, if it lies there still."""

    id: str
    status: Literal["created", "duplicate", "deleted"]
    sidecar_taken: bool = False


@dataclass(slots=True)
class _Form:
    """What has come of the form so far."""

    id: str = field(default_factory=new_id)
    came_at: str = field(default_factory=instant)
    file_name: str = ""
    probe: Probe | None = None
    stored: Stored | None = None
    taking: Taking | None = None
    sent: Sent | None = None
    written: set[str] = field(default_factory=set)  # keys of blobs that may be there
    modified_at: str | None = None
    sidecar: bytes | None = None


class Uploads:
    """`probe` reads a file's header in a decoder child: (first bytes, whether they are all) -> Probe."""

    def __init__(
        self, photos: Photos, trash: Trash, blobs: BlobStore, broker: Broker, probe: Probing, lanes: Lanes,
        quotas: Quotas, *,
        max_bytes: int, at_once: int,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._trash = trash
        self._blobs = blobs
        self._broker = broker
        self._probe = probe
        self._lanes = lanes
        self._quotas = quotas
        self._max_bytes = max_bytes
        self._free = at_once

    async def receive(
        self, owner: str, form: AsyncIterable[Part], *, address: str = "", sha256: str | None = None,
        bulk: bool = False, again: bool = False, length: float = 0, sent: Sent | None = None,
        check: Callable[[], Awaitable[None]],
    ) -> Receipt:  # fmt: skip
        """Stores the form's file. `sha256`, where given, must be that of its bytes. `bulk`: nobody waits for it. Then,
        or where many came from that address, its work is sent as the queues have room; the rest waits for reconcile.
        `again`: also where it was deleted, and that is remembered. `length`: bytes of the form; infinite where they are
        not known before it is read. `sent`: by a guest of a link: it waits in the inbox, brings no sidecar, changes
        nothing that is here, and the receipt does not tell what is. `check`: asked once all is here whether they still
        may: raises for who may no more.

        Raises Invalid for whatever is wrong with the file or the form, OverQuota, OutOfSpace, and Overloaded when too
        many uploads are under way; nothing is stored then.
        """
        if self._free == 0:
            raise Overloaded("Too many uploads are under way. Try again in a few seconds.")
        self._free -= 1
        got = _Form(sent=sent)
        try:
            with logs.about(photo=got.id):
                lane = self._lanes.of(owner, address, bulk=bulk)
                async with self._quotas.taking(
                    owner, announced=int(length) - BESIDE if math.isfinite(length) else 0
                ) as got.taking:
                    receipt = await self._receive(owner, form, got, sha256, lane, again, check)
                    if got.taking:
                        got.taking.kept = receipt.status == "created"
                    if sent:
                        receipt = Receipt("", "created")
        except HeliographError as error:
            telemetry.UPLOADS.labels("refused").inc()
            if sent and isinstance(error, OverQuota):  # how much that is is the owner's to know
                raise OverQuota("There is no room for more photos here. Tell who sent you the link.") from None
            raise
        finally:
            self._free += 1
        telemetry.UPLOADS.labels(receipt.status).inc()
        return receipt

    async def _receive(
        self, owner: str, form: AsyncIterable[Part], got: _Form, sha256: str | None, lane: Lane, again: bool,
        check: Callable[[], Awaitable[None]],
    ) -> Receipt:  # fmt: skip
        try:
            photo = await self._store(owner, form, got, sha256)
            await check()
            refused = None if again else await self._trash.refused(owner, photo.sha256 or "")
        except BaseException:
            await self._discard(got)
            raise
        if refused is not None:
            await self._discard(got)
            logs.trail.info("uploaded once more; its owner has deleted it")
            return Receipt(refused, "deleted")
        try:
            twin = await self._insert(photo, restores=got.sent is None)
        except OutOfSpace:  # else every attempt would take more of what is left
            await self._discard(got)
            raise
        # On any other error nothing is discarded: the insert may have happened though its answer was lost.
        # A blob that stays without a record is found by reconcile.
        if twin is not None and got.sent:
            await self._discard(got)
            return Receipt(twin.id, "duplicate")
        if twin is not None:
            try:
                if twin.damage or await length_damage_of(twin, self._blobs):
                    await self._put_back(twin, got)
                taken = await self._take_over(twin, photo, got)
                await self._take_in(twin)
            finally:
                await self._discard(got)
            logs.trail.info("uploaded once more; the photo is %s", twin.id)
            return Receipt(twin.id, "duplicate", taken)
        if again:
            await self._trash.forget(owner, photo.sha256 or "")
        telemetry.UPLOAD_BYTES.inc(photo.bytes)
        logs.trail.info("uploaded: %s, %d bytes", photo.media_type, photo.bytes)
        if lane is Lane.FRESH or await self._lanes.room():
            await send_work(self._photos, self._broker, photo, PhotoUploaded(owner=owner, photo=photo.id), lane=lane)
        return Receipt(photo.id, "created")

    async def _store(self, owner: str, form: AsyncIterable[Part], got: _Form, sha256: str | None) -> Photo:
        async for part in form:
            await self._take(owner, part, got, sha256)
        if got.stored is None or got.probe is None:
            raise Invalid("The form has no file. Send the photo in a field named file.")
        if got.sidecar is not None:
            await self._put(sidecar_key(owner, got.id), got.sidecar, got)
        photo = new_photo(
            id=got.id,
            owner=owner,
            sha256=got.stored.sha256,
            file_name=got.file_name,
            media_type=got.probe.media_type,
            bytes=got.stored.size,
            modified_at=got.modified_at,
            uploaded_at=got.came_at,
            sidecar_sha256=hashlib.sha256(got.sidecar).hexdigest() if got.sidecar is not None else "",
        )
        if got.sent is None:
            return photo
        photo = msgspec.structs.replace(photo, found={SENT: got.sent.facts()})
        return self._photos.with_edits(photo, {INBOX: True})

    async def _take(self, owner: str, part: Part, got: _Form, sha256: str | None) -> None:
        match part.name:
            case "file":
                if got.stored is not None:
                    raise Invalid("The form has more than one file. Send one photo a request.")
                got.file_name = clean_name(part.file_name)
                head, complete = await _head(part.chunks)
                got.probe = await self._probe(head, complete)
                source = self._limited(head, part.chunks, got.taking)
                # modified_at: where the form told it before its file
                facts = _facts(owner, got.file_name, got.probe.media_type, got.came_at, got.modified_at, got.sent)
                key = original_key(owner, got.id)
                got.stored = await self._put(key, source, got, expected_sha256=sha256, facts=facts)
            case "modified_at":
                got.modified_at = _modified_at(await _small(part.chunks, _MAX_FIELD))
            case "sidecar" if got.sent is None:
                got.sidecar = await _small(part.chunks, _MAX_SIDECAR) or None
            case _:
                await part.leave_out()

    async def _limited(self, head: bytes, rest: AsyncIterator[bytes], taking: Taking | None) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in _chained(head, rest):
            size += len(chunk)
            if size > self._max_bytes:
                raise TooLarge(f"The file is larger than the limit of {self._max_bytes:,} bytes.")
            if taking:
                taking.add(len(chunk))
            yield chunk

    async def _insert(self, photo: Photo, *, restores: bool) -> Photo | None:
        """Inserts the record, or returns the photo that has these bytes already; where it `restores`, out of the
        trash."""
        while True:
            try:
                await self._photos.insert(photo)
            except Conflict:
                # The twin may be deleted between the two calls: then the place is free.
                twin = await self._photos.by_sha256(photo.owner, photo.sha256 or "")
                if restores and twin is not None and twin.state == "held":
                    # Who sends it again wants to have it. Too late for that, its place is free soon.
                    id, twin = twin.id, await self._trash.restore(twin)
                    await self._trash.follow([id])
                    if twin is not None:
                        await send_changed(self._photos, self._broker, twin)
                if twin is not None:
                    return twin
            else:
                return None

    async def _put_back(self, twin: Photo, got: _Form) -> None:
        """What came is the original of the photo that has these bytes. A crash in between leaves only the word of its
        damage, until it is looked at again."""
        facts = _facts(twin.owner, twin.file_name, twin.media_type, twin.uploaded_at, twin.modified_at)
        async with aclosing(self._blobs.open(original_key(twin.owner, got.id))) as source:
            await self._blobs.put(twin.original, source, expected_sha256=twin.sha256, facts=facts)
        whole = await self._photos.tell_damage(twin, None)
        if whole is None:  # it is being deleted
            await self._blobs.delete(twin.original)
            return
        log.info("photo %s: its original was uploaded again", twin.id)
        await send_changed(self._photos, self._broker, whole)

    async def _take_over(self, twin: Photo, photo: Photo, got: _Form) -> bool:
        """The sidecar of a photo that is here already, unless that has the same. A crash in between leaves the record
        without its hash, so that whoever sends it again is heard."""
        if got.sidecar is None or photo.sidecar_sha256 == twin.sidecar_sha256:
            return False
        await self._blobs.put(sidecar_key(twin.owner, twin.id), got.sidecar)
        changed = await self._photos.beside(twin.owner, twin.id, photo.sidecar_sha256)
        await send_work(self._photos, self._broker, changed, PhotoUnsettled(owner=twin.owner, photo=twin.id))
        return True

    async def _put(self, key: str, source: bytes | AsyncIterator[bytes], got: _Form, **how: Any) -> Stored:
        got.written.add(key)  # before: one that fails may have happened
        return await self._blobs.put(key, source, **how)

    async def _take_in(self, twin: Photo) -> None:
        """What waited in the inbox is the owner's now that they bring it themselves."""
        if INBOX in twin.edits and (taken := await self._photos.apply(twin, (Difference(INBOX, True),))):
            await send_changed(self._photos, self._broker, taken)

    async def _discard(self, got: _Form) -> None:
        for key in got.written:
            await self._blobs.delete(key)


def _facts(
    owner: str, file_name: str, media_type: str, uploaded_at: str, modified_at: str | None, sent: Sent | None = None
) -> dict[str, str]:
    """What nobody could read from the bytes, should the catalog be lost (shared/runtime/recovery.py)."""
    facts = {
        "owner": owner,
        "file_name": file_name,
        "media_type": media_type,
        "uploaded_at": uploaded_at,
        "modified_at": modified_at,
        SENT: sent.line() if sent else None,
    }
    return {name: fact for name, fact in facts.items() if fact}


async def _head(chunks: AsyncIterator[bytes]) -> tuple[bytes, bool]:
    """-> (the first bytes, whether they are the whole file)."""
    head = bytearray()
    async for chunk in chunks:
        head += chunk
        if len(head) >= CHUNK:
            return bytes(head), False
    return bytes(head), True


async def _chained(head: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield head
    async for chunk in rest:
        yield chunk


async def _small(chunks: AsyncIterator[bytes], limit: int) -> bytes:
    value = bytearray()
    async for chunk in chunks:
        value += chunk
        if len(value) > limit:
            raise TooLarge(f"A form field is larger than {limit:,} bytes.")
    return bytes(value)


def _modified_at(value: bytes) -> str:
    text = value.decode("utf-8", "replace").strip()
    try:
        moment = datetime.fromisoformat(text)
        return instant(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise Invalid(f"modified_at is not an ISO 8601 date and time: {text[:80]!r}.") from None


def clean_name(name: str) -> str:
    """The last segment of what the client called it, printable, at most 255 letters, its ending kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in last if letter.isprintable() or letter in _JOINERS).strip() or "photo"
    if len(clean) <= _LONGEST_NAME:
        return clean
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:
        return clean[:_LONGEST_NAME]
    return stem[: _LONGEST_NAME - len(ending) - 1] + "." + ending
