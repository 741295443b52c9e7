"""Grants of every kind at once: what may be seen, what is listed, and what is withheld say the same of every photo."""

from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway import policy
from shared.domain.album import Album
from shared.domain.grant import Grant, entries_of
from shared.domain.ids import OwnerId, first_from
from shared.domain.photo import ListedPhoto, new_photo
from shared.domain.principal import EVERY_RIGHT, Principal
from shared.domain.scope import Scope
from shared.domain.share import SUBJECTS
from shared.domain.where import And, Eq, Has, In, Not, Or, Where, holds
from shared.errors import Forbidden, NotFound

OLD, NEW = "2026-11-19T08:00:00.000000Z", "2026-11-21T08:00:00.000000Z"
IDS = tuple(first_from(came)[:-1] + each for came in (OLD, NEW) for each in "abc")
OWNERS, ALBUMS, TAGS = ("me", "you", "them"), ("holiday", "house"), ("cat", "dog")

conditions: st.SearchStrategy[Where | None] = st.one_of(
    st.none(),
    st.builds(lambda ids: In("id", frozenset(ids)), st.sets(st.sampled_from(IDS), min_size=1)),
    st.builds(lambda album: Has("more.albums", album), st.sampled_from(ALBUMS)),
    st.builds(lambda tag: Has("tag_names", tag), st.sampled_from(TAGS)),
    st.builds(
        lambda tag, album: And((Or((Has("tag_names", tag), Has("more.albums", album))), Not(Eq("kind", "document")))),
        st.sampled_from(TAGS), st.sampled_from(ALBUMS),
    ),
)  # fmt: skip
grants = st.builds(
    Grant,
    share=st.sampled_from(("1", "2", "3")),
    owner=st.sampled_from(("you", "them")),
    condition=conditions,
    withheld=st.frozensets(st.sampled_from(sorted(SUBJECTS))),
    download=st.booleans(),
    timeline=st.booleans(),
    album=st.sampled_from(("", *ALBUMS)),
    until=st.sampled_from(("", "2026-11-20T08:00:00.000000Z")),
)


def _photo(id: str, owner: str, **more: Any) -> ListedPhoto:
    made = new_photo(id=id, owner=owner, sha256="0", file_name="a", media_type="image/jpeg", bytes=1)
    return msgspec.structs.replace(made, **more)


photos = st.builds(
    _photo,
    st.sampled_from(IDS),
    st.sampled_from(OWNERS),
    state=st.sampled_from(("active", "active", "active", "held", "deleted")),
    archived=st.sampled_from((False, False, True)),
    tag_names=st.lists(st.sampled_from(TAGS), unique=True),
    kind=st.sampled_from(("photograph", "document")),
    more=st.builds(lambda albums: {"albums": albums}, st.lists(st.sampled_from(ALBUMS), unique=True)),
)


def opened(grant: Grant, photo: ListedPhoto) -> bool:
    """What a share says, told anew."""
    there = photo.owner == grant.owner and photo.state == "active" and not photo.archived
    came = not grant.until or IDS.index(photo.id) < 3
    return there and came and (grant.condition is None or holds(grant.condition, photo))


def asker(*some: Grant, library: str | None = "me") -> Principal:
    kind = "user" if library else "guest"
    return Principal(kind=kind, id="1", library=OwnerId(library) if library else None, grants=some)  # type: ignore[arg-type]


