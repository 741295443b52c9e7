"""By what light a photo was taken, in which season and at what time of day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.vision.lighting import Lighting
from services.vision.stages.previews import each_preview
from services.vision.sun import Sun, season, time_of_day
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels

_SEASON, _TIME, _LIGHT = 0.95, 0.9, 0.8  # how surely the words are true
_SOURCE = "light"
_TAGS = ("golden hour", "blue hour", "night")  # the words of the others are for those who take photos


class Light:
    """Facts: names, why (a sentence for each), season, time_of_day, tags. Reads taken_at, location and the camera.

    The season needs a date and a hemisphere, the time of day a zone, dawn and dusk the place as well."""

    model = "light 1"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return each_preview(items, lambda photo, pixels: Found(facts=facts_of(photo, pixels)))


def facts_of(photo: Photo, pixels: Pixels) -> dict[str, Any]:
    taken = datetime.fromisoformat(photo.taken_at) if photo.taken_at else None
    known_to = photo.date_precision
    # Some makers write UTC into names: what the clocks showed is not known without the place.
    local = taken and taken.tzinfo and (photo.location or photo.date_source != "name")
    clock = taken if local and known_to == "second" else None
    sun = Sun.at(clock, photo.location) if clock and photo.location else None
    light = Lighting(pixels, sun, photo.camera.flash if photo.camera else None)
    facts: dict[str, Any] = {"names": list(light.names), "why": light.names, "tags": []}
    if taken and photo.location and known_to in ("day", "second") and (name := season(taken, photo.location.latitude)):
        facts["season"] = name
        facts["tags"].append(_tag(name, _SEASON))
    if clock:
        facts["time_of_day"] = time_of_day(clock, sun)
        facts["tags"].append(_tag(facts["time_of_day"], _TIME))
    known = {tag["name"] for tag in facts["tags"]}
    facts["tags"] += [_tag(name, _LIGHT) for name in _TAGS if name in light.names and name not in known]
    return facts


def _tag(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence, "source": _SOURCE}
