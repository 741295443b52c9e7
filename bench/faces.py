"""How long it takes to look at faces, and to gather those of a large library.

Looking is beside the same networks alone, with no picture to be cut or turned. A full pass is over a made library
(eval/face_library.py), beside what the products of all its vectors would take; of it the constraints of the owner are
a part.
"""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from bench.bare import parts
from bench.photosets import small
from bench.processes import MIB, peak, resident
from bench.report import Row, single
from bench.system import MODELS
from eval.face_groups import Groups
from eval.face_library import FaceLibrary, made
from services.embedder.models.faces import SFACE
from services.embedder.models.faces import load as load_embedder
from services.embedder.stages.face_vector import FaceVector
from services.smart.people.constraints import Constraints
from services.smart.people.grouping import Faces as Gathered
from services.smart.people.grouping import regroup
from services.smart.people.joining import Gallery
from services.vision.faces import FaceFinder
from services.vision.models.faces import onet, yunet
from services.vision.stages.faces import Faces
from services.vision.stages.renditions import PREVIEW
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.photo import new_photo
from shared.domain.spaces import FACES
from shared.imaging.decode import open_original
from shared.imaging.decode import pixels as decoded
from shared.inference.base import Found, Item, PartItem, Pixels

_FACES, _PEOPLE = 100_000, 3000
_NAMED = 300  # people
_ASKED = 500  # new faces
_SAMPLE = 2000  # rows whose products are timed
_MAX_PIXELS = 250_000_000


def measure(folder: Path) -> list[Row]:
    return [*_looking(folder), *_gathering(_FACES, _PEOPLE)]


class _Timed:
    """A session that adds up how long it runs."""

    def __init__(self, session: Any) -> None:
        self._session, self.seconds = session, 0.0

    def run(self, names: Any, feed: Mapping[str, Any]) -> Any:
        began = time.process_time()
        answer = self._session.run(names, feed)
        self.seconds += time.process_time() - began
        return answer


@dataclass(frozen=True, slots=True)
class _Look:
    """What both stages took for a photo, in seconds of processor time, and of it the networks."""

    faces: int
    spent: float
    bare: float


class _Stages:
    """`faces` and `face_vector`, as the product's children run them."""

    def __init__(self) -> None:
        detector, landmarks, embedder = yunet.load(MODELS), onet.load(MODELS), load_embedder(MODELS)
        models: tuple[Any, ...] = (detector, landmarks, embedder)
        self._nets = [_Timed(model._session) for model in models]
        for model, net in zip(models, self._nets, strict=True):
            model._session = net
        self._find, self._place = Faces(FaceFinder(detector, landmarks), ""), FaceVector(embedder, FACES.name)

    def look(self, pixels: Pixels) -> _Look:
        photo = new_photo(id=new_id(), owner=SOLE_OWNER, sha256="", file_name="", media_type="image/jpeg", bytes=1)
        before, began = sum(net.seconds for net in self._nets), time.process_time()
        (found,) = self._find([Item(photo, pixels=pixels)])
        assert isinstance(found, Found)
        chips = [PartItem(part, chip, decoded(chip)) for part, chip in parts(photo, found)]
        if chips:
            self._place([Item(photo, parts=tuple(chips))])
        spent, bare = time.process_time() - began, sum(net.seconds for net in self._nets) - before
        return _Look(len(chips), spent, bare)


def _looking(folder: Path) -> list[Row]:
    stages = _Stages()
    photos = [open_original(path, _MAX_PIXELS, PREVIEW).image for path in small(folder, 1)]
    larger = [image.resize([round(side * PREVIEW / max(image.size)) for side in image.size]) for image in photos]
    web, full = (
        [stages.look(np.asarray(image)) for image in tqdm(images, desc="looking", leave=False)]
        for images in (photos, larger)
    )
    seen, spent, bare = (sum(getattr(look, name) for look in web) for name in ("faces", "spent", "bare"))
    return [
        single("faces found and embedded, a second of a core", "", seen / spent, "the networks alone", seen / bare,
               ">= 0.85"),
        *_costs("a photo of the web", web, {0: "<= 12 ms", 2: "<= 65 ms"}),
        *_costs(f"a preview of {PREVIEW}", full, {0: "<= 45 ms", 2: "<= 95 ms"}),
    ]  # fmt: skip


