"""What follows from what was found and what the owner says."""

import msgspec
import pytest

from shared.domain.photo import Mark, Photo, Results, from_doc, new_photo, settle, to_doc
from shared.domain.stages import Stage, StageTable

TABLE = StageTable(
    Stage("metadata", service="vision", takes="original"),
    Stage("renditions", service="vision", takes="original"),
    Stage("classify", service="vision", takes="preview", needs=("renditions",)),
    Stage("caption", service="vision", takes="record", needs=("classify", "metadata"), reads=("place",)),
    Stage("text_vector", service="embedder", takes="record", needs=("caption",), reads=("caption", "tag_names")),
)
DONE = Mark("done", 1, "2026-01-01T00:00:00.000000Z")
FAILED = Mark("failed", 1, "2026-01-01T00:00:00.000000Z", error="It broke.")


@pytest.fixture
def photo() -> Photo:
    return new_photo(id="p", owner="me", sha256="0", file_name="a.jpg", media_type="image/jpeg", bytes=1)


def all_done(photo: Photo, **facts: dict[str, object]) -> Photo:
    names = dict.fromkeys((*(stage.name for stage in TABLE), *facts))
    results: Results = {name: (facts.get(name, {}), DONE) for name in names}
    return settle(photo, results, TABLE)


def tag(name: str, confidence: float, source: str = "model") -> dict[str, object]:
    return {"name": name, "confidence": confidence, "source": source}


def test_a_record_is_its_document(photo: Photo) -> None:
    photo = all_done(photo, classify={"tags": [tag("cat", 0.9)]}, metadata={"place": {"city": "Arezzo"}})
    assert from_doc(to_doc(photo)) == photo


def test_status(photo: Photo) -> None:
    assert photo.status == "processing"
    assert settle(photo, {"metadata": ({}, DONE)}, TABLE).status == "processing"
    ready = all_done(photo)
    assert (ready.status, ready.settled) == ("ready", TABLE.digest)
    assert settle(ready, {"classify": (None, FAILED)}, TABLE).status == "ready"
    failed = settle(photo, {"renditions": (None, FAILED)}, TABLE)
    assert (failed.status, failed.settled) == ("failed", "")


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


def test_that_a_stage_is_switched_off_is_no_trouble_of_a_photo(photo: Photo) -> None:
    skipped = Mark("skipped", 0, "2026-01-01T00:00:00.000000Z", error="It is off.")
    off = settle(photo, {"classify": (None, skipped)}, TABLE.without("classify", "It is off."))
    assert off.troubles == []
    assert settle(off, {}, TABLE).troubles == ["classify:skipped"], "it is on, and has not run"


def test_what_was_made_without_a_stage_is_made_anew_once_that_has_run(photo: Photo) -> None:
    skipped = Mark("skipped", 0, "2026-01-01T00:00:00.000000Z", error="It is off.")
    without: Results = {stage.name: ({}, DONE) for stage in TABLE if stage.name != "classify"}
    photo = settle(photo, {**without, "classify": (None, skipped)}, TABLE)
    assert "caption" in photo.stages
    photo = settle(photo, {"classify": ({"tags": []}, DONE)}, TABLE)
    assert "caption" not in photo.stages
    assert "metadata" in photo.stages


def test_new_facts_clear_what_was_made_from_the_old(photo: Photo) -> None:
    photo = all_done(photo, classify={"tags": [tag("cat", 0.9)]})
    same = settle(photo, {"classify": ({"tags": [tag("cat", 0.9)]}, DONE)}, TABLE)
    assert set(same.stages) == {stage.name for stage in TABLE}
    other = settle(photo, {"classify": ({"tags": [tag("dog", 0.9)]}, DONE)}, TABLE)
    assert set(other.stages) == {"metadata", "renditions", "classify"}
    assert (other.status, other.settled) == ("processing", "")
    moved = settle(photo, {"metadata": ({"place": {"city": "Arezzo"}}, DONE)}, TABLE)
    assert set(moved.stages) == {"metadata", "renditions", "classify", "text_vector"}


def test_a_failure_keeps_what_was_found_before(photo: Photo) -> None:
    photo = settle(all_done(photo, classify={"tags": [tag("cat", 0.9)]}), {"classify": (None, FAILED)}, TABLE)
    assert photo.tag_names == ["cat"]
    assert photo.stages["classify"].error == "It broke."
