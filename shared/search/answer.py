"""What a search says: what was understood, and the photos, each with its reasons."""

import msgspec

from shared.domain.photo import ListedPhoto
from shared.domain.query import Chip


class Looks(msgspec.Struct, frozen=True, tag_field="kind", tag="looks"):
    """It looks like the question: the cosine, -1..1."""

    score: float


class Text(msgspec.Struct, frozen=True, tag_field="kind", tag="text"):
    """What is written on it means much the same: the cosine, -1..1."""

    score: float


class Words(msgspec.Struct, frozen=True, tag_field="kind", tag="words"):
    """These words of the question, as asked, stand there: title, place, file_name ..."""

    words: tuple[str, ...]
    where: str


class Copy(msgspec.Struct, frozen=True, tag_field="kind", tag="copy"):
    """It is the same picture, but for so many of the 64 bits of its fingerprint."""

    bits: int


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """It meets a part of the question: `kind` and `label` are the chip's, `value` is what the photo has. `soft` where
    other photos may do without."""

    kind: str
    label: str
    value: str = ""
    soft: bool = False


Why = Looks | Text | Words | Copy | Asked


class Understood(msgspec.Struct, frozen=True, omit_defaults=True):
    """`degraded` is a sentence when a part of the search could not be done."""

    text: str = ""
    phrases: tuple[str, ...] = ()
    degraded: str = ""
    chips: tuple[Chip, ...] = ()


class Found(msgspec.Struct, frozen=True):
    photo: ListedPhoto
    score: float
    why: tuple[Why, ...]


class Answer(msgspec.Struct, frozen=True):
    """`hits` come best first, or in the order that was asked for."""

    understood: Understood
    hits: tuple[Found, ...] = ()
