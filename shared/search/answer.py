"""What a search says: what was understood, and the photos, each with its reasons."""

import msgspec

from shared.domain.photo import Photo


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


Why = Looks | Text | Words


class Understood(msgspec.Struct, frozen=True, omit_defaults=True):
    """`degraded` is a sentence when a part of the search could not be done."""

    text: str = ""
    phrases: tuple[str, ...] = ()
    degraded: str = ""


class Found(msgspec.Struct, frozen=True):
    photo: Photo
    score: float
    why: tuple[Why, ...]


class Answer(msgspec.Struct, frozen=True):
    """`hits` come best first."""

    understood: Understood
    hits: tuple[Found, ...] = ()
