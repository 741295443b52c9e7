"""The effective fields of a photo: what follows from what was found on it and from what its owner says."""

from collections.abc import Mapping
from typing import Any

import msgspec

from shared.domain.cells import cells_of
from shared.domain.company import company, faces_on
from shared.domain.composed import compositions
from shared.domain.dating import dating
from shared.domain.fields import FIELDS, MORE
from shared.domain.labels import perhaps
from shared.domain.photo import Photo, Tag
from shared.domain.proven import proven
from shared.domain.tags import ELSEWHERE, PERSON, filled, plain_tags, told_tags
from shared.domain.traits import traits

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
_BEFORE = {"caption": ELSEWHERE}
_MORE = {field.name.removeprefix(MORE): field for field in FIELDS if field.name.startswith(MORE)}


def effective(photo: Photo) -> dict[str, Any]:
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
    if "caption" in photo.found.get(ELSEWHERE, {}) and "caption" not in photo.edits:
        fields["local_caption"] = photo.found.get("caption", {}).get("caption")
    for name in ("favourite", "archived"):
        fields[name] = bool(photo.edits.get(name, False))
    # What waits in the inbox is left out of all that archived ones are left out of.
    fields["archived"] = fields["archived"] or "inbox" in photo.edits
    own = ("albums", "not_albums", "inbox")
    fields |= {f"{MORE}{name}": photo.edits[name] for name in own if name in photo.edits}
    fields["moods"] = proven(fields.get("moods", ()))
    fields["compositions"] = proven(compositions(photo.found))
    tags = told_tags(photo)
    fields["tags"] = msgspec.to_builtins(filled(photo, tags))
    # Not those that fill up: a list of the photos called "grey" would lack most of them.
    fields["tag_names"] = [tag.name for tag in tags]
    fields["more.plain_tags"] = [tag.name for tag in plain_tags(photo)]
    fields["denied"] = list(photo.edits.get("tags_removed", ()))
    known = {*fields["tag_names"], *fields["denied"]}
    likely = perhaps(photo.found.get("classify", {}).get("labels", ()))
    faces = [PERSON] if faces_on(photo.found) else []
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


def _place_names(place: Mapping[str, str]) -> list[str]:
    names = (place.get(level, "") for level in ("city", "region", "country"))
    return list(dict.fromkeys(filter(None, names)))


def _camera_name(camera: Mapping[str, Any]) -> str:
    """Makers like to stand in the model's name as well: "Canon Canon EOS 5D" is "Canon EOS 5D"."""
    make, model = camera.get("make", ""), camera.get("model", "")
    return model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()


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
