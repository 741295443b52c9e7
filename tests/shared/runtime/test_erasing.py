"""An account goes with all that is its, whatever step of it dies, and nothing of anybody else."""

import inspect
import sqlite3
from collections import Counter
from typing import Any

import msgspec

from shared.catalog.accounts import SESSIONS, Accounts, Sessions
from shared.catalog.audit import AUDIT, AuditLog
from shared.catalog.features import DirtyKeys, Notes
from shared.catalog.identities import Identities
from shared.catalog.invitations import INVITATIONS, Invitations
from shared.catalog.keys import Keys
from shared.catalog.occasions import Occasions
from shared.catalog.parts import Parts
from shared.catalog.passkeys import Passkeys
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.shares import CIRCLES, AlbumHands, Circles, Shares
from shared.domain.account import Account, Invitation, Key, Session
from shared.domain.album import Placed, place_between
from shared.domain.audit import Entry, readers_of
from shared.domain.features import Note
from shared.domain.identity import Identity, identity_id
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.domain.original import original_key
from shared.domain.passkey import Passkey
from shared.domain.share import Circle, Contribution, Share
from shared.domain.spaces import SPACES
from shared.errors import Unavailable
from shared.runtime.erasing import OF_A_LIBRARY, OF_AN_ACCOUNT, Eraser
from shared.runtime.leases import Leases
from shared.runtime.platform import COLLECTIONS, Platform
from shared.runtime.removal import Remover
from shared.vectors.base import Space
from tests.services.gateway.test_matrix import _owned


