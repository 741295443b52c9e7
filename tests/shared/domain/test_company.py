from typing import Any

import pytest

from shared.domain.company import company, faces_on, people_by_faces
from shared.domain.photo import Mark, new_photo
from shared.domain.settling import settle
from shared.domain.stages import Stage, StageTable

_TABLE = StageTable(*(Stage(name, service="vision", takes="record") for name in ("faces", "objects")))


@pytest.mark.parametrize(
    ("count", "largest", "lens", "told"),
    [
        (0, 0.0, "", []),
        (1, 0.1, "", []),
        (1, 0.3, "", ["portrait"]),
        (2, 0.3, "EF50mm", ["portrait"]),
        (1, 0.5, "", ["selfie", "portrait"]),
        (1, 0.5, "EF50mm", ["portrait"]),
        (3, 0.1, "iPhone 12 front camera 2.71mm f/2.2", ["selfie", "group"]),
        (3, 0.1, "", ["group"]),
        (30, 0.05, "", ["group", "crowd"]),
    ],
)
def test_counts_and_sizes_of_faces_tell(count: int, largest: float, lens: str, told: list[str]) -> None:
    found = {"faces": {"count": count, "largest": largest}, "metadata": {"camera": {"lens": lens}}}
    assert list(company(found)) == told


def test_what_the_owner_says_is_no_face_does_not_count() -> None:
    assert faces_on({"faces": {"count": 3}, "people": {"count": 1}}) == 1
    assert list(company({"faces": {"count": 1, "largest": 0.5}, "people": {"count": 0}})) == []


def test_where_a_face_is_there_are_people_unless_the_owner_denies_it() -> None:
    def tags(**more: Any) -> list[str]:
        new = new_photo(id="p", owner="me", sha256="0", file_name="a.jpg", media_type="image/jpeg", bytes=1)
        done = Mark("done", 1, new.uploaded_at)
        results = {"faces": ({"count": 1, "largest": 0.3}, done), "objects": ({"perhaps": ["person"], **more}, done)}
        photo = settle(new, results, _TABLE, edits=edits)
        assert "portrait" in photo.traits
        return [*photo.tag_names, *(f"perhaps {name}" for name in photo.perhaps)]

    edits: dict[str, Any] = {}
    assert tags() == ["person"]
    assert tags(tags=[{"name": "person", "confidence": 0.99, "source": "net"}]) == ["person"]
    edits = {"tags_removed": ["person"]}
    assert tags() == []


def test_a_face_alone_shows_somebody_only_where_it_is_near_or_somebodys() -> None:
    faces: dict[str, dict[str, Any]] = {"faces": {"count": 1, "largest": 0.2}}
    assert people_by_faces(faces), "nobody else has looked"
    assert not people_by_faces(faces | {"objects": {"names": ["dog"], "perhaps": []}})
    assert people_by_faces(faces | {"objects": {"names": [], "perhaps": ["person"]}})
    assert people_by_faces({"faces": {"count": 1, "largest": 0.6}, "objects": {}})
    assert people_by_faces(faces | {"objects": {}, "people": {"count": 1, "ids": ["p"]}})
    assert not people_by_faces({"faces": {"count": 1, "largest": 0.6}, "people": {"count": 0, "ids": []}})
    assert not people_by_faces({})
