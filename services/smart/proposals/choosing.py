"""Which photos of an occasion an album would have, and why not the others."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.album_proposal import LeftOut
from shared.domain.instants import parse_instant
from shared.domain.photo import ListedPhoto
from shared.domain.proposals import Kind, Proposal
from shared.domain.shots import worth

MOST = 10_000  # photos, which is what one action can put into an album

_SOON = 600.0  # seconds: a sharp photo from within them shows what a blurred one was of
_STARS = 4  # from so many on its owner wants to see it, however it is

_LESSER: dict[Kind, LeftOut] = {"duplicates": "copy", "burst": "burst"}
_NO_PICTURES: dict[str, LeftOut] = {"screenshot": "screenshot", "document": "document"}


@dataclass(frozen=True, slots=True)
class Chosen:
    photos: list[ListedPhoto]
    left_out: dict[str, LeftOut]


def choose(photos: Sequence[ListedPhoto], groups: Sequence[Proposal]) -> Chosen:
    """`photos`: those of the occasion and those that were taken between them, in the order of their taking; `groups`:
    what is known of them to be copies of each other, or of one burst. What its owner thinks much of always stays."""
    left_out: dict[str, LeftOut] = {
        photo.id: _NO_PICTURES[photo.kind] for photo in photos if photo.kind in _NO_PICTURES and not _is_wanted(photo)
    }
    by_id = {photo.id: photo for photo in photos}
    for group in sorted(groups, key=lambda each: (each.kind != "duplicates", each.at, each.id)):
        if group.state == "dismissed" or group.kind not in _LESSER:
            continue
        there = [by_id[id] for id in group.photos if id in by_id and id not in left_out]
        best = max(there, key=lambda photo: (photo.id == group.best, worth(photo)), default=None)
        left_out |= {photo.id: _LESSER[group.kind] for photo in there if photo is not best and not _is_wanted(photo)}
    left_out |= dict.fromkeys(_blurred([photo for photo in photos if photo.id not in left_out]), "blurred")
    chosen = [photo for photo in photos if photo.id not in left_out]
    if len(chosen) > MOST:
        kept = {photo.id for photo in sorted(chosen, key=worth, reverse=True)[:MOST]}
        left_out |= {photo.id: "many" for photo in chosen if photo.id not in kept}
        chosen = [photo for photo in chosen if photo.id in kept]
    return Chosen(chosen, left_out)


def _is_wanted(photo: ListedPhoto) -> bool:
    return photo.favourite or (photo.rating or 0) >= _STARS


def _blurred(photos: Sequence[ListedPhoto]) -> list[str]:
    """Of those that are blurred where there are better ones."""
    sharp = [_seconds(photo) for photo in photos if "blurry" not in photo.traits]

    def is_shown_better(photo: ListedPhoto) -> bool:
        at = _seconds(photo)
        place = bisect_left(sharp, at - _SOON)
        return place < len(sharp) and sharp[place] <= at + _SOON

    return [
        photo.id for photo in photos if "blurry" in photo.traits and not _is_wanted(photo) and is_shown_better(photo)
    ]


def _seconds(photo: ListedPhoto) -> float:
    return parse_instant(photo.sort_at).timestamp()