@given(st.lists(grants, max_size=6), photos)
def test_what_is_listed_may_be_seen_and_is_told_alike(some: list[Grant], photo: ListedPhoto) -> None:
    who, guest = asker(*some), asker(*some, library=None)
    opening = [grant for grant in some if opened(grant, photo)]
    own = photo.owner == "me" and photo.state == "active"
    assert _may(who, photo) is (own or bool(opening))
    assert policy.scope(who).shows(photo) is (own or any(grant.timeline for grant in opening))
    assert policy.scope(guest).shows(photo) is _may(guest, photo) is bool(opening)
    shown = [entry for entry in entries_of(some) if entry.shows(photo)]
    assert len(shown) == bool(opening), "the entries of one owner are disjoint"
    for owner in OWNERS:
        assert len([entry for entry in entries_of(some) if entry.owner == owner]) <= 8
    if own:
        assert policy.withheld(who, photo) == policy.withheld(who, photo, file=True) == frozenset()
        assert policy.shown_by(who, photo) is None
    elif opening:
        withheld = policy.withheld(who, photo)
        assert withheld == shown[0].withheld
        assert withheld in [grant.withheld for grant in opening]
        assert len(withheld) == min(len(grant.withheld) for grant in opening)
        by = policy.shown_by(who, photo)
        assert by in opening
        assert by
        assert by.download is any(grant.download for grant in opening)
        if given := [grant for grant in opening if grant.download]:
            assert policy.withheld(who, photo, file=True) in [grant.withheld for grant in given]
        else:
            with pytest.raises(Forbidden, match="not be downloaded"):
                policy.withheld(who, photo, file=True)
    elif photo.owner != "me":
        with pytest.raises(NotFound):
            policy.withheld(who, photo)
        assert policy.shown_by(who, photo) is None
    if opening and not own:
        for right in sorted(EVERY_RIGHT - {"see"}):
            with pytest.raises(Forbidden):
                policy.may(who, right, photo)
    assert not any(entry.owner != "me" for entry in policy.scope(who, "change").entries)


@given(st.lists(grants, max_size=6), photos, st.sampled_from(("1", "2", "3", *ALBUMS)))
def test_within_a_share_only_what_it_opens_is_seen(some: list[Grant], photo: ListedPhoto, id: str) -> None:
    who = asker(*some)
    these = [grant for grant in some if id in (grant.share, grant.album)]
    if not these:
        with pytest.raises(NotFound):
            policy.scope(who, within=id)
        return
    put_in = {grant.album for grant in these if grant.album} & set(photo.more["albums"])
    mine = photo.owner == "me" and photo.state == "active" and bool(put_in)
    shown = policy.scope(who, within=id).shows(photo)
    assert shown is (mine or any(opened(grant, photo) for grant in these))
    assert not shown or _may(who, photo)


@given(st.lists(grants, max_size=6))
def test_an_album_is_whats_shared_and_may_be_done_with_as_its_role_says(some: list[Grant]) -> None:
    album = Album(id="holiday", owner="you", created="", name="Holiday")
    roles = ("viewer", "contributor", "editor")
    for role in roles:
        who = asker(*(msgspec.structs.replace(grant, role=role) for grant in some))
        shared = any(grant.album == "holiday" for grant in some)
        allowed = {"see": shared, "add": shared and role != "viewer", "change": shared and role == "editor"}
        for right in sorted(EVERY_RIGHT):
            try:
                policy.may(who, right, album)
            except NotFound:
                assert not shared
            except Forbidden:
                assert shared
                assert not allowed.get(right)
            else:
                assert allowed.get(right)


def test_to_its_owner_an_album_shows_what_others_put_in() -> None:
    album = Album(id="holiday", owner="me", created="", name="Holiday")
    inside = Has("more.albums", "holiday")
    put_in = Grant(share="1", owner=OwnerId("you"), condition=inside, album="holiday", withheld=frozenset({"place"}))
    scope = policy.within(asker(put_in), album, inside)
    for owner, albums, shown in (
        ("me", ["holiday"], True), ("you", ["holiday"], True), ("them", ["holiday"], False),
        ("me", [], False), ("you", [], False),
    ):  # fmt: skip
        assert scope.shows(_photo("a", owner, more={"albums": albums})) is shown
    with pytest.raises(NotFound):
        policy.within(asker(library="them"), album, inside)


def test_fifty_shares_are_one_term() -> None:
    some = [Grant(share=str(n), owner=OwnerId("you"), condition=In("id", frozenset({str(n)}))) for n in range(50)]
    some += [Grant(share=str(n), owner=OwnerId("you"), condition=Has("more.albums", str(n))) for n in range(50)]
    (entry,) = entries_of(some)
    assert isinstance(entry.condition, Or)
    ids, albums = entry.condition.terms
    assert isinstance(ids, In)
    assert len(ids.values) == 50
    assert isinstance(albums, Or)
    assert len(albums.terms) == 50


def _may(who: Principal, photo: ListedPhoto) -> bool:
    with suppress(NotFound):
        policy.may(who, "see", photo)
        return True
    return False


def test_a_scope_of_nobody_has_no_entries() -> None:
    assert policy.scope(asker(library=None)) == Scope()
