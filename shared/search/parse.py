"""What people type -> Query. It takes any text whatever, and refuses only one that is too long."""

import re
import unicodedata

from shared.domain.query import Query
from shared.errors import Invalid

LONGEST = 1000  # characters; the text models read some hundred words and no more

_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_QUOTES = re.compile(r'["“”„«»]')
_FIRST_EMOJI = 0x1F300


def parse(q: str) -> Query:
    """A quote that never closes is no quote. Raises Invalid when `q` is longer than LONGEST."""
    if len(q) > LONGEST:
        raise Invalid(f"A search may be up to {LONGEST:,} characters long; this one has {len(q):,}.")
    q = "".join(map(_readable, unicodedata.normalize("NFC", q)))
    phrases = (_tidy(phrase) for phrase in _QUOTED.findall(q))
    return Query(text=_tidy(_QUOTES.sub(" ", q)), phrases=tuple(dict.fromkeys(filter(None, phrases))))


def _readable(character: str) -> str:
    """Text models know no emoji, but every emoji has a name."""
    category = unicodedata.category(character)
    if category in ("Cc", "Cs"):  # control characters, and halves of a broken surrogate pair
        return " "
    if category == "So" and ord(character) >= _FIRST_EMOJI:
        return f" {unicodedata.name(character, '').lower()} "
    return character


def _tidy(text: str) -> str:
    return " ".join(text.split())
