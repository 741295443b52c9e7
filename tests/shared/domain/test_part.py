"""What a part is called, and where its blobs and points lie."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from shared.domain.ids import is_id, made_at, new_id
from shared.domain.matching import by_box
from shared.domain.part import Part, identified, last_run, new_run, part_id, shown_run, summary, swept, visible_run
from shared.domain.photo import Mark, Photo, new_photo

PHOTO = new_id()


@dataclass
class Seen:
    box: tuple[float, ...] | None
    facts: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.facts = {} if self.box is None else {"box": self.box}


def part(id: str, box: tuple[float, ...], *, run: str = "1:model:0a0b0c0d", stage: str = "faces") -> Part:
    return Part(id=id, photo=PHOTO, owner="me", stage=stage, run=run, position=0, facts={"box": box}, blobs=("chip",))


def names(old: list[Part], new: list[Seen], version: int = 1) -> list[str]:
    return identified(PHOTO, "faces", version, old, new, by_box)


ONE, OTHER, FAR = (0, 0, 10, 10), (20, 0, 30, 10), (500, 500, 510, 510)


def test_new_parts_have_ids_that_a_repetition_comes_to_again() -> None:
    first = names([], [Seen(ONE), Seen(OTHER), Seen(None)])
    assert len(set(first)) == 3
    assert all(map(is_id, first))
    assert {made_at(id) for id in first} == {made_at(PHOTO)}, "they lie where their photo lies in time"
    assert names([], [Seen(ONE), Seen(OTHER), Seen(None)]) == first
    assert not set(names([], [Seen(ONE), Seen(OTHER)], version=2)) & set(first)


def test_what_an_old_part_matches_keeps_its_id_and_nobody_else_gets_it() -> None:
    one, other = names([], [Seen(ONE), Seen(OTHER)])
    old = [part(one, ONE), part(other, OTHER)]
    moved = (21, 0, 31, 10)
    assert names(old, [Seen(FAR), Seen(moved), Seen(ONE)])[1:] == [other, one]
    stranger, same = names(old, [Seen(FAR), Seen(moved)])
    assert same == other
    assert stranger not in (one, other), "the first of this version had that position before"
    assert names([], [Seen(FAR)]) == [one], "where nothing is known of it"


def test_of_an_id_in_several_runs_the_first_counts() -> None:
    a = new_id()
    assert names([part(a, ONE), part(a, FAR, run="2:model:11111111")], [Seen(ONE)]) == [a]
    assert names([part(a, FAR, run="2:model:11111111"), part(a, ONE)], [Seen(ONE)]) != [a]


def test_an_id_that_a_part_has_anyway_is_given_to_no_other() -> None:
    (first,) = names([], [Seen(ONE)])
    old = [part(first, ONE)]
    (other,) = identified(PHOTO, "faces", 1, old, [Seen(ONE)], by_box, {first})
    assert other != first
    assert made_at(part_id(PHOTO, "drawn")) == made_at(PHOTO)
    assert part_id(PHOTO, "drawn") != part_id(PHOTO, "drawn again")


def test_each_run_has_documents_points_and_blobs_of_its_own() -> None:
    id = new_id()
    first, again = (part(id, ONE, run=new_run(3, "a: b")) for _ in range(2))
    other = part(id, ONE, run=first.run, stage="face_vector")
    assert len({each.key for each in (first, again, other)}) == 3
    assert len({each.point for each in (first, again, other)}) == 3
    assert is_id(first.point)
    assert first.key.startswith(f"{id}:faces:3:a: b:")
    assert first.blob("chip").startswith(f"derived/me/{PHOTO}/{id}/chip-3-")
    assert first.blob("chip") != again.blob("chip")


def test_a_part_is_stored_under_its_key() -> None:
    one = part(new_id(), ONE)
    doc = msgspec.to_builtins(one)
    assert doc["part"] == one.id
    assert msgspec.convert({"id": one.key, **doc}, Part) == msgspec.structs.replace(one, facts={"box": ONE})


def photo(found: dict[str, Any], **marks: Mark) -> Photo:
    plain = new_photo(id=PHOTO, owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)
    return msgspec.structs.replace(plain, found=found, stages=marks)


def test_a_run_is_visible_by_its_mark_alone() -> None:
    run = new_run(1, "model")
    done, failed = (Mark(state, 1, "2024-01-01T00:00:00.000000Z") for state in ("done", "failed"))  # type: ignore[arg-type]
    facts = {"faces": {"least": 0.5, **summary(run, 2)}}
    assert (visible_run(photo(facts, faces=done), "faces"), last_run(photo(facts), "faces")) == (run, run)
    assert visible_run(photo(facts), "faces") == visible_run(photo(facts, faces=failed), "faces") == ""
    assert shown_run(photo(facts), "faces") == run, "while it is due to look again"
    assert shown_run(photo(facts, faces=failed), "faces") == ""
    nothing = {"faces": summary(run, 0)}
    assert visible_run(photo(nothing, faces=done), "faces") == last_run(photo(nothing), "faces") == ""
    assert last_run(photo({"faces": swept(swept(facts["faces"]))}), "faces") == run
    assert swept(swept({}))["parts"]["swept"] == 2
    assert last_run(photo({"faces": swept({})}), "faces") == ""
