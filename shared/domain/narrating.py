"""What an endpoint is asked so that it words a summary, word for word as AI_USAGE.md has it: facts, and nothing else.
People and towns go as placeholders, which are filled in here, unless the owner lets the words go; birthdays are in no
fact. What is said is checked (shared/domain/checking) before anybody reads it. Other words have another VERSION.
"""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from shared.domain.captions.gists import Names, Numbers
from shared.domain.gist import OF_MANY, Gist
from shared.domain.labels import labels
from shared.domain.periods import Period
from shared.errors import Invalid

VERSION = 1

SYSTEM = (
    "You write short summaries for people who look back at their own photos. You answer with one JSON object and "
    "nothing else. Say only what the facts say: every name, place, number and date must stand in them. Invent no "
    "events, feelings, weather or reasons. Words in braces, such as {P1} and {T1}, are names: write them as they are."
)
USER = (
    'Write in the language "{language}". "text": two or three sentences, 60 words at most, that sum up these facts '
    "plainly and warmly. Facts: {facts}"
)
AGAIN = "That could not be used: {why} Answer once more, with the JSON object alone."
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}

PEOPLE, PLACES = TELLS = ("people", "places")  # what may go in words where the owner says so

_NAMED = 5  # people and towns
_LONGEST = 700  # characters of a text


class _Answer(msgspec.Struct):
    text: str


def facts_of(
    period: Period, gist: Gist, numbers: Numbers, names: Names, tell: Collection[str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """-> the facts, and what stands for each placeholder. Things are those of our own vocabulary: what stands in files
    or was written by somebody may be an instruction."""
    fills: dict[str, str] = {}

    def said(kind: str, letter: str, number: int, name: str) -> str:
        if kind in tell:
            return name
        fills[f"{{{letter}{number}}}"] = name
        return f"{{{letter}{number}}}"

    towns = [town for town in gist.towns if town.name != town.country and town.count]
    people = [(names[id], count) for id, count in gist.people.items() if id in names]
    facts = {
        "of": period.of,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "photos": gist.count,
        "days": numbers.days,
        "towns": len(towns),
        "countries": gist.countries,
        "places": [
            {"name": said(PLACES, "T", place, town.name), "photos": town.count}
            for place, town in enumerate(towns[:_NAMED], 1)
        ],
        "people": [
            {"name": said(PEOPLE, "P", place, name), "photos": count}
            for place, (name, count) in enumerate(people[:_NAMED], 1)
        ],
        "things": [{"name": name, "photos": count} for name, count in gist.telling(OF_MANY) if name in _known()],
        "busiest": {"day": numbers.busiest, "photos": numbers.busiest_count},
    }
    return facts, fills


def digest_of(facts: Mapping[str, Any], fills: Mapping[str, str]) -> str:
    return hashlib.sha256(msgspec.json.encode([facts, sorted(fills.items())])).hexdigest()


def question(facts: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    written = msgspec.json.encode(facts).decode()
    user = USER.replace("{language}", language).replace("{facts}", written)
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": user}]


def again(answer: str, why: str) -> list[dict[str, Any]]:
    return [{"role": "assistant", "content": answer}, {"role": "user", "content": AGAIN.replace("{why}", why)}]


def read(answer: str) -> str:
    """The text. Raises Invalid, with a sentence, for what cannot be used."""
    first, last = answer.find("{"), answer.rfind("}")
    try:
        text = msgspec.json.decode(answer[first : last + 1] if first >= 0 else "", type=_Answer).text
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise Invalid("It is no JSON object with a text.") from error
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if not 0 < len(plain) <= _LONGEST:
        raise Invalid(f"The text is not one of 1 to {_LONGEST} characters.")
    return plain


def filled(text: str, fills: Mapping[str, str]) -> str:
    for placeholder, name in fills.items():
        text = text.replace(placeholder, name)
    return text


def _known() -> frozenset[str]:
    return frozenset(tag for each in labels() for tag in each.tags)
