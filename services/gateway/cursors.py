"""`after` and `next`: where a page ends, as clients carry it from one request to the next."""

import base64
import binascii
from collections.abc import Sequence
from typing import Annotated

from fastapi import Query

from shared.catalog.all_photos import Cursor
from shared.catalog.scoped_photos import Point
from shared.domain.photo import ListedPhoto
from shared.errors import Invalid

After = Annotated[str | None, Query(max_length=200, description="`next` of the page before")]


def next_of(photos: Sequence[ListedPhoto | Point], limit: int, *, by: str = "sort_at") -> str | None:
    """None where a page of `limit` was not filled: it was the last. `by`: the field that they are ordered by."""
    if len(photos) < limit:
        return None
    return encoded((getattr(photos[-1], by), photos[-1].id))


def encoded(cursor: Cursor) -> str:
    return base64.urlsafe_b64encode(" ".join(cursor).encode()).decode().rstrip("=")


def cursor(after: str | None) -> Cursor | None:
    """Raises Invalid for what is no page's next."""
    if after is None:
        return None
    try:
        sort_at, _, id = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode().partition(" ")
    except (binascii.Error, ValueError):
        sort_at = id = ""
    if not sort_at or not id:
        raise Invalid("after is not a page's next. Leave it out to begin with the first photo.")
    return sort_at, id
