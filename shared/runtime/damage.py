"""What was found damaged and goes on being told, at /readyz and by the doctor, until somebody has looked at it."""

from shared.catalog.founding import Foundings
from shared.catalog.photos import Photos

_NAMED = 3
_COUNTED = 10_000  # photos


async def damage(photos: Photos, foundings: Foundings) -> list[str]:
    """A sentence for each kind of damage."""
    told = []
    if aside := [each.id for each in await photos.set_aside()]:
        told.append(f"The records of {len(aside)} photos cannot be read and were set aside: {some(aside)}.")
    if damaged := await photos.all.damaged(limit=_COUNTED):
        told.append(
            f"The originals of {len(damaged)} photos are gone or damaged: {some(damaged)}. Put them back from a "
            "backup, or upload the same files again (docs/operations.md)."
        )
    if (founding := await foundings.read()) and founding.unowned:
        told.append(
            f"{founding.unowned} originals and sidecars have no record; an earlier catalog may have known them. "
            "They stay where they are: stop Heliograph and run python -m services.recover (docs/operations.md)."
        )
    return told


def some(ids: list[str]) -> str:
    """The first of them, by name."""
    return ", ".join(ids[:_NAMED]) + (f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else "")
