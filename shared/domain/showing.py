"""Who must never appear in what the system puts together by itself: memories, summaries, stories, proposals, questions.

Asked at reading, for every photo, so that a photo which is archived, or a person who is hidden, is gone at once.
"""

from dataclasses import dataclass

from shared.domain.filter import Gathered
from shared.domain.photo import ListedPhoto
from shared.domain.where import holds


@dataclass(frozen=True, slots=True)
class Unshown:
    """Whose photos are not shown: `people` who are hidden, by id, and `aside`, albums off the timeline, as
    PhotoFilter.aside has them (services/gateway/albums/gathering.py)."""

    people: frozenset[str] = frozenset()
    aside: tuple[Gathered, ...] = ()

    def shows(self, photo: ListedPhoto) -> bool:
        """Nothing that is archived, in the trash or deleted, either. What is of somebody else's library is no question
        here: the scope of who asks leaves it out."""
        if photo.state != "active" or photo.archived:
            return False
        if not self.people.isdisjoint(photo.more.get("people", ())):
            return False
        return not any(holds(album.where(), photo) for album in self.aside)
