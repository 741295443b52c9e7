"""Query: what someone asks of their library, taken apart."""

import msgspec

from shared.domain.filter import PhotoFilter


class Chip(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the question that was understood: `words` as typed, `label` in full, `rest` the question without it.
    `kind` says of what: date, place, camera, colour, phrase ...; `soft` when photos that have it come sooner, but
    others are shown too. `filter` is what it asks of a photo, and nothing else."""

    kind: str
    label: str
    words: str
    rest: str
    soft: bool = False
    filter: PhotoFilter = PhotoFilter(archived=None)


class Wish(msgspec.Struct, frozen=True):
    """Photos whose `field` holds `value` come sooner."""

    field: str
    value: str


class Query(msgspec.Struct, frozen=True, omit_defaults=True):
    """`text` is what is to be looked for by meaning and by words. `phrases` were quoted: a photo is found only if each
    of them is written on it. `without`: nothing of it may be written on the photo. A Query that asks nothing finds
    nothing; the list of everything is another resource."""

    text: str = ""
    phrases: tuple[str, ...] = ()
    filter: PhotoFilter = PhotoFilter()
    without: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    chips: tuple[Chip, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.phrases or self.filter or self.without)
