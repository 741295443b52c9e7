"""A Feature is work on a whole library; a FeatureTable is all of them, in the order people read them.

A feature divides its work by keys: a day, a photo. When a photo changes in something that the feature reads, the keys
it was under and those it is under now become dirty; work on a dirty key makes its result anew. A Note is what the
features last took note of on a photo: thereby a change is told from none, and a photo that is gone from one that never
was.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from shared.domain.photo import Photo
from shared.domain.stored import stored
from shared.domain.where import value_at

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """`keys` says under which keys a photo belongs, none when it does not matter to the feature.
    `reads` are effective fields of the photo: its keys become dirty only when one of them changes.
    A new `version` makes every key dirty again."""

    name: str
    keys: Callable[[Photo], Keys]
    reads: tuple[str, ...]
    version: int = 1


class Seen(msgspec.Struct, frozen=True):
    """What one feature took note of: the keys, and a digest of what it reads."""

    keys: Keys
    digest: str


@stored
class Note(msgspec.Struct, frozen=True, kw_only=True):
    """`rev` is the photo's when it was taken note of, `table` the digest of the features then."""

    photo: str
    owner: str
    rev: int
    table: str
    seen: dict[str, Seen]


Dirty = set[tuple[str, str]]  # (feature, key)


class FeatureTable:
    def __init__(self, *features: Feature) -> None:
        self._features = {feature.name: feature for feature in features}
        # As with stages: photos are taken note of under this digest.
        self.digest = hashlib.sha256(repr([(f.name, f.version) for f in features]).encode()).hexdigest()[:12]

    def __iter__(self) -> Iterator[Feature]:
        return iter(self._features.values())

    def __getitem__(self, name: str) -> Feature:
        return self._features[name]

    def note(self, photo: Photo) -> Note:
        seen = {feature.name: Seen(feature.keys(photo), _digest(feature, photo)) for feature in self}
        return Note(photo=photo.id, owner=photo.owner, rev=photo.rev, table=self.digest, seen=seen)

    def dirtied(self, before: Note | None, after: Note | None) -> Dirty:
        """The keys whose results no longer hold. None: the photo is not there. Features that the table does not have
        (any more) are left alone. What looks the same after more than one change may have been something else in
        between, just when the work on its key looked: it is dirty, too."""
        old: Mapping[str, Seen] = before.seen if before else {}
        new: Mapping[str, Seen] = after.seen if after else {}
        states_between = before is not None and after is not None and after.rev > before.rev + 1
        return {
            (name, key)
            for name in self._features
            if states_between or old.get(name) != new.get(name)
            for seen in (old.get(name), new.get(name))
            if seen is not None
            for key in seen.keys
        }


def _digest(feature: Feature, photo: Photo) -> str:
    values = [value_at(photo, name) for name in feature.reads]
    return hashlib.sha256(msgspec.json.encode([feature.version, values])).hexdigest()[:16]
