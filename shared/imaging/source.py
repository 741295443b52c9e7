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
from shared.imaging.regions import Region, parse_regions
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
    regions: Sequence[Region] = ()  # the sidecar's, else the file's own
    created: str = ""  # PNG's "Creation Time", in any form

    @property
    def xmp(self) -> Xmp:
        return {**self.embedded, **self.sidecar}

    def takes_back(self, property: str) -> bool:
        """Whether the sidecar says that there is none, whatever stands in the file."""
        return property in self.sidecar and not self.sidecar[property]


def read_source(path: Path, sidecar: Path | None) -> Source:
    """Raises Invalid, Unsupported or Damaged when the file's header cannot be read."""
    written = sidecar.read_bytes() if sidecar else None
    beside, regions = parse_xmp(written), parse_regions(written)
    with path.open("rb") as stream:
        name, whole = format_at(stream), tiff_size(stream)
    if name == RAW:
        return _header_source(path, beside, regions, raw_size(path))
    if name == "tiff" and whole and not opens(path):
        return _header_source(path, beside, regions, RawSize(*whole, 0))
    with opened(path) as image:
        tags, gps = read_tags(image)
        packet = image.info["packet"] or (gif_packet(path) if name == "gif" else None)
        packet = packet if isinstance(packet, (bytes, str)) else None
        # HEIC is turned on opening, and says here how it lay in the file.
        lay = image.info.get("original_orientation")
        return Source(
            tags=tags,
            gps=gps,
            iptc=read_iptc(image),
            embedded=parse_xmp(packet),
            sidecar=beside,
            orientation=lay or orientation(image),
            size=image.size[::-1] if lay and lay >= 5 else image.size,
            regions=regions or parse_regions(packet),
            created=clean(image.info.get("Creation Time")),
        )


def _header_source(path: Path, sidecar: Xmp, regions: Sequence[Region], size: RawSize) -> Source:
    """What stands in a header like TIFF's; of a file that has no readable one, its size alone."""
    nothing: tuple[Tags, Tags, Tags] = ({}, {}, {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main, exif, gps = attempt(lambda: read_raw_exif(path.read_bytes()), nothing)
    embedded = packet(readable(main))
    return Source(
        tags=readable(main) | readable(exif),
        gps=readable(gps),
        iptc={},
        embedded=parse_xmp(embedded),
        sidecar=sidecar,
        orientation=size.orientation or readable(main).get(Base.Orientation, 1),
        size=(size.width, size.height),
        regions=regions or parse_regions(embedded),
    )
