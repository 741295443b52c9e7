from dataclasses import dataclass, field
from typing import Any

import numpy as np

from shared.domain.ids import new_id
from shared.domain.matching import by_box, covered
from shared.domain.part import Part


@dataclass
class Seen:
    facts: dict[str, Any] = field(default_factory=dict)


def parts(*boxes: tuple[float, ...] | None) -> list[Part]:
    return [
        Part(id=new_id(), photo="", owner="me", stage="faces", run="", position=0, facts={"box": box} if box else {})
        for box in boxes
    ]


def seen(*boxes: tuple[float, ...] | None) -> list[Seen]:
    return [Seen({"box": box} if box else {}) for box in boxes]


def test_the_best_pair_counts_first() -> None:
    old = parts((0, 0, 10, 10), (2, 0, 12, 10))
    assert by_box(old, seen((2, 0, 12, 10), (0, 0, 10, 10))) == [old[1].id, old[0].id]
    assert by_box(old, seen((1.9, 0, 11.9, 10))) == [old[1].id]
    assert by_box(old, seen((2, 0, 12, 10), (2, 0, 12, 10))) == [old[1].id, old[0].id], "each part once"


def test_a_box_that_is_drawn_around_a_face_covers_it() -> None:
    face, beside = (10, 10, 20, 22), (40, 10, 50, 22)
    assert covered((7, 5, 23, 24), [beside, face]) == 1, "people draw around the whole head"
    assert covered((11, 11, 19, 20), [beside, face]) == 1
    assert covered((0, 0, 60, 60), [beside, face]) is None, "a box around everybody is nobody's"
    assert covered((17, 10, 27, 22), [beside, face]) is None
    assert covered((8, 8, 52, 24), [face, (12, 9, 50, 23)]) == 1, "the most alike"
    assert covered((0, 0, 1, 1), []) is None


def test_a_part_whose_box_was_moved_is_known_where_it_was_found() -> None:
    (moved,) = parts((50, 50, 60, 60))
    moved.facts["found"] = (0, 0, 10, 10)
    assert by_box([moved], seen((50, 50, 60, 60), (0, 0, 10, 11))) == [None, moved.id]


def test_half_is_not_enough() -> None:
    old = parts((0, 0, 10, 10))
    assert by_box(old, seen((0, 0, 10, 20))) == [None]
    assert by_box(old, seen((0, 0, 10, 19))) == [old[0].id]
    assert by_box(old, seen((5, 5, 15, 15), (20, 20, 30, 30))) == [None, None]


def test_without_a_box_or_an_area_nothing_matches() -> None:
    assert by_box(parts(None, (5, 5, 5, 9)), seen(None, (5, 5, 5, 9), (9, 9, 5, 5))) == [None, None, None]
    assert by_box([], seen((0, 0, 1, 1))) == [None]
    assert by_box(parts((0, 0, 1, 1)), []) == []


def test_a_crowd_is_matched_as_each_alone_would_be() -> None:
    rng = np.random.default_rng(8)
    corners = rng.permutation(2000)[:, None] * 10.0
    boxes = np.concatenate([corners, corners, corners + 8, corners + 8], axis=1)
    old = parts(*map(tuple, boxes.tolist()))
    order = rng.permutation(2000)
    moved = boxes[order] + rng.uniform(-0.5, 0.5, (2000, 1))
    assert by_box(old, seen(*map(tuple, moved.tolist()))) == [old[place].id for place in order]
