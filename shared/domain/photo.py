"""The Photo: one record, what the stages found on it, what its owner says, and what follows from both.

A record is a JSON document:
- given: id, owner, sha256, file_name, media_type, bytes, uploaded_at, modified_at, state, rev
- found: {stage, feature or plugin: facts}, what each saw; stages: {stage: Mark}, how each stage went
- edits: what the owner says instead; the owner always wins
- effective: everything that follows from those (Told from effective.py; status, settled, troubles from settling.py),
  kept on the record so that it can be filtered and sorted by
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from shared.domain.captions.said import Said
from shared.domain.dating import DateSource, Precision, dating
from shared.domain.instants import instant
from shared.domain.original import original_key
from shared.domain.stored import stored

# held: deleted, unless its owner takes that back in time; deleted: the tombstone, while everything derived is being
# removed. Nobody sees either.
State = Literal["active", "held", "deleted"]
MarkState = Literal["done", "failed", "skipped"]
Status = Literal["processing", "ready", "failed"]

KINDS = ("photograph", "screenshot", "document", "drawing")


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a stage went on a photo. skipped: a stage that it needs failed."""

    state: MarkState
    version: int
    at: str  # an instant
    model: str = ""  # for people
    models: tuple[str, ...] = ()  # identities of those it asked, see shared/domain/pipeline.py
    error: str = ""  # a sentence for the owner
    error_kind: str = ""  # shared.errors
    ms: float = 0.0


class Tag(msgspec.Struct, frozen=True):
    name: str
    confidence: float  # 0..1, the probability that it is true
    source: str  # the model or rule that says so


class Caption(msgspec.Struct, frozen=True, omit_defaults=True):
    text: str  # in English where a stage made it
    source: str
    said: Said | None = None  # what it is made of; None: it is somebody's own, or of an earlier release


class Camera(msgspec.Struct, frozen=True, omit_defaults=True):
    make: str = ""
    model: str = ""
    lens: str = ""
    aperture: float | None = None  # f-number
    exposure: str = ""  # seconds, as people write it: "1/250"
    iso: int | None = None
    focal_length: float | None = None  # mm
    focal_length_35mm: float | None = None  # mm
    flash: bool | None = None


class Location(msgspec.Struct, frozen=True, omit_defaults=True):
    latitude: float  # degrees, WGS 84
    longitude: float
    altitude: float | None = None  # metres


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    city: str = ""
    region: str = ""
    country: str = ""
    country_code: str = ""  # ISO 3166-1 alpha-2


@stored
class Told(msgspec.Struct, kw_only=True):
    """What follows from a photo's facts and from what its owner says."""

    sort_at: str = ""  # an instant: taken, else modified, else uploaded
    taken_at: str | None = None  # ISO 8601 local time, with its offset where the zone is known
    zone: str | None = None  # "Europe/Vienna" or "+02:00"
    width: int | None = None  # pixels, after orientation
    height: int | None = None
    camera: Camera | None = None
    location: Location | None = None
    place: Place | None = None
    tags: list[Tag] = msgspec.field(default_factory=list)
    tag_names: list[str] = msgspec.field(default_factory=list)  # those that can be filtered on and counted
    perhaps: list[str] = msgspec.field(default_factory=list)  # tags that may be true as well: too unsure to be shown
    denied: list[str] = msgspec.field(default_factory=list)  # tags that the owner took off
    traits: list[str] = msgspec.field(default_factory=list)  # of the photo as a whole: square, upright, blurry ...
    caption: Caption | None = None
    thumbhash: str | None = None  # base64
    title: str | None = None
    description: str | None = None
    translations: list[str] = msgspec.field(default_factory=list)  # of title and description, as the file has them
    keywords: list[str] = msgspec.field(default_factory=list)  # that the file carries
    rating: int | None = None  # 0..5 stars
    favourite: bool = False
    archived: bool = False
    day: str = ""  # "2023-07-14", where it was taken; that of sort_at, UTC, where that is not known
    month: str = ""  # "2023-07"
    date_source: DateSource | None = None  # who says so; None: a record of an earlier release
    date_precision: Precision | None = None  # None where nobody says when it was taken, as of the next two
    taken_day: str | None = None  # "2023-07-14", or "2023-07" or "2023" when no more is known
    taken_month: str | None = None  # "2023-07" or "2023"
    own_words: list[str] = msgspec.field(default_factory=list)  # of title and description, those said here, in no file
    local_caption: Caption | None = None  # made here, where the caption is an endpoint's
    text: str | None = None  # written on it, in reading order
    quality: float | None = None  # 0..1
    kind: str | None = None  # photograph, screenshot, document, drawing
    season: str | None = None
    time_of_day: str | None = None
    phash: str | None = None  # 16 hex digits: alike photos differ in few bits
    camera_name: str | None = None
    places: list[str] = msgspec.field(default_factory=list)  # city, region, country
    colours: list[str] = msgspec.field(default_factory=list)
    moods: list[str] = msgspec.field(default_factory=list)
    compositions: list[str] = msgspec.field(default_factory=list)
    lights: list[str] = msgspec.field(default_factory=list)
    cells: list[str] = msgspec.field(default_factory=list)  # where on the map, see shared/domain/cells.py
    more: dict[str, Any] = msgspec.field(default_factory=dict)  # what rows of FIELDS add


