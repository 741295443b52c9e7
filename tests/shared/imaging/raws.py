"""Raw files that tests make for themselves: DNG, as small as LibRaw reads it."""

import struct
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

_LETTERS = {1: "B", 2: "s", 3: "H", 4: "I", 5: "II", 10: "ii"}


def directory(entries: dict[int, tuple[int, Any]], at: int, following: bytes = b"") -> bytes:
    """A little-endian TIFF directory that lies at `at`, and the values that do not fit in it."""
    head, values = struct.pack("<H", len(entries)), b""
    spare = at + 2 + 12 * len(entries) + 4
    for tag, (kind, value) in sorted(entries.items()):
        parts = list(value) if isinstance(value, (tuple, list)) else [value]
        if kind == 2:
            packed, count = value.encode() + b"\0", len(value) + 1
        elif kind in (5, 10):
            packed = b"".join(struct.pack("<2i", round(part * 10000), 10000) for part in parts)
            count = len(parts)
        else:
            packed, count = struct.pack(f"<{len(parts)}{_LETTERS[kind]}", *parts), len(parts)
        if len(packed) > 4:
            place, values = spare + len(values), values + packed + bytes(len(packed) % 2)
            packed = struct.pack("<I", place)
        head += struct.pack("<HHI", tag, kind, count) + packed.ljust(4, b"\0")
    return head + struct.pack("<I", 0) + values + following


def dng(picture: Image.Image, orientation: int = 1, preview: bytes = b"", date: str = "2020:05:17 12:30:00") -> bytes:
    """The picture as a sensor under a Bayer filter saw it; `preview`: a JPEG, as the camera would show it."""
    rgb = np.asarray(picture).astype(np.float64) / 255
    height, width = rgb.shape[:2]
    mosaic = np.empty((height, width))
    for row, column, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        mosaic[row::2, column::2] = rgb[row::2, column::2, channel]
    values = (mosaic**2.2 * 60000).astype("<u2").tobytes()
    main = {
        271: (2, "Heliograph"), 272: (2, "Test 1"), 274: (3, orientation), 306: (2, date), 50706: (1, (1, 4, 0, 0)),
        50708: (2, "Heliograph Test 1"), 50721: (10, (1, 0, 0, 0, 1, 0, 0, 0, 1)), 50728: (5, (1, 1, 1)),
    }  # fmt: skip
    sensor = {
        254: (4, 0), 256: (4, width), 257: (4, height), 258: (3, 16), 259: (3, 1), 262: (3, 32803), 277: (3, 1),
        278: (4, height), 279: (4, len(values)), 33421: (3, (2, 2)), 33422: (1, (0, 1, 1, 2)), 50714: (4, 0),
        50717: (4, 60000), 273: (4, 0),
    }  # fmt: skip
    if not preview:
        sensor[273] = (4, 8 + len(directory(main | sensor, 8)))
        return b"II*\0\x08\0\0\0" + directory(main | sensor, 8, values)
    size = Image.open(BytesIO(preview)).size
    shown = main | {
        254: (4, 1), 256: (4, size[0]), 257: (4, size[1]), 258: (3, (8, 8, 8)), 259: (3, 7), 262: (3, 6), 277: (3, 3),
        278: (4, size[1]), 279: (4, len(preview)), 273: (4, 0), 330: (4, 0),
    }  # fmt: skip
    second = 8 + len(directory(shown, 8))
    data = second + len(directory(sensor, second))
    sensor[273], shown[273], shown[330] = (4, data), (4, data + len(values)), (4, second)
    return b"II*\0\x08\0\0\0" + directory(shown, 8) + directory(sensor, second, values + preview)
