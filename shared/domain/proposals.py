"""A Proposal: what a feature thinks the owner might want to do. Nothing is done until the owner says so."""

from typing import Literal

import msgspec

from shared.domain.stored import stored

Kind = Literal["duplicates", "burst", "similar"]
ReasonName = Literal["favourite", "rating", "pixels", "original", "sharpness", "exposure", "noise", "bytes", "first"]
State = Literal["open", "accepted", "dismissed"]


@stored
class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """`photos` belong together, as `kind` says; `best` is the one to keep, for these `reasons`, which are sentences;
    `because` has their names.

    duplicates: the same picture, recompressed, resized, cropped or toned. burst: seconds apart. similar: neither; so is
    the black and white version of a picture."""

    id: str
    owner: str
    feature: str
    kind: Kind
    photos: list[str]  # in the order of their taking
    best: str
    reasons: list[str]
    because: list[ReasonName] = msgspec.field(default_factory=list)
    at: str  # an instant: when the newest of them was taken, or else came
    state: State = "open"
    rev: str = ""  # another with every write
