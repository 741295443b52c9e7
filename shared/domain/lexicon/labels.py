"""What tags, other values that photos are found by, and parts of a question are called in the reader's language."""

from shared.domain.fields import FIELDS, Field
from shared.domain.lexicon import lexicons
from shared.domain.lexicon.countries import NAMESAKES, country_in

_WITHOUT = "not "  # before the label of what a question leaves out
_CHIPS = {field.chip: field for field in FIELDS if field.chip}


def label(name: str, language: str, *, measured: bool = False) -> str | None:
    """Of a tag of our own vocabulary; None in English, and where no word is known. `measured`: on the pixels."""
    lexicon = lexicons().get(language)
    return lexicon.label(name, measured=measured) if lexicon else None


def value_label(field: Field, value: str, language: str) -> str | None:
    """Likewise of a value of this field. A town is called as GeoNames has it: which of its other names are of which
    language, nobody says."""
    if field.filter == "places":
        return country_in(value, language) if language in lexicons() and value not in NAMESAKES else None
    if field.filter == "cameras" or field.labels:
        return None
    return label(value, language, measured=field.name != "tag_names")


def chip_label(kind: str, said: str, language: str) -> str:
    """Of a part of a question, which is called `said` in English: "not dog" is "ohne Hund"."""
    lexicon, field = lexicons().get(language), _CHIPS.get(kind)
    if lexicon is None or field is None:
        return said
    value = said.removeprefix(_WITHOUT)
    known = value_label(field, value, language) or value_label(field, value.replace(" ", "_"), language)
    if known is None:
        return said
    return lexicon.without.format(known) if said.startswith(_WITHOUT) else known
