"""A photo as HTTP tells it: what lists need, and everything that is known.

The models say in OpenAPI what is answered. Lists are written from the records as they are, without going through them:
a page is asked for with every scroll and every letter that is typed.
"""

from typing import Any, Literal, Self

import msgspec
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.gateway import policy
from services.gateway.albums.out import InAlbumOut
from services.gateway.reader import LANGUAGE_HEADERS
from shared.domain.captions import told
from shared.domain.composed import composed
from shared.domain.lexicon import ENGLISH, lexicons
from shared.domain.lexicon.countries import country_in
from shared.domain.lexicon.labels import label
from shared.domain.photo import ListedPhoto, Photo, Place, Tag
from shared.domain.principal import Principal
from shared.domain.tags import MAPPED, MEASURED, WRITTEN_BY_PEOPLE


class CameraOut(BaseModel):
    make: str | None = Field(None, examples=["Canon"])
    model: str | None = Field(None, examples=["Canon EOS 40D"])
    lens: str | None = None
    aperture: float | None = Field(None, description="f-number")
    exposure: str | None = Field(None, description="seconds", examples=["1/250"])
    iso: int | None = None
    focal_length: float | None = Field(None, description="mm")
    focal_length_35mm: float | None = Field(None, description="mm, as on 35 mm film")
    flash: bool | None = None


class LocationOut(BaseModel):
    latitude: float
    longitude: float
    altitude: float | None = Field(None, description="metres")


_LABEL = "In the reader's language, where that has another word for it"


class PlaceOut(BaseModel):
    city: str | None = Field(None, examples=["Arezzo"])
    region: str | None = Field(None, examples=["Tuscany"])
    country: str | None = Field(None, examples=["Italy"])
    country_code: str | None = Field(None, examples=["IT"])
    label: str | None = Field(None, description=_LABEL, examples=["Arezzo, Tuscany, Italien"])


class TagOut(BaseModel):
    name: str = Field(description="What filters ask for", examples=["cat"])
    label: str | None = Field(None, description=_LABEL, examples=["Katze"])
    confidence: float = Field(description="How likely it is true, 0 to 1")
    source: str = Field(description="Which model, rule or person says so")


class CaptionOut(BaseModel):
    text: str = Field(
        description="In the reader's language, unless somebody wrote it", examples=["Ein Hund am Strand."]
    )
    language: str | None = Field(None, description="Of the text, where that is known", examples=["de"])
    source: str


class StageOut(BaseModel):
    state: Literal["waiting", "done", "failed", "skipped"]
    model: str | None = None
    version: int | None = None
    error: str | None = Field(None, description="Why it failed, for the owner")
    error_kind: str | None = Field(None, description="As a problem's kind", examples=["damaged"])
    at: str | None = None


class PhotoOut(BaseModel):
    id: str
    own: bool = Field(
        description="It is of your own library; else somebody shares it with you, and it is theirs to change"
    )
    status: Literal["processing", "ready", "failed"]
    file_name: str
    media_type: str = Field(examples=["image/jpeg"])
    bytes: int
    sha256: str = Field(description="Empty for who is given a clean copy in place of the file")
    uploaded_at: str = Field(description="An instant, UTC")
    taken_at: str | None = Field(None, description="Local time, with its offset where the zone is known")
    zone: str | None = Field(None, examples=["Europe/Rome"])
    day: str = Field("", description="Where it stands in the timeline", examples=["2023-07-14"])
    date_source: Literal["owner", "metadata", "name", "file", "upload"] | None = Field(
        None,
        description="Who says when it was taken: the owner, the file, or its name. Nobody does where it stands by its "
        "file's own date (file) or by when it came (upload): such a photo answers no question about dates",
    )
    date_precision: Literal["second", "day", "month", "year"] | None = Field(
        None, description="How much of taken_at is known"
    )
    width: int | None = Field(None, description="Pixels, upright")
    height: int | None = None
    camera: CameraOut | None = None
    location: LocationOut | None = None
    place: PlaceOut | None = None
    tags: list[TagOut]
    caption: CaptionOut | None = None
    title: str | None = None
    description: str | None = None
    rating: int | None = Field(None, description="0 to 5 stars")
    favourite: bool = False
    archived: bool = False
    inbox: bool = Field(False, description="A guest of a link sent it in, and it was not taken yet")
    sent_by: str | None = Field(None, description="The name that the guest gave")
    kind: str | None = Field(None, description="photograph, screenshot, document or drawing")
    season: str | None = Field(None, examples=["summer"])
    time_of_day: str | None = Field(None, examples=["evening"])
    sort_at: str = Field(
        "",
        description="What lists are ordered by: taken, else the file's own date, else uploaded; UTC. Of a photo whose "
        "place is withheld, local time without a zone",
    )
    thumbhash: str | None = Field(None, description="A tiny placeholder, base64")
    waiting: list[str] = Field(description="The stages that have not run on it yet", examples=[["ocr"]])
    troubles: list[str] = Field(
        description="The stages that failed or were skipped; original:damaged where damage says what is wrong",
        examples=[["classify:failed"]],
    )


