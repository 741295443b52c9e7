"""Colours, moods, compositions, light, times of day and kinds of pictures.

"Red" by itself asks for red photos. In "a red car" it is the car that is red: photos of that colour come sooner, and
no other is left out. What no photo of the library has is just a word.
"""

from collections.abc import Iterator
from typing import Any

from shared.domain.fields import FIELDS
from shared.domain.query import Wish
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading, Strength
from shared.search.grammar.vocabulary import Said, Vocabulary
from shared.search.names import Counts, Names

# kind of chip: (PhotoFilter's field and Names', the photo's)
_FIELDS = {field.chip: (field.filter, field.name) for field in FIELDS if field.chip}

# What more than one field tells: a photo taken at night, or as dark as one; a portrait is upright, or of a person.
_EITHER = {
    "night": (("tag_names", "night"), ("traits", "dark")),
    "panorama": (("tag_names", "panorama"), ("traits", "panoramic")),
    "portrait": (("traits", "upright"), *(("tag_names", tag) for tag in ("person", "man", "woman", "child", "baby"))),
}

_COMPANY = ("portrait", "selfie", "group", "crowd")  # traits that faces tell

_MANY = {"tag_names": "tags", "traits": "traits"}

Either = tuple[tuple[str, str], ...]


class AttributeReader:
    def __init__(self, words: Vocabulary, names: Names) -> None:
        self._words = words
        self._names = names
        said: dict[str, Said] = {
            "colour": words.colours,
            "mood": words.moods,
            "composition": words.compositions,
            "time": words.times_of_day,
            "light": words.lights,
            "tag": words.tags,
            "trait": words.traits,
            "kind": words.kinds,
        }
        self._said = [
            (tuple(way.split()), kind, name)
            for kind, names in said.items()
            for name, ways in names.items()
            for way in ways
        ]
        self._fillers = {"", *words.fillers.split()}
        self._photos = set(words.photos.split())
        self._pictured = set(words.pictured.split())
        self._told = names.tells("times_of_day")
        self._articles = set(words.articles.split())
        self._the = frozenset(words.the.split())
        self._plural = tuple(words.plural.split())
        self._to_time, self._of_kind = (set(each.split()) for each in (words.said.time, words.said.kind))

    def read(self, question: Question) -> Iterator[Reading]:
        for way, kind, name in self._said:
            for first in range(len(question) - len(way) + 1):
                last = first + len(way)
                if question.plain[first:last] == way and self._known(kind, name):
                    yield self._reading(question, first, last, kind, name)

    def _reading(self, question: Question, first: int, last: int, kind: str, name: str) -> Reading:
        field, of_photo = _FIELDS[kind]
        fields: dict[str, Any] = {field: (name,)}
        negated: dict[str, Any] | None = {f"no_{field}": (name,)}
        either = self._either(name)
        strength: Strength = "alone"
        wish: Wish | None = Wish(of_photo, name)
        start = first
        match kind:
            case "time":
                negated = {field: tuple(each for each in self._names["times_of_day"] if each != name)}
                start -= question.at(first - 1) in self._the
                led = question.at(start - 1) in self._to_time
                start = start - 1 if led else first
                if either:
                    fields, negated, wish = _of_either(either)
                if led and question.at(last) in self._fillers and (either or self._told):
                    strength = "sure"
            case "kind":
                strength = "sure" if self._as_kind(question, first, last) else "alone"
                start -= question.at(start - 1) in self._articles
            case "trait":
                if name not in _COMPANY:
                    wish = None  # a town's square is no square photo
                if either:
                    fields, negated, wish = _of_either(either)
                strength = "sure" if question.at(last) in self._photos else "alone"
            case "tag":
                # A black and white dog is not a black and white photo, but a black and white portrait is one.
                of_a_photo = question.at(last) in self._photos
                sure = of_a_photo or question.at(last) in self._pictured
                strength, wish = ("sure", wish) if sure else ("alone", None)
                last += of_a_photo
        label = name.replace("_", " ")
        return Reading(kind, label, start, last, fields, negated, strength, wish)

    def _as_kind(self, question: Question, first: int, last: int) -> bool:
        """ "Screenshots of chats", "a drawing of a cat", "my documents"; not "a man signing a document"."""
        begins = all(word in self._fillers for word in question.plain[:first])
        ends = last == len(question)
        plural = question.at(last - 1).endswith(self._plural)
        return (begins and (ends or question.at(last) in self._of_kind)) or (ends and plural)

    def _known(self, kind: str, name: str) -> bool:
        return bool(self._either(name) or self._counts(kind).get(name))

    def _either(self, name: str) -> Either:
        """What of it the library has; nothing where its times of day, or its faces, say it better."""
        if (name in self._names["times_of_day"] and self._told) or name in self._names["traits"]:
            return ()
        counts: dict[str, Counts] = {"tag_names": self._names["tags"], "traits": self._names["traits"]}
        return tuple((field, value) for field, value in _EITHER.get(name, ()) if counts[field].get(value))

    def _counts(self, kind: str) -> Counts:
        return self._names[_FIELDS[kind][0]]


def _of_either(either: Either) -> tuple[dict[str, Any], dict[str, Any], None]:
    """-> (the fields, those of its negation, no wish)."""
    negated = {f"no_{_MANY[field]}": tuple(value for of, value in either if of == field) for field, _ in either}
    return {"either": (either,)}, negated, None
