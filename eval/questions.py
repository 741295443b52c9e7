"""Questions to which the evalkit's libraries hold no answer. Written before any of them was asked."""

from collections.abc import Sequence

# No photo of any library answers these.
NONSENSE = (
    "asdfghjkl", "qwertz uiop", "xkcdqz vrrmp", "blorfing the gnarp", "zzzzzzzzzz", "fnord", "wug blicket dax",
    "lorem ipsum dolor sit amet", "consectetur adipiscing elit", "klaatu barada nikto", "jabberwocky frumious",
    "1234567890", "3.14159265", "0x7fff5fbff8c8", "a8f5f167f44f4964e6c998dee827110c", "!!! ??? ...", "$$$ %%% &&&",
    "SELECT * FROM users WHERE id = 1", "<script>alert(1)</script>", "../../etc/passwd", "git rebase --onto main",
    "the square root of minus one", "second law of thermodynamics", "quarterly tax deduction rate",
    "subordinate clause in the subjunctive", "epistemological relativism", "interest rate swap agreement",
    "the meaning of life", "proof by induction", "monetary policy of the central bank", "yesterday's opinion poll",
    "terms and conditions apply", "your password has expired", "error 404 not found", "why is it so",
    "to be or not to be", "whatever happens happens", "nevertheless and furthermore",
    "how do I cancel my subscription",
    "колмогоровская сложность", "量子力学的诠释", "مبرهنة فيثاغورس",
)  # fmt: skip

# Things that one could photograph. Those that a caption or label of the library names are left out when asked.
THINGS = (
    "violin", "cello", "accordion", "saxophone", "drum kit", "harp", "bagpipes", "trombone",
    "giraffe", "zebra", "kangaroo", "koala", "penguin", "polar bear", "crocodile", "hippopotamus", "rhinoceros",
    "octopus", "jellyfish", "shark", "whale", "dolphin", "seal on the ice", "peacock", "flamingo", "ostrich",
    "camel in the desert", "hedgehog", "squirrel", "porcupine", "snail", "scorpion", "tarantula", "lobster",
    "starfish",
    "volcano eruption", "northern lights", "waterfall", "glacier", "coral", "geyser", "tornado", "lightning storm",
    "submarine", "tank", "aircraft carrier", "space shuttle", "helicopter", "hovercraft", "steam locomotive",
    "snowplow", "forklift", "ambulance", "fire engine", "tractor", "go-kart", "gondola in Venice",
    "windmill", "castle", "pagoda", "mosque", "igloo", "totem pole", "Eiffel Tower", "Stonehenge", "pyramid",
    "obelisk",
    "chandelier", "sewing machine", "typewriter", "rotary telephone", "grandfather clock", "microscope",
    "telescope",
    "stethoscope", "chainsaw", "hammer", "screwdriver", "padlock", "parachute", "wheelchair", "wedding dress",
    "sombrero", "gas mask", "knight in armour", "astronaut", "scuba diver", "ballet dancer", "sumo wrestler",
    "bowling alley", "billiard table", "golf course", "archery target", "boxing ring", "pommel horse",
    "pretzel", "guacamole", "mushroom", "artichoke", "pineapple", "pomegranate", "sushi", "lasagna",
)  # fmt: skip

# The same in whole sentences, as people describe a photo.
SCENES = (
    "a giraffe eating leaves from a tall tree", "an orchestra with violins playing on a stage",
    "a penguin sliding on its belly over the ice", "a camel caravan crossing the desert at noon",
    "an astronaut floating above the earth", "a whale jumping out of the ocean", "a kangaroo with a baby in its pouch",
    "lava flowing down from a volcano at night", "a ballet dancer in a white tutu on her toes",
    "a knight in armour riding to a castle", "a diver next to a sea turtle over a coral reef",
    "two sumo wrestlers facing each other", "fireworks over a harbour on new year's eve",
    "a bride and a groom cutting their wedding cake", "a judge in a robe sitting in a courtroom",
    "a helicopter rescuing a climber from a glacier", "a blacksmith hammering hot iron on an anvil",
    "a waterfall with a rainbow deep in the jungle", "a hedgehog curled up in autumn leaves",
    "children building a snowman in front of a school", "a surgeon in an operating theatre",
    "a tornado approaching a farm", "a submarine rising to the surface", "a scientist looking into a microscope",
)  # fmt: skip


def absent(things: tuple[str, ...], texts: Sequence[str]) -> list[str]:
    """The things of which no text holds a word."""
    said = " ".join(texts).lower()
    return [
        thing
        for thing in things
        if not any(word.lower().rstrip("s") in said for word in thing.split() if len(word) > 3)
    ]