class TextLineOut(BaseModel):
    """Coordinates are shares of the upright photo: x to the right, y down."""

    text: str
    confidence: float
    box: list[list[float]] = Field(description="Its four corners, [x, y] each", examples=[[[0.1, 0.2], [0.5, 0.2]]])


class ObjectOut(BaseModel):
    id: str = Field(description="Lasts when the photo is looked at again")
    name: str = Field(examples=["dog"])
    label: str | None = Field(None, description=_LABEL, examples=["Hund"])
    confidence: float = Field(description="How likely it is there, 0 to 1")
    box: list[float] = Field(description="Left, top, right, bottom", examples=[[0.1, 0.2, 0.5, 0.9]])


class QualityOut(BaseModel):
    """Each 0 to 1, where 1 is good."""

    sharpness: float | None = None
    exposure: float | None = None
    noise: float | None = None
    contrast: float | None = None
    overall: float | None = None


class ShapeOut(BaseModel):
    shape: Literal["line", "box", "point", "polygon"]
    points: list[list[float]] = Field(description="[x, y], shares of the upright photo", examples=[[[0, 0], [1, 1]]])


class CompositionOut(BaseModel):
    name: str = Field(examples=["rule_of_thirds"])
    score: float
    named: bool = Field(description="Whether the score is enough to say so")
    evidence: list[ShapeOut] = Field([], description="What can be drawn to show it")


class ColourOut(BaseModel):
    hex: str = Field(examples=["#b5651d"])
    share: float = Field(description="Of the photo, 0 to 1")
    name: str = Field(examples=["brown"])


class LightOut(BaseModel):
    names: list[str] = Field([], examples=[["golden hour"]])
    why: dict[str, str] = Field({}, description="Name -> the reason, as a sentence")


class FaceOut(BaseModel):
    id: str = Field(examples=["019aa3c0-7a3e-7c11-b1f0-2a4f3c1f2b11"])
    box: list[float] = Field(
        description="Left, top, right, bottom: shares of the upright photo", examples=[[0.41, 0.22, 0.53, 0.41]]
    )
    confidence: float = Field(description="How sure it is that this is a face, 0 to 1")
    person: str | None = Field(None, description="The id of the person it is, where that is known")
    name: str | None = Field(None, description="That person's, where it has one")
    confirmed: bool = Field(False, description="Whether the owner says so")
    ignored: bool = Field(False, description="The owner says that it is nobody's, or no face")
    drawn: bool = Field(False, description="The owner drew it, and no machine found it")


class FacelessOut(BaseModel):
    """Somebody of whom the owner says that they are on the photo, though their face is not."""

    person: str = Field(
        description="Empty for others than its owner", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"]
    )
    name: str | None = Field(None, examples=["Anna"])


class SentOut(BaseModel):
    at: str = Field(description="An instant, UTC")
    model: str
    host: str = Field(description="Whose it is", examples=["api.example.org"])
    bytes: int = Field(description="Of the picture that was sent")
    tokens: int | None = Field(None, description="What it cost, where the endpoint tells")


class DescribedOut(BaseModel):
    """What an endpoint said that is said nowhere else, and what it was sent for that."""

    objects: list[str] = Field(examples=[["dog", "bench"]])
    moods: list[str] = Field(description="Nobody has counted how often it is right: photos are not found by them")
    compositions: list[str] = Field(description="Likewise")
    sent: SentOut


