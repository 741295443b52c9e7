"""All that was written in an original and beside it, unjudged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.imaging.decode import orientation
from shared.imaging.exif import Tags, read_iptc, read_tags
from shared.imaging.formats import opened
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

    @property
    def xmp(self) -> Xmp:
        return {**self.embedded, **self.sidecar}


def read_source(path: Path, sidecar: Path | None) -> Source:
    """Raises Invalid, Unsupported or Damaged when the file's header cannot be read."""
    with opened(path) as image:
        tags, gps = read_tags(image)
        packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
        return Source(
            tags=tags,
            gps=gps,
            iptc=read_iptc(image),
            embedded=parse_xmp(packet if isinstance(packet, (bytes, str)) else None),
            sidecar=parse_xmp(sidecar.read_bytes()) if sidecar else {},
            # HEIC is turned on opening, and says here how it lay in the file.
            orientation=image.info.get("original_orientation") or orientation(image),
            size=image.size,
        )
