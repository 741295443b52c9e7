"""What the owner is asked now: a question is told only while it still stands, with photos that may be shown."""

from collections.abc import Mapping, Sequence
from typing import Self

from pydantic import BaseModel, Field

from services.gateway import policy
from services.gateway.albums.gathering import Gathering
from shared.catalog.occasions import Occasions
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.catalog.questions import Questions
from shared.catalog.scoped_photos import EVERY_PAGE
from shared.domain.captions.questions import asked, choice_said, no_said
from shared.domain.filter import PhotoFilter
from shared.domain.instants import instant
from shared.domain.person import Person
from shared.domain.photo import ListedPhoto
from shared.domain.principal import Principal
from shared.domain.question import Kind, Question
from shared.domain.scope import Scope
from shared.domain.showing import Unshown

AT_ONCE = 3  # questions
SHOWN = 6  # photos of a question

_PAGE = 32
_LOOKED_AT = 10 * _PAGE  # questions, of which most do not stand any more
_SAMPLE = 60  # photos of which those are chosen that are shown
_FREE: frozenset[Kind] = frozenset(("who", "where", "when", "occasion"))


class ChoiceOut(BaseModel):
    id: str = Field(examples=["Arezzo/Tuscany/Italy"])
    label: str = Field(description="In the reader's language", examples=["Arezzo, Tuscany, Italy"])


class QuestionOut(BaseModel):
    id: str
    kind: Kind
    text: str = Field(description="In the reader's language", examples=["Where was this, on 18 October 2008?"])
    photos: list[str] = Field(description="Ids of up to six that it is about")
    faces: list[str] = Field(description="GET /faces/{id}/crop shows whom it is about; empty where it is about nobody")
    choices: list[ChoiceOut]
    touches: int = Field(description="Photos that an answer changes")
    free: bool = Field(description="Whether it can be answered in words as well")
    no: str = Field(
        description="What it is called that it is none of these: POST /questions/{id}/no", examples=["Nothing special"]
    )

    @classmethod
    def of(
        cls, question: Question, photos: Sequence[str], faces: Sequence[str], reader: str, names: Mapping[str, str]
    ) -> Self:
        labels = [(choice.id, choice_said(question, choice, reader, names)) for choice in question.choices]
        return cls(
            id=question.id, kind=question.kind, text=asked(question, reader, names), photos=list(photos),
            faces=list(faces), choices=[ChoiceOut(id=id, label=label) for id, label in labels if label],
            touches=question.touches, free=question.kind in _FREE, no=no_said(question, reader),
        )  # fmt: skip


class Questioning:
    def __init__(
        self, photos: Photos, people: People, occasions: Occasions, questions: Questions, gathering: Gathering
    ) -> None:
        self._photos = photos
        self._people = people
        self._occasions = occasions
        self._questions = questions
        self._gathering = gathering

    async def now(self, asker: Principal, reader: str, *, limit: int = AT_ONCE) -> list[QuestionOut]:
        """The most valuable first."""
        scope = policy.scope(asker)
        aside = (await self._gathering.seen(asker, EVERY_PAGE)).aside
        unshown = Unshown(await self._people.hidden(asker.library) if asker.library else frozenset(), aside)
        told: list[QuestionOut] = []
        after: tuple[int, str] | None = None
        for _ in range(0, _LOOKED_AT, _PAGE):
            page = await self._questions.page(scope, now=instant(), after=after, limit=_PAGE)
            for question in page:
                people = await self._of(question)
                photos = [photo.id for photo in await self._standing(scope, question, people) if unshown.shows(photo)]
                if photos:
                    names = {id: person.name for id, person in people.items() if person.name}
                    faces = [people[id].face for id in _whom(question) if people[id].face]
                    told.append(QuestionOut.of(question, _some(photos, SHOWN), faces, reader, names))
                if len(told) == limit:
                    return told
            if len(page) < _PAGE:
                return told
            after = (page[-1].value, page[-1].id)
        return told

    async def _of(self, question: Question) -> dict[str, Person]:
        """The people whom it names, who are there and not hidden."""
        ids = [*_whom(question), *(choice.id for choice in question.choices if question.kind == "who")]
        found = await self._people.get_many(question.owner, ids) if ids else {}
        return {id: person for id, person in found.items() if not person.hidden and not person.into}

    async def _standing(self, scope: Scope, question: Question, people: Mapping[str, Person]) -> list[ListedPhoto]:
        """Photos of which it is still asked; none where the question is none any more."""
        if whom := _whom(question):
            named = [bool(people[id].name) for id in whom if id in people]
            if named != [False, True][: len(whom)]:
                return []
            return await self._photos.scoped.page(scope, PhotoFilter(people=(whom[0],)), after=None, limit=_SAMPLE)
        if question.kind == "occasion":
            occasion = (await self._occasions.get_many(question.owner, [question.about])).get(question.about)
            if occasion is None or occasion.kept or occasion.kind:
                return []
        found = await self._photos.scoped.listed(scope, _some(question.photos, _SAMPLE))
        return [photo for photo in found.values() if still(question, photo)]


def still(question: Question, photo: ListedPhoto) -> bool:
    """Whether an answer would say of this photo what nobody says yet."""
    match question.kind:
        case "where":
            return photo.location is None and photo.place is None
        case "when":
            return photo.date_source in ("file", "upload")
        case "clock":
            return photo.date_source != "owner" and photo.camera_name == question.facts["camera"]
        case "tag":
            return not {choice.id for choice in question.choices} & set(photo.denied)
    return True


def _whom(question: Question) -> list[str]:
    """A group, and the person who that might be."""
    return [question.facts[name] for name in ("group", "person") if name in question.facts]


def _some(ids: Sequence[str], most: int) -> list[str]:
    """Spread over all of them."""
    return list(ids) if len(ids) <= most else [ids[place * len(ids) // most] for place in range(most)]
