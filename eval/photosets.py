"""The labelled photos of the evalkit, which stays outside the repository (see its SOURCES.md)."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Labelled:
    """`captions` are what people would ask to find this photo; `names` are the things that can be seen on it, and
    `counts` tells how many of each, where somebody has counted them."""

    path: Path
    captions: tuple[str, ...]
    names: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict, compare=False)

    def shows(self, name: str) -> bool:
        return name in self.names or any(name in caption.lower() for caption in self.captions)


# Two vocabularies of object names met in the labels.
_USUAL = {"diningtable": "dining table", "tvmonitor": "tv", "motorbike": "motorcycle", "sofa": "couch"}


def captioned(evalkit: Path) -> list[Labelled]:
    """COCO photos that are free to use, five captions each."""
    rows = [(path, row) for path, row in _rows(evalkit, "coco_labels.json") if path.parent.name == "coco_free"]
    counted = [_counts(row["objects"]) for _, row in rows]
    return [
        Labelled(path, tuple(row["captions"]), tuple(sorted(counts)), counts)
        for (path, row), counts in zip(rows, counted, strict=True)
    ]


def hand_labelled(evalkit: Path) -> list[Labelled]:
    """Photos of many kinds, one caption each, written for this kit."""
    return [Labelled(path, (row["caption"],), tuple(row["tags"])) for path, row in _rows(evalkit, "manual_labels.json")]


def _counts(objects: list[dict[str, Any]] | None) -> Mapping[str, int]:
    return Counter(_USUAL.get(thing["name"], thing["name"]) for thing in objects or ())


def _rows(evalkit: Path, name: str) -> list[tuple[Path, dict[str, Any]]]:
    rows = json.loads((evalkit / "photos" / name).read_text())
    found = [(evalkit / "photos" / row["file"], row) for row in rows]
    return [(path, row) for path, row in found if path.is_file()]
