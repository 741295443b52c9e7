"""What an endpoint answered, read as strictly as it may be wrong."""

from collections.abc import Iterable

import msgspec

from shared.domain.proven import COMPOSITIONS, MOODS
from shared.endpoint.client import Reply, Unreadable

_CAPTION = 400  # characters
_WORD = 40
_TAGS, _OBJECTS = 20, 40


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """In plain words: `tags` and `objects` in lower case, each once; `mood` and `composition` of our own lists."""

    caption: str
    tags: list[str] = []
    objects: list[str] = []
    mood: list[str] = []
    composition: list[str] = []


def read(reply: Reply) -> Answer:
    """Raises Unreadable with a sentence that says what is wrong."""
    if reply.cut:
        raise Unreadable("The endpoint's answer was cut off before its end.")
    # Prose and fences stand around it where a server holds to no schema.
    first, last = reply.text.find("{"), reply.text.rfind("}")
    if first < 0 or last < first:
        raise Unreadable("The endpoint's answer holds no JSON object.")
    try:
        answer = msgspec.json.decode(reply.text[first : last + 1], type=Answer)
    except msgspec.ValidationError as error:
        raise Unreadable(f"The endpoint's answer is not of the form that was asked for: {error}.") from error
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise Unreadable("The endpoint's answer is no JSON that can be read.") from error
    caption = _plain(answer.caption)
    if not caption or len(caption) > _CAPTION:
        raise Unreadable(f"The endpoint's caption is not one of 1 to {_CAPTION} characters.")
    return Answer(
        caption=caption,
        tags=_words(answer.tags)[:_TAGS],
        objects=_words(answer.objects)[:_OBJECTS],
        mood=[name for name in MOODS if name in answer.mood],
        composition=[name for name in COMPOSITIONS if name in answer.composition],
    )


def _words(said: Iterable[str]) -> list[str]:
    words = (_plain(word).lower().strip(" .,;:!?#\"'") for word in said)
    return list(dict.fromkeys(word for word in words if 0 < len(word) <= _WORD))


def _plain(text: str) -> str:
    """Without what is no sign to be read: control characters, those that turn the direction, broken ones."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
