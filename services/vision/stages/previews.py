"""What the stages that look at one preview at a time share."""

from collections.abc import Callable, Sequence

from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels


def each_preview(items: Sequence[Item], found: Callable[[Photo, Pixels], Found]) -> list[Found | Invalid]:
    """What is found on each; an item without pixels fails with a sentence."""
    return [
        Invalid("There is no preview to look at.") if item.pixels is None else found(item.photo, item.pixels)
        for item in items
    ]
