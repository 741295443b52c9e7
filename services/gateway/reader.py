"""Who reads: the language in which captions, tags and places are said to them, and where their clock stands."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Header, Query, Response

from shared.errors import Invalid
from shared.search.languages import spoken

LANGUAGE_HEADERS = {"Vary": "Accept-Language"}


async def reader(
    response: Response,
    lang: Annotated[
        str | None,
        Query(
            pattern="^[a-z]{2,3}$",
            description="The language that you read (ISO 639), in which what is known is said; else Accept-Language "
            "says it. In a language that is not known here, it is said in English",
            examples=["de"],
        ),
    ] = None,
    accept_language: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> str:
    """Two or three letters, "" where nobody says."""
    response.headers.update(LANGUAGE_HEADERS)
    return lang or spoken(accept_language)


Reader = Annotated[str, Depends(reader)]

Zone = Annotated[
    str | None,
    Query(alias="tz", max_length=64, description='Your time zone, for "today"; UTC else', examples=["Europe/Rome"]),
]


def now_in(zone: str | None) -> datetime:
    """Raises Invalid for what is no zone."""
    try:
        return datetime.now(ZoneInfo(zone) if zone else UTC)
    except (KeyError, ValueError, OSError):
        raise Invalid(f"tz is not a time zone: {zone!r}. They are called as Europe/Rome is.") from None
