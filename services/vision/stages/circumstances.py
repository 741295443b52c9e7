"""What is true of a photo beyond its pixels, in a person's words: its place and shape as tags."""

from collections.abc import Sequence
from typing import Any

from PIL.ExifTags import Base

from shared.domain.photo import Place
from shared.domain.tags import EMBEDDED, MAPPED
from shared.imaging.exif import Tags
from shared.imaging.source import Source
from shared.imaging.text import clean


def circumstances(
    source: Source,
    place: Place | None,
    keywords: Sequence[str],
) -> list[dict[str, Any]]:
    """Builtins of Tag, lower-case, each name once."""
    tags = [(word, 0.95, EMBEDDED) for word in keywords]
    if place:
        tags += [(place.city, 0.9, MAPPED), (place.region, 0.95, MAPPED), (place.country, 0.99, MAPPED)]
    long, short = max(source.size), min(source.size)
    if (short >= 400 and long > 2.4 * short) or "GPano:ProjectionType" in source.xmp:  # phones go up to 21:9
        tags.append(("panorama", 0.9, "exif"))
    best: dict[str, tuple[str, float, str]] = {}
    for tag in tags:
        best.setdefault(tag[0].lower(), tag)
    return [
        {"name": name, "confidence": confidence, "source": said_by}
        for name, (_, confidence, said_by) in best.items()
        if name
    ]


def says_screenshot(tags: Tags) -> bool:
    """iPhones write so."""
    comment = tags.get(Base.UserComment)
    return isinstance(comment, bytes) and clean(comment[8:].strip(b"\0")).lower() == "screenshot"
