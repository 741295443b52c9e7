"""How well copies are told from different photos: `python -m eval.duplicates --evalkit ../shared/evalkit`.

Every other photo is altered in the ways people and programs alter pictures; all are looked at by the product's own
stages, and every two are judged by the rule of services/smart/pairs.py and, where that leaves it open, point for point
by services/smart/keypoints.py. Their numbers were chosen on one half of the photos (even); the other half (odd) says
how well they do. --write puts the tables into a Markdown file, between the markers <!-- eval.duplicates --> and
<!-- /eval.duplicates -->.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from tqdm import tqdm

from eval.alterations import ALTERATIONS
from eval.command import parser, publish
from eval.tables import table
from services.embedder.stages import image_vector
from services.smart.keypoints import ENOUGH, Keypoints, Points
from services.smart.likeness import cosines, distances
from services.smart.pairs import LOOKS, strengths
from services.vision.stages import classify
from services.vision.stages.fingerprint import phash
from shared.domain.photo import new_photo
from shared.domain.spaces import IMAGE
from shared.errors import Invalid
from shared.inference.base import Item, Pixels

_FOLDERS = ("photos/coco_free", "photos/unsplash", "photos/kodak", "photos/immich_pd", "photos/azure_mit",
            "photos/coral_apache", "exif/gps_event")  # fmt: skip
_ALTERED = 80  # photos, half of them in each half
_LONG_SIDE = 1440  # of a preview
_THUMBNAIL = 320
_NEIGHBOURS = (1, 8, 24)


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one picture. `half` and `photo` are those of the photo that it was made from."""

    photo: int
    half: int
    alteration: str  # empty: none
    phash: str
    vector: NDArray[np.float32] | None
    points: Points | None


class Eyes:
    def __init__(self, models: Path) -> None:
        self._classify = classify.build("bundled", models)
        self._vector = image_vector.build("bundled", models)
        self._keypoints = Keypoints()

    def look(self, picture: Pixels) -> tuple[str, NDArray[np.float32] | None, Points | None]:
        photo = new_photo(id="x", owner="x", sha256="x", file_name="x", media_type="image/jpeg", bytes=1)
        seen = self._classify([Item(photo, pixels=picture)])[0]
        if isinstance(seen, Invalid):
            raise seen
        photo.found["classify"] = seen.facts
        found = self._vector([Item(photo)])[0]
        vector = None if isinstance(found, Invalid) else found.vectors[IMAGE.name]
        points = self._keypoints.see(_thumbnail(picture))
        return phash(picture), vector if isinstance(vector, np.ndarray) else None, points


def _thumbnail(picture: Pixels) -> bytes:
    small, file = Image.fromarray(picture), BytesIO()
    small.thumbnail((_THUMBNAIL, _THUMBNAIL))
    small.save(file, "WEBP", quality=80)
    return file.getvalue()


