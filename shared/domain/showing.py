"""Who must never appear in what the system puts together by itself: memories, summaries, stories, proposals, questions.

Asked at reading, for every photo, so that a photo which is archived, or a person who is hidden, is gone at once.
"""

from collections.abc import Collection

from shared.domain.filter import Gathered
from shared.domain.photo import ListedPhoto
from shared.domain.where import holds


def may_be_shown(photo: ListedPhoto, hidden_people: Collection[str], off_timeline_albums: Collection[Gathered]) -> bool:
    """Nothing that is archived, in the trash or deleted; nothing with a person who is hidden, by id; nothing that is in
    an album off the timeline, as PhotoFilter.aside has these (services/gateway/albums/gathering.py). What is of
    somebody else's library is no question here: the scope of who asks leaves it out."""
    if photo.state != "active" or photo.archived:
        return False
    if not set(photo.more.get("people", ())).isdisjoint(hidden_people):
        return False
    return not any(holds(album.where(), photo) for album in off_timeline_albums)
