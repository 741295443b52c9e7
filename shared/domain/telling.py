"""A photo as it is told to others than its owner, where something is withheld from them.

What is withheld is a Subject (shared/domain/share.py). What names it may stand in other places than its own: in the
file's name, in what programs wrote into the file, in what an endpoint or a plugin says. So where anything at all is
withheld, all of those go; what people wrote here stays, and so does what the picture shows to whoever looks at it, such
as the text on it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from shared.domain.captions import sentence
from shared.domain.clean_copy import copy_name, copy_type
from shared.domain.fields import FIELDS, MORE
from shared.domain.photo import Caption, ListedPhoto, Photo, Tag
from shared.domain.share import Subject
from shared.domain.tags import MAPPED, MEASURED, OWNER
from shared.plugins.installed import PLUGINS

Withheld = frozenset[Subject]
Of = TypeVar("Of", bound=ListedPhoto)

PLUGGED = frozenset(field.name for plugin in PLUGINS for field in plugin.fields)
# Fields that answer in place of others where anything is withheld.
INSTEAD: Mapping[str, str] = {field.name: field.instead for field in FIELDS if field.instead}
# Fields, and what stands beside them on a record, by the subject that they tell of.
_TELLS: Mapping[str, Subject] = {
    "location": "place",
    "place": "place",
    "zone": "place",
    "camera": "camera",
    **{field.name: field.tells for field in FIELDS if field.tells},
}
# What an owner alone knows -> what others are told instead; and what lies in `more`, by the subject that it tells of.
_PRIVATE: Mapping[str, Any] = {
    field.name: {"all": (), "is": False}.get(field.asked)
    for field in FIELDS
    if field.private and not field.name.startswith(MORE)
}
_PRIVATE_MORE = {field.name.removeprefix(MORE): field.tells for field in FIELDS if field.private}
# What is not told at all where anything is withheld.
_HIDDEN_MORE = frozenset(name.removeprefix(MORE) for name in (*PLUGGED, *INSTEAD.values()))
# What stages found that is told as it is. `light` says why as well: by the sun over the place, and by the flash.
_SHOWN = ("ocr", "quality", "composition", "mood", "colour")
_LIGHT, _WHY = "light", "why"
_FOR_WHOM = "title", "description"


def silent(withheld: Withheld, field: str) -> bool:
    """Whether the field, a path in a photo's record, answers no question where this is withheld."""
    subject = _TELLS.get(field) or _TELLS.get(field.partition(".")[0])
    return subject in withheld or bool(withheld and field in PLUGGED)


def told_to_others(photo: Of, withheld: Withheld) -> Of:
    """Without what is private of it, and what is withheld. Of a Photo, its facts and edits go likewise."""
    more = {name: value for name, value in photo.more.items() if _may_be_told(name, withheld)}
    return replace(photo, more=more, **_PRIVATE, **(_without(photo, withheld) if withheld else {}))


def _may_be_told(name: str, withheld: Withheld) -> bool:
    """Of what lies in `more`."""
    if name in _PRIVATE_MORE:
        return _PRIVATE_MORE[name] not in (None, *withheld)
    return not (withheld and name in _HIDDEN_MORE)


def _without(photo: ListedPhoto, withheld: Withheld) -> dict[str, Any]:
    tags = _tags(photo, withheld)
    names = {tag.name for tag in tags}
    changes: dict[str, Any] = {
        "file_name": copy_name(photo),
        "media_type": copy_type(photo.media_type),
        "sha256": "",
        "tags": tags,
        "tag_names": [name for name in photo.tag_names if name in names],
        "caption": _caption(photo, withheld),
        "local_caption": None,
        "keywords": [],
        "translations": [],
        **{name: None for name in _FOR_WHOM if name not in photo.own_words},
    }
    if "place" in withheld:
        changes |= {"location": None, "place": None, "places": [], "cells": [], "zone": None}
        if photo.taken_at:  # by the clocks there; an instant beside it would tell how far they are from others
            local = photo.taken_at[:19]
            changes |= {"taken_at": local, "sort_at": local}
    if "camera" in withheld:
        changes |= {"camera": None, "camera_name": None}
    if isinstance(photo, Photo):
        changes |= _record(photo, withheld)
    return changes


def _tags(photo: ListedPhoto, withheld: Withheld) -> list[Tag]:
    plain = {*photo.more.get("plain_tags", ())}
    mapped = "place" not in withheld
    return [
        tag for tag in photo.tags if tag.name in plain or tag.source == MEASURED or (mapped and tag.source == MAPPED)
    ]


def _caption(photo: ListedPhoto, withheld: Withheld) -> Caption | None:
    """Somebody's own words; else what was made here, said anew where it names a place."""
    if photo.caption and photo.caption.source == OWNER:
        return photo.caption
    caption = photo.local_caption or photo.caption
    if caption is None or caption.said is None:
        return None
    if "place" not in withheld:
        return caption
    said = replace(caption.said, town="", country="")
    return replace(caption, text=sentence(said), said=said)


def _record(photo: Photo, withheld: Withheld) -> dict[str, Any]:
    found = {stage: photo.found[stage] for stage in _SHOWN if stage in photo.found}
    if light := photo.found.get(_LIGHT):
        found[_LIGHT] = light if withheld.isdisjoint(("place", "camera")) else {**light, _WHY: {}}
    stages = {name: replace(mark, error="") for name, mark in photo.stages.items()}
    return {"found": found, "edits": {}, "stages": stages}
