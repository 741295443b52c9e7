import msgspec
import pytest

from shared.domain.features import Feature, FeatureTable
from shared.domain.photo import Photo, new_photo

DAYS = Feature("days", keys=lambda photo: (photo.day,), reads=("day", "quality"))
SIMILAR = Feature("similar", keys=lambda photo: (photo.id,), reads=("phash",))
TABLE = FeatureTable(DAYS, SIMILAR)
PHOTO = msgspec.structs.replace(
    new_photo(id="a", owner="me", sha256="s", file_name="a", media_type="image/jpeg", bytes=1),
    day="2023-07-14", phash="00", quality=0.5,
)  # fmt: skip


def changed(**fields: object) -> Photo:
    return msgspec.structs.replace(PHOTO, rev=PHOTO.rev + 1, **fields)


@pytest.mark.parametrize(
    ("after", "dirty"),
    [
        (PHOTO, set()),
        (changed(caption=None), set()),
        (changed(quality=0.6), {("days", "2023-07-14")}),
        (changed(day="2023-07-15"), {("days", "2023-07-14"), ("days", "2023-07-15")}),
        (changed(phash="01"), {("similar", "a")}),
        (None, {("days", "2023-07-14"), ("similar", "a")}),
    ],
    ids=["nothing", "what nobody reads", "what one reads", "another key", "what the other reads", "gone"],
)
def test_only_what_reads_the_change_becomes_dirty(after: Photo | None, dirty: set[tuple[str, str]]) -> None:
    assert TABLE.dirtied(TABLE.note(PHOTO), after and TABLE.note(after)) == dirty


def test_what_looks_the_same_after_more_than_one_change_may_have_been_something_else_in_between() -> None:
    back = msgspec.structs.replace(PHOTO, rev=PHOTO.rev + 2)
    assert TABLE.dirtied(TABLE.note(PHOTO), TABLE.note(back)) == {("days", "2023-07-14"), ("similar", "a")}


def test_a_photo_that_is_new_is_dirty_everywhere() -> None:
    assert TABLE.dirtied(None, TABLE.note(PHOTO)) == {("days", "2023-07-14"), ("similar", "a")}
    assert TABLE.dirtied(None, None) == set()


def test_a_new_version_and_a_new_feature_are_dirty_and_an_old_one_is_left_alone() -> None:
    newer = FeatureTable(Feature("days", keys=DAYS.keys, reads=DAYS.reads, version=2))
    assert newer.digest != TABLE.digest
    assert newer.dirtied(TABLE.note(PHOTO), newer.note(PHOTO)) == {("days", "2023-07-14")}
    assert TABLE.dirtied(newer.note(PHOTO), TABLE.note(PHOTO)) == {("days", "2023-07-14"), ("similar", "a")}
