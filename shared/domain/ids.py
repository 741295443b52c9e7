"""Ids are UUIDv7: unique without asking anyone, and in order of their making."""

from datetime import UTC, datetime
from typing import NewType

import uuid_utils

from shared.domain.instants import instant, parse_instant

PhotoId = NewType("PhotoId", str)
OwnerId = NewType("OwnerId", str)

# Whose library is there before any account, and the first account's from then on.
SOLE_OWNER = OwnerId("me")


def new_id() -> str:
    return str(uuid_utils.uuid7())


def is_id(text: str) -> bool:
    """Whether `text` is a canonical UUID; anything else cannot name a record."""
    try:
        return str(uuid_utils.UUID(text)) == text
    except ValueError:
        return False


def first_from(moment: str) -> str:
    """The least id that new_id can make from that instant on, to the millisecond: all ids made before are less."""
    made = int(parse_instant(moment).timestamp() * 1000)
    return str(uuid_utils.UUID(int=made << 80 | 0x7 << 76 | 0b10 << 62))


def made_at(id: str) -> str | None:
    """The instant at which new_id made it, to the millisecond; None for an id that was made otherwise."""
    uuid = uuid_utils.UUID(id)
    try:
        return instant(datetime.fromtimestamp(uuid.timestamp / 1000, UTC)) if uuid.version == 7 else None
    except (ValueError, OverflowError):  # the calendar ends before the numbers do
        return None
