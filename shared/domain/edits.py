"""What an owner says about a photo. It stands beside what models say, and wins."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from shared.domain.stored import stored
from shared.errors import Invalid

MOST_TAGS = 200  # that one photo may be given, or be denied
MOST_ALBUMS = 500  # that one photo may be in, or be kept out of


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


def check_albums(after: Mapping[str, Any]) -> None:
    """Raises Invalid when a photo's `edits` have come to more albums than one photo may be in."""
    for name in ("albums", "not_albums"):
        if len(after.get(name, ())) > MOST_ALBUMS:
            raise Invalid(f"A photo may be in up to {MOST_ALBUMS} albums. Take it out of another first.")


_TAG, _ALBUM, _DRAWN = "tag:", "album:", "drawn:"

# What is said of a name among many: prefix -> word -> the edit that lists the names of which it is said.
_LISTED = {
    _TAG: {"added": "tags_added", "removed": "tags_removed"},
    _ALBUM: {"added": "albums", "removed": "not_albums"},
}


def tag(name: str) -> str:
    """What `said` and `saying` call a tag, which is "added" or "removed"."""
    return _TAG + name


def album(id: str) -> str:
    """What they call an album, by its id: the photo was "added" to it, or "removed", so that its query finds it no
    more."""
    return _ALBUM + id


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
    prefix, of = _listed(name)
    if not prefix:
        return edits.get(name)
    return next((word for word, edit in _LISTED[prefix].items() if of in edits.get(edit, ())), None)


def saying(edits: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A photo's `edits` once the owner says this by these names; None takes back what was said."""
    listed = {edit: _names(edits.get(edit)) for words in _LISTED.values() for edit in words.values()}
    after = {name: value for name, value in edits.items() if name not in (*listed, "drawn")}
    faces = dict(edits.get("drawn", {}))
    for name, value in values.items():
        prefix, of = _listed(name)
        if prefix:
            for word, edit in _LISTED[prefix].items():
                listed[edit].pop(of, None)
                if word == value:
                    listed[edit][of] = None
        elif face := drawn_of(name):
            faces.pop(face, None)
            faces |= {face: value} if value is not None else {}
        elif value is None:
            after.pop(name, None)
        else:
            after[name] = value
    after |= {edit: list(names) for edit, names in listed.items() if names}
    return after | ({"drawn": faces} if faces else {})


def _listed(name: str) -> tuple[str, str]:
    """-> (its prefix, the name without it); "" where it is no name among many."""
    prefix = next((each for each in _LISTED if name.startswith(each)), "")
    return prefix, name.removeprefix(prefix)


def _names(tags: Iterable[str] | UnsetType | None) -> dict[str, None]:
    """As an ordered set."""
    return {} if tags is None or tags is UNSET else dict.fromkeys(tags)
