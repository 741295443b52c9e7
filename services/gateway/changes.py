"""What a change says of a photo, in turns: from what its owner says of it now to what they say then."""

from collections.abc import Callable

from services.gateway.corrections import Said, dated, placed, rezoned, shifted, zoned_there
from shared.domain.actions import (
    Archive,
    Change,
    Delete,
    Favour,
    Label,
    Rate,
    SetDate,
    SetPlace,
    SetZone,
    Shift,
    Turn,
)
from shared.domain.edits import said, tag
from shared.domain.photo import Photo

Turning = Callable[[Photo], tuple[Turn, ...] | None]


async def turning(change: Change) -> Turning:
    """How the change turns a photo: None where it is so already, or where it cannot be said of this photo. A deletion
    turns nothing. What it returns raises Invalid for a change that makes no sense."""
    if isinstance(change, Delete):
        return lambda _: ()
    if isinstance(change, SetPlace):
        place = await placed(change.location)
        return lambda photo: _turns(photo, place | zoned_there(photo, change.location))
    return lambda photo: _turns(photo, _said(change, photo))


def _said(change: Change, photo: Photo) -> Said:
    """Only what is not so anyway."""
    match change:
        case Rate(rating):
            return {} if rating == photo.rating else {"rating": rating}
        case Favour(favourite):
            return {} if favourite == photo.favourite else {"favourite": favourite}
        case Archive(archived):
            return {} if archived == photo.archived else {"archived": archived}
        case Label(add, remove):
            names = {each.name for each in photo.tags}
            return dict.fromkeys(map(tag, add), "added") | {tag(name): "removed" for name in remove if name in names}
        case Shift(seconds):
            return shifted(photo, seconds)
        case SetZone(zone, keep):
            return rezoned(photo, zone, keep)
        case SetDate(taken_at):
            return dated(photo, taken_at)
    raise TypeError(f"{change} is said of no single photo")


def _turns(photo: Photo, values: Said) -> tuple[Turn, ...] | None:
    turns = (Turn(name, said(photo.edits, name), value) for name, value in values.items())
    return tuple(turn for turn in turns if turn.before != turn.after) or None
