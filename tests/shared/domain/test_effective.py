"""What follows from what was found and what the owner says."""

import msgspec

from shared.domain.photo import Photo
from tests.shared.domain.settled import all_done


def test_the_date_that_sorts(photo: Photo) -> None:
    assert photo.sort_at == photo.uploaded_at
    modified = msgspec.structs.replace(photo, modified_at="2001-01-01T00:00:00.000000Z")
    assert all_done(modified).sort_at == "2001-01-01T00:00:00.000000Z"
    taken = {"taken_at": "1999-12-31T23:00:00+01:00", "taken_instant": "1999-12-31T22:00:00.000000Z"}
    dated = all_done(modified, metadata=taken)
    assert (dated.taken_at, dated.sort_at) == (taken["taken_at"], taken["taken_instant"])


def test_the_owners_words_stand_in_place_of_the_files(photo: Photo) -> None:
    told = {"title": "Ferry", "description": "The last one", "keywords": ["sea", "Naxos"]}
    photo = all_done(msgspec.structs.replace(photo, edits={"description": "Almost missed", "title": ""}), metadata=told)
    assert (photo.title, photo.description, photo.keywords) == (None, "Almost missed", ["sea", "Naxos"])


def test_the_owners_word_is_not_overwritten(photo: Photo) -> None:
    photo = msgspec.structs.replace(photo, edits={"place": {"city": "Home"}})
    photo = all_done(photo, metadata={"place": {"city": "Arezzo"}})
    assert photo.place is not None
    assert photo.place.city == "Home"


def test_the_owners_caption_goes_before_an_endpoints_and_that_before_ours(photo: Photo) -> None:
    ours, theirs = ({"caption": {"text": text, "source": text}} for text in ("Ours.", "Theirs."))
    found = ({"caption": ours}, {"caption": ours, "describe": {}}, {"caption": ours, "describe": theirs})
    said = [all_done(photo, **facts).caption for facts in found]
    mine = msgspec.structs.replace(photo, edits={"caption": {"text": "Mine.", "source": "owner"}})
    said.append(all_done(mine, caption=ours, describe=theirs).caption)
    assert [caption and caption.text for caption in said] == ["Ours.", "Ours.", "Theirs.", "Mine."]
