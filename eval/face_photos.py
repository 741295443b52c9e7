"""The evalkit's faces as the product sees them."""

import csv
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from tqdm import tqdm

from eval.photosets import captioned, hand_labelled
from eval.previews import preview
from services.vision.faces import Face, FaceFinder
from services.vision.models import FACE_DETECTORS, FACE_LANDMARKS
from shared.inference.base import Pixels
from shared.inference.registry import load_model

# Whoever says one of these of a photo may mean that a face is on it.
_PEOPLE = re.compile(
    r"\b(baby|boy|bride|catcher|chef|child|couple|crowd|dancer|face|family|girl|guy|kid|lady|man|people|person|player"
    r"|portrait|rider|selfie|skier|someone|statue|surfer|team|toddler|umpire|woman|children|men|women)s?\b"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A photo's faces. `person` is whose the largest is, "" where that is not known; `expected` how many there are,
    or None; `seconds` of processor time that looking took."""

    file: str
    person: str
    expected: int | None
    faces: list[Face]
    seconds: float

    @property
    def largest(self) -> Face | None:
        return max(self.faces, key=lambda face: face.size, default=None)


class Eyes:
    def __init__(self, models: Path) -> None:
        self._finder = FaceFinder(
            load_model(FACE_DETECTORS, "bundled", models), load_model(FACE_LANDMARKS, "bundled", models)
        )

    def see(self, file: str, pixels: Pixels, person: str = "", expected: int | None = None) -> Seen:
        began = time.process_time()
        faces = self._finder(pixels)
        return Seen(file, person, expected, faces, time.process_time() - began)


def people(eyes: Eyes, evalkit: Path, leaning: int = 0) -> list[Seen]:
    """The photos of people.csv; leaning, those with one face alone, turned in their plane around it."""
    seen = []
    for row in tqdm(_rows(evalkit), f"leaning by {leaning}", disable=None):
        pixels = preview(evalkit / "faces" / row["file"])
        expected = int(row["faces_expected"]) if row["faces_expected"] else None
        person = "" if ";" in row["person"] else row["person"]
        one = eyes.see(row["file"], pixels, person, expected)
        if leaning and person and expected == 1 and one.largest is not None:
            one = eyes.see(row["file"], leaned(pixels, one.largest, leaning), person, expected)
        elif leaning:
            continue
        seen.append(one)
    return seen


def without_people(eyes: Eyes, evalkit: Path) -> list[Seen]:
    """The photos of anything of which nobody says that people are on them."""
    photos = {photo.path: photo for photo in (*captioned(evalkit), *hand_labelled(evalkit))}
    quiet = [
        path
        for path, photo in sorted(photos.items())
        if not any(_PEOPLE.search(said.lower()) for said in (*photo.captions, *photo.names))
    ]
    return [eyes.see(path.stem, preview(path)) for path in tqdm(quiet, "without people", disable=None)]


def leaned(pixels: Pixels, face: Face, degrees: int) -> Pixels:
    """Turned clockwise around the face, on a canvas that holds all of its surroundings."""
    height, width = pixels.shape[:2]
    x, y = (face.box[:2] + face.box[2:]) / 2 * (width, height)
    side = int(np.ceil(np.hypot(width, height)))
    turn = np.asarray(cv2.getRotationMatrix2D((float(x), float(y)), -degrees, 1), np.float64)
    turn[:, 2] += side / 2 - np.array([x, y])
    turned = cv2.warpAffine(pixels, turn, (side, side), borderMode=cv2.BORDER_CONSTANT)
    return np.ascontiguousarray(turned, np.uint8)


def _rows(evalkit: Path) -> Sequence[dict[str, str]]:
    def read() -> Iterator[dict[str, str]]:
        with (evalkit / "faces" / "people.csv").open() as file:
            yield from csv.DictReader(file)

    return list(read())
