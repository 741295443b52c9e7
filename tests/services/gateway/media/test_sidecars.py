from msgspec.structs import replace

from services.gateway.media.sidecars import shared_sidecar, sidecar_of
from services.gateway.photo_out import FacelessOut, FaceOut
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.settling import settle
from shared.domain.stages import Stage, StageTable

_TABLE = StageTable(*(Stage(name, service="vision", takes="record") for name in ("metadata", "renditions")))


def _photo() -> Photo:
    new = new_photo(id="p", owner="me", sha256="0", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    done = Mark("done", 1, new.uploaded_at)
    written = {"keywords": ["sea", "work"], "orientation": 6, "taken_at": "2023-07-01T00:00:00", "taken_to": "month"}
    edits = {"title": "Zu zweit", "rating": 4, "tags_added": ["sunset"], "tags_removed": ["work"]}
    size = {"width": 30, "height": 40}
    return settle(new, {"metadata": (written, done), "renditions": (size, done)}, _TABLE, edits=edits)


def test_what_is_taken_away_is_what_people_said_of_it() -> None:
    box = [0.1, 0.2, 0.3, 0.4]
    faces = [
        FaceOut(id="1", box=box, confidence=1, person="a", name="Anna"),
        FaceOut(id="2", box=box, confidence=1, person="b", name=None),
        FaceOut(id="3", box=box, confidence=1, person="c", name="Cleo", ignored=True),
    ]
    said = sidecar_of(_photo(), faces, [FacelessOut(person="d", name="Dora")])
    assert (said.title, said.rating, said.keywords, said.taken) == ("Zu zweit", 4, ["sea", "sunset"], "2023-07")
    assert (said.faces, said.people) == ([("Anna", (0.1, 0.2, 0.3, 0.4))], ["Anna", "Dora"])
    assert (said.orientation, said.size) == (6, (30, 40))


def test_others_are_told_no_stars_and_nothing_that_is_withheld() -> None:
    said = shared_sidecar(_photo(), frozenset(), (), ())
    assert (said.title, said.rating, said.keywords, said.orientation) == ("Zu zweit", None, ["sea", "sunset"], 6)
    less = shared_sidecar(_photo(), frozenset({"camera"}), (), ())
    assert (less.title, less.keywords, less.orientation) == ("Zu zweit", ["sunset"], 6)
    heic = replace(_photo(), media_type="image/heic")  # of which a JPEG is given, which is upright
    assert shared_sidecar(heic, frozenset({"camera"}), (), ()).orientation == 1
