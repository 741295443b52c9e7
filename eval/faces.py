"""How well faces are found, told apart and gathered: `python -m eval.faces --evalkit ../shared/evalkit`.

Photos are looked at as the product's stages will look at them, by its models. --write puts the tables into a Markdown
file, between its markers <!-- eval.faces --> and <!-- /eval.faces -->.
"""

import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.command import parser, publish
from eval.face_groups import Groups, corrected, full, one_by_one
from eval.face_library import made
from eval.face_photos import Eyes, Seen, people, without_people
from eval.tables import table
from services.embedder.models import FACE_EMBEDDERS
from services.smart.people.grouping import Faces
from services.smart.people.quality import well_seen
from shared.inference.base import FaceEmbedder
from shared.inference.registry import load_model

_LEANING = (0, 20, 40, 60)
_CORRECTIONS = (0, 1, 5, 20)
_MADE, _MADE_PEOPLE = 2000, 100
_FALSE = 0.001  # of the pairs of two people

# The evalkit's other embedders, with what is particular about them (its SOURCES.md).
_REID = [
    [0.31556875, 0.46157410], [0.68262292, 0.46157410], [0.50026250, 0.64050536], [0.34947188, 0.82465975],
    [0.65343645, 0.82325089],
]  # fmt: skip
_OTHERS: Mapping[str, Mapping[str, object]] = {
    "face_embed_reid0095_128px": {"blue_first": True, "mean": 0, "scale": 1, "template": _REID},
    "face_embed_mobilefacenet_arcface112": {"mean": 0, "scale": 1},
}


@dataclass(frozen=True, slots=True)
class Known:
    """The largest faces of photos of which is said whose it is, embedded."""

    faces: Faces
    truth: dict[str, str]
    milliseconds: float  # of a core, a face

    @classmethod
    def of(cls, seen: Sequence[Seen], embedder: FaceEmbedder) -> "Known":
        shown = [(one, one.largest) for one in seen if one.person and one.largest is not None]
        chips, points = [face.chip for _, face in shown], np.stack([face.chip_points for _, face in shown])
        began = time.process_time()
        vectors, lengths = embedder.run(chips, points)
        spent = time.process_time() - began
        ids = [one.file for one, _ in shown]
        sizes = np.array([face.size for _, face in shown])
        founding = well_seen(sizes, lengths, embedder.spec.likeness)
        faces = Faces(ids, ids, vectors, founding)
        return cls(faces, {one.file: one.person for one, _ in shown}, 1000 * spent / len(ids))

    def verified(self) -> tuple[float, float]:
        """-> the share of pairs of one person's faces that are nearer than all but one in a thousand of those of two
        people, and the cosine from which on that is."""
        cosines = self.faces.vectors @ self.faces.vectors.T
        who = np.array([self.truth[id] for id in self.faces.ids])
        once = np.triu(np.ones_like(cosines, bool), 1)
        same = who[:, None] == who[None, :]
        floor = float(np.quantile(cosines[once & ~same], 1 - _FALSE))
        own: NDArray[np.float32] = cosines[once & same]
        return float((own > floor).mean()), floor


def detection(upright: Sequence[Seen], quiet: Sequence[Seen], embedder: FaceEmbedder) -> str:
    counted = [one for one in upright if one.expected is not None]
    rows = [
        ["of the kit's people", *_found(counted, embedder)],
        ["on which nobody says that people are", *_found(quiet, embedder)],
    ]
    spent = [1000 * one.seconds for one in (*upright, *quiet)]
    head = ["photos", "number", "faces expected", "found of them", "more", "more a hundred photos", "founding of these"]
    return (
        f"{table(head, rows)}\n\nLooking took {np.mean(spent):.0f} ms of a core a photo, "
        f"{np.quantile(spent, 0.95):.0f} in one of twenty. Faces where nobody says that people are: "
        f"{', '.join(one.file for one in quiet if one.faces) or 'none'}."
    )


