"""What shares open: read anew, with what several hands put in, and without what came just now."""

from typing import Any

import msgspec
import pytest

from services.gateway.sharing.granting import Granting
from shared.catalog.accounts import Accounts
from shared.domain.account import Account
from shared.domain.album import Album
from shared.domain.grant import entries_of
from shared.domain.ids import OwnerId, first_from, new_id
from shared.domain.instants import ago, instant
from shared.domain.photo import Photo, new_photo
from shared.domain.scope import Scope
from shared.domain.share import SUBJECTS, Circle, Contribution, Share, ShareRole
from shared.runtime.platform import Platform

NOOR, OTTO, PIA = (OwnerId(name) for name in ("noor", "otto", "pia"))


class House:
    def __init__(self, platform: Platform, hours: float) -> None:
        self.platform = platform
        self.granting = Granting(platform.catalog, after_hours=hours)

    def account(self, library: str) -> Account:
        now = instant()
        return Account(
            id=f"{library}-1", name=library, called=library, seat=library, role="member", library=OwnerId(library),
            created=now,
        )  # fmt: skip

    async def share(self, **said: Any) -> Share:
        share = Share(
            **{"id": new_id(), "owner": NOOR, "by": "noor-1", "to": "account", "whom": "otto-1", "created": instant()}
            | said
        )
        await self.granting.shares.insert(share)
        return share

    async def album(self, id: str, **said: Any) -> Album:
        album = Album(id=id, owner=NOOR, created=instant(), name=id, **said)
        await self.platform.albums.insert(album)
        return album

    async def shown(self, library: str, *photos: Photo) -> list[bool]:
        scope = Scope(entries_of(await self.granting.to(self.account(library))))
        return [scope.shows(photo) for photo in photos]


@pytest.fixture
def house(platform: Platform) -> House:
    return House(platform, 24)


def photo(owner: str, *albums: str, came: str = "", **more: Any) -> Photo:
    id = first_from(came) if came else new_id()
    made = new_photo(id=id, owner=owner, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
    return msgspec.structs.replace(made, more={"albums": list(albums)}, **more)


async def test_what_is_shared_by_a_rule_waits_for_a_day(house: House) -> None:
    await house.album("smart", query={"tag": ["cat"]})
    await house.album("by hand")
    old, new = (photo(NOOR, "by hand", came=ago(hours=hours), tag_names=["cat"]) for hours in (24.1, 23.9))
    for said, shown in (
        ({"kind": "library"}, [True, False]),
        ({"kind": "library", "query": {"tag": ["cat"]}}, [True, False]),
        ({"kind": "library", "query": {"tag": ["dog"]}}, [False, False]),
        ({"kind": "album", "album": "smart"}, [True, False]),
        ({"kind": "album", "album": "by hand"}, [True, True]),
        ({"kind": "photos", "photos": [new.id]}, [False, True]),
    ):  # fmt: skip
        share = await house.share(**said)
        assert await house.shown(OTTO, old, new) == shown, said
        [grant] = await house.granting.of_share(share)
        assert [Scope(entries_of([grant])).shows(each) for each in (old, new)] == shown
        assert await house.shown(PIA, old, new) == [False, False]
        assert await house.granting.shares.delete(share.id)
    await house.share(kind="library")
    assert await House(house.platform, 0).shown(OTTO, old, new) == [True, True]


async def test_it_opens_nothing_when_it_is_over_refused_or_broken(house: House) -> None:
    await house.album("deleted", deleted=instant())
    await house.album("broken", query={"no such thing": ["x"]})
    await house.platform.albums.insert(Album(id="another's", owner=PIA, created=instant(), name="x"))
    there = photo(NOOR, "deleted", "broken", "another's")
    for said in (
        {"kind": "photos", "photos": [there.id], "expires": ago(seconds=1)},
        {"kind": "photos", "photos": [there.id], "refused": ["otto-1"]},
        {"kind": "photos", "photos": [there.id], "to": "circle", "whom": "of nobody"},
        {"kind": "photos", "photos": [there.id], "to": "link", "whom": ""},
        *({"kind": "album", "album": album} for album in ("deleted", "broken", "another's", "nowhere")),
    ):
        share = await house.share(**said)
        assert await house.granting.to(house.account(OTTO)) == (), said
        if "refused" not in said and "photos" not in said:
            assert await house.granting.of_share(share) == ()


@pytest.mark.parametrize("role", ["viewer", "contributor", "editor"])
async def test_what_was_put_in_shows_as_long_as_it_may_stand_there(house: House, role: ShareRole) -> None:
    """In a circle, and told of no more than its owner and the album's let be told."""
    album = await house.album("wedding")
    circle = Circle(id="c", account="noor-1", name="Family", members=["otto-1"])
    await house.granting.circles.insert(circle)
    share = await house.share(kind="album", album=album.id, to="circle", whom="c", role=role, tells=["place", "camera"])
    to_pia = await house.share(kind="album", album=album.id, whom="pia-1", tells=["camera", "people"])
    said = Contribution(library=OTTO, tells=["place", "camera"])
    await house.granting.hands.contribute(album.id, NOOR, "otto-1", said)
    hers, his, elsewhere = photo(NOOR, album.id), photo(OTTO, album.id), photo(OTTO)
    stands = role != "viewer"
    assert await house.shown(PIA, hers, his, elsewhere) == [True, stands, False]
    assert await house.shown(NOOR, his, elsewhere) == [stands, False]
    assert await house.shown(OTTO, hers, his) == [True, False], "what is one's own is no grant"
    if stands:
        withheld = {grant.owner: grant.withheld for grant in await house.granting.to(house.account(PIA)) if grant.album}
        assert withheld == {NOOR: {"place"}, OTTO: {"place", "people"}}
        [told] = await house.granting.to(house.account(NOOR))
        assert (told.withheld, told.album, told.timeline) == (SUBJECTS - {"place", "camera"}, album.id, False)
    for ended in (
        house.granting.circles.change("c", {"members": []}),
        house.granting.shares.delete(share.id),
    ):
        assert await ended
        assert await house.shown(PIA, hers, his) == [True, False]
        assert await house.shown(NOOR, his) == [False]
    await house.granting.shares.delete(to_pia.id)
    assert await house.shown(PIA, hers) == [False]


async def test_a_libraries_owner_is_told_by_name(platform: Platform) -> None:
    accounts = Accounts(platform.catalog)
    house = House(platform, 0)
    for name in (NOOR, OTTO):
        await accounts.insert(house.account(name))
    assert await accounts.names_of({NOOR, PIA}) == {NOOR: "noor"}
