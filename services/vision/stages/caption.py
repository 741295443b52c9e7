"""One sentence about a photo, made of what is known and no more: what it shows, where, when."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache

from services.vision.nouns import NO_THING, SETTINGS, with_article
from shared.domain.labels import Label, labels
from shared.domain.photo import Photo, Tag
from shared.errors import Invalid
from shared.inference.base import Found, Item

# A label of this probability is described in its own words: by eye, nine in ten of those sentences fit the photo.
_SURE = 0.5
_RATHER_SURE = 0.7  # of a tag; below this, the sentence says that it may be wrong
_THINGS = 2  # a sentence names at most
_IMPLIED = 0.5  # of a tag's labels carry another: where the one is, the other goes without saying
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_COUNTRIES_WITH_THE = ("Bahamas", "Central African", "Comoro", "Czech Rep", "Democratic", "Dominican Rep", "Gambia",
                       "Isle", "Maldives", "Netherlands", "Philippines", "Republic", "Seychelles", "Solomon",
                       "United")  # fmt: skip


def build() -> "Caption":
    return Caption()


class Caption:
    """Facts: caption, with text and source. Reads found.classify, found.colour, place, taken_at, season."""

    model = "sentences 1"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [Found(facts={"caption": {"text": sentence(item.photo), "source": self.model}}) for item in items]


def sentence(photo: Photo) -> str:
    """What is not known is not mentioned, what is not sure is said to be so."""
    thing = _thing(photo)
    text = f"{thing}{_where(photo, thing)}{_when(photo)}."
    return text[0].upper() + text[1:]


def _thing(photo: Photo) -> str:
    unwanted = frozenset(photo.edits.get("tags_removed", ()))
    for index, _, sharp in photo.found.get("classify", {}).get("labels", ()):
        label: Label = labels()[index]
        if sharp >= _SURE and unwanted.isdisjoint(label.tags):
            return label.caption
    tags = [tag for tag in _tags(photo, "classify") if tag.name not in unwanted]
    sure = [tag.name for tag in tags if tag.confidence >= _RATHER_SURE]
    things = _narrowest([name for name in sure if _is_thing(name)])[:_THINGS]
    setting = next((phrase for name, phrase in SETTINGS.items() if name in sure), "")
    if things:
        return " ".join(filter(None, ("a photo of", " and ".join(map(with_article, things)), setting)))
    perhaps = [tag.name for tag in tags if _is_thing(tag.name)]
    if perhaps:
        return f"a photo that may show {with_article(perhaps[0])}"
    return " ".join(filter(None, ("a", *_look(photo), "photo", setting and f"taken {setting}")))


def _is_thing(name: str) -> bool:
    return name in _carriers() and name not in NO_THING and name not in SETTINGS


def _narrowest(names: Sequence[str]) -> list[str]:
    """Without those that another one implies: no animal where there is a dog."""
    carriers = _carriers()

    def implied(name: str, by: str) -> bool:
        narrower = carriers[by]
        return len(narrower) < len(carriers[name]) and len(narrower & carriers[name]) >= _IMPLIED * len(narrower)

    return [name for name in names if not any(implied(name, other) for other in names)]


def _look(photo: Photo) -> Iterator[str]:
    measured = photo.found.get("colour", {})
    names = {*measured.get("plain", ()), *(tag.name for tag in _tags(photo, "colour"))}
    yield from (name for name in ("horizontal", "vertical", "square", "black and white") if name in names)
    if "colour photo" in names:
        yield "colour"


def _where(photo: Photo, thing: str) -> str:
    if photo.place is None or not (photo.place.city or photo.place.region or photo.place.country):
        return ""
    names = [photo.place.city or photo.place.region, photo.place.country]
    if names[0] and names[0] in thing:  # "a gondola boat on a canal in Venice"
        return ""
    if not names[0] and names[1].startswith(_COUNTRIES_WITH_THE):
        names[1] = f"the {names[1]}"
    return f" in {', '.join(filter(None, names))}"


def _when(photo: Photo) -> str:
    if not photo.taken_at:
        return ""
    taken = datetime.fromisoformat(photo.taken_at)
    # A year that is known without its day is written as the first moment of it.
    if taken.strftime("%m-%d %H:%M:%S") == "01-01 00:00:00":
        return f", taken in {taken.year}"
    return f", taken in {photo.season or _MONTHS[taken.month - 1]} {taken.year}"


def _tags(photo: Photo, stage: str) -> list[Tag]:
    return [Tag(**tag) for tag in photo.found.get(stage, {}).get("tags", ())]


@cache
def _carriers() -> dict[str, frozenset[int]]:
    """Of each tag of the vocabulary, the labels that carry it."""
    carriers: dict[str, set[int]] = {}
    for label in labels():
        for tag in label.tags:
            carriers.setdefault(tag, set()).add(label.index)
    return {tag: frozenset(indexes) for tag, indexes in carriers.items()}
