from pathlib import Path
from typing import Any

from eval.captions import measured
from eval.photosets import Labelled
from shared.domain.photo import new_photo, to_doc
from shared.domain.tags import MEASURED


def photo(caption: str, **counts: int) -> Labelled:
    return Labelled(Path("a.jpg"), (caption,), tuple(counts), counts)


def record(*counted: tuple[str, int, int], source: str = "model") -> dict[str, Any]:
    made = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    things = [
        {"name": name, "count": count, "most": most, "confidence": 0.98, "share": 0.2} for name, count, most in counted
    ]
    made.found["objects"] = {"counted": things}
    return {**to_doc(made), "caption": {"text": "", "source": source}}


def test_things_numbers_and_plurals_are_held_against_boxes_and_captions() -> None:
    photos = [
        photo("a dog", dog=1), photo("a field", dog=3), photo("two dogs run"), photo("a street", car=2),
        photo("nothing"),
    ]  # fmt: skip
    records = [
        record(("dog", 1, 1), ("bench", 1, 1)), record(("dog", 2, 2)), record(("dog", 2, 2)), record(("car", 4, 6)),
        record(source=MEASURED),
    ]  # fmt: skip
    rows, missed = measured(photos, records)
    assert [(name, number, true.split()[0]) for name, number, true in rows[:4]] == [
        ("things", "5", "0.800"), ("numbers", "2", "0.500"), ("plurals", "1", "1.000"), ("all of these", "8", "0.750"),
    ]  # fmt: skip
    assert rows[4][:2] == ["photos of which nothing is named", "1"]
    assert missed == ["bench (a)", "two dog (a)"]
