"""English, which every caption is written in."""

from collections.abc import Sequence

from shared.domain.captions.people import PERSON
from shared.domain.captions.said import MONOCHROME, PHOTOGRAPH, Said

# Without an article: masses, plurals, activities.
_MASSES = """
    agriculture archery architecture armor art baking baseball basketball beer binoculars boxing bread broccoli camping
    candy cattle cheese chocolate citrus cleaning clothing coffee construction cooking coral corn cosmetics counting
    croquet dishes diving dough eggnog electronics energy espresso fabric fire fishing food football footwear fruit
    furniture glass golf grass guacamole gymnastics hair hay history industry jeans jewelry knitting laundry lipstick
    lotion makeup meat medicine metal money music nature navigation optics pajamas paint paper pasta people perfume
    photography play police racing rain religion rugby ruins sand science seafood sheep skiing snow soap space sport
    stairs steam steel sunglasses sunscreen sweets swimming swimwear tea tennis thread transport travel trousers
    underwear velvet volleyball water wildlife wine wood wool writing yarn"""
_BARE = frozenset(_MASSES.split()) | {
    "american football", "face powder", "hair spray", "ice cream", "ice hockey", "knee pads", "mashed potatoes",
    "parallel bars", "red wine", "swim trunks", "toilet paper", "window blinds",
}  # fmt: skip

# Of which there is one.
_THE = frozenset({"military", "sky"})

_SETTINGS = {
    "bathroom": "in a bathroom",
    "beach": "on the beach",
    "bedroom": "in a bedroom",
    "city": "in the city",
    "coast": "on the coast",
    "countryside": "in the countryside",
    "farm": "on a farm",
    "field": "in a field",
    "forest": "in the forest",
    "garden": "in a garden",
    "kitchen": "in a kitchen",
    "living room": "in a living room",
    "office": "in an office",
    "road": "on the road",
    "sea": "by the sea",
    "snow": "in the snow",
    "street": "on the street",
    "underwater": "under water",
    "water": "by the water",
    "indoors": "indoors",
    "outdoors": "outdoors",
}

_AN_DESPITE_SPELLING = ("hour",)
_A_DESPITE_SPELLING = ("eu", "one", "uni")

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_COUNTRIES_WITH_THE = ("Bahamas", "Central African", "Comoro", "Czech Rep", "Democratic", "Dominican Rep", "Gambia",
                       "Isle", "Maldives", "Netherlands", "Philippines", "Republic", "Seychelles", "Solomon",
                       "United")  # fmt: skip
_KINDS = {PHOTOGRAPH: "photo"}
_LIGHTS = {"night": "at night", "golden hour": "in the golden hour", "blue hour": "in the blue hour"}


def sentence(said: Said) -> str:
    """ "Two people and a dog on the beach in Arezzo, Italy, October 2008." """
    text = f"{_shown(said)}{_where(said, ' in ')}" if said.shows else f"{_measured(said)}{_where(said, ' from ')}"
    return f"{text[0].upper()}{text[1:]}{_when(said)}."


def _shown(said: Said) -> str:
    things = listed([*said.people, *(_beside(said.people, *thing) for thing in said.things)])
    return " ".join(filter(None, (things, _SETTINGS.get(said.setting))))


def _beside(people: Sequence[str], noun: str, count: int, most: int) -> str:
    """ "Anna and another person", "Anna, Ben and several other people"."""
    if not people or noun != PERSON:
        return counted(noun, count, most)
    return f"another {noun}" if count == 1 else counted(f"other {noun}", count, most)


def _measured(said: Said) -> str:
    """ "a black and white photo taken outdoors"."""
    words = [_KINDS.get(said.kind, said.kind)]
    if said.colours == (MONOCHROME,):
        words.insert(0, MONOCHROME)
    elif said.colours:
        words.append(f"{'mostly ' if said.mostly else ''}in {' and '.join(said.colours)}")
    if said.text:
        words.append("with text")
    if taken := _SETTINGS.get(said.setting) or _LIGHTS.get(said.light):
        words.append(f"taken {taken}")
    return with_article(" ".join(words))


def _where(said: Said, preposition: str) -> str:
    return names_place(said.town, said.country, preposition)


def names_place(town: str, country: str, preposition: str = " in ") -> str:
    """ " in Arezzo, Italy", " in the Netherlands"; "" where neither is known."""
    if not town and country.startswith(_COUNTRIES_WITH_THE):
        country = f"the {country}"
    names = ", ".join(filter(None, (town, country)))
    return f"{preposition}{names}" if names else ""


def _when(said: Said) -> str:
    year, _, month = said.when.partition("-")
    return f", {said.season or _MONTHS[int(month) - 1]} {year}" if month else f", {year}" if year else ""


def with_article(noun: str) -> str:
    """ "an elephant", "a unicycle", "snow", "the sea"."""
    if noun in _BARE:
        return noun
    if noun in _THE:
        return f"the {noun}"
    sounds_open = noun[:1].lower() in "aeiou" and not noun.lower().startswith(_A_DESPITE_SPELLING)
    return f"{'an' if sounds_open or noun.startswith(_AN_DESPITE_SPELLING) else 'a'} {noun}"


# Of which there are always several, and one that has no s.
_PLURALS = {
    "person": "people", "other person": "other people",
    "sheep": "sheep", "bus": "buses", "bench": "benches", "couch": "couches", "knife": "knives",
    "wine glass": "wine glasses", "toothbrush": "toothbrushes", "sandwich": "sandwiches",
    "computer mouse": "computer mice",
}  # fmt: skip
NUMBERS = {2: "two", 3: "three"}  # further ones are not counted well
_PAIRS = frozenset({"skis", "scissors"})


def counted(noun: str, count: int, most: int) -> str:
    """ "a dog", "two dogs", "several dogs": a number is said where `count`, those that are surely there, are all that
    may be there."""
    if noun in _PAIRS:
        return noun
    if count == 1:
        return with_article(noun)
    if noun in _BARE and noun not in _PLURALS:
        return noun
    plural = _PLURALS.get(noun, f"{noun}s")
    if count == most and count in NUMBERS:
        return f"{NUMBERS[count]} {plural}"
    return f"several {plural}" if count > 2 else plural


def listed(nouns: Sequence[str]) -> str:
    """ "a dog", "a dog and a cat", "a dog, a cat and a bird"."""
    *first, last = [*nouns] or [""]
    return f"{', '.join(first)} and {last}" if first else last
