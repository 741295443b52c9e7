"""What a caption says, in no language: kept beside its text, so that it is said at reading in the reader's."""

import msgspec

# Where things are, by the name of the tag; the first that is sure is said.
SETTINGS = (
    "bathroom", "beach", "bedroom", "city", "coast", "countryside", "farm", "field", "forest", "garden", "kitchen",
    "living room", "office", "road", "sea", "snow", "street", "underwater", "water", "indoors", "outdoors",
)  # fmt: skip
PHOTOGRAPH = "photograph"
LIGHTS = ("night", "golden hour", "blue hour")  # that are said, the first of those that a photo has
MONOCHROME = "black and white"


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """Names are those of tags, kinds, colours and seasons. Without `things` or `people`, what was measured is said
    instead: the fields from `kind` to `light`."""

    things: tuple[tuple[str, int, int], ...] = ()  # name, how many are surely there, how many perhaps
    people: tuple[
        str, ...
    ] = ()  # who are there, by their own names: kept with no photo (shared/domain/captions/people.py)
    setting: str = ""  # one of SETTINGS
    kind: str = PHOTOGRAPH
    colours: tuple[str, ...] = ()  # the main ones, at most two; MONOCHROME alone
    mostly: bool = False  # it has little but the one colour
    text: bool = False  # something is written on it
    light: str = ""  # one of LIGHTS, where there is no setting
    town: str = ""  # or region
    country: str = ""  # as GeoNames calls it
    when: str = ""  # "2008-10", or "2008" where no more is known
    season: str = ""

    @property
    def shows(self) -> bool:
        """Whether anything was recognised."""
        return bool(self.things or self.people)
