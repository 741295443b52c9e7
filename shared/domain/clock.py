"""When a photo was taken, by the clock on the wall."""

from datetime import datetime

from shared.domain.photo import ListedPhoto


def clock_of(photo: ListedPhoto) -> datetime | None:
    """None where no time of day is known: it is midnight sharp then, as on scanned photos."""
    try:
        local = datetime.fromisoformat(photo.taken_at or "")
    except ValueError:
        return None
    return None if (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0) else local
