"""Photos of outings: taken at an hour, and where that is known at a place."""

from fractions import Fraction
from io import BytesIO

import httpx
from PIL import Image

from tests.drawing import draw
from tests.running import upload

_EXIF, _GPS, _TAKEN, _OFFSET = 0x8769, 0x8825, 0x9003, 0x9011
VIENNA, AREZZO = (48.2085, 16.3721), (43.4631, 11.8796)


def taken(seed: int, when: str, where: tuple[float, float] | None = None) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(_EXIF)[_TAKEN] = when
    exif.get_ifd(_EXIF)[_OFFSET] = "+02:00"
    if where:
        north, east = (
            tuple(Fraction(part) for part in (int(degrees), int(degrees * 60 % 60), round(degrees * 3600 % 60)))
            for degrees in where
        )
        exif.get_ifd(_GPS).update({1: "N", 2: north, 3: "E", 4: east})
    file = BytesIO()
    draw(seed, (320, 240)).save(file, "JPEG", quality=90, exif=exif)
    return file.getvalue()


def shoot(
    client: httpx.Client, seed: int, count: int, hour: str, where: tuple[float, float] | None = None
) -> list[str]:
    """So many photos, five minutes apart."""
    files = [taken(seed + n, f"{hour}:{5 * n:02}:00", where) for n in range(count)]
    return [upload(client, file, f"{seed + n}.jpg").json()["id"] for n, file in enumerate(files)]


def stay(client: httpx.Client) -> list[str]:
    """A photo on each of five days at home."""
    days = ("07:01", "07:12", "08:03", "08:24", "09:13")
    files = [taken(n, f"2008:{day} 15:00:00", VIENNA) for n, day in enumerate(days)]
    return [upload(client, file, f"{n}.jpg").json()["id"] for n, file in enumerate(files)]
