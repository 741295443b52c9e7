"""Where something is, as a sentence says it: in which room, by which water, indoors or outdoors."""

from services.vision.tagging import TOLD
from shared.domain.captions.said import SETTINGS
from shared.domain.labels import labels, masses
from shared.domain.photo import Photo

_OUTDOORS = 0.9  # of 50 photos with less than .94 five were taken indoors, three of them below
_LIVED_IN = ("underwater",)  # a fish says it as well as a reef does
_SEEN = 0.1  # of the classifier's probability: of something else than animals, where they speak for a place
_CLOSEST = 2  # of a label's tags say what it is
# Played in halls as well: what says so has to be another label.
_FIELD_SPORTS = frozenset(("baseball", "football", "american football", "rugby", "tennis", "golf", "skiing", "croquet"))


def setting(photo: Photo) -> str:
    """The first of SETTINGS that is sure, "" where none is. Reads found.classify and what the owner struck out."""
    found = photo.found.get("classify", {})
    unwanted = frozenset(photo.edits.get("tags_removed", ()))
    sure = {tag["name"]: tag["confidence"] for tag in found.get("tags", ()) if tag["confidence"] >= TOLD}
    likely = found.get("labels", ())
    of_animals = masses([each for each in likely if "animal" in labels()[int(each[0])].tags])
    of_all = masses(likely)

    def holds(name: str) -> bool:
        if name == "outdoors":
            return sure[name] >= _OUTDOORS and not _may_be_a_hall(likely)
        by_animals = of_animals.get(name, 0.0)
        return name in _LIVED_IN or not by_animals or of_all[name] - by_animals >= _SEEN

    return next((name for name in SETTINGS if name in sure and name not in unwanted and holds(name)), "")


def _may_be_a_hall(likely: list[list[float]]) -> bool:
    """Whether the likeliest label is of a sport that is played in halls as well."""
    if not likely:
        return False
    tags = labels()[int(max(likely, key=lambda each: each[2])[0])].tags
    return "sport" in tags and _FIELD_SPORTS.isdisjoint(tags[:_CLOSEST])
