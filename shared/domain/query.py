"""Query: what someone asks of their library, taken apart."""

import msgspec

from shared.domain.filter import PhotoFilter


class Chip(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the question that was understood: `words` as typed, `label` in full, `rest` the question without it.
    `kind` says of what: date, place, camera, colour, phrase ..., or what became of words: "spelling" (read as `label`),
    "unused"; `soft` when photos that have it come sooner, but others are shown too. `sure` is the share of its photos
    that are what it says, where machines may have overlooked something. `filter` is what it asks of a photo, and
    nothing else."""

    kind: str
    label: str
    words: str
    rest: str
    soft: bool = False
    sure: float = 1.0
    filter: PhotoFilter = PhotoFilter(archived=None)


class Wish(msgspec.Struct, frozen=True):
    """Photos whose `field` holds `value` come sooner."""

    field: str
    value: str


class Thing(msgspec.Struct, frozen=True):
    """A thing that was asked for by its name, in the words of tags. A photo that wears one of `worn` shows it; one that
    wears one of `seen_as` may; one whose owner took one of `denied` off does not."""

    worn: tuple[str, ...]
    seen_as: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


class Query(msgspec.Struct, frozen=True, omit_defaults=True):
    """`text` is what is to be looked for by meaning and by words; `thing` where it names one. `phrases` were quoted: a
    photo is found only if each of them is written on it. `without`: nothing of it may be written on the photo. A Query
    that asks nothing finds nothing; the list of everything is another resource. Where no photo has a word of `unknown`,
    `instead` is asked: the same question, spelt as it was probably meant. `language`: that of its words ("de"), ""
    where it is not known."""

    text: str = ""
    thing: Thing | None = None
    phrases: tuple[str, ...] = ()
    filter: PhotoFilter = PhotoFilter()
    without: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    chips: tuple[Chip, ...] = ()
    unknown: tuple[str, ...] = ()
    language: str = "en"
    instead: "Query | None" = None

    def __bool__(self) -> bool:
        return bool(self.text or self.phrases or self.filter or self.without)
