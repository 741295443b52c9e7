"""PhotoFilter: everything that photos can be filtered on, made of request parameters or of words."""

from calendar import monthrange

import msgspec

from shared.domain.cells import cover
from shared.domain.where import And, Eq, Ge, Gt, Has, In, Le, Lt, Ne, Not, Or, Where


class Span(msgspec.Struct, frozen=True):
    """Local dates, both inclusive: "2023-06-01" to "2023-08-31". Photos of which nobody says when they were taken lie
    within none."""

    first: str
    last: str


class Box(msgspec.Struct, frozen=True):
    """Degrees, WGS 84. One whose west is greater than its east crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


class PhotoFilter(msgspec.Struct, frozen=True, omit_defaults=True):
    """All of these must hold. Of `days`, `kinds`, `seasons`, `times_of_day` and `cameras` any one is enough; of the
    names in the other tuples every one is wanted. What begins with `no_` must not hold, none of it."""

    month: str = ""  # "2023-07": where photos stand in the timeline, undated ones by when they came
    days: tuple[Span, ...] = ()
    no_days: tuple[Span, ...] = ()
    tags: tuple[str, ...] = ()
    no_tags: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    no_colours: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    no_moods: tuple[str, ...] = ()
    compositions: tuple[str, ...] = ()
    no_compositions: tuple[str, ...] = ()
    lights: tuple[str, ...] = ()
    no_lights: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    no_traits: tuple[str, ...] = ()
    no_perhaps: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    places_any: tuple[tuple[str, ...], ...] = ()  # of each of these, one place is enough
    no_places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    no_people: tuple[str, ...] = ()
    either: tuple[tuple[tuple[str, str], ...], ...] = ()  # of each of these, one (field, value) is enough
    kinds: tuple[str, ...] = ()
    no_kinds: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    times_of_day: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    no_cameras: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    box: Box | None = None
    rating: int | None = None  # at least
    favourite: bool | None = None
    archived: bool | None = False  # None: either

    def __bool__(self) -> bool:
        """Whether anything is asked for, beyond what every page asks for."""
        return self != PhotoFilter()

    def where(self) -> list[Where]:
        """The terms, all of which must hold."""
        terms: list[Where] = [Eq("month", self.month)] if self.month else []
        for field in _MANY:
            terms += [Has(_MANY[field], name) for name in getattr(self, field)]
        terms += [_any(tuple(Has("places", name) for name in names)) for names in self.places_any]
        terms += [_any(tuple(Has(field, value) for field, value in group)) for group in self.either]
        for field in _MANY_NOT:
            terms += [Not(Has(_MANY_NOT[field], name)) for name in getattr(self, field)]
        for field in _ONE:
            if names := getattr(self, field):
                terms.append(Eq(_ONE[field], names[0]) if len(names) == 1 else In(_ONE[field], names))
        for field in _ONE_NOT:
            terms += [Ne(_ONE_NOT[field], name) for name in getattr(self, field)]
        if self.days:
            terms.append(_any(tuple(map(_within, self.days))))
        terms += [Not(_within(span)) for span in self.no_days]
        if self.box:
            terms += _inside(self.box)
        if self.rating is not None:
            terms.append(Ge("rating", self.rating))
        for field in ("favourite", "archived"):
            wanted = getattr(self, field)
            if wanted is not None:
                # A photo of an earlier release says nothing, which means no.
                terms.append(Eq(field, True) if wanted else Ne(field, True))
        return terms


_MANY = {
    name: name for name in ("colours", "moods", "compositions", "lights", "traits", "places", "troubles", "people")
} | {"tags": "tag_names"}
_MANY_NOT = {f"no_{name}": field for name, field in _MANY.items() if name != "troubles"} | {"no_perhaps": "perhaps"}
_ONE = {"kinds": "kind", "seasons": "season", "times_of_day": "time_of_day", "cameras": "camera_name"}
_ONE_NOT = {"no_kinds": "kind", "no_cameras": "camera_name"}


def _any(terms: tuple[Where, ...]) -> Where:
    return terms[0] if len(terms) == 1 else Or(terms)


def _within(span: Span) -> Where:
    """Taken then, as far as that is known: an undated photo lies within no span."""
    begin = _begin(span)
    if begin == span.last:
        return Eq("taken_day", span.first)
    first, last = span.first[:7], span.last[:7]
    if first == last:
        return And((Ge("taken_day", begin), Le("taken_day", span.last)))
    # Whole months between, of which there are far fewer than days.
    return Or(
        (
            And((Ge("taken_day", begin), Lt("taken_day", f"{first}-99"))),
            And((Gt("taken_month", first), Lt("taken_month", last))),
            And((Ge("taken_day", last), Le("taken_day", span.last))),
        )
    )


def _begin(span: Span) -> str:
    """What is known to the month or the year alone is written shorter, and lies within a span that has all of it."""
    year, month, day = (int(part) for part in span.first.split("-"))
    if day > 1 or span.last < f"{year:04}-{month:02}-{monthrange(year, month)[1]}":
        return span.first
    return span.first[:4] if month == 1 and span.last >= f"{year:04}-12-31" else span.first[:7]


def _inside(box: Box) -> list[Where]:
    """The cells find it, the degrees are exact."""
    longitude = (Ge("location.longitude", box.west), Le("location.longitude", box.east))
    return [
        _any(tuple(Has("cells", cell) for cell in cover(box.west, box.south, box.east, box.north))),
        Ge("location.latitude", box.south),
        Le("location.latitude", box.north),
        *(longitude if box.west <= box.east else [Or(longitude)]),
    ]
