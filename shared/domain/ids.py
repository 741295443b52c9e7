"""Ids are UUIDv7: unique without asking anyone, and in order of their making."""

from typing import NewType

import uuid_utils

PhotoId = NewType("PhotoId", str)
OwnerId = NewType("OwnerId", str)

# Until accounts come there is one owner.
SOLE_OWNER = OwnerId("me")


def new_id() -> str:
    return str(uuid_utils.uuid7())


def is_id(text: str) -> bool:
    """Whether `text` is a canonical UUID; anything else cannot name a record."""
    try:
        return str(uuid_utils.UUID(text)) == text
    except ValueError:
        return False
