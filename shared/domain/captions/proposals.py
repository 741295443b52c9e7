"""What an album that could be made is called, and why it is proposed, in the reader's language."""

from collections.abc import Mapping

from shared.domain.album_proposal import ProposalHead
from shared.domain.captions.occasions import called
from shared.domain.lexicon import ProposalWords, lexicons
from shared.domain.lexicon.saying import listed, number
from shared.domain.occasion import Occasion
from shared.domain.person import Person

_ENGLISH = ProposalWords(
    day="{photos} photos of one day", days="{photos} photos of {days} days", person="On {photos} photos",
    person_years="On {photos} photos of {years} years", pair="Together on {photos} photos",
    place="{photos} photos of {days} days there", place_years="{photos} photos of {days} days there, in {years} years",
    theme="{photos} photos",
    themes={"dog": "Dogs", "food": "Food", "flower": "Flowers", "screenshot": "Screenshots"},
)  # fmt: skip


def named(head: ProposalHead, language: str, occasion: Occasion | None, people: Mapping[str, Person]) -> str:
    """ "Weekend in Arezzo, October 2008", "Anna and Ben", "Dogs". `occasion`: the one that it is about; `people`: those
    who are not hidden, by id. "" where what it is about is not there any more, or has no name."""
    match head.source:
        case "occasion":
            whose = people.get(occasion.whose) if occasion else None
            return called(occasion, language, whose.name if whose else "") if occasion else ""
        case "person" | "pair":
            names = [people[id].name for id in head.about if id in people and people[id].name]
            return listed(sorted(names), language) if len(names) == len(head.about) else ""
        case "place":
            return head.about[0]
        case "theme":
            return _words(language).themes.get(head.about[0], "")


def why(head: ProposalHead, language: str, count: int) -> str:
    """`count`: its photos, as far as they are shown."""
    words, years, days = _words(language), head.years > 1, head.days > 1
    match head.source:
        case "occasion":
            said = words.days if days else words.day
        case "person":
            said = words.person_years if years else words.person
        case "pair":
            said = words.pair
        case "place":
            said = words.place_years if years else words.place if days else words.day
        case "theme":
            said = words.theme
    return said.format(
        photos=number(count, language), days=number(head.days, language), years=number(head.years, language)
    )


def _words(language: str) -> ProposalWords:
    lexicon = lexicons().get(language)
    return lexicon.proposals if lexicon else _ENGLISH
