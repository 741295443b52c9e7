"""What an owner says about a photo. It stands beside what models say, and wins."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from shared.domain.stored import stored
from shared.errors import Invalid

MOST_TAGS = 200  # that one photo may be given, or be denied


@stored
class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """What is UNSET stays as it is; None takes back what was said before. Tags are added to and removed from what
    stands: the one takes back the other."""

    favourite: bool | UnsetType | None = UNSET
    archived: bool | UnsetType | None = UNSET
    rating: int | UnsetType | None = UNSET  # 0..5 stars
    title: str | UnsetType | None = UNSET  # an empty one says that it has none
    description: str | UnsetType | None = UNSET
    tags_added: tuple[str, ...] | UnsetType | None = UNSET
    tags_removed: tuple[str, ...] | UnsetType | None = UNSET


_PLAIN = ("favourite", "archived", "rating", "title", "description")


def edited(edits: Mapping[str, Any], edit: Edit) -> dict[str, Any]:
    """A photo's `edits` as they are then. Raises Invalid when that would be more tags than one photo may have."""
    after = dict(edits)
    for name in _PLAIN:
        match getattr(edit, name):
            case msgspec.UNSET:
                pass
            case None:
                after.pop(name, None)
            case value:
                after[name] = value
    added, removed = (_names(edits.get(name)) for name in ("tags_added", "tags_removed"))
    if edit.tags_added is None:
        added = {}
    if edit.tags_removed is None:
        removed = {}
    plus, minus = _names(edit.tags_added), _names(edit.tags_removed)
    added = {name: None for name in added | plus if name not in minus}
    removed = {name: None for name in removed | minus if name not in plus or name in minus}
    for name, tags in (("tags_added", added), ("tags_removed", removed)):
        if tags:
            after[name] = list(tags)
        else:
            after.pop(name, None)
    check_tags(edits, after)
    return after


def check_tags(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Raises Invalid when a photo's `edits` have come to more tags than one photo may have."""
    for name in ("tags_added", "tags_removed"):
        # An earlier release knew no such limit.
        if len(after.get(name, ())) > max(MOST_TAGS, len(before.get(name, ()))):
            raise Invalid(f"A photo may have up to {MOST_TAGS} tags of its owner's, and as many taken away.")


_TAG, _DRAWN = "tag:", "drawn:"


def tag(name: str) -> str:
    """What `said` and `saying` call a tag, which is "added" or "removed"."""
    return _TAG + name


def drawn(face: str) -> str:
    """What they call a face that the owner drew, by its id (shared/domain/drawn.py)."""
    return _DRAWN + face


def drawn_of(name: str) -> str:
    """The id of the face, "" where the name is of something else."""
    return name.removeprefix(_DRAWN) if name.startswith(_DRAWN) else ""


def said(edits: Mapping[str, Any], name: str) -> Any:
    """What the owner says by that name, None where that is nothing."""
    if face := drawn_of(name):
        return edits.get("drawn", {}).get(face)
    if not name.startswith(_TAG):
        return edits.get(name)
    tag = name.removeprefix(_TAG)
    return next((word for word in ("added", "removed") if tag in edits.get(f"tags_{word}", ())), None)


def saying(edits: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A photo's `edits` once the owner says this by these names; None takes back what was said."""
    after = {name: value for name, value in edits.items() if name not in ("tags_added", "tags_removed", "drawn")}
    faces = dict(edits.get("drawn", {}))
    tags = {word: _names(edits.get(f"tags_{word}")) for word in ("added", "removed")}
    for name, value in values.items():
        if name.startswith(_TAG):
            for word, names in tags.items():
                names.pop(name.removeprefix(_TAG), None)
                if word == value:
                    names[name.removeprefix(_TAG)] = None
        elif face := drawn_of(name):
            faces.pop(face, None)
            faces |= {face: value} if value is not None else {}
        elif value is None:
            after.pop(name, None)
        else:
            after[name] = value
    after |= {f"tags_{word}": list(names) for word, names in tags.items() if names}
    return after | ({"drawn": faces} if faces else {})


def _names(tags: Iterable[str] | UnsetType | None) -> dict[str, None]:
    """As an ordered set."""
    return {} if tags is None or tags is UNSET else dict.fromkeys(tags)