def looks(evalkit: Path, models: Path) -> Iterator[Look]:
    files = sorted(path for folder in _FOLDERS for path in (evalkit / folder).glob("*.jp*g"))
    every = max(1, len(files) // _ALTERED)
    eyes = Eyes(models)
    for number, path in enumerate(tqdm(files, "looking", disable=None)):
        with Image.open(path) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
        picture.thumbnail((_LONG_SIDE, _LONG_SIDE))
        half = number // every % 2
        yield Look(number, half, "", *eyes.look(np.asarray(picture)))
        if number % every == 0:
            for name, alter in ALTERATIONS.items():
                yield Look(number, half, name, *eyes.look(np.asarray(alter(picture))))


@dataclass(frozen=True)
class Judged:
    """Every two pictures of one half of which at least one is a photo as it was: rows are those, columns all."""

    names: list[str]  # the alteration of each column
    copies: NDArray[np.bool_]  # whether both were made from one photo
    different: NDArray[np.bool_]
    distance: NDArray[np.float64]
    cosine: NDArray[np.float64]
    points: list[Points | None]  # of each column
    whole: list[int]  # the columns that are rows

    @classmethod
    def of(cls, seen: Sequence[Look]) -> "Judged":
        whole = np.array([not look.alteration for look in seen])
        photo = np.array([look.photo for look in seen])
        distance = distances([look.phash or None for look in seen])[whole]
        cosine = cosines([look.vector for look in seen])[whole]
        one = photo[whole][:, None] == photo[None, :]
        # Of two photos as they were, each pair once.
        once = ~whole[None, :] | (photo[whole][:, None] < photo[None, :])
        return cls(
            [look.alteration for look in seen],
            one & ~whole[None, :],
            ~one & once,
            distance,
            cosine,
            [look.points for look in seen],
            np.flatnonzero(whole).tolist(),
        )

    @cached_property
    def rule(self) -> NDArray[np.bool_]:
        return strengths(self.distance, self.cosine, np.full(self.distance.shape, np.nan)).same >= 0.5

    @cached_property
    def verified(self) -> NDArray[np.bool_]:
        """What the rule says, and what it leaves open looked at point for point."""
        keypoints, said = Keypoints(), self.rule.copy()
        for row, column in np.argwhere(~said & (self.cosine >= LOOKS) & (self.copies | self.different)):
            one, other = self.points[self.whole[row]], self.points[column]
            if one is not None and other is not None:
                said[row, column] = keypoints.agreeing(one, other) >= ENOUGH
        return said

    def recall(self, said: NDArray[np.bool_], name: str = "") -> str:
        wanted = self.copies & np.array([not name or each == name for each in self.names])[None, :]
        return f"{said[wanted].mean():.2f}"

    def wrong(self, said: NDArray[np.bool_]) -> int:
        return int((said & self.different).sum())


def rules(halves: Mapping[str, Judged]) -> str:
    def row(name: str, said: Mapping[str, NDArray[np.bool_]]) -> list[str]:
        cells = [name]
        for half, judged in halves.items():
            right = int((said[half] & judged.copies).sum())
            precision = right / max(1, right + judged.wrong(said[half]))
            cells += [judged.recall(said[half]), f"{precision:.4f}", str(judged.wrong(said[half]))]
        return cells

    rows = [
        row(f"hash alone, up to {bits} bits", {half: judged.distance <= bits for half, judged in halves.items()})
        for bits in (6, 10, 14, 18)
    ]
    rows.append(row("hash and looks", {half: judged.rule for half, judged in halves.items()}))
    chosen = "**chosen: hash and looks, then point for point**"
    rows.append(row(chosen, {half: judged.verified for half, judged in halves.items()}))
    head = [f"{what}, {half}" for half in halves for what in ("recall", "precision", "wrong pairs")]
    return table(["rule", *head], rows)


def alterations(halves: Mapping[str, Judged]) -> str:
    rows = [
        [
            name,
            *(judged.recall(said, name) for judged in halves.values() for said in (judged.rule, judged.verified)),
        ]
        for name in ALTERATIONS
    ]
    return table(["alteration", *(f"{what}, {half}" for half in halves for what in ("hash and looks", "chosen"))], rows)


def candidates(seen: Sequence[Look]) -> str:
    """Whether a copy's original is among those looked at: its nearest by hash, by looks, by either."""
    whole = [index for index, look in enumerate(seen) if not look.alteration]
    distance = distances([look.phash or None for look in seen])
    cosine = cosines([look.vector for look in seen])
    ranks = []
    for index, look in enumerate(seen):
        if look.alteration:
            own = next(other for other in whole if seen[other].photo == look.photo)
            ranks.append(
                [
                    int(np.sum(distance[index, whole] < distance[index, own])),
                    int(np.sum(cosine[index, whole] > cosine[index, own] + 1e-6)),
                ]
            )
    found = np.array(ranks)
    rows = [
        [
            str(limit),
            *(f"{share:.3f}" for share in (found < limit).mean(axis=0)),
            f"{(found.min(1) < limit).mean():.3f}",
        ]
        for limit in _NEIGHBOURS
    ]
    return table(["neighbours", "by hash", "by looks", "by either"], rows)


def report(evalkit: Path, models: Path) -> str:
    seen = list(looks(evalkit, models))
    halves = {
        name: Judged.of([look for look in seen if look.half == half]) for half, name in enumerate(("even", "odd"))
    }
    photos, altered = len({look.photo for look in seen}), len({look.photo for look in seen if look.alteration})
    different = ", ".join(f"{int(judged.different.sum()):,} ({half})" for half, judged in halves.items())
    return "\n\n".join(
        [
            f"Measured {datetime.now(UTC):%d %b %Y}: {photos} photos, {altered} altered in {len(ALTERATIONS)} ways. "
            f"Pairs of different pictures: {different}.",
            "Copies told from different photos:",
            rules(halves),
            "Recall, by what was done to the picture:",
            alterations(halves),
            "A photo is compared with its nearest only. Whether an altered one's original is among them:",
            candidates(seen),
        ]
    )


def main() -> None:
    given = parser("eval.duplicates", __doc__, "evalkit", "models").parse_args()
    publish("eval.duplicates", report(given.evalkit, given.models), given.write)


if __name__ == "__main__":
    main()
