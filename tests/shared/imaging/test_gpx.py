"""Tracks out of GPX."""

import pytest

from shared.domain.track import Track
from shared.errors import Invalid, TooLarge
from shared.imaging import gpx
from shared.imaging.gpx import GpxReader

POINT = '<trkpt lat="43.46" lon="11.88"><ele>12</ele><time>2008-10-22T{time}</time></trkpt>'


def file(*points: str, version: str = "1/1") -> bytes:
    return (
        f'<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/{version}" version="1.1">'
        f"<metadata><time>1999-01-01T00:00:00Z</time></metadata><wpt lat='1' lon='2'><time>2000-01-01T00:00:00Z</time>"
        f"</wpt><trk><trkseg>{''.join(points)}</trkseg></trk></gpx>"
    ).encode()


def read(content: bytes, chunk: int = 7) -> Track:
    reader = GpxReader()
    for start in range(0, len(content), chunk):
        reader.feed(content[start : start + chunk])
    return reader.close()


def test_points_of_tracks_in_the_order_of_their_times() -> None:
    later, first = POINT.format(time="10:00:30.5+02:00"), POINT.format(time="08:00:00")
    track = read(file(later, first))
    assert track.seconds.tolist() == [1224662400.0, 1224662430.5]
    assert track.degrees.tolist() == [[43.46, 11.88]] * 2
    assert len(read(file(first, version="1/0")).seconds) == 1


def test_points_that_tell_nothing_are_passed_over() -> None:
    bad = [
        '<trkpt lat="91" lon="0"><time>2008-10-22T08:00:00Z</time></trkpt>',
        '<trkpt lat="x" lon="0"><time>2008-10-22T08:00:00Z</time></trkpt>',
        '<trkpt lat="nan" lon="0"><time>2008-10-22T08:00:00Z</time></trkpt>',
        '<trkpt lat="1"><time>2008-10-22T08:00:00Z</time></trkpt>',
        '<trkpt lat="1" lon="1"/>',
        POINT.format(time="25:00:00Z"),
        f'<trkpt lat="1" lon="1"><time>{"9" * 1000}</time></trkpt>',
    ]
    assert len(read(file(*bad, POINT.format(time="08:00:00Z"))).seconds) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b"<kml/>",
        file()[:40],
        file(),
        b'<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><gpx>&b;</gpx>',
        b'<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>',
        b'<?xml version="1.0" encoding="nonsense"?><gpx/>',
    ],
    ids=["nothing", "words", "another", "cut", "no times", "entities", "outside", "encoding"],
)
def test_what_is_no_track_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Invalid):
        read(content)


def test_a_track_of_too_many_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx, "MOST", 2)
    with pytest.raises(TooLarge):
        read(file(*[POINT.format(time="08:00:00Z")] * 3))