def _costs(what: str, looks: Sequence[_Look], wanted: Mapping[int, str]) -> list[Row]:
    rows = []
    for faces, least in wanted.items():
        if these := [look for look in looks if look.faces == faces]:
            spent, bare = (1e3 * fmean(getattr(look, name) for look in these) for name in ("spent", "bare"))
            rows.append(single(f"{what}, {faces or 'no'} faces", "ms", spent, "the networks alone", bare, least))
    return rows


def _gathering(faces: int, people: int) -> list[Row]:
    library = made(faces, people)
    ids = [f"{place:07}" for place in range(faces)]
    given = Gathered(ids, _photos(library), library.vectors, np.ones(faces, bool))
    constraints, numbers = _said(library, ids), count()
    before = resident(os.getpid())
    with peak(lambda: resident(os.getpid())) as memory:
        began = time.process_time()
        found = regroup(given, constraints, SFACE.likeness, {}, lambda: f"group {next(numbers)}")
        spent = time.process_time() - began
    began = time.process_time()
    for start in range(0, _SAMPLE, 500):
        library.vectors[start : start + 500] @ library.vectors.T
    products = (time.process_time() - began) * faces / _SAMPLE
    groups = np.unique([found[id] for id in ids], return_inverse=True)[1]
    told, what = Groups.of_labels(library.people, groups), f"full pass over {faces:,} faces"
    more = (max(memory) - before) / MIB
    return [
        single(f"{what}, of a core", "s", spent, "all products alone", products, "<= 60 s"),
        single(f"{what}, memory", "MiB", more, "its vectors", library.vectors.nbytes / MIB, "<= 600 MiB"),
        single(f"{what}, B-cubed F", "", told.f, "the people", 1, ">= 0.95"),
        single(f"{what}, B-cubed precision", "", told.precision, "the people", 1),
        *_assigning(library, groups),
    ]


def _assigning(library: FaceLibrary, groups: NDArray[np.int64]) -> list[Row]:
    sums = np.zeros((groups.max() + 1, library.vectors.shape[1]), np.float32)
    np.add.at(sums, groups, library.vectors)
    means = (sums / np.bincount(groups)[:, None]).astype(np.float32)
    few = np.flatnonzero(np.bincount(groups) >= 20)  # those who have exemplars
    exemplars = np.concatenate([library.vectors[groups == group][:12] for group in few[:_NAMED]])
    owners = np.repeat(few[:_NAMED], 12)
    gallery = Gallery([str(group) for group in range(len(means))], means, exemplars, owners, SFACE.likeness)
    times = []
    for vector in made(_ASKED, _PEOPLE, seed=1).vectors:
        began = time.process_time()
        gallery.match(vector)
        middle = time.process_time()
        (means @ vector).argmax()
        times.append((middle - began, time.process_time() - middle))
    ours, bare = np.quantile(times, 0.95, axis=0) * 1e3
    return [single(f"one face among {len(means):,} groups, of a core, p95", "ms", ours, "bare numpy", bare, "<= 5 ms")]


def _photos(library: FaceLibrary) -> list[str]:
    """Two neighbours of two people are on one photo, as far as that goes."""
    photos = [f"photo {place}" for place in range(len(library.people))]
    for place in range(0, len(photos) - 1, 3):
        if library.people[place] != library.people[place + 1]:
            photos[place + 1] = photos[place]
    return photos


def _said(library: FaceLibrary, ids: list[str]) -> Constraints:
    """Some people were named on three of their faces each, and two faces of another each were rejected."""
    people: dict[str, str] = {}
    rejected: list[tuple[str, str]] = []
    for person in np.random.default_rng(0).permutation(library.people.max() + 1)[: 4 * _NAMED].tolist():
        own = np.flatnonzero(library.people == person)
        if len(own) >= 6 and len(set(people.values())) < _NAMED:
            people |= {ids[place]: f"person {person}" for place in own[:3]}
            rejected += [(ids[place], f"person {person}") for place in np.flatnonzero(library.people == person + 1)[:2]]
    return Constraints(people=people, rejected=rejected)
