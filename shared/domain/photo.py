"""The Photo: one record, what the stages found on it, what its owner says, and what follows from both.

A record is a JSON document:
- given: id, owner, sha256, file_name, media_type, bytes, uploaded_at, modified_at, state, rev
- found: {stage, feature or plugin: facts}, what each saw; stages: {stage: Mark}, how each stage went
- edits: what the owner says instead; the owner always wins
- effective: everything that follows from those (Told, status, settled, troubles), kept on the record so that it can
  be filtered and sorted by
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any, Literal

import msgspec

from shared.domain.captions.said import Said
from shared.domain.cells import cells_of
from shared.domain.company import company, faces_on, people_by_faces
from shared.domain.composed import compositions
from shared.domain.dating import DateSource, Precision, dating
from shared.domain.faces import FOUND_BY, SWITCHED_OFF
from shared.domain.fields import FIELDS, MORE
from shared.domain.instants import instant
from shared.domain.labels import perhaps
from shared.domain.proven import proven
from shared.domain.stages import StageTable
from shared.domain.stored import stored
from shared.domain.traits import traits
from shared.domain.where import value_at
from shared.plugins.taken import STAGES

# held: deleted, unless its owner takes that back in time; deleted: the tombstone, while everything derived is being
# removed. Nobody sees either.
State = Literal["active", "held", "deleted"]
MarkState = Literal["done", "failed", "skipped"]
Status = Literal["processing", "ready", "failed"]

# Without these two a photo cannot be shown at all; any other failed stage leaves a usable photo.
ESSENTIAL = ("metadata", "renditions")

KINDS = ("photograph", "screenshot", "document", "drawing")

# The source of a tag that is measured on the pixels: colour, brightness, format.
MEASURED = "pixels"
# Likewise of what the owner says, of what stands in the file, and of where it was taken.
OWNER, EMBEDDED, MAPPED = "owner", "embedded metadata", "geonames"
WRITTEN_BY_PEOPLE = frozenset((OWNER, EMBEDDED))

ORIGINAL_MISSING, ORIGINAL_ALTERED = DAMAGE_KINDS = "original_missing", "original_altered"
ORIGINAL_DAMAGED = "original:damaged"  # a trouble

_ENOUGH = 5  # tags on a photo
_PLAIN = ("kind", "colour")  # stages with plain words, the more useful first
_TRUE = 0.99  # the confidence of what was measured
_PERSON = "person"
_TRUE_OF_FACES = 0.95  # chosen, and not counted


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


def merged_tags(found: Mapping[str, Mapping[str, Any]]) -> list[Tag]:
    """Every stage's tags, the surest word for each name: things first, surest first; measurements, which are true of
    many photos, last."""
    best: dict[str, Tag] = {}
    for facts in found.values():
        for raw in facts.get("tags", ()):
            tag = msgspec.convert(raw, Tag)
            if tag.name not in best or tag.confidence > best[tag.name].confidence:
                best[tag.name] = tag
    return sorted(best.values(), key=lambda tag: (tag.source == MEASURED, -tag.confidence, tag.name))


# Effective fields that an edit of the same name overrides: the stage that alone says them otherwise, and what they are
# called among its facts. What photos are found by stands in FIELDS.
_SAID = {
    **{
        name: ("metadata", name)
        for name in (
            "taken_at",
            "zone",
            "camera",
            "location",
            "place",
            "title",
            "description",
            "translations",
            "keywords",
        )
    },
    **{name: ("renditions", name) for name in ("width", "height", "thumbhash")},
    "caption": ("caption", "caption"),
    "text": ("ocr", "text"),
    "quality": ("quality", "overall"),
    "phash": ("fingerprint", "phash"),
    **{field.name: field.said for field in FIELDS if field.said},
}
# The stage whose word goes before that of the one above.
_ELSEWHERE = "describe"
_BEFORE = {"caption": _ELSEWHERE}
# Those that look at the picture here, and who counts the faces on it. What a plugin or an endpoint says may name what
# is not to be seen there.
_LOOKING = frozenset((*STAGES, "people")) - {_ELSEWHERE}
_MORE = {field.name.removeprefix(MORE): field for field in FIELDS if field.name.startswith(MORE)}


def check_facts(source: str, facts: Mapping[str, Any]) -> None:
    """Raises msgspec.ValidationError for facts of another kind than the fields that this source says, and for what
    are no tags."""
    msgspec.convert(facts.get("tags", ()), tuple[Tag, ...])
    for field in _MORE.values():
        if field.said and field.said[0] == source and (value := facts.get(field.said[1])) is not None:
            msgspec.convert(value, field.type)


def _fits(value: object, type: object) -> bool:
    """Whether it is of the kind of its row: what a plugin said before its row was another would spoil the catalog's
    indexes."""
    try:
        msgspec.convert(value, type)
    except msgspec.ValidationError:
        return False
    return True


def _told(photo: Photo) -> dict[str, Any]:
    """The fields of Told, as builtins; without those that nothing is known of."""
    fields: dict[str, Any] = {}
    for name, (source, fact) in _SAID.items():
        found = photo.found.get(_BEFORE.get(name, ""), {}).get(fact, photo.found.get(source, {}).get(fact))
        value = photo.edits.get(name, found)
        if value is not None and value != "":  # an empty edit takes a title away
            fields[name] = value
    fields |= msgspec.structs.asdict(
        dating(
            photo.found.get("metadata", {}),
            photo.edits,
            modified_at=photo.modified_at,
            uploaded_at=photo.uploaded_at,
        )
    )
    fields["places"] = _place_names(fields.get("place") or {})
    if name := _camera_name(fields.get("camera") or {}):
        fields["camera_name"] = name
    if where := fields.get("location"):
        fields["cells"] = cells_of(where["latitude"], where["longitude"])
    fields["own_words"] = [name for name in ("title", "description") if photo.edits.get(name)]
    if "caption" in photo.found.get(_ELSEWHERE, {}) and "caption" not in photo.edits:
        fields["local_caption"] = photo.found.get("caption", {}).get("caption")
    for name in ("favourite", "archived"):
        fields[name] = bool(photo.edits.get(name, False))
    # What waits in the inbox is left out of all that archived ones are left out of.
    fields["archived"] = fields["archived"] or "inbox" in photo.edits
    own = ("albums", "not_albums", "inbox")
    fields |= {f"{MORE}{name}": photo.edits[name] for name in own if name in photo.edits}
    fields["moods"] = proven(fields.get("moods", ()))
    fields["compositions"] = proven(compositions(photo.found))
    tags = _told_tags(photo)
    fields["tags"] = msgspec.to_builtins(_filled(photo, tags))
    # Not those that fill up: a list of the photos called "grey" would lack most of them.
    fields["tag_names"] = [tag.name for tag in tags]
    fields["more.plain_tags"] = [tag.name for tag in _plain_tags(photo)]
    fields["denied"] = list(photo.edits.get("tags_removed", ()))
    known = {*fields["tag_names"], *fields["denied"]}
    likely = perhaps(photo.found.get("classify", {}).get("labels", ()))
    faces = [_PERSON] if faces_on(photo.found) else []
    doubtful = dict.fromkeys((*photo.found.get("objects", {}).get("perhaps", ()), *faces, *likely))
    fields["perhaps"] = [name for name in doubtful if name not in known]
    for name in ("more.objects", "more.several"):
        if name in fields:
            fields[name] = [thing for thing in fields[name] if thing not in fields["denied"]]
    said = {name: (fields.pop(field.name, None), field.type) for name, field in _MORE.items()}
    fields["more"] = {name: value for name, (value, type) in said.items() if value is not None and _fits(value, type)}
    shape = traits(photo.found, fields.get("width"), fields.get("height"))
    fields["traits"] = [*shape, *company(photo.found)]
    return fields


def _standing(marks: Mapping[str, Mark], table: StageTable, damage: str) -> dict[str, Any]:
    """The fields that follow from the marks, and from what is wrong with the original. That a stage is switched off is
    no trouble of a photo."""
    settled = table.settled(marks)
    failed = any(name in marks and marks[name].state == "failed" for name in ESSENTIAL)
    return {
        "status": "failed" if failed else "ready" if settled else "processing",
        "settled": table.digest if settled and not table.behind else "",
        # In the order of the stages: marks come in that of the workers.
        "troubles": [ORIGINAL_DAMAGED] * bool(damage)
        + [
            f"{stage.name}:{mark.state}"
            for stage in table
            if (mark := marks.get(stage.name)) is not None
            and mark.state != "done"
            and not stage.off
            and mark.error != SWITCHED_OFF
        ],
    }


def _place_names(place: Mapping[str, str]) -> list[str]:
    names = (place.get(level, "") for level in ("city", "region", "country"))
    return list(dict.fromkeys(filter(None, names)))


def _camera_name(camera: Mapping[str, Any]) -> str:
    """Makers like to stand in the model's name as well: "Canon Canon EOS 5D" is "Canon EOS 5D"."""
    make, model = camera.get("make", ""), camera.get("model", "")
    return model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()


