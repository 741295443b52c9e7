"""What is true of a photo beyond its pixels, in a person's words: its place, season and hour as tags."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PIL.ExifTags import Base

from shared.domain.photo import Location, Place
from shared.imaging.exif import Tags
from shared.imaging.moments import Moment
from shared.imaging.source import Source
from shared.imaging.text import clean

_SCREENSHOTS = ("screenshot", "screen shot", "bildschirmfoto")  # how phones and desktops name the files


def circumstances(
    source: Source,
    when: Moment | None,
    where: Location | None,
    place: Place | None,
    keywords: Sequence[str],
    file_name: str,
) -> list[dict[str, Any]]:
    """Builtins of Tag, lower-case, each name once. The seasons need a date and a hemisphere, the hour a zone."""
    tags = [(word, 0.95, "embedded metadata") for word in keywords]
    if place:
        tags += [(place.city, 0.9, "geonames"), (place.region, 0.95, "geonames"), (place.country, 0.99, "geonames")]
    if when and when.day and where and (season := _season(when.local, where.latitude)):
        tags.append((season, 0.95, "exif"))
    if when and when.clock and when.zone:
        tags.append((_time_of_day(when.local), 0.9, "exif"))
    long, short = max(source.size), min(source.size)
    if (short >= 400 and long > 2.4 * short) or "GPano:ProjectionType" in source.xmp:  # phones go up to 21:9
        tags.append(("panorama", 0.9, "exif"))
    if file_name.lower().startswith(_SCREENSHOTS) or _says_screenshot(source.tags):
        tags.append(("screenshot", 0.95, "exif"))
    best: dict[str, tuple[str, float, str]] = {}
    for tag in tags:
        best.setdefault(tag[0].lower(), tag)
    return [
        {"name": name, "confidence": confidence, "source": said_by}
        for name, (_, confidence, said_by) in best.items()
        if name
    ]


def _says_screenshot(tags: Tags) -> bool:
    comment = tags.get(Base.UserComment)
    return isinstance(comment, bytes) and clean(comment[8:].strip(b"\0")).lower() == "screenshot"


def _season(local: datetime, latitude: float) -> str:
    """By months, as the weather offices count; "" between the tropics, where there is neither summer nor winter."""
    if abs(latitude) < 23.5:
        return ""
    quarter = local.month % 12 // 3 + (2 if latitude < 0 else 0)
    return ("winter", "spring", "summer", "autumn")[quarter % 4]


def _time_of_day(local: datetime) -> str:
    for until, name in ((5, "night"), (12, "morning"), (17, "afternoon"), (21, "evening")):
        if local.hour < until:
            return name
    return "night"