def _found(seen: Sequence[Seen], embedder: FaceEmbedder) -> list[str]:
    """How many are seen too much, and how many of them may found a group, so that they are shown as somebody."""
    expected = sum(one.expected or 0 for one in seen)
    right = sum(min(len(one.faces), one.expected or 0) for one in seen)
    surplus = [face for one in seen for face in one.faces[one.expected or 0 :]]
    founding = 0
    if surplus:
        _, lengths = embedder.run([face.chip for face in surplus], np.stack([face.chip_points for face in surplus]))
        sizes = np.array([face.size for face in surplus])
        founding = int(well_seen(sizes, lengths, embedder.spec.likeness).sum())
    each = f"{100 * len(surplus) / len(seen):.1f}"
    return [str(len(seen)), str(expected), str(right), str(len(surplus)), each, str(founding)]


def verification(known: Mapping[str, Known]) -> str:
    rows = []
    for name, each in known.items():
        share, floor = each.verified()
        cost = f"{each.milliseconds:.0f} ms"
        rows.append([name, str(len(each.faces.ids)), f"{share:.3f}", f"{floor:.2f}", cost])
    return table(["faces, embedder", "faces", f"verified at {_FALSE} false", "cosine there", "a face"], rows)


def grouping(known: Mapping[str, Known], embedder: FaceEmbedder) -> str:
    likeness, rows = embedder.spec.likeness, []
    for name, each in known.items():
        ways = {
            "average linkage": full(each.faces, likeness),
            "DBSCAN": full(each.faces, likeness, "dbscan"),
            "one by one": one_by_one(each.faces, likeness),
        }
        for way, found in ways.items():
            rows.append([name, way, str(len(set(each.truth.values()))), *Groups.of(each.truth, found).cells()])
    return table(["faces", "how", "people", "B-cubed F", "precision", "recall", "F of pairs", "groups"], rows)


def corrections(embedder: FaceEmbedder) -> str:
    library, rows = made(_MADE, _MADE_PEOPLE), []
    ids = [f"face {place:04}" for place in range(_MADE)]
    faces = Faces(ids, ids, library.vectors, np.ones(_MADE, bool))
    truth = {id: str(person) for id, person in zip(ids, library.people.tolist(), strict=True)}
    likeness = embedder.spec.likeness
    for number, groups in zip(_CORRECTIONS, corrected(faces, likeness, truth, _CORRECTIONS), strict=True):
        rows.append([f"average linkage, {number} corrections", *groups.cells()])
    rows.append(["DBSCAN", *Groups.of(truth, full(faces, likeness, "dbscan")).cells()])
    rows.append(["one by one", *Groups.of(truth, one_by_one(faces, likeness)).cells()])
    return table(["how", "B-cubed F", "precision", "recall", "F of pairs", "groups"], rows)


def report(models: Path, evalkit: Path) -> str:
    eyes, embedder = Eyes(models), load_model(FACE_EMBEDDERS, "bundled", models)
    seen = {leaning: people(eyes, evalkit, leaning) for leaning in _LEANING}
    known = {_named(leaning): Known.of(each, embedder) for leaning, each in seen.items()}
    others = {name: Known.of(seen[0], other) for name, other in _others(evalkit).items()}
    whose = len(set(known[_named(0)].truth.values()))
    return "\n\n".join(
        [
            f"Measured {datetime.now(UTC):%d %b %Y} with the bundled networks, on faces of {whose} people. Those that "
            "lean were turned in their plane: the photos with one face.",
            detection(seen[0], without_people(eyes, evalkit), embedder),
            "Whether two faces are of one person:",
            verification(known | others),
            "Gathered, and how that agrees with the people:",
            grouping(known, embedder),
            f"{_MADE:,} made faces of {_MADE_PEOPLE} people (eval/face_library.py), harder than real ones:",
            corrections(embedder),
        ]
    )


def _named(leaning: int) -> str:
    return f"leaning by {leaning} degrees" if leaning else "upright"


def _others(evalkit: Path) -> dict[str, FaceEmbedder]:
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, card in _OTHERS.items():
            Path(folder, f"{name}.onnx").symlink_to((evalkit / "models" / f"{name}.onnx").absolute())
            Path(folder, f"{name}.json").write_text(json.dumps(card))
            made[name] = load_model(FACE_EMBEDDERS, f"arcface:{name}.onnx", Path(folder))
    return made


def main() -> None:
    given = parser("eval.faces", __doc__, "evalkit", "models").parse_args()
    publish("eval.faces", report(given.models, given.evalkit), given.write)


if __name__ == "__main__":
    main()
