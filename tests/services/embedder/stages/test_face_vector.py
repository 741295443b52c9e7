import pickle
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from services.embedder.stages import face_vector
from services.vision.stages import faces
from shared.domain.faces import CHIP, FaceVectorFacts
from shared.domain.part import Part
from shared.domain.photo import new_photo
from shared.domain.spaces import FACES, MADE_BY
from shared.imaging.decode import pixels
from shared.inference.base import Found, Item, PartItem
from shared.inference.pool import Work, run_stages
from tests.drawing import draw_people
from tests.drawn_faces import drawn_face
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

PHOTO = new_photo(id="a", owner="me", sha256="a", file_name="a.jpg", media_type="image/jpeg", bytes=1)
(FAKE,) = MADE_BY["face_embed"]["fake"]


def seen(picture: Any, model: str = "fake") -> list[tuple[Part, bytes]]:
    """The faces on it, as the stage `faces` leaves them."""
    (found,) = faces.build(model, MODELS)([Item(PHOTO, pixels=np.asarray(picture))])
    assert isinstance(found, Found)
    return [
        (
            Part(id=str(n), photo="a", owner="me", stage="faces", run="1:m:0", position=n, facts=part.facts),
            part.blobs[CHIP],
        )
        for n, part in enumerate(found.parts)
    ]


def item(parts: list[tuple[Part, bytes]]) -> Item:
    return Item(PHOTO, parts=tuple(PartItem(part, blob, pixels(blob)) for part, blob in parts))


def test_one_person_is_alike_on_all_photos_and_nobody_else(tmp_path: Path) -> None:
    stage = pickle.loads(pickle.dumps(partial(face_vector.build, "fake", tmp_path)))()
    one, other, nobody = stage([item(seen(draw_people(1, 7, 8))), item(seen(draw_people(2, 9, 7))), Item(PHOTO)])
    assert [part.id for part in one.parts] == ["0", "1"]
    (seven, eight), (nine, again) = ([part.vectors[FAKE.name] for part in found.parts] for found in (one, other))
    assert seven @ again == pytest.approx(1, abs=1e-5)
    assert max(seven @ eight, seven @ nine, eight @ nine) < 0.32
    assert msgspec.convert(one.parts[0].facts, FaceVectorFacts).length == 12
    assert nobody == Found()


def test_a_box_in_which_no_face_is_seen_gets_no_vector(tmp_path: Path) -> None:
    stage = face_vector.build("fake", tmp_path)
    (one, chip), (other, _) = seen(draw_people(1, 7, 8))
    empty = msgspec.structs.replace(one, facts={**one.facts, "points": [], "chip_points": []})
    both, alone = stage([item([(empty, chip), (other, chip)]), item([(empty, chip)])])
    assert isinstance(both, Found)
    assert isinstance(alone, Found)
    assert [(part.id, list(part.vectors)) for part in both.parts] == [("0", []), ("1", [FAKE.name])]
    assert [(part.id, list(part.vectors)) for part in alone.parts] == [("0", [])]


def test_while_another_model_is_switched_to_each_face_lies_in_both_spaces(tmp_path: Path) -> None:
    work = Work(PHOTO, ("face_vector",), parts=tuple(seen(draw_people(1, 7, 8))),
                models={"face_vector": ("fake", "fake-2")})  # fmt: skip
    (done,) = run_stages(lambda _, model: face_vector.build(model, tmp_path), pixels, [work])
    found, said_by = done["face_vector"]
    assert isinstance(found, Found)
    assert [{space: len(vector) for space, vector in part.vectors.items()} for part in found.parts] == [
        {"faces.fake-1": 256, "faces.fake-2": 192}
    ] * 2
    assert said_by == "fake face embedder 1, fake face embedder 1"


@needs_bundled_models
def test_the_bundled_model_places_a_chip_in_its_space() -> None:
    (found,) = face_vector.build("bundled", MODELS)([item(seen(drawn_face(), "bundled"))])
    assert isinstance(found, Found)
    (part,) = found.parts
    assert np.linalg.norm(part.vectors[FACES.name]) == pytest.approx(1, abs=1e-3)
    assert part.facts["length"] > 5
