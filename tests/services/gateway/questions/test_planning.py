"""Answers, as the acts that they are: each kind is written, undone, and open again then."""

import msgspec
import pytest

from services.gateway.acting import Acting
from services.gateway.people.planning import PeoplePlanning
from services.gateway.questions.planning import QuestionsPlanning, day_of
from shared.catalog.actions import Actions
from shared.catalog.occasions import Occasions
from shared.catalog.questions import Questions
from shared.domain.actions import Difference
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.occasion import Occasion
from shared.domain.person import PEOPLE, PeopleOn, PlacedFace
from shared.domain.photo import Mark, Photo, Tag, new_photo
from shared.domain.question import YES, Choice, Question, asking
from shared.errors import Conflict, Invalid
from shared.runtime.platform import Platform
from tests.services.gateway.acting import acting_on


class Asked:
    def __init__(self, platform: Platform) -> None:
        self.platform, self.questions = platform, Questions(platform.catalog)
        self.acting: Acting = acting_on(platform)
        self.occasions = Occasions(platform.catalog)
        people = PeoplePlanning(platform.photos, platform.parts, platform.people)
        self.planning = QuestionsPlanning(platform.photos, platform.people, self.occasions, people, self.acting)

    async def photo(self, person: str = "", **facts: object) -> Photo:
        id = new_id()
        photo = new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
        await self.platform.photos.insert(photo)
        await self.platform.photos.settle(photo, {"metadata": (facts, Mark("done", 1, instant()))})
        if person:
            on = PeopleOn("run", (PlacedFace(new_id(), person),))
            await self.platform.photos.tell(await self.now(id), PEOPLE, on.facts())
            await self.platform.people.recount("me", person)
        return await self.now(id)

    async def now(self, id: str) -> Photo:
        return await self.platform.photos.get("me", id)

    async def ask(self, question: Question) -> Question:
        assert await self.questions.write(question, over=None)
        return question

    async def answer(self, question: Question, choice: str = "", *, words: str = "") -> str:
        """-> the action."""
        plan = await (self.planning.chosen(question, choice) if choice else self.planning.said(question, words, "en"))
        action = await self.acting.act("me", *plan, by="me", question=question.id)
        assert action
        assert action.state == "done"
        after = await self.questions.find(question.id)
        assert after
        assert (after.state, after.action) == ("answered", action.id)
        return action.id

    async def undo(self, question: Question, action: str) -> None:
        found = await Actions(self.platform.catalog).get("me", action)
        await self.acting.undo(found)
        after = await self.questions.find(question.id)
        assert after
        assert (after.state, after.action, after.asked_until) == ("open", "", "")


@pytest.fixture
def asked(platform: Platform) -> Asked:
    return Asked(platform)


async def test_who_it_is_is_said_by_name_or_by_somebody_there_is(asked: Asked) -> None:
    group, anna = new_id(), new_id()
    photo = await asked.photo(group)
    question = await asked.ask(
        asking(
            "me", "who", group, key="people", photos=[], touches=1, uncertain=1.0, choices=[Choice(anna)],
            facts={"group": group},
        )
    )  # fmt: skip
    with pytest.raises(Conflict, match="not there any more"):
        await asked.answer(question, anna)
    action = await asked.answer(question, words="Anna")
    person = await asked.platform.people.find(group)
    assert person
    assert person.name == "Anna"
    with pytest.raises(Conflict, match="said meanwhile"):
        await asked.planning.said(question, "Ben", "en")
    await asked.undo(question, action)
    await asked.photo(anna)
    await asked.platform.people.say("me", anna, [Difference("name", "", "Anna")])
    for how in ({"words": "anna"}, {"choice": anna}):  # the one who has that name
        action = await asked.answer(question, **how)
        assert (await asked.now(photo.id)).more["people"] == [anna]
        await asked.undo(question, action)


