"""One sentence about a photo, made of what is known and no more: what it shows and how many, where, when."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from services.vision.naming import NEUTRAL
from services.vision.nouns import SETTINGS, counted, listed, with_article
from services.vision.sightings import sightings
from services.vision.tagging import TOLD
from shared.domain.photo import MEASURED, Photo, Tag
from shared.errors import Invalid
from shared.inference.base import Found, Item

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_COUNTRIES_WITH_THE = ("Bahamas", "Central African", "Comoro", "Czech Rep", "Democratic", "Dominican Rep", "Gambia",
                       "Isle", "Maldives", "Netherlands", "Philippines", "Republic", "Seychelles", "Solomon",
                       "United")  # fmt: skip
_MOSTLY, _MUCH = 0.5, 0.15  # of the photo has one colour
_WRITTEN = 0.05  # of the pixels belong to text


def build() -> "Caption":
    return Caption()


class Caption:
    """Facts: caption, with text and source, which is MEASURED where nothing was recognised. Reads found.objects,
    found.classify, found.colour, found.kind, found.light, place, taken_at, season."""

    model = "sentences 2"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [Found(facts={"caption": self._caption(item.photo)}) for item in items]

    def _caption(self, photo: Photo) -> dict[str, str]:
        if seen := shown(photo):
            text, source = f"{seen}{_where(photo, ' in ')}{_when(photo)}.", self.model
        else:
            text, source = f"{measured(photo)}{_where(photo, ' from ')}{_when(photo)}.", MEASURED
        return {"text": text[0].upper() + text[1:], "source": source}


def shown(photo: Photo) -> str:
    """What was recognised: "two people and a dog on the beach"; empty where nothing was."""
    things = [counted(each.name, each.count, each.most) for each in sightings(photo)]
    return " ".join(filter(None, (listed(things), _setting(photo)))) if things else ""


def measured(photo: Photo) -> str:
    """What is known of a photo on which nothing was recognised: "a black and white photo taken outdoors"."""
    found = photo.found
    kind = found.get("kind", {}).get("kind", "photograph").replace("photograph", "photo")
    look = _look(photo)
    said = [look, kind] if look == "black and white" else [kind, look]
    if kind != "photo" and found.get("colour", {}).get("surfaces", {}).get("text", 0.0) >= _WRITTEN:
        said.append("with text")
    if kind == "photo" and (setting := _setting(photo) or _light(photo)):
        said.append(f"taken {setting}")
    return with_article(" ".join(filter(None, said)))


def _setting(photo: Photo) -> str:
    unwanted = frozenset(photo.edits.get("tags_removed", ()))
    sure = {tag.name for tag in _tags(photo, "classify") if tag.confidence >= TOLD} - unwanted
    return next((phrase for name, phrase in SETTINGS.items() if name in sure), "")


def _look(photo: Photo) -> str:
    """Its main colour; of several the hues, which tell more than grey and brown do."""
    if any(tag.name == "black and white" for tag in _tags(photo, "colour")):
        return "black and white"
    shares: dict[str, float] = defaultdict(float)
    for each in photo.found.get("colour", {}).get("palette", ()):
        shares[each["name"]] += each["share"]
    names = sorted(shares, key=lambda name: -shares[name])
    hues = [name for name in names if name not in NEUTRAL and shares[name] >= _MUCH]
    if names and shares[names[0]] >= _MOSTLY:
        return f"mostly in {names[0]}"
    return f"in {' and '.join((hues or names)[:2])}" if names else ""


def _light(photo: Photo) -> str:
    names = photo.found.get("light", {}).get("names", ())
    said = {"night": "at night", "golden hour": "in the golden hour", "blue hour": "in the blue hour"}
    return next((phrase for name, phrase in said.items() if name in names), "")


def _where(photo: Photo, preposition: str) -> str:
    if photo.place is None or not (photo.place.city or photo.place.region or photo.place.country):
        return ""
    names = [photo.place.city or photo.place.region, photo.place.country]
    if not names[0] and names[1].startswith(_COUNTRIES_WITH_THE):
        names[1] = f"the {names[1]}"
    return f"{preposition}{', '.join(filter(None, names))}"


def _when(photo: Photo) -> str:
    if not photo.taken_at:
        return ""
    taken = datetime.fromisoformat(photo.taken_at)
    # A year that is known without its day is written as the first moment of it.
    if taken.strftime("%m-%d %H:%M:%S") == "01-01 00:00:00":
        return f", {taken.year}"
    return f", {photo.season or _MONTHS[taken.month - 1]} {taken.year}"


def _tags(photo: Photo, stage: str) -> list[Tag]:
    return [Tag(**tag) for tag in photo.found.get(stage, {}).get("tags", ())]
