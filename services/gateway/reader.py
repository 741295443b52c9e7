"""Who reads: the language in which captions, tags and places are said to them."""

from typing import Annotated

from fastapi import Depends, Header, Query, Response

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
