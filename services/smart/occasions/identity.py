"""Which occasion of before a new one is: the one that has most photos in common with it, by Jaccard's measure."""

from collections.abc import Collection, Mapping, Sequence

LEAST = 0.25  # of the photos of both that are in both


def matched(new: Sequence[Collection[str]], before: Mapping[str, Collection[str]]) -> dict[int, str]:
    """Place of a new one -> id of one before. Each is matched once at most, those with most in common first."""
    whose: dict[str, list[str]] = {}
    for id, photos in before.items():
        for photo in photos:
            whose.setdefault(photo, []).append(id)
    pairs: list[tuple[float, int, str]] = []
    for place, photos in enumerate(new):
        common: dict[str, int] = {}
        for photo in photos:
            for id in whose.get(photo, ()):
                common[id] = common.get(id, 0) + 1
        pairs += [
            (share, place, id)
            for id, both in common.items()
            if (share := both / (len(photos) + len(before[id]) - both)) >= LEAST
        ]
    found: dict[int, str] = {}
    for _, place, id in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if place not in found and id not in found.values():
            found[place] = id
    return found
