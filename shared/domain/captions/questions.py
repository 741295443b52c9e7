"""What a question asks, and what its choices are called, in the reader's language; made of facts, at reading."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from shared.domain.captions.occasions import kind_said
from shared.domain.lexicon import QuestionWords, lexicons
from shared.domain.lexicon.countries import country_in
from shared.domain.lexicon.saying import clock_said, day_said, year_said
from shared.domain.photo import Place
from shared.domain.question import Choice, Question

_ENGLISH = QuestionWords(
    who="Who is this?", same="Is this {name}?", where="Where was this, on {day}?", when="When were these taken?",
    clock="The clock of {camera} says {said}, that of {other} {meant}. Was the clock of {camera} wrong?",
    occasion="What was this, on {day}?", tag="What is this?", yes="Yes", shifted="Yes, put its times right", no="No",
    right="No, it was right", nothing="Nothing special", never="Don’t ask again",
)  # fmt: skip

_NO = {"same": "no", "clock": "right", "occasion": "nothing"}  # by kind; of others it is "never"


def asked(question: Question, language: str, names: Mapping[str, str]) -> str:
    """`names` of people, by id: KeyError where one is missing that the question asks about."""
    facts: Mapping[str, Any] = question.facts
    form = getattr(_words(language), question.kind)
    match question.kind:
        case "same":
            return str(form.format(name=names[facts["person"]]))
        case "where" | "occasion":
            return str(form.format(day=day_said(date.fromisoformat(facts["day"]), language)))
        case "clock":
            said, meant = _clocks(facts["said"], facts["meant"], language)
            return str(form.format(camera=facts["camera"], other=facts["other"], said=said, meant=meant))
    return str(form)


def choice_said(question: Question, choice: Choice, language: str, names: Mapping[str, str]) -> str | None:
    """None for a person whom `names` lacks."""
    match question.kind:
        case "who":
            return names.get(choice.id)
        case "same":
            return _words(language).yes
        case "clock":
            return _words(language).shifted
        case "where":
            return _place(msgspec.convert(choice.facts["place"], Place), language)
        case "occasion":
            return kind_said(choice.id, language)
        case "tag":
            lexicon = lexicons().get(language)
            return (lexicon.label(choice.id) if lexicon else None) or choice.id
    return year_said(int(choice.id), language)


def no_said(question: Question, language: str) -> str:
    """What it is called that it is none of it, and is not to be asked again."""
    return str(getattr(_words(language), _NO.get(question.kind, "never")))


def _words(language: str) -> QuestionWords:
    lexicon = lexicons().get(language)
    return lexicon.questions if lexicon else _ENGLISH


def _place(place: Place, language: str) -> str:
    country = country_in(place.country, language) or place.country
    return ", ".join(dict.fromkeys(filter(None, (place.city, place.region, country))))


def _clocks(said: str, meant: str, language: str) -> tuple[str, str]:
    """The hours, and the days where these are not the same."""
    both = [datetime.fromisoformat(text) for text in (said, meant)]
    hours = [clock_said(f"{each:%H:%M}", language) for each in both]
    if both[0].date() != both[1].date():
        hours = [f"{day_said(each.date(), language)} {hour}" for each, hour in zip(both, hours, strict=True)]
    return hours[0], hours[1]
