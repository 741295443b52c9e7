"""Where a photo's original and its sidecar lie, and what may be wrong with them."""

ORIGINAL_MISSING, ORIGINAL_ALTERED = DAMAGE_KINDS = "original_missing", "original_altered"
ORIGINAL_DAMAGED = "original:damaged"  # a trouble


def original_key(owner: str, photo: str, *, flat: bool = False) -> str:
    """In one of 65,536 folders, by the last four digits of the id: the first ones are those of a time. `flat`: where
    an earlier release put it."""
    folder = owner if flat else f"{owner}/{photo[-4:-2]}/{photo[-2:]}"
    return f"originals/{folder}/{photo}"


def sidecar_key(owner: str, photo: str) -> str:
    return f"sidecars/{owner}/{photo}"


def photo_at(key: str) -> str:
    """The id of the photo whose original or sidecar has this key."""
    return key.rpartition("/")[2]
