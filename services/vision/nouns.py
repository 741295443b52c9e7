"""How the tags of the vocabulary stand in a sentence."""

from collections.abc import Sequence

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

# Where other things are.
SETTINGS = {
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

# They tell how a photo is, or go without saying, and are not what it shows.
_MANNERS = """
    Christmas architecture clothing energy fun green halloween holiday interior light macro measuring night optics
    outdoor pattern red religion retro text texture time travel white winter yellow"""
NO_THING = frozenset(_MANNERS.split())

# Said only where nothing else is: somebody who plays tennis says more than tennis.
_ACTIVITIES = """
    agriculture archery baking baseball basketball boxing camping cleaning construction cooking counting croquet diving
    fishing football golf gymnastics history industry knitting laundry medicine military music navigation photography
    play police racing rugby science skiing sport swimming tennis transport travel volleyball wildlife writing"""
ACTIVITIES = frozenset(_ACTIVITIES.split()) | {"american football", "ice hockey"}

_AN_DESPITE_SPELLING = ("hour",)
_A_DESPITE_SPELLING = ("eu", "one", "uni")


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
    "person": "people", "sheep": "sheep", "bus": "buses", "bench": "benches", "couch": "couches", "knife": "knives",
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
