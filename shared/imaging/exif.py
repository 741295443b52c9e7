"""EXIF and IPTC of an original: what can be read is read, and broken tags are as if absent."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from msgspec.structs import replace
from PIL import Image, IptcImagePlugin
from PIL.ExifTags import GPS, IFD, Base
from PIL.ImageFile import ImageFile

from shared.domain.photo import Camera, Location
from shared.imaging.moments import Moment, moment
from shared.imaging.text import clean
from shared.imaging.xmp import Xmp, first

_LETTERS = ("N", "S", "E", "W")
_NEAR = 0.001  # degrees: what programs lose when they write a position in another form

Tags = Mapping[int, Any]
T = TypeVar("T")


def read_tags(image: ImageFile) -> tuple[Tags, Tags]:
    """(EXIF with the main directory below it, GPS), by tag number. Never raises."""
    # Not the plugin's own method: PNG's decodes all pixels first.
    exif = attempt(lambda: Image.Image.getexif(image), None)
    if exif is None:
        return {}, {}
    main = readable(exif)
    return main | readable(attempt(lambda: exif.get_ifd(IFD.Exif), {})), readable(
        attempt(lambda: exif.get_ifd(IFD.GPSInfo), {})
    )


def read_iptc(image: ImageFile) -> Mapping[tuple[int, int], Sequence[bytes]]:
    """Never raises."""
    found = attempt(lambda: IptcImagePlugin.getiptcinfo(image), None) or {}
    return {key: value if isinstance(value, list) else [value] for key, value in found.items()}


def attempt(read: Callable[[], T], otherwise: T) -> T:
    """Pillow's metadata readers raise nearly anything on broken input, and the picture may still be fine."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - see above
        return otherwise


def readable(directory: Mapping[int, Any]) -> dict[int, Any]:
    """Values are decoded on access, so each may fail alone."""
    values: dict[int, Any] = {}
    for tag in attempt(lambda: list(directory), list[int]()):
        value = attempt(partial(directory.__getitem__, tag), None)
        if value is not None:
            values[tag] = value
    return values


def number(value: object, low: float, high: float) -> float | None:
    """A finite number within the bounds, of a rational, a number, its text, or the first of several; else None."""
    if isinstance(value, (tuple, list)):
        value = value[0] if value else None
    if isinstance(value, bytes):
        value = clean(value)
    if isinstance(value, str) and value.count("/") == 1:
        over, under = value.split("/")
        value = attempt(lambda: float(over) / float(under), None)
    result = attempt(lambda: float(value), math.nan)  # type: ignore[arg-type]
    return result if low <= result <= high else None


def camera(tags: Tags, xmp: Xmp) -> Camera:
    aperture = number(tags.get(Base.FNumber), 0.3, 200)
    if aperture is None and (apex := number(tags.get(Base.ApertureValue), -2, 15)) is not None:
        aperture = 2 ** (apex / 2)
    flash, iso = number(tags.get(Base.Flash), 0, 0xFFFF), number(tags.get(Base.ISOSpeedRatings), 1, 10_000_000)
    return Camera(
        make=clean(tags.get(Base.Make)) or first(xmp, "tiff:Make")[:200],
        model=clean(tags.get(Base.Model)) or first(xmp, "tiff:Model")[:200],
        lens=clean(tags.get(Base.LensModel)) or first(xmp, "aux:Lens", "exifEX:LensModel")[:200],
        aperture=None if aperture is None else round(aperture, 1),
        exposure=exposure(number(tags.get(Base.ExposureTime), 1e-7, 1e6)),
        iso=None if iso is None else int(iso),
        focal_length=_rounded(number(tags.get(Base.FocalLength), 0.1, 20_000)),
        focal_length_35mm=_rounded(number(tags.get(Base.FocalLengthIn35mmFilm), 0.1, 20_000)),
        flash=None if flash is None else bool(int(flash) & 1),
    )


def exposure(seconds: float | None) -> str:
    """As people write it: "1/250", "0.5", "30"."""
    if seconds is None:
        return ""
    return f"1/{round(1 / seconds)}" if seconds < 0.29 else f"{seconds:.1f}".removesuffix(".0")


