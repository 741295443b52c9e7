"""The matrix of what is shared: every route as who an album is shared with in each role, as a guest, as a third member,
and as who it was shared with."""

from urllib.parse import unquote_plus

import pytest

from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.domain.share import Share, ShareRole

from .test_matrix import _ENDLESS, TELLING, Owned, World, but_open
from .test_matrix import world as world  # a fixture
from .test_matrix_roles import House
from .test_matrix_roles import house as house  # a fixture

_LOOKING = {
    "GET /albums/{id}", "GET /albums/{id}/photos", "GET /albums/{id}/download", "HEAD /albums/{id}/download",
    "GET /photo/{id}", "GET /photo/{id}/similar", "GET /photo/{id}/original", "HEAD /photo/{id}/original",
    "GET /photo/{id}/xmp", "GET /photo/{id}/crop", "HEAD /photo/{id}/crop", "GET /photo/{id}/{rendition}",
    "HEAD /photo/{id}/{rendition}",
}  # fmt: skip
_LAST = "DELETE /albums/{id}/photos"  # what is taken out is shown no more
_PUTTING = {"PUT /albums/{id}/photos", _LAST}
_EDITING = {"PATCH /albums/{id}", "POST /albums/{id}/order"}
MAY: dict[ShareRole, set[str]] = {
    "viewer": _LOOKING,
    "contributor": _LOOKING | _PUTTING,
    "editor": _LOOKING | _PUTTING | _EDITING,
}
_ABOUT = ("/albums/{", "/photo/")  # how paths begin that name what is shared; all else is its owner's alone


def private(of: Owned) -> set[str]:
    """What nobody else is told, where nothing may be told of what is shared."""
    photo = of.photo
    return {
        of.person.id, of.person.name, of.face, of.group.id, of.action.id, of.occasion.id, of.occasion.title,
        of.trashed.id, of.trashed.file_name, photo.file_name, str(photo.camera_name), *photo.places,
    }  # fmt: skip


async def shared(house: House, role: ShareRole, *to: str) -> list[Share]:
    made = []
    for name in to:
        share = Share(
            id=new_id(), owner=OwnerId("me"), by=house.accounts["admin"].id, kind="album",
            album=house.world.mine.album.id, to="account", whom=house.accounts[name].id, role=role, created=instant(),
        )  # fmt: skip
        await house.entrance.standing.granting.shares.insert(share)
        made.append(share)
    return made


async def statuses(world: World, token: str, asks: str = "thing") -> dict[str, int]:
    """By the row; what is private is told by none."""
    found = {}
    for name, row in sorted(but_open().items(), key=lambda each: each[0] == _LAST):
        if row.asks != asks or name == _ENDLESS:
            continue
        answer = await world.ask(name, world.mine, token, params=TELLING.get(name))
        told = f"{answer.text} {answer.headers}".replace(world.mine.album.name, "")
        told = told.replace(str(world.mine.photo.title), "")  # both were written by people, who may say what they like
        asked = unquote_plus(f"{answer.request.url} {answer.request.content.decode()}")
        assert not {word for word in private(world.mine) if word in told and word not in asked}, name
        found[name] = answer.status_code
    return found


@pytest.mark.parametrize("role", MAY)
async def test_each_role_may_what_it_says_and_no_more(house: House, role: ShareRole) -> None:
    world = house.world
    await shared(house, role, "other", "guest")
    for who in ("guest", "other"):
        may = MAY[role] if who == "other" else _LOOKING  # a guest has nothing to put in
        for name, status in (await statuses(world, house.tokens[who])).items():
            if name in may:
                assert status not in (401, 403, 404), f"{who}: {name}"
            else:
                assert status == (403 if name.partition(" ")[2].startswith(_ABOUT) else 404), f"{who}: {name}"
    lists = await statuses(world, house.tokens["other"], "scope")
    assert {*lists.values()} <= {200, 404, 415, 422, 503}
    # Nobody else is any nearer to it; neither is who runs the installation to the member's.
    assert {*(await statuses(world, house.tokens["member"])).values()} == {404}
    if role != "editor":
        assert await world.untouched(world.mine)


async def test_who_it_was_shared_with_has_nothing_of_it(house: House) -> None:
    world = house.world
    for share in await shared(house, "editor", "other", "guest"):
        await house.entrance.standing.granting.shares.delete(share.id)
    for who in ("guest", "other"):
        assert {*(await statuses(world, house.tokens[who])).values()} == {404}
        for name in TELLING:
            answer = await world.ask(name, world.mine, house.tokens[who], params=TELLING[name])
            assert not world.tells(answer, world.mine), name
    assert await world.untouched(world.mine)


async def test_what_waits_is_shown_to_its_owner_alone(house: House) -> None:
    world, mine = house.world, house.world.mine
    share = Share(
        id=new_id(), owner=OwnerId("me"), by=house.accounts["admin"].id, kind="library", to="account",
        whom=house.accounts["other"].id, created=instant(),
    )  # fmt: skip
    await house.entrance.standing.granting.shares.insert(share)
    told = (await world.send("GET", f"/shares/{share.id}", house.tokens["admin"])).json()
    assert (told["called"], told["waiting"]) == ("other", 1)
    waiting = await world.send("GET", f"/shares/{share.id}/waiting", house.tokens["admin"])
    assert [photo["id"] for photo in waiting.json()["photos"]] == [mine.photo.id]
    shown = await world.send("GET", f"/photos?share={share.id}", house.tokens["other"])
    assert shown.json()["photos"] == []
    assert (await world.send("GET", f"/photo/{mine.photo.id}", house.tokens["other"])).status_code == 404
    assert (await world.send("GET", f"/shares/{share.id}/waiting", house.tokens["other"])).status_code == 404