@stored
class ListedPhoto(Told, kw_only=True):
    """What lists and answers need to know of a photo. The rest of its record is the larger part."""

    id: str
    owner: str
    sha256: str | None  # None once deleted, so that the same file can come again
    file_name: str
    media_type: str
    bytes: int
    uploaded_at: str
    state: State = "active"
    stages: dict[str, Mark] = msgspec.field(default_factory=dict)

    # what follows from its marks
    status: Status = "processing"
    troubles: list[str] = msgspec.field(default_factory=list)  # "ocr:failed", "caption:skipped", "original:damaged"


@stored
class Photo(ListedPhoto, kw_only=True):
    modified_at: str | None = None  # an instant: the file's own date, as the client tells it
    sidecar: bool = False  # an XMP file lies beside the original
    sidecar_sha256: str = ""  # of its bytes; empty: not known, as in records of earlier releases
    damage: str = ""  # what is wrong with its original, a sentence
    damage_kind: str = ""  # shared/runtime/originals.py
    damage_noticed_at: str = ""  # an instant
    flat: bool = True  # its original lies in its owner's one folder, as those of earlier releases do for ever
    rev: int = 0  # counts the writes, so that a read-modify-write can be conditional
    found: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    edits: dict[str, Any] = msgspec.field(default_factory=dict)
    held_until: str = ""  # an instant: until then its deletion can be taken back for certain
    held_by: str = ""  # the action that held it last, which holds it only once
    queued_at: str = ""  # when its work was last sent to the broker; empty: not yet
    noted: str = ""  # digest of the feature table that has taken note of it as it is now; empty: not yet
    settled: str = ""  # digest of the stage table under which everything is settled; follows from its marks

    @property
    def original(self) -> str:
        """The key of its original."""
        return original_key(self.owner, self.id, flat=self.flat)


# The fields that are computed from the others.
EFFECTIVE_FIELDS = (*Told.__struct_fields__, "status", "settled", "troubles")


def from_doc(doc: Mapping[str, Any]) -> Photo:
    return msgspec.convert(doc, Photo)


def to_doc(photo: ListedPhoto) -> dict[str, Any]:
    doc: dict[str, Any] = msgspec.to_builtins(photo)
    return doc


def new_photo(
    *,
    id: str,
    owner: str,
    sha256: str,
    file_name: str,
    media_type: str,
    bytes: int,
    modified_at: str | None = None,
    sidecar_sha256: str = "",
    uploaded_at: str | None = None,
    flat: bool = False,
) -> Photo:
    """`uploaded_at`: now when not given."""
    uploaded_at = uploaded_at or instant()
    stands = dating({}, {}, modified_at=modified_at, uploaded_at=uploaded_at)
    return Photo(
        id=id,
        owner=owner,
        sha256=sha256,
        file_name=file_name,
        media_type=media_type,
        bytes=bytes,
        uploaded_at=uploaded_at,
        modified_at=modified_at,
        sidecar=bool(sidecar_sha256),
        sidecar_sha256=sidecar_sha256,
        flat=flat,
        **msgspec.structs.asdict(stands),
    )
