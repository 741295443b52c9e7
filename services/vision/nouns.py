"""How the tags of the vocabulary stand in a sentence."""

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
