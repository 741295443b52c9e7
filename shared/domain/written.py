"""What is written on a photo, and whether it is fact or a model's word."""

from collections.abc import Iterator
from typing import NamedTuple

from shared.domain.photo import ListedPhoto

# Where people write in their own language, and not names or numbers.
IN_WORDS = frozenset(("title", "description", "keywords", "tags", "text"))


class Written(NamedTuple):  # made by the thousand at every question
    """`sure` when the owner, the camera or the map says so, or when it stands on the photo to be read."""

    where: str
    text: str
    sure: bool


def written_on(photo: ListedPhoto) -> Iterator[Written]:
    """Every text that a person could quote, the surest first."""
    for where, text in (("title", photo.title), ("description", photo.description)):
        if text:
            yield Written(where, text, sure=True)
    for text in photo.translations:
        yield Written("description", text, sure=True)
    for keyword in photo.keywords:
        yield Written("keywords", keyword, sure=True)
    for tag in photo.tags:
        if tag.source == "owner":
            yield Written("tags", tag.name, sure=True)
    if photo.place:
        yield Written(
            "place", ", ".join(filter(None, (photo.place.city, photo.place.region, photo.place.country))), sure=True
        )
    if photo.camera:
        yield Written("camera", f"{photo.camera.make} {photo.camera.model}".strip(), sure=True)
    yield Written("file_name", photo.file_name, sure=True)
    if photo.text:
        yield Written("text", photo.text, sure=True)
    if photo.caption:
        yield Written("caption", photo.caption.text, sure=photo.caption.source == "owner")
    for tag in photo.tags:
        if tag.source != "owner":
            yield Written("tags", tag.name, sure=False)
