"""Original and sidecar -> when, where, with what, and what people wrote about it."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

import msgspec
from PIL.ExifTags import GPS, Base

from services.vision.stages.circumstances import circumstances, says_screenshot
from shared.domain.instants import instant
from shared.domain.photo import Location
from shared.errors import Invalid
from shared.imaging.exif import Tags, camera, gps_moment, location, number
from shared.imaging.moments import Moment, first_credible, moment, named_zone, rfc_moment, zone_from_clocks, zone_name
from shared.imaging.names import named_moment
from shared.imaging.places import place_at, zone_at
from shared.imaging.regions import upright
from shared.imaging.source import Source, read_source
from shared.imaging.text import LONG, clean, utf16
from shared.imaging.xmp import Xmp, first
from shared.inference.base import Found, Item

_ORIGINAL = ("exif:DateTimeOriginal", "photoshop:DateCreated")
_DIGITISED = ("exif:DateTimeDigitized", "xmp:CreateDate")
_KEYWORDS = 100  # more than a person writes; some editors dump thousands
_LANGUAGES = 50  # in which a text is kept
_CAMERA_CHATTER = ("olympus digital camera", "sony dsc", "minolta digital camera", "kodak digital still camera",
                   "samsung", "default", "digital camera", "dcim", "untitled")  # fmt: skip


class Metadata:
    """Facts: taken_at, taken_instant, taken_to ("day", "month" or "year", when no more is known), taken_from ("name",
    where the file's name alone tells it), zone, camera, location, place, orientation, exif, title, description,
    translations (of both), keywords, rating, regions (faces with names: name, and box as shares of the upright photo),
    people (named to be on it), screenshot, tags, each only where known. A sidecar's word goes before the
    file's own, also where it takes one back."""

    model = "exif"

    def __call__(self, items: Sequence[Item]) -> Sequence[Found | Invalid]:
        return [self._outcome(item) for item in items]

    def _outcome(self, item: Item) -> Found | Invalid:
        if item.path is None:
            raise ValueError("metadata takes the original: the item has no path")
        try:
            source = read_source(item.path, item.sidecar)
        except Invalid as error:
            return error
        return Found(facts=facts_of(source, item.photo.file_name))


def facts_of(source: Source, file_name: str = "") -> dict[str, Any]:
    where = location(source.gps, source.embedded, source.sidecar)
    place = place_at(where.latitude, where.longitude) if where else None
    told = taken(source, where)
    when = told or guessed(file_name, where)
    keywords = _keywords(source)
    facts: dict[str, Any] = {
        "taken_at": when and when.iso(),
        "taken_instant": when and instant(when.utc),
        "taken_to": when and _precision(when),
        "taken_from": "name" if when and not told else "",
        "zone": when and when.zone and zone_name(when.zone),
        "camera": msgspec.to_builtins(camera(source.tags, source.xmp)),
        "location": where and msgspec.to_builtins(where),
        "place": place and msgspec.to_builtins(place),
        "orientation": source.orientation,
        "exif": _more(source),
        "title": _title(source),
        "description": _description(source),
        "translations": _translations(source),
        "keywords": keywords,
        "rating": _rating(source),
        "regions": [
            {"name": region.name, "box": list(upright(region, source.orientation, source.size))}
            for region in source.regions
        ],
        "people": list(dict.fromkeys(source.xmp.get("Iptc4xmpExt:PersonInImage", ())))[:_KEYWORDS],
        "screenshot": says_screenshot(source.tags),
        "tags": circumstances(source, place, keywords),
    }
    return {name: value for name, value in facts.items() if value or (value == 0 and value is not False)}


def _precision(when: Moment) -> str:
    """Of a date that is not known to the second."""
    return "" if when.clock else "day" if when.day else "month" if when.month else "year"


def taken(source: Source, where: Location | None) -> Moment | None:
    """The most trustworthy date, with the zone that the file, the place or the satellites' clock gives it. Whatever
    says when the photo was taken goes before what says when it was digitised, as the Metadata Working Group has it."""
    tags, satellites = source.tags, gps_moment(source.gps, source.xmp)
    found = first_credible((
        _xmp_date(source.sidecar, *_ORIGINAL),
        _exif_date(tags, Base.DateTimeOriginal, Base.SubsecTimeOriginal, Base.OffsetTimeOriginal),
        _xmp_date(source.embedded, *_ORIGINAL),
        _iptc_date(source.iptc, 55),
        moment(source.created) or rfc_moment(source.created),
        _xmp_date(source.sidecar, *_DIGITISED),
        _exif_date(tags, Base.DateTimeDigitized, Base.SubsecTimeDigitized, Base.OffsetTimeDigitized),
        _xmp_date(source.embedded, *_DIGITISED),
        _iptc_date(source.iptc, 62),
        satellites,
        _exif_date(tags, Base.DateTime, Base.SubsecTime, Base.OffsetTime),
    ))  # fmt: skip
    if found is None or not found.clock:
        return found
    there = named_zone(zone_at(where.latitude, where.longitude)) if where else None
    if found is satellites:
        return _at_the_place(found, there)
    if found.zone:
        return found
    if there is None and satellites and satellites.clock:
        there = zone_from_clocks(found.local, satellites.utc)
    return Moment(found.local, there)


def guessed(file_name: str, where: Location | None) -> Moment | None:
    """What the name says of it, where nothing in the file does."""
    found = first_credible([named_moment(file_name)])
    there = named_zone(zone_at(where.latitude, where.longitude)) if where else None
    if found is None or not found.clock:
        return found
    return _at_the_place(found, there) if found.zone else Moment(found.local, there)


def _at_the_place(universal: Moment, there: tzinfo | None) -> Moment:
    """As the clocks there showed it. Where that is not known, UTC stands for it."""
    local = universal.utc.astimezone(there) if there else universal.utc
    return Moment(local.replace(tzinfo=None), local.tzinfo)


def _exif_date(tags: Tags, date: int, fraction: int, offset: int) -> Moment | None:
    return moment(clean(tags.get(date)), offset=clean(tags.get(offset)), fraction=clean(tags.get(fraction)))


def _xmp_date(xmp: Xmp, *names: str) -> Moment | None:
    return first_credible(moment(first(xmp, name)) for name in names)


def _iptc_date(iptc: Mapping[tuple[int, int], Sequence[bytes]], dated: int) -> Moment | None:
    """2:55 is "20081022", 2:60 "162839+0200": when it was created; 2:62 and 2:63 are when it was digitised."""
    date, time = (clean(iptc.get((2, number), [b""])[0]) for number in (dated, {55: 60, 62: 63}[dated]))
    if len(date) != 8:
        return None
    text = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    return moment(f"{text} {time[:2]}:{time[2:4]}:{time[4:6]}{time[6:]}") if len(time) >= 6 else moment(text)


def _title(source: Source) -> str:
    if source.takes_back("dc:title"):
        return ""
    iptc = clean(source.iptc.get((2, 5), [b""])[0])
    return first(source.xmp, "dc:title", "photoshop:Headline")[:200] or iptc or utf16(source.tags.get(Base.XPTitle))


def _description(source: Source) -> str:
    if source.takes_back("dc:description"):
        return ""
    candidates = (
        first(source.xmp, "dc:description"),
        clean(source.iptc.get((2, 120), [b""])[0], LONG),
        clean(source.tags.get(Base.ImageDescription), LONG),
        utf16(source.tags.get(Base.XPComment), LONG),
    )
    return next((text for text in candidates if text and text.lower() not in _CAMERA_CHATTER), "")


def _translations(source: Source) -> list[str]:
    """Title and description in the languages that are not shown."""
    return [text for name in ("dc:title", "dc:description") for text in source.xmp.get(name, ())[1:]][:_LANGUAGES]


def _keywords(source: Source) -> list[str]:
    """As written, in order, each once whatever its case; what stands above them in a hierarchy after all others."""
    alone = source.takes_back("dc:subject")
    xmp = source.sidecar if alone else source.xmp
    paths = [
        [clean(word) for word in path.split(separator)]
        for name, separator in (("lr:hierarchicalSubject", "|"), ("digiKam:TagsList", "/"))
        for path in xmp.get(name, ())
    ]
    words = [*xmp.get("dc:subject", ()), *(path[-1] for path in paths)]
    if not alone:
        words += (clean(word) for word in source.iptc.get((2, 25), ()))
        words += utf16(source.tags.get(Base.XPKeywords), LONG).split(";")
    words += (word for path in paths for word in path[:-1])
    unique = {word.lower(): word for word in reversed([clean(word) for word in words]) if word}
    return list(reversed(unique.values()))[:_KEYWORDS]


def _rating(source: Source) -> int | None:
    """1 to 5 stars by the first that tells any; 0 means that nobody rated it, and -1 that it was thrown out. A sidecar
    that says so takes the file's own stars back."""
    if "xmp:Rating" in source.sidecar:
        return int(number(first(source.sidecar, "xmp:Rating") or None, 1, 5) or 0)
    for value in (first(source.embedded, "xmp:Rating"), source.tags.get(Base.Rating)):
        stars = number(value, -1, 5) if value != "" else None
        if stars is not None:
            return int(stars) if stars >= 1 else None
    return None


def _more(source: Source) -> dict[str, Any]:
    tags = source.tags
    values = {
        "software": clean(tags.get(Base.Software)),
        "artist": clean(tags.get(Base.Artist)) or first(source.xmp, "dc:creator")[:200],
        "copyright": clean(tags.get(Base.Copyright)) or first(source.xmp, "dc:rights")[:200],
        "exposure_bias": number(tags.get(Base.ExposureBiasValue), -20, 20),
        "direction": number(source.gps.get(GPS.GPSImgDirection), 0, 360),
    }
    return {
        name: round(value, 2) if isinstance(value, float) else value
        for name, value in values.items()
        if value not in (None, "")
    }