def _filled(photo: Photo, tags: list[Tag]) -> list[Tag]:
    """Where tags are few, plain words that are true of many photos fill up to five."""
    taken = {*photo.edits.get("tags_removed", ()), *(tag.name for tag in tags)}
    found = [photo.found.get(stage, {}) for stage in _PLAIN]
    plain = dict.fromkeys(word for facts in found for word in facts.get("plain", ()) if word not in taken)
    return tags + [Tag(word, _TRUE, MEASURED) for word in islice(plain, max(0, _ENOUGH - len(tags)))]


def _told_tags(photo: Photo) -> list[Tag]:
    """What the owner added, then every stage's tags without those that the owner removed."""
    added = photo.edits.get("tags_added", ())
    hidden = {*photo.edits.get("tags_removed", ()), *added}
    found = merged_tags(photo.found)
    by_faces = people_by_faces(photo.found) or (photo.edits.get("drawn") and faces_on(photo.found))
    if by_faces and not any(tag.name == _PERSON for tag in found):
        found.insert(0, Tag(_PERSON, _TRUE_OF_FACES, FOUND_BY))
    return [Tag(name, 1.0, OWNER) for name in added] + [tag for tag in found if tag.name not in hidden]


def _plain_tags(photo: Photo) -> list[Tag]:
    """Of the same, those that neither the map nor the file says, nor anybody elsewhere."""
    looked = {name: facts for name, facts in photo.found.items() if name in _LOOKING}
    if embedded := looked.get("metadata"):
        own = [tag for tag in embedded.get("tags", ()) if tag["source"] not in (MAPPED, EMBEDDED)]
        looked["metadata"] = {**embedded, "tags": own}
    return _told_tags(msgspec.structs.replace(photo, found=looked))


