"""A caption in any language that has a lexicon."""

from shared.domain.captions.people import PERSON
from shared.domain.captions.said import MONOCHROME, Said
from shared.domain.lexicon import Lexicon
from shared.domain.lexicon.countries import country_in

OTHER = "other person"  # as nouns of a lexicon call them
_NUMBERS = {2: "two", 3: "three"}  # further ones are not counted well


def sentence(said: Said, lexicon: Lexicon, language: str) -> str | None:
    """None where a thing, or a country, has no word in this language: a sentence is never of two."""
    place = _place(said, lexicon, language)
    parts = _things(said, lexicon) if said.shows else _measured(said, lexicon)
    if parts is None or place is None:
        return None
    form = lexicon.sentence.shown if said.shows else lexicon.sentence.measured
    text = form.format(**parts, place=place, when=_when(said, lexicon))
    return text[0].upper() + text[1:]


def _things(said: Said, lexicon: Lexicon) -> dict[str, str] | None:
    things = [_counted(_beside(said, noun), count, most, lexicon) for noun, count, most in said.things]
    known = [thing for thing in things if thing]
    if len(known) < len(things):
        return None
    setting = lexicon.sentence.setting.format(lexicon.settings[said.setting]) if said.setting else ""
    return {"things": _listed([*said.people, *known], lexicon), "setting": setting}


def _beside(said: Said, noun: str) -> str:
    """Beside those who are called by their names, people are others."""
    return OTHER if said.people and noun == PERSON else noun


def _counted(noun: str, count: int, most: int, lexicon: Lexicon) -> str | None:
    """A number is said where `count`, those that are surely there, are all that may be there."""
    one, many = lexicon.one(noun), lexicon.many(noun)
    if count == 1 or one is None or one == many:
        return one
    feminine = lexicon.feminine
    numbers = feminine if feminine and one.startswith(tuple(feminine.articles)) else lexicon.numbers
    amount = _NUMBERS.get(count) if count == most else None
    number: str = getattr(numbers, amount or ("several" if count > 2 else "some"))
    return many and number.format(many)


def _measured(said: Said, lexicon: Lexicon) -> dict[str, str]:
    form = lexicon.sentence
    colours = [lexicon.colours[name] for name in said.colours if name != MONOCHROME]
    look = (form.mostly if said.mostly else form.colours).format(form.last.join(colours)) if colours else ""
    taken = lexicon.settings.get(said.setting) or lexicon.lights.get(said.light)
    return {
        "kind": lexicon.kinds[said.kind],
        "colours": form.monochrome if MONOCHROME in said.colours else look,
        "text": form.text if said.text else "",
        "taken": form.taken.format(taken) if taken else "",
    }


def _listed(things: list[str], lexicon: Lexicon) -> str:
    *first, last = things
    form = lexicon.sentence
    return f"{form.between.join(first)}{form.last}{last}" if first else last


def _place(said: Said, lexicon: Lexicon, language: str) -> str | None:
    country = country_in(said.country, language) if said.country else ""
    if country is None:
        return None
    form = {(True, True): "both", (True, False): "town", (False, True): "country"}.get((bool(said.town), bool(country)))
    return str(getattr(lexicon.sentence, form)).format(town=said.town, country=country) if form else ""


def _when(said: Said, lexicon: Lexicon) -> str:
    year, _, month = said.when.partition("-")
    if not month:
        return lexicon.sentence.year.format(year=year) if year else ""
    if said.season:
        return lexicon.sentence.season.format(season=lexicon.seasons[said.season], year=year)
    return lexicon.sentence.month.format(month=lexicon.sentence.months[int(month) - 1], year=year)
