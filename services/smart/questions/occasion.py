"""What was that? Of occasions whose kind is not sure enough to be said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from services.smart.occasions.moments import people_in
from shared.catalog.moments import Looked
from shared.domain.occasion import Kind, Occasion
from shared.domain.question import Choice, Question, asking

LEAST = 5  # photos that are worth a question
_SEEN, _FEWEST = 0.08, 2  # the share of the photos, and photos at least, that show what speaks for a kind
_MOST = 3  # kinds to choose from
_MANY = 4  # people who make a gathering likely
_GATHERING = 0.3
_SUREST = 0.9

# Tags that speak for a kind, where they are on more than a few of its photos.
EVIDENCE: Mapping[Kind, frozenset[str]] = {
    "wedding": frozenset(("bride", "bridegroom", "wedding", "gown")),
    "birthday": frozenset(("cake", "birthday", "candle", "balloon", "party", "gift")),
    "celebration": frozenset(("balloon", "fireworks", "party", "champagne", "christmas tree", "candle", "christmas")),
    "concert": frozenset(
        ("stage", "concert", "microphone", "guitar", "electric guitar", "drum", "piano", "violin", "accordion",
         "musical instrument")
    ),
    "sport": frozenset(
        ("ball", "football", "soccer ball", "basketball", "tennis racket", "bicycle", "ski", "skis", "snowboard",
         "surfboard", "baseball bat", "stadium", "sport", "racing")
    ),
    "meal": frozenset(
        ("food", "plate", "pizza", "dining table", "restaurant", "wine glass", "wine", "bottle", "bowl", "dessert",
         "sandwich", "soup", "cup")
    ),
    "walk": frozenset(("forest", "mountain", "path", "trail", "valley", "cliff", "lakeside", "meadow", "backpack")),
}  # fmt: skip


def occasions_asked(owner: str, key: str, occasions: Iterable[Occasion], moments: Iterable[Looked]) -> list[Question]:
    """Only where something speaks for a kind: who photographs without an occasion is not asked for one."""
    theirs: dict[str, list[Looked]] = defaultdict(list)
    for moment in moments:
        for id in moment.more.get("occasions", ()):
            theirs[id].append(moment)
    asked = []
    for each in occasions:
        photos = theirs[each.id]
        if each.kept or each.kind or each.is_trip or each.trip or len(photos) < LEAST:
            continue
        if likely := _likely(photos):
            asked.append(
                asking(
                    owner, "occasion", each.id, key=key, photos=[photo.id for photo in photos],
                    uncertain=1 - min(likely[0][1], _SUREST),
                    choices=[Choice(kind, {"kind": kind}) for kind, _ in likely],
                    facts={"occasion": each.id, "day": each.first[:10]},
                )
            )  # fmt: skip
    return asked


def _likely(photos: Sequence[Looked]) -> list[tuple[str, float]]:
    """Kinds, with the share of the photos that show what speaks for each, the greatest first."""
    counts = {kind: sum(not tags.isdisjoint(photo.tag_names) for photo in photos) for kind, tags in EVIDENCE.items()}
    people = Counter(id for photo in photos for id in people_in(photo))
    found: dict[str, float] = {
        kind: count / len(photos) for kind, count in counts.items() if count >= max(_FEWEST, _SEEN * len(photos))
    }
    if len(people) >= _MANY:
        found["gathering"] = _GATHERING
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))[:_MOST]
