"""Tracks out of GPX files (Topografix GPX 1.0 and 1.1), read as they come."""

from datetime import UTC, datetime
from xml.etree.ElementTree import ParseError

import numpy as np
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from shared.domain.track import Track
from shared.errors import Invalid, TooLarge

MOST = 1_000_000  # fixes
_LETTERS = 64  # of a time


class GpxReader:
    """`feed` it the file, then `close` it for the track. Both raise Invalid for what is no GPX, or declares entities;
    `feed` raises TooLarge."""

    def __init__(self) -> None:
        self._fixes = _Fixes()
        self._parser = DefusedXMLParser(target=self._fixes, forbid_dtd=True)

    def feed(self, chunk: bytes) -> None:
        try:
            self._parser.feed(chunk)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise _no_gpx(error) from error

    def close(self) -> Track:
        try:
            self._parser.close()
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise _no_gpx(error) from error
        return self._fixes.track()


def _no_gpx(error: Exception) -> Invalid:
    return Invalid(f"This is no GPX file that can be read: {str(error)[:200]}. Export the track as GPX once more.")


class _Fixes:
    """What expat tells of the file: only points of tracks that have a time are kept."""

    def __init__(self) -> None:
        self._seconds: list[float] = []
        self._degrees: list[tuple[float, float]] = []
        self._there: tuple[float, float] | None = None
        self._time: list[str] | None = None
        self._root = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if not self._root:
            self._root = name
            if name != "gpx":
                raise ValueError(f"it begins with <{name[:40]}>")
        if name == "trkpt":
            self._there = _degrees(attributes)
        elif name == "time" and self._there is not None:
            self._time = []

    def data(self, text: str) -> None:
        if self._time is not None and sum(map(len, self._time)) < _LETTERS:
            self._time.append(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "time" and self._time is not None:
            text, self._time = "".join(self._time).strip(), None
            if self._there is not None and (at := _seconds(text)) is not None:
                self._seconds.append(at)
                self._degrees.append(self._there)
                self._there = None  # one time a point
        elif name == "trkpt":
            self._there = None
        if len(self._seconds) > MOST:
            raise TooLarge(f"A track may have {MOST:,} points. Export it in parts, or thinned out.")

    def close(self) -> None:
        pass

    def track(self) -> Track:
        if not self._seconds:
            raise Invalid("The file has no track with times: where somebody was is told, and not when.")
        order = np.argsort(self._seconds, kind="stable")
        return Track(np.array(self._seconds)[order], np.array(self._degrees)[order])


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _degrees(attributes: dict[str, str]) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(attributes["lat"]), float(attributes["lon"])
    except (KeyError, ValueError):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _seconds(text: str) -> float | None:
    """GPX times are UTC, whether or not a Z says so."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
