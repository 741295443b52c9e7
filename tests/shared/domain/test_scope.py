"""What an entry shows, and which there cannot be."""

import msgspec
import pytest

from shared.domain.photo import Location, new_photo
from shared.domain.scope import Entry, Scope
from shared.domain.where import And, Eq, Ge, Has, In, Not

PHOTO = msgspec.structs.replace(
    new_photo(id="a", owner="you", sha256="0", file_name="a", media_type="image/jpeg", bytes=1),
    tag_names=["cat"],
    location=Location(43.0, 11.0),
)


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (Entry("you"), True),
        (Entry("me", own=True), False),
        (Entry("you", Has("tag_names", "cat")), True),
        (Entry("you", Not(Has("tag_names", "cat"))), False),
        (Entry("you", In("id", frozenset({"a", "b"}))), True),
        (Entry("you", In("id", ("b",))), False),
        (Entry("you", Ge("location.latitude", 40)), True),
    ],
)
def test_an_entry_shows_photos_of_its_owner_that_meet_its_condition(entry: Entry, shown: bool) -> None:
    assert entry.shows(PHOTO) is shown
    assert Scope((Entry("them"), entry)).shows(PHOTO) is shown
    assert not entry.shows(msgspec.structs.replace(PHOTO, state="held"))


def test_a_scope_of_nobody_shows_nothing() -> None:
    assert not Scope().shows(PHOTO)


def test_a_condition_that_a_list_does_not_tell_is_refused() -> None:
    with pytest.raises(ValueError, match=r"found\.ocr\.words, settled"):
        Entry("you", And((Eq("settled", ""), Has("found.ocr.words", "x"), Has("tag_names", "cat"))))


def test_what_its_owner_archived_is_shown_to_nobody_else() -> None:
    archived = msgspec.structs.replace(PHOTO, archived=True)
    assert not Entry("you").shows(archived)
    assert Entry("you", own=True).shows(archived)


def test_the_entry_that_shows_a_photo_tells_what_is_withheld_of_it() -> None:
    cats, rest = Entry("you", Has("tag_names", "cat")), Entry("you", withheld=frozenset({"place"}))
    assert Scope((Entry("me", own=True), cats, rest)).entry_of(PHOTO) is cats
    assert Scope((rest,)).entry_of(PHOTO) is rest
    assert Scope((Entry("me", own=True),)).entry_of(PHOTO) is None


def test_of_an_owner_there_are_no_more_than_there_are_sets_of_what_may_be_withheld() -> None:
    entries = tuple(Entry("you", Eq("id", str(n))) for n in range(9))
    assert Scope(entries[:8]).entries
    with pytest.raises(ValueError, match="more than 8 entries of one owner"):
        Scope(entries)


def test_what_is_private_and_what_is_told_of_all_are_parts_of_it() -> None:
    mine, all_of_yours, some = Entry("me", own=True), Entry("you"), Entry("them", Has("tag_names", "cat"))
    scope = Scope((mine, all_of_yours, some))
    assert scope.own == Scope.of("me") == Scope((mine,))
    assert scope.whole == Scope((mine, all_of_yours))