async def test_the_same_is_a_merge_and_a_no_is_a_denial(asked: Asked) -> None:
    group, anna = new_id(), new_id()
    photo, _ = await asked.photo(group), await asked.photo(anna)
    await asked.platform.people.say("me", anna, [Difference("name", "", "Anna")])
    question = await asked.ask(
        asking(
            "me", "same", f"{group}/{anna}", key="people", photos=[], touches=1, uncertain=0.7, choices=[Choice(YES)],
            facts={"group": group, "person": anna},
        )
    )  # fmt: skip
    action = await asked.answer(question, YES)
    assert (await asked.now(photo.id)).more["people"] == [anna]
    await asked.undo(question, action)
    plan = await asked.planning.denied(question)
    assert plan
    action = await asked.acting.act("me", *plan, by="me", question=question.id)
    assert action
    await asked.undo(question, action.id)
    with pytest.raises(Invalid, match="one of its choices"):
        await asked.planning.said(question, "yes", "en")


async def test_clocks_and_tags_are_put_right(asked: Asked) -> None:
    photo = await asked.photo(
        taken_at="2008-10-18T08:00:00", taken_instant="2008-10-18T08:00:00.000000Z", camera={"model": "Canon"},
        tags=[msgspec.to_builtins(Tag("dog", 0.5, "x"))],
    )  # fmt: skip
    clock = await asked.ask(
        asking(
            "me", "clock", "Canon/2008-10", key="month:2008-10", photos=[photo.id], uncertain=0.5,
            choices=[Choice(YES)], facts={"camera": photo.camera_name, "seconds": 7 * 3600},
        )
    )  # fmt: skip
    action = await asked.answer(clock, YES)
    assert (await asked.now(photo.id)).taken_at == "2008-10-18T15:00:00"
    with pytest.raises(Conflict, match="said of them meanwhile"):
        await asked.planning.chosen(clock, YES)
    await asked.undo(clock, action)
    tags = await asked.ask(
        asking(
            "me", "tag", "dog/wolf", key="tag:dog/wolf", photos=[photo.id], uncertain=0.9,
            choices=[Choice("dog"), Choice("wolf")],
        )
    )  # fmt: skip
    action = await asked.answer(tags, "wolf")
    assert [tag.name for tag in (await asked.now(photo.id)).tags] == ["wolf"]
    await asked.undo(tags, action)
    assert [tag.name for tag in (await asked.now(photo.id)).tags] == ["dog"]
    with pytest.raises(Conflict, match="no choice any more"):
        await asked.answer(tags, "cat")


async def test_what_an_occasion_was_is_a_kind_or_a_title(asked: Asked) -> None:
    photo = await asked.photo()
    at = (photo.sort_at, photo.id)
    occasion = Occasion(
        id=new_id(), owner="me", begins=at, ends=at, at=at[0], first=at[0][:19], last=at[0][:19], count=1
    )
    assert await asked.occasions.write(occasion, over=None)
    question = await asked.ask(
        asking(
            "me", "occasion", occasion.id, key="month:2008-10", photos=[photo.id], uncertain=0.5,
            choices=[Choice("birthday")],
        )
    )  # fmt: skip
    for how, said in (
        ({"choice": "birthday"}, ("birthday", "")),
        ({"words": "Ben's farewell"}, ("", "Ben's farewell")),
    ):
        action = await asked.answer(question, **how)
        after = await asked.occasions.find(occasion.id)
        assert after
        assert (after.said, after.title) == said
        with pytest.raises(Conflict, match="said meanwhile"):
            await asked.planning.chosen(question, "birthday")
        await asked.undo(question, action)
        back = await asked.occasions.find(occasion.id)
        assert back
        assert (back.said, back.title) == ("", "")


@pytest.mark.parametrize(
    ("words", "reader", "day"),
    [
        ("1985", "en", "1985"), ("July 1985", "en", "1985-07"), ("6 July 1985", "en", "1985-07-06"),
        ("summer 1985", "en", "1985"), ("im Juli 1985", "de", "1985-07"), ("1985年7月", "zh", "1985-07"),
        ("Christmas 1990", "en", "1990-12"),
    ],
)  # fmt: skip
def test_a_date_in_words_has_the_precision_that_they_have(words: str, reader: str, day: str) -> None:
    assert day_of(words, reader) == day


@pytest.mark.parametrize("words", ["the 1960s", "before 1990", "blue", "Anna 1985", "1985 or 1986"])
def test_what_is_no_one_date_is_refused(words: str) -> None:
    with pytest.raises(Invalid, match="no date that photos can have"):
        day_of(words, "en")
