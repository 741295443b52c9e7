"""What a change says of a photo, in differences: from what its owner says of it now to what they say then."""

from collections.abc import Callable

from services.gateway.corrections import Said, dated, placed, rezoned, shifted, zoned_there
from shared.domain.actions import (
    Archive,
    Collect,
    Delete,
    Difference,
    Favour,
    Label,
    PhotoChange,
    Rate,
    SetDate,
    SetPlace,
    SetZone,
    Shift,
    Take,
)
from shared.domain.edits import album, check_albums, check_tags, said, saying, tag
from shared.domain.photo import Location, Photo
from shared.domain.sent import INBOX, SENT

Differing = Callable[[Photo], tuple[Difference, ...] | None]


async def differing(change: PhotoChange) -> Differing:
    """What is different on a photo then: None where it is so already, or where it cannot be said of this photo; nothing
    where it is deleted. What it returns raises Invalid for a change that makes no sense."""
    if isinstance(change, Delete):
        return lambda _: ()
    if isinstance(change, SetPlace):
        place, where = await placed(change.location), change.location
        return lambda photo: None if _is_there(photo, where) else differences(photo, place | zoned_there(photo, where))
    return lambda photo: differences(photo, _said(change, photo))


def _is_there(photo: Photo, where: Location | None) -> bool:
    at = photo.location
    if where is None or at is None:
        return at is where and not photo.place
    return (at.latitude, at.longitude) == (where.latitude, where.longitude)


def _said(change: PhotoChange, photo: Photo) -> Said:
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
            labels = dict.fromkeys(map(tag, add), "added") | {tag(name): "removed" for name in remove if name in names}
            check_tags(photo.edits, saying(photo.edits, labels))
            return labels
        case Collect(id, add, smart):
            after = "added" if add else "removed" if smart else None
            check_albums(saying(photo.edits, {album(id): after}))
            return {album(id): after}
        case Take():
            return _taken(photo)
        case Shift(seconds):
            return shifted(photo, seconds)
        case SetZone(zone, keep):
            return rezoned(photo, zone, keep)
        case SetDate(taken_at):
            return dated(photo, taken_at)
    raise TypeError(f"{change} is said of no single photo")


def _taken(photo: Photo) -> Said:
    if INBOX not in photo.edits:
        return {}
    into = photo.found.get(SENT, {}).get("album")
    said: Said = {INBOX: None} | ({album(into): "added"} if into else {})
    check_albums(saying(photo.edits, said))
    return said


def differences(photo: Photo, values: Said) -> tuple[Difference, ...] | None:
    differences = (Difference(name, said(photo.edits, name), value) for name, value in values.items())
    return tuple(each for each in differences if each.before != each.after) or None
