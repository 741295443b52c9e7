"""PhotoFilter: everything that photos can be filtered on, made of request parameters or of words."""

from calendar import monthrange
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from shared.domain.cells import cover
from shared.domain.fields import FIELDS, Field
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


class Range(msgspec.Struct, frozen=True):
    """Numbers, both inclusive; None: without an end."""

    first: float | None = None
    last: float | None = None

    def meet(self, other: "Range") -> "Range | None":
        """The numbers that are in both."""
        first = max((each.first for each in (self, other) if each.first is not None), default=None)
        last = min((each.last for each in (self, other) if each.last is not None), default=None)
        return None if first is not None and last is not None and first > last else Range(first, last)

    def where(self, field: str) -> Iterator[Where]:
        if self.first is not None:
            yield Ge(field, self.first)
        if self.last is not None:
            yield Le(field, self.last)


class Gathered(msgspec.Struct, frozen=True):
    """What is in an album: what was put in; of a smart one what passes its filter, too, but for what was taken out."""

    album: str
    filter: "_Apart | None" = None

    def where(self) -> Where:
        put_in = Has("more.albums", self.album)
        if self.filter is None:
            return put_in
        passing = And(tuple(self.filter.where()))
        return And((Or((passing, put_in)), Not(Has("more.not_albums", self.album))))


_INBOX = "inbox"  # the row of FIELDS that tells what is archived only until it is taken
ASKED = tuple(field for field in FIELDS if field.filter)


class _Apart(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What is asked in ways of its own. All of it must hold, and what the rows of FIELDS add to it."""

    month: str = ""  # "2023-07": where photos stand in the timeline, undated ones by when they came
    days: tuple[Span, ...] = ()  # any one is enough
    no_days: tuple[Span, ...] = ()
    places_any: tuple[tuple[str, ...], ...] = ()  # of each of these, one place is enough
    either: tuple[tuple[tuple[str, str], ...], ...] = ()  # of each of these, one (field, value) is enough
    box: Box | None = None
    archived: bool | None = False  # None: either
    gathered: tuple[Gathered, ...] = ()  # in each of these albums
    aside: tuple[Gathered, ...] = ()  # of one's own photos, those in none of these albums

    def __bool__(self) -> bool:
        """Whether anything is asked for, beyond what every page asks for."""
        return self != PhotoFilter()

    def where(self) -> list[Where]:
        """The terms, all of which must hold."""
        terms: list[Where] = [Eq("month", self.month)] if self.month else []
        for field in ASKED:
            terms += _terms(field, getattr(self, field.filter))
        terms += [_any(tuple(Has("places", name) for name in names)) for names in self.places_any]
        terms += [_any(tuple(Has(field, value) for field, value in group)) for group in self.either]
        for field in ASKED:
            if field.names:
                names = getattr(self, f"no_{field.filter}")
                terms += [Not(Has(field.name, name)) if field.many else Ne(field.name, name) for name in names]
        if self.days:
            terms.append(_any(tuple(map(_within, self.days))))
        terms += [Not(_within(span)) for span in self.no_days]
        if self.box:
            terms += _inside(self.box)
        if self.archived is not None:
            terms.append(_is("archived", self.archived))
        if self.archived is not False and getattr(self, _INBOX) is None:
            terms.append(_is("more.inbox", False))  # it stands among the archived ones, and is none yet
        return [*terms, *(each.where() for each in self.gathered)]

    def where_own(self) -> list[Where]:
        """More terms for the photos of who asks: they read what is private, which is told of no others."""
        return [Not(each.where()) for each in self.aside]


def _fields() -> Iterator[tuple[str, Any, Any]]:
    """Of each row, what PhotoFilter has: a name, its type and the default, which asks for nothing."""
    for field in ASKED:
        match field.asked:
            case "all" | "any":
                yield field.filter, tuple[str, ...], ()
                yield f"no_{field.filter}", tuple[str, ...], ()
            case "least":
                yield field.filter, int | None, None
            case "range":
                yield field.filter, Range | None, None
            case "is":
                yield field.filter, bool | None, None


# The one struct that is made of the table, which type checkers cannot follow: what no row says raises TypeError.
if TYPE_CHECKING:

    class PhotoFilter(_Apart, frozen=True):
        """Everything that photos can be filtered on, made of request parameters or of words: with a tuple of names for
        every row of FIELDS, and one that begins with "no_" for what must not hold."""

        rating: int | None = None
        favourite: bool | None = None
        inbox: bool | None = None

        def __init__(self, **fields: Any) -> None: ...

        def __getattr__(self, name: str) -> tuple[str, ...]: ...

else:
    PhotoFilter = msgspec.defstruct(
        "PhotoFilter", list(_fields()), bases=(_Apart,), module=__name__,
        frozen=True, omit_defaults=True, kw_only=True,
    )  # fmt: skip


def _terms(field: Field, asked: Any) -> list[Where]:
    match field.asked:
        case "all":
            return [Has(field.name, name) for name in asked]
        case "any":
            return [] if not asked else [Eq(field.name, asked[0]) if len(asked) == 1 else In(field.name, asked)]
        case "least":
            return [] if asked is None else [Ge(field.name, asked)]
        case "range":
            return [] if asked is None else [*asked.where(field.name)]
        case "is":
            return [] if asked is None else [_is(field.name, asked)]


def _is(name: str, wanted: bool) -> Where:
    # A photo of an earlier release says nothing, which means no.
    return Eq(name, True) if wanted else Ne(name, True)


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
