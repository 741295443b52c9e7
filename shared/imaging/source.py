"""All that was written in an original and beside it, unjudged."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL.ExifTags import Base

from shared.imaging.decode import orientation
from shared.imaging.exif import Tags, attempt, read_iptc, read_tags, readable
from shared.imaging.formats import RAW, format_at, opened, opens
from shared.imaging.gif import packet as gif_packet
from shared.imaging.raw import RawSize, raw_size
from shared.imaging.raw_header import packet, read_raw_exif
from shared.imaging.text import clean
from shared.imaging.tiff import size as tiff_size
from shared.imaging.xmp import Xmp, parse_xmp


@dataclass(frozen=True, slots=True)
class Source:
    """`tags`, `gps` and `iptc` by number; `embedded` is the file's own XMP; `size` in pixels, as stored."""

    tags: Tags
    gps: Tags
    iptc: Mapping[tuple[int, int], Sequence[bytes]]
    embedded: Xmp
    sidecar: Xmp
    orientation: int
    size: tuple[int, int]
    created: str = ""  # PNG's "Creation Time", in any form

    @property
    def xmp(self) -> Xmp:
        return {**self.embedded, **self.sidecar}

    def takes_back(self, property: str) -> bool:
        """Whether the sidecar says that there is none, whatever stands in the file."""
        return property in self.sidecar and not self.sidecar[property]


def read_source(path: Path, sidecar: Path | None) -> Source:
    """Raises Invalid, Unsupported or Damaged when the file's header cannot be read."""
    beside = parse_xmp(sidecar.read_bytes()) if sidecar else {}
    with path.open("rb") as stream:
        name, whole = format_at(stream), tiff_size(stream)
    if name == RAW:
        return _header_source(path, beside, raw_size(path))
    if name == "tiff" and whole and not opens(path):
        return _header_source(path, beside, RawSize(*whole, 0))
    with opened(path) as image:
        tags, gps = read_tags(image)
        packet = image.info["packet"] or (gif_packet(path) if name == "gif" else None)
        return Source(
            tags=tags,
            gps=gps,
            iptc=read_iptc(image),
            embedded=parse_xmp(packet if isinstance(packet, (bytes, str)) else None),
            sidecar=beside,
            # HEIC is turned on opening, and says here how it lay in the file.
            orientation=image.info.get("original_orientation") or orientation(image),
            size=image.size,
            created=clean(image.info.get("Creation Time")),
        )


def _header_source(path: Path, sidecar: Xmp, size: RawSize) -> Source:
    """What stands in a header like TIFF's; of a file that has no readable one, its size alone."""
    nothing: tuple[Tags, Tags, Tags] = ({}, {}, {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main, exif, gps = attempt(lambda: read_raw_exif(path.read_bytes()), nothing)
    return Source(
        tags=readable(main) | readable(exif),
        gps=readable(gps),
        iptc={},
        embedded=parse_xmp(packet(readable(main))),
        sidecar=sidecar,
        orientation=size.orientation or readable(main).get(Base.Orientation, 1),
        size=(size.width, size.height),
    )
