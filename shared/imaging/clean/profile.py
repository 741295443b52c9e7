"""ICC profiles with nothing in them but what colours follow from (ICC.1:2022): makers write their names into the
header and the description, and calibrated screens their serial numbers into tags of their own."""

import struct

_HEADER = 128
_MAGIC = b"acsp"  # at byte 36
_COLOURS = frozenset((
    b"wtpt", b"bkpt", b"chad", b"cicp", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC",
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt", b"D2B0", b"D2B1", b"D2B2", b"B2D0", b"B2D1", b"B2D2",
))  # fmt: skip
# Of the header, who made the device, which it is, and who made the profile and when; its digest.
_NAMES = ((4, 4), (24, 12), (48, 8), (80, 20))
_TEXTS = (b"desc", b"cprt")  # that a profile must have
_MOST = 100  # tags


def plain_profile(profile: bytes) -> bytes:
    """Empty for what is none."""
    if len(profile) < _HEADER + 4 or profile[36:40] != _MAGIC:
        return b""
    (count,) = struct.unpack_from(">I", profile, _HEADER)
    if count > _MOST or len(profile) < _HEADER + 4 + 12 * count:
        return b""
    found = [struct.unpack_from(">4sII", profile, _HEADER + 4 + 12 * place) for place in range(count)]
    tags = {name: profile[at : at + size] for name, at, size in found if name in _COLOURS}
    tags |= dict.fromkeys(_TEXTS, _text(profile[8]))
    return _written(bytearray(profile[:_HEADER]), tags)


def _written(header: bytearray, tags: dict[bytes, bytes]) -> bytes:
    """Tags that say the same lie there once, as most writers have it."""
    for at, size in _NAMES:
        header[at : at + size] = bytes(size)
    header[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)  # a date is wanted
    bodies, places, begin = bytearray(), dict[bytes, int](), _HEADER + 4 + 12 * len(tags)
    table = struct.pack(">I", len(tags))
    for name, body in tags.items():
        if body not in places:
            places[body] = begin + len(bodies)
            bodies += body + bytes(-len(body) % 4)
        table += struct.pack(">4sII", name, places[body], len(body))
    header[:4] = struct.pack(">I", begin + len(bodies))
    return bytes(header) + table + bytes(bodies)


def _text(version: int) -> bytes:
    """ "RGB" or the like would be a claim: a description that says nothing."""
    if version >= 4:
        return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", 2, 28) + "-".encode("utf-16-be")
    return struct.pack(">4s4xI2sIIHB67x", b"desc", 2, b"-\0", 0, 0, 0, 0)
