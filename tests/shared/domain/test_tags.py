"""The tags of a photo."""

import msgspec

from shared.domain.photo import Photo
from tests.shared.domain.settled import all_done, tag


def test_tags_are_merged_things_first_and_the_owner_wins(photo: Photo) -> None:
    photo = msgspec.structs.replace(photo, edits={"tags_added": ["holiday"], "tags_removed": ["dog"]})
    photo = all_done(
        photo,
        metadata={"tags": [tag("italy", 1.0, "place"), tag("cat", 0.5)]},
        classify={"tags": [tag("bright", 0.99, "pixels"), tag("cat", 0.8), tag("dog", 0.9)]},
    )
    assert photo.tag_names == ["holiday", "italy", "cat", "bright"]
    assert [t.confidence for t in photo.tags] == [1.0, 1.0, 0.8, 0.99]
    assert photo.tags[0].source == "owner"


def test_plain_words_fill_up_to_five(photo: Photo) -> None:
    plain = {"tags": [tag("dark", 0.99, "pixels")], "plain": ["red", "dark", "warm tones", "soft colours"]}
    photo = msgspec.structs.replace(photo, edits={"tags_removed": ["red"]})
    few = all_done(photo, colour=plain, kind={"plain": ["photograph"]})
    assert [tag.name for tag in few.tags] == ["dark", "photograph", "warm tones", "soft colours"]
    assert few.tag_names == ["dark"], "what fills up is not filtered on"
    seen = {"tags": [tag("cat", 0.9), tag("pet", 0.9), tag("animal", 0.9)]}
    more = all_done(photo, colour=plain, metadata=seen)
    assert [tag.name for tag in more.tags] == ["animal", "cat", "pet", "dark", "warm tones"]
    assert more.tag_names == ["animal", "cat", "pet", "dark"]
