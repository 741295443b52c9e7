import pytest

from shared.domain.album_proposal import THEMES, ProposalHead, Source
from shared.domain.captions.proposals import named, why
from shared.domain.lexicon import lexicons
from shared.domain.occasion import Occasion, Where
from shared.domain.person import Person

AT = ("2008-10-18T10:00:00.000000Z", "a")
TRIP = Occasion(
    id="t", owner="me", begins=AT, ends=AT, at=AT[0], first="2008-10-18T10:00:00", last="2008-10-19T11:00:00", count=9,
    kind="trip", where=Where("Arezzo", "town"),
)  # fmt: skip
PEOPLE = {id: Person(id=id, owner="me", created="", name=name) for id, name in (("1", "Ben"), ("2", "Anna"))}


def head(source: Source, *about: str, days: int = 1, years: int = 1) -> ProposalHead:
    return ProposalHead(id="i", owner="me", source=source, about=about, at="", count=1234, days=days, years=years)


@pytest.mark.parametrize(
    ("of", "language", "name", "because"),
    [
        (head("occasion", "t", days=2), "en", "Weekend in Arezzo, October 2008", "1,234 photos of 2 days"),
        (head("occasion", "t"), "de", "Wochenende in Arezzo, Oktober 2008", "1.234 Fotos von einem Tag"),
        (head("person", "1", years=3), "en", "Ben", "On 1,234 photos of 3 years"),
        (head("pair", "1", "2"), "en", "Anna and Ben", "Together on 1,234 photos"),
        (head("pair", "1", "2"), "es", "Anna y Ben", "En 1.234 fotos juntos"),
        (head("place", "Arezzo", days=5, years=2), "en", "Arezzo", "1,234 photos of 5 days there, in 2 years"),
        (head("theme", "dog"), "zh", "狗", "1,234张照片"),
        (head("theme", "dog"), "xx", "Dogs", "1,234 photos"),
    ],
)
def test_names_and_reasons(of: ProposalHead, language: str, name: str, because: str) -> None:
    assert (named(of, language, TRIP, PEOPLE), why(of, language, of.count)) == (name, because)


@pytest.mark.parametrize("language", ["en", *lexicons()])
def test_every_language_says_all_of_it(language: str) -> None:
    for theme in THEMES:
        assert named(head("theme", theme), language, None, {})
    for source in ("occasion", "person", "pair", "place", "theme"):
        for days, years in ((1, 1), (7, 1), (7, 2)):
            said = why(head(source, "t", days=days, years=years), language, 8)
            assert "8" in said
            assert not {"{", "}"} & {*said}
            assert source not in ("occasion", "place") or days == 1 or "7" in said
            assert source not in ("person", "place") or years == 1 or "2" in said


def test_what_is_not_there_any_more_has_no_name() -> None:
    assert named(head("occasion", "t"), "en", None, PEOPLE) == ""
    assert named(head("person", "3"), "en", None, PEOPLE) == ""
    assert named(head("pair", "1", "3"), "en", None, PEOPLE) == ""
    assert named(head("theme", "of another release"), "en", None, PEOPLE) == ""
