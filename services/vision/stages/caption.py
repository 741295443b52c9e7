"""One sentence about a photo, made of what is known and no more: what it shows and how many, where, when."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec

from services.vision.naming import NEUTRAL
from services.vision.sightings import sightings
from services.vision.whereabouts import setting
from shared.domain.captions import sentence
from shared.domain.captions.said import LIGHTS, MONOCHROME, PHOTOGRAPH, Said
from shared.domain.photo import Photo, Place, Tag
from shared.domain.tags import MEASURED
from shared.errors import Invalid
from shared.inference.base import Found, Item

_MOSTLY, _MUCH = 0.5, 0.15  # of the photo has one colour
_WRITTEN = 0.05  # of the pixels belong to text


def build() -> "Caption":
    return Caption()


class Caption:
    """Facts: caption, with text in English, source, which is MEASURED where nothing was recognised, and said: what the
    text is made of (Said). Reads found.objects, found.classify, found.faces, found.colour, found.kind, found.light,
    place, taken_at, season."""

    model = "sentences 3"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [Found(facts={"caption": self._caption(item.photo)}) for item in items]

    def _caption(self, photo: Photo) -> dict[str, Any]:
        said = known(photo)
        source = self.model if said.things else MEASURED
        return {"text": sentence(said), "source": source, "said": msgspec.to_builtins(said)}


def known(photo: Photo) -> Said:
    """What is said of it: what was recognised, else what was measured."""
    place = photo.place or Place()
    around: dict[str, Any] = {
        "setting": setting(photo),
        "town": place.city or place.region,
        "country": place.country,
        "when": _when(photo),
        "season": photo.season or "",
    }
    if things := tuple((each.name, each.count, each.most) for each in sightings(photo)):
        return Said(things=things, **around)
    return Said(**{**around, **_measured(photo)})


def _measured(photo: Photo) -> dict[str, Any]:
    """Where something is taken is told of photographs only."""
    found = photo.found
    kind = found.get("kind", {}).get("kind", PHOTOGRAPH)
    colours, mostly = _colours(photo)
    measured = {"kind": kind, "colours": colours, "mostly": mostly}
    if kind == PHOTOGRAPH:
        return measured | {"light": _light(photo)}
    text = found.get("colour", {}).get("surfaces", {}).get("text", 0.0) >= _WRITTEN
    return measured | {"text": text, "setting": ""}


def _colours(photo: Photo) -> tuple[tuple[str, ...], bool]:
    """Its main colour, and whether it is the most of it; of several the hues, which tell more than grey and brown."""
    if any(tag.name == MONOCHROME for tag in _tags(photo, "colour")):
        return (MONOCHROME,), False
    shares: dict[str, float] = defaultdict(float)
    for each in photo.found.get("colour", {}).get("palette", ()):
        shares[each["name"]] += each["share"]
    names = sorted(shares, key=lambda name: -shares[name])
    hues = [name for name in names if name not in NEUTRAL and shares[name] >= _MUCH]
    if names and shares[names[0]] >= _MOSTLY:
        return (names[0],), True
    return tuple((hues or names)[:2]), False


def _light(photo: Photo) -> str:
    names = photo.found.get("light", {}).get("names", ())
    return next((name for name in LIGHTS if name in names), "")


def _when(photo: Photo) -> str:
    # A year that is known without its day is written as the first moment of it.
    taken = photo.taken_at or ""
    return taken[:4] if taken[4:19] == "-01-01T00:00:00" else taken[:7]


def _tags(photo: Photo, stage: str) -> list[Tag]:
    return [Tag(**tag) for tag in photo.found.get(stage, {}).get("tags", ())]