Results = Mapping[str, tuple[Mapping[str, Any] | None, Mark]]


def settle(photo: Photo, results: Results, table: StageTable, *, edits: Mapping[str, Any] | None = None) -> Photo:
    """The photo with these stages' facts and marks, these edits (None: those it has), and everything that follows.

    A stage that had run on what has now changed loses its mark, so that it becomes due again.
    """
    found, stages = dict(photo.found), dict(photo.stages)
    edits = photo.edits if edits is None else dict(edits)
    for name, (facts, mark) in results.items():
        if facts is not None:
            if found.get(name) != facts:  # nothing, too: who needs it may have run while it was switched off
                for dependent in table.dependents(name):
                    stages.pop(dependent, None)
            found[name] = dict(facts)
        stages[name] = mark
    changed = msgspec.structs.replace(photo, found=found, edits=edits)
    told = msgspec.convert(_told(changed), Told)
    changed = msgspec.structs.replace(changed, **msgspec.structs.asdict(told))
    for stage in table:
        if stage.name not in results and any(value_at(changed, name) != value_at(photo, name) for name in stage.reads):
            stages.pop(stage.name, None)
    return msgspec.structs.replace(changed, stages=stages, **_standing(stages, table, photo.damage))


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


def original_key(owner: str, photo: str, *, flat: bool = False) -> str:
    """In one of 65,536 folders, by the last four digits of the id: the first ones are those of a time. `flat`: where
    an earlier release put it."""
    folder = owner if flat else f"{owner}/{photo[-4:-2]}/{photo[-2:]}"
    return f"originals/{folder}/{photo}"


def sidecar_key(owner: str, photo: str) -> str:
    return f"sidecars/{owner}/{photo}"


def photo_at(key: str) -> str:
    """The id of the photo whose original or sidecar has this key."""
    return key.rpartition("/")[2]