def location(gps: Tags, embedded: Xmp, sidecar: Xmp | None = None) -> Location | None:
    """The sidecar's, else EXIF's, else that of the file's own XMP. None where there is none: also for 0,0, which is how
    devices without a fix say so.

    Programs lose the letters of a hemisphere more often than the numbers: of two that differ only in their signs, EXIF
    with its letters is believed.
    """
    exif = _exif_location(gps)
    told = [found for found in (_xmp_location(sidecar or {}), exif, _xmp_location(embedded)) if found]
    if not told:
        return None
    best = exif if exif and _has_letters(gps) and _same_but_signs(exif, told[0]) else told[0]
    if best.altitude is None:
        altitudes = (other.altitude for other in told if _same_but_signs(best, other))
        best = replace(best, altitude=next((found for found in altitudes if found is not None), None))
    return best


def _exif_location(gps: Tags) -> Location | None:
    latitude = _degrees(gps.get(GPS.GPSLatitude), clean(gps.get(GPS.GPSLatitudeRef)), 90)
    longitude = _degrees(gps.get(GPS.GPSLongitude), clean(gps.get(GPS.GPSLongitudeRef)), 180)
    return _located(latitude, longitude, gps.get(GPS.GPSAltitude), gps.get(GPS.GPSAltitudeRef))


def _xmp_location(xmp: Xmp) -> Location | None:
    latitude = _xmp_degrees(first(xmp, "exif:GPSLatitude"), first(xmp, "exif:GPSLatitudeRef"), 90)
    longitude = _xmp_degrees(first(xmp, "exif:GPSLongitude"), first(xmp, "exif:GPSLongitudeRef"), 180)
    return _located(latitude, longitude, first(xmp, "exif:GPSAltitude"), first(xmp, "exif:GPSAltitudeRef"))


def _located(latitude: float | None, longitude: float | None, height: object, below: object) -> Location | None:
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    altitude = number(height, -11_000, 100_000) if height != "" else None
    if altitude is not None and below in (1, b"\1", "\1", "1"):  # sea level
        altitude = -abs(altitude)
    return Location(round(latitude, 6), round(longitude, 6), _rounded(altitude))


def _has_letters(gps: Tags) -> bool:
    return bool(clean(gps.get(GPS.GPSLatitudeRef)) and clean(gps.get(GPS.GPSLongitudeRef)))


def _same_but_signs(one: Location, other: Location) -> bool:
    apart = (abs(abs(one.latitude) - abs(other.latitude)), abs(abs(one.longitude) - abs(other.longitude)))
    return max(apart) < _NEAR


def gps_moment(gps: Tags, xmp: Xmp) -> Moment | None:
    """In UTC, as satellites tell it."""
    stamp = moment(first(xmp, "exif:GPSTimeStamp"), offset="Z")
    date = clean(gps.get(GPS.GPSDateStamp))
    if not date:
        return stamp
    clock = gps.get(GPS.GPSTimeStamp)
    parts = [number(part, 0, 60) for part in clock] if isinstance(clock, (tuple, list)) and len(clock) == 3 else []
    if any(part is None for part in parts):
        parts = []
    time = " {:02}:{:02}:{:02}Z".format(*(int(part or 0) for part in parts)) if parts else ""
    return moment(date + time) or stamp


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _degrees(value: object, hemisphere: str, limit: float) -> float | None:
    """Degrees, or degrees and minutes, or all three; the hemisphere's letter gives the sign."""
    parts = [*value] if isinstance(value, (tuple, list)) else [value]
    found = [number(part, 0 if at else -limit, limit * 60**at) for at, part in enumerate(parts[:3])]
    amounts = [amount for amount in found if amount is not None]
    # 60 of a unit are one of the next, unless that has none.
    if not found or len(amounts) < len(found) or any(less > 60 and more for more, less in pairwise(amounts)):
        return None
    whole, *rest = amounts
    total = math.copysign(abs(whole) + sum(amount / 60**at for at, amount in enumerate(rest, 1)), whole)
    if abs(total) > limit:
        return None
    return -abs(total) if hemisphere[:1].upper() in ("S", "W") else total


def _xmp_degrees(text: str, hemisphere: str, limit: float) -> float | None:
    """ "39,6.9N" or "39,6,54N"; some write plain degrees, with the letter in a property of its own."""
    letter = text[-1:] if text[-1:].upper() in _LETTERS else hemisphere
    parts = [number(part, -math.inf, math.inf) for part in text.rstrip("NSEWnsew ").split(",")]
    return None if None in parts else _degrees(tuple(parts), letter, limit)
