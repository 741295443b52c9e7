"""Clean text from whatever a camera or an editor left in a file."""

import re
import unicodedata

LONG, SHORT = 5000, 200  # characters: a description, and a name or keyword

_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# Lone surrogates, signs of failed decoding, and marks that turn the direction of the text around them.
_DROPPED = re.compile("[\ud800-\udfff\ufffd\ufeff\u202a-\u202e\u2066-\u2069]")


def clean(value: object, limit: int = SHORT) -> str:
    """One line of NFC text without control characters or lone surrogates, "" for anything that is no text."""
    match value:
        case bytes():
            text = _decoded(value)
        case str():
            text = _mended(value)
        case int() | float():
            text = str(value)
        case _:
            return ""
    text = text.split("\0", 1)[0]  # a C string ends there; what follows is an older, longer one
    text = _SPACES.sub(" ", _DROPPED.sub("", text[: 2 * limit])).strip()
    return unicodedata.normalize("NFC", text)[:limit].strip()


def utf16(value: object, limit: int = SHORT) -> str:
    """Windows' XP tags: UTF-16 bytes, sometimes given as a tuple of numbers."""
    if isinstance(value, tuple):
        value = bytes(number & 0xFF for number in value if isinstance(number, int))
    return clean(value.decode("utf-16-le", "ignore"), limit) if isinstance(value, bytes) else ""


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _mended(text: str) -> str:
    """Pillow reads EXIF's ASCII as Latin-1, but most who go beyond ASCII write UTF-8."""
    try:
        return _decoded(text.encode("latin-1"))
    except UnicodeEncodeError:
        return text
