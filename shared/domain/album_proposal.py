"""An AlbumProposal: an album that could be made, of what was found in a library. Nothing is made until its owner takes
it.

What follows from the photos is made anew by the feature `album_proposals`. Whether it was taken or dismissed is the
owner's, and stands: a proposal is known by what it is about, so that it is the same one when it is made anew, and a no
is never asked again. What it is called, and why it is proposed, is said at reading
(shared/domain/captions/proposals.py).
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from shared.domain.fields import FIELDS
from shared.domain.filter import PhotoFilter
from shared.domain.stored import stored

ALBUM_PROPOSALS = "album_proposals"  # the feature, and the collection of the records

# Keys of the feature, in the order in which a round comes to them: the greatest first.
OCCASION_KEY, LIBRARY_KEY, CHOICE_KEY = "occasion:", "library", "choice"

MOST_OPEN = 24  # that are shown at once

Source = Literal["occasion", "person", "pair", "place", "theme"]
State = Literal["open", "taken", "dismissed"]
# Why a photo is not among the chosen ones.
LeftOut = Literal["screenshot", "document", "copy", "burst", "blurred", "many"]

_IDS = uuid.UUID("2c1f6f0e-4c0b-5d53-9d1c-7a3f0d9a5e21")

# What a library may have an album of, each with the query that finds it rightly; others were tried (docs/quality.md).
THEMES: dict[str, dict[str, Any]] = {
    "dog": {"object": ["dog"]},
    "food": {"tag": ["food"]},
    "flower": {"tag": ["flower"]},
    "screenshot": {"kind": "screenshot"},
}


@stored
class ProposalHead(msgspec.Struct, frozen=True, kw_only=True):
    """What lists need to know. `about`: the id of the occasion; of the person, or of both, in the order of their ids;
    the name of the place; the theme. `query`: a rule that keeps filling the album, as the parameters of GET /photos;
    None: its photos are chosen. `count`, `days` and `years`: how many photos it would have, on how many days and in how
    many years. `rank`: the place among those that are shown, from 1; 0: it is not shown."""

    id: str
    owner: str
    source: Source
    about: tuple[str, ...]
    at: str  # an instant: when the newest of them was taken
    count: int
    days: int = 1
    years: int = 1
    query: dict[str, Any] | None = None
    best: list[str] = msgspec.field(default_factory=list)
    cover: str = ""
    value: float = 0.0
    rank: int = 0
    state: State = "open"
    album: str = ""  # that was made of it
    rev: str = ""  # another with every write but that of the rank

    @property
    def filter(self) -> PhotoFilter:
        """The photos that it is chosen from."""
        if self.source == "occasion":
            return PhotoFilter(occasions=self.about)
        return filter_of(self.query or {})


@stored
class AlbumProposal(ProposalHead, frozen=True, kw_only=True):
    photos: list[str] = msgspec.field(default_factory=list)  # the chosen ones, in the order of their taking
    left_out: dict[str, LeftOut] = msgspec.field(default_factory=dict)


# What the feature makes; the rest is what the owner says, and the rank.
MADE = ("at", "count", "days", "years", "query", "best", "cover", "value", "photos", "left_out")


def proposal_id(owner: str, source: Source, about: Sequence[str]) -> str:
    return str(uuid.uuid5(_IDS, " ".join((owner, source, *about))))


_BY_PARAMETER = {field.parameter: field for field in FIELDS if field.parameter and field.names}


def filter_of(query: Mapping[str, Any]) -> PhotoFilter:
    """Of a query that names tags, people, places and the like alone; KeyError for another."""
    named: dict[str, Any] = {}
    for parameter, value in query.items():
        field = _BY_PARAMETER[parameter]
        named[field.filter] = (value,) if isinstance(value, str) else tuple(value)
    return PhotoFilter(**named)