class PhotoDetailOut(PhotoOut):
    """Everything that is known of one photo."""

    stages: dict[str, StageOut]
    text: str | None = Field(None, description="What is written on it, in reading order")
    text_lines: list[TextLineOut] = []
    objects: list[ObjectOut] = Field([], description="The surest first, 200 at most")
    objects_total: int = Field(0, description="How many there are")
    quality: QualityOut | None = None
    composition: list[CompositionOut] = []
    mood: dict[str, float] = Field({}, description="How it feels: name -> 0 to 1", examples=[{"calm": 0.7}])
    moods: list[str] = Field([], description="Those of them that are strong enough to say so")
    colours: list[ColourOut] = Field([], description="Most of it first")
    light: LightOut | None = None
    faces: list[FaceOut] = Field(
        [],
        description="The surest first, 200 that were found at most, then those that were drawn; GET /faces/{id}/crop "
        "shows one",
    )
    faces_total: int = Field(0, description="How many there are")
    people_without_face: list[FacelessOut] = Field([], description="Who is on it besides, as its owner says")
    albums: list[InAlbumOut] = Field([], description="That it was put into; what smart albums find is not told here")
    described: DescribedOut | None = Field(None, description="By an endpoint, where one was asked")
    damage: str = Field("", description="What was found wrong with its original, a sentence; empty where nothing was")
    damage_kind: str = Field("", description="As a problem's kind", examples=["original_missing", "original_altered"])
    damage_noticed_at: str = Field("", description="An instant, UTC")
    found: dict[str, dict[str, Any]] = Field(
        {}, description="What plugins found, by their stages and features", examples=[{"origin": {"app": "WhatsApp"}}]
    )
    edited: list[str] = Field([], description="What the owner said, which wins over what was found")
    share: str | None = Field(None, description="By which another's is shown to you, as GET /shares/with-me names it")
    download: bool = Field(True, description="You may have its file, and save another's to a library of your own")

    @classmethod
    def whole(
        cls, photo: Photo, asker: Principal, stage_names: tuple[str, ...], reader: str = ENGLISH, **beside: Any
    ) -> Self:
        """`beside`: fields that do not stand in the record."""
        found = photo.found
        named = set(photo.compositions)
        return cls.model_validate(
            _plain(photo, asker, stage_names, reader)
            | {
                "text_lines": found.get("ocr", {}).get("lines", []),
                "quality": found.get("quality"),
                "composition": [{**each, "named": each["name"] in named} for each in composed(found)],
                "mood": found.get("mood", {}).get("scores", {}),
                "colours": found.get("colour", {}).get("palette", []),
                "light": found.get("light"),
                "described": found.get("describe"),
                "edited": sorted(photo.edits.keys() - _FOLLOWING - _BESIDE),
            }
            | beside
        )


# Edits that follow from another.
_FOLLOWING = {"taken_instant", "taken_to", "place"}
# Edits beside which nothing was found.
_BESIDE = {"albums", "not_albums", "inbox"}


_SAID = ("own", "caption", "place", "tags", "waiting", "inbox", "sent_by")  # told in other words than the record's
_LISTED = tuple(name for name in PhotoOut.model_fields if name not in _SAID)
_encoder = msgspec.json.Encoder()


def listed(photo: ListedPhoto, asker: Principal, stage_names: tuple[str, ...], reader: str = ENGLISH) -> dict[str, Any]:
    """As PhotoOut says. `reader`: the language they read."""
    return {name: getattr(photo, name) for name in _LISTED} | _said(photo, asker, stage_names, reader)


def answered(content: Any) -> Response:
    """JSON, of what was made for it: what stands in it goes out as it is."""
    return Response(_encoder.encode(content), media_type="application/json", headers=LANGUAGE_HEADERS)


def _plain(photo: ListedPhoto, asker: Principal, stage_names: tuple[str, ...], reader: str) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(photo)
    plain["stages"] = {name: plain["stages"].get(name, {"state": "waiting"}) for name in stage_names}
    said: dict[str, Any] = msgspec.to_builtins(_said(photo, asker, stage_names, reader))
    return plain | said


def _said(photo: ListedPhoto, asker: Principal, stage_names: tuple[str, ...], reader: str) -> dict[str, Any]:
    spoken = reader in lexicons()
    return {
        "own": policy.owns(asker, photo),
        "caption": _caption(photo, reader),
        "place": place_said(photo.place, reader) if spoken and photo.place else photo.place,
        "tags": [_tag(tag, photo, reader) for tag in photo.tags] if spoken else photo.tags,
        "waiting": [name for name in stage_names if name not in photo.stages],
        "inbox": photo.more.get("inbox", False),
        "sent_by": photo.more.get("sent_by"),
    }


def _caption(photo: ListedPhoto, reader: str) -> dict[str, str | None] | None:
    if photo.caption is None:
        return None
    said = photo.caption.said
    text, language = told(said, reader) if said else (photo.caption.text, None)
    return {"text": text, "language": language, "source": photo.caption.source}


def place_said(place: Place, reader: str) -> dict[str, Any]:
    """As PlaceOut says."""
    country = country_in(place.country, reader) if reader in lexicons() else None
    names = dict.fromkeys(filter(None, (place.city, place.region, country)))
    return {**msgspec.to_builtins(place), "label": ", ".join(names) if country else None}


def _tag(tag: Tag, photo: ListedPhoto, reader: str) -> dict[str, Any]:
    return {"name": tag.name, "label": _label(tag, photo, reader), "confidence": tag.confidence, "source": tag.source}


def _label(tag: Tag, photo: ListedPhoto, reader: str) -> str | None:
    """What people wrote stands as they wrote it."""
    if tag.source in WRITTEN_BY_PEOPLE:
        return None
    if tag.source == MAPPED:
        country = photo.place.country if photo.place else ""
        return country_in(country, reader) if tag.name == country.lower() else None
    return label(tag.name, reader, measured=tag.source == MEASURED)
