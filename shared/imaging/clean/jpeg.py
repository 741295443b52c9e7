"""JPEG by its segments (ITU-T T.81, appendix B)."""

import re
from typing import BinaryIO

from shared.imaging.clean.container import Odd, exactly
from shared.imaging.clean.profile import plain_profile

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))  # without a length: TEM, RST
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF
_TABLES = frozenset((0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF))  # DHT, DAC, DQT, DNL, DRI, DHP, EXP
_JFIF, _EXIF, _ICC, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE  # APP0, APP1, APP2, APP14
_PROFILE = b"ICC_PROFILE\0"
_MOST = 65_519 - 14  # bytes of a profile in one segment
_LARGEST = 16 * 1024 * 1024  # bytes of a profile; what is larger is none
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PIECE = 2**20


def walk(source: BinaryIO, to: BinaryIO, exif: bytes) -> None:
    """Thumbnails, further pictures of one file (MPF), what editors keep (Photoshop's IRB, XMP), provenance (C2PA) and
    comments lie in segments that are left out; a film, or a second picture, behind the end."""
    if exactly(source, 2) != bytes((0xFF, _SOI)):
        raise Odd
    to.write(bytes((0xFF, _SOI)))
    if exif:
        _segment(to, _EXIF, b"Exif\0\0" + exif)
    profile: dict[int, bytes] = {}
    while (marker := _next(source)) != _EOI:
        if marker in _BARE:
            continue
        body = exactly(source, max(0, int.from_bytes(exactly(source, 2), "big") - 2))
        if marker == _ICC and body.startswith(_PROFILE) and sum(map(len, profile.values())) < _LARGEST:
            profile.setdefault(body[12], body[14:])
        elif marker == _JFIF and body.startswith(b"JFIF\0") and len(body) >= 14:
            _segment(to, _JFIF, body[:12] + b"\0\0")
        elif marker == _ADOBE and body.startswith(b"Adobe") and len(body) >= 12:
            _segment(to, _ADOBE, body[:12])  # how its colours are meant
        elif marker in _FRAMES:
            _put_profile(to, b"".join(profile[place] for place in sorted(profile)))
            profile = {}
            _segment(to, marker, body)
        elif marker in _TABLES or marker == _SOS:
            _segment(to, marker, body)
            if marker == _SOS:
                _scan(source, to)
    to.write(bytes((0xFF, _EOI)))


def _next(source: BinaryIO) -> int:
    """The next marker. What should not lie before it is passed over, as decoders do."""
    before = exactly(source, 1)[0]
    while True:
        byte = exactly(source, 1)[0]
        if before == 0xFF and byte not in (0x00, 0xFF):
            return byte
        before = byte


def _segment(to: BinaryIO, marker: int, body: bytes) -> None:
    to.write(bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body)


def _put_profile(to: BinaryIO, profile: bytes) -> None:
    plain = plain_profile(profile)
    pieces = [plain[at : at + _MOST] for at in range(0, len(plain), _MOST)]
    for number, piece in enumerate(pieces, 1):
        _segment(to, _ICC, _PROFILE + bytes((number, len(pieces))) + piece)


def _scan(source: BinaryIO, to: BinaryIO) -> None:
    """Coded pixels, up to the marker behind them."""
    held = b""
    while piece := source.read(_PIECE):
        data = held + piece
        if found := _MARKER.search(data):
            to.write(data[: found.start()])
            source.seek(found.start() - len(data), 1)
            return
        held = data[-1:] if data.endswith(b"\xff") else b""
        to.write(data[: len(data) - len(held)])
    raise Odd
