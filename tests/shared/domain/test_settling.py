"""What becomes of a photo by what its stages found."""

from shared.domain.photo import Mark, Photo
from shared.domain.settling import Results, settle
from tests.shared.domain.settled import DONE, FAILED, TABLE, all_done, tag


def test_status(photo: Photo) -> None:
    assert photo.status == "processing"
    assert settle(photo, {"metadata": ({}, DONE)}, TABLE).status == "processing"
    ready = all_done(photo)
    assert (ready.status, ready.settled) == ("ready", TABLE.digest)
    assert settle(ready, {"classify": (None, FAILED)}, TABLE).status == "ready"
    failed = settle(photo, {"renditions": (None, FAILED)}, TABLE)
    assert (failed.status, failed.settled) == ("failed", "")


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