class Fuse:
    """Lets so many calls of ports through; the next one, and all after it, never happen."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    @property
    def blown(self) -> bool:
        return self.left < 0

    def of(self, port: Any) -> Any:
        return _Fused(port, self)

    def burn(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Unavailable("It died.")


class _Fused:
    def __init__(self, port: Any, fuse: Fuse) -> None:
        self._port = port
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        if not inspect.iscoroutinefunction(method):
            return method

        async def fused(*args: Any, **kwargs: Any) -> Any:
            self._fuse.burn()
            return await method(*args, **kwargs)

        return fused


async def plant(platform: Platform, name: str) -> Account:
    """One of everything that somebody can have."""
    catalog, id, now = platform.catalog, new_id(), instant()
    library = OwnerId(new_id())
    account = Account(id=id, name=name, called=id, seat=id, role="member", library=library, created=now)
    await Accounts(catalog).insert(account)
    await Sessions(catalog).insert(
        Session(
            id=new_id(), account=id, created=now, used=now, ends=now, idle_ends=now, proven_at=now, refresh="x"
        )
    )  # fmt: skip
    await Keys(catalog).insert(Key(id=new_id(), account=id, name=name, scopes=["see"], created=now))
    await Passkeys(catalog).insert(
        Passkey(id=new_id(), account=id, name=name, host="localhost", public_key="x", counter=0, created=now)
    )
    await Identities(catalog).insert(
        Identity(id=identity_id("https://a", id), account=id, issuer="https://a", subject="1", linked=now)
    )
    await Invitations(catalog).insert(Invitation(id=new_id(), by=id, created=now, expires=now, secret=new_id()))
    readers = readers_of("deleted", id)
    await AuditLog(catalog).append(Entry(id=new_id(), at=now, what="deleted", account=id, readers=readers))
    owned = await _owned(platform, library, name)
    await platform.parts.notes.say(owned.face, owned.photo, {"ignored": True})
    await platform.photos.trash.hold(owned.photo, until=now, by=owned.action.id)
    await platform.albums.places.write(
        [Placed(album=owned.album.id, owner=library, photo=owned.photo.id, place=place_between(None, None))]
    )
    await platform.libraries.change(library, remember_deleted=True)
    await platform.deleted_files.remember(library, ["d" * 64])
    await Occasions(catalog).live(library, {})
    await DirtyKeys(catalog).mark(library, [("days", "2011-02-02")])
    await Notes(catalog).write(Note(photo=owned.photo.id, owner=library, rev=1, table="t", seen={}), over=None)
    await Leases(catalog, holder="somebody", seconds=1).take(f"days/{library}")
    await plant_shared(platform, id, library, owned.album.id)
    await platform.blobs.put(original_key(library, new_id()), b"an upload that never became a photo")
    await platform.blobs.put(f"quarantine/{original_key(library, new_id())}", b"another")
    return account


async def plant_shared(platform: Platform, account: str, library: OwnerId, album: str) -> None:
    """What is shared with the account, alone and in a circle, and what several put into an album."""
    shares, circles, hands = Shares(platform.catalog), Circles(platform.catalog), AlbumHands(platform.catalog)
    stranger, circle = OwnerId("a stranger"), Circle(id=new_id(), account="a stranger", name="x", members=[account])
    of_them = {"owner": stranger, "by": "a stranger", "kind": "library", "created": instant()}
    await shares.insert(Share(id=new_id(), to="account", whom=account, **of_them))  # type: ignore[arg-type]
    to_all = Share(id=new_id(), to="circle", whom=circle.id, taken=[account], refused=[account], **of_them)  # type: ignore[arg-type]
    await shares.insert(to_all)
    await circles.insert(circle)
    await circles.insert(Circle(id=new_id(), account=account, name="x"))
    await hands.contribute(new_id(), stranger, account, Contribution(library=library))
    await hands.contribute(album, library, "a stranger", Contribution(library=stranger))


def eraser(platform: Platform, told: list[str], fuse: Fuse) -> Eraser:
    async def erased(account: Account) -> None:
        fuse.burn()
        told.append(account.id)

    catalog, blobs, vectors = (fuse.of(port) for port in (platform.catalog, platform.blobs, platform.vectors))
    photos, parts = Photos(catalog, platform.stages), Parts(catalog)
    return Eraser(catalog, photos, blobs, Remover(photos, blobs, vectors, parts), erased)


async def places(platform: Platform, *words: str) -> Counter[str]:
    """In how many records of each collection, and names of blobs, one of the words stands."""

    def read(connection: sqlite3.Connection) -> Counter[str]:
        found = Counter[str]()
        for collection in COLLECTIONS:
            docs = connection.execute(f'SELECT doc FROM "{collection.name}"')
            found[collection.name] += sum(any(word in doc for word in words) for (doc,) in docs)
        return found

    found: Counter[str] = await platform.catalog._readers.run(read)  # type: ignore[attr-defined]
    blobs = [blob.key async for blob in platform.blobs.list("")]
    found["blobs"] = sum(any(word in key for word in words) for key in blobs)
    return +found


def test_every_collection_of_a_library_is_known() -> None:
    owned = {collection.name for collection in COLLECTIONS if "owner" in collection.fields}
    assert {*OF_A_LIBRARY, PHOTOS.name} == owned
    own_say = {collection.name for collection in COLLECTIONS if "owner" in _fields(collection.document)}
    assert own_say <= owned, "each can be asked whose its documents are"


def test_every_collection_of_an_account_is_known() -> None:
    told = {collection.name for collection in COLLECTIONS if "account" in _fields(collection.document)}
    # Sessions, invitations and circles go by ways of their own, and the log stays for who runs the installation.
    assert told - {SESSIONS.name, INVITATIONS.name, CIRCLES.name, AUDIT.name} == set(OF_AN_ACCOUNT)


def _fields(document: type) -> set[str]:
    return {field.name for field in msgspec.structs.fields(document)} if document is not dict else set()


async def test_nothing_is_left_wherever_it_dies(platform: Platform) -> None:
    for space in SPACES:
        await platform.vectors.ensure(Space(space.name, space.dimension, space.idf))
    neighbour = await plant(platform, "Neighbourhood")
    theirs = await places(platform, neighbour.id, str(neighbour.library))
    assert len(theirs) == 29, theirs
    accounts, calls = Accounts(platform.catalog), 0
    died = True
    while died:
        told: list[str] = []
        account = await plant(platform, "Nobody")
        assert await places(platform, account.id, str(account.library)) == theirs
        await accounts.change(account.id, {"state": "deleted"})
        fuse = Fuse(calls)
        died = await _until_gone(eraser(platform, told, fuse), accounts, account, fuse)
        await _until_gone(eraser(platform, told, Fuse(10_000)), accounts, account, Fuse(10_000))
        assert not await places(platform, account.id, str(account.library)), f"after {calls} calls"
        assert set(told) == {account.id}
        calls += 1 if calls < 20 else 7
    assert calls > 60, "it died at many steps"
    assert await places(platform, neighbour.id, str(neighbour.library)) == theirs


async def _until_gone(eraser: Eraser, accounts: Accounts, account: Account, fuse: Fuse) -> bool:
    """Whether it died before it was done."""
    while await accounts.find(account.id):
        try:
            await eraser.look()
        except Unavailable:
            return True
    return fuse.blown
