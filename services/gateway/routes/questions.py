"""Questions: what the owner is asked, because the answer puts many photos right. An answer is an action, so that it can
be taken back: POST /actions/{id}/undo, and the question is open again."""

from typing import Annotated, Any, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.gateway import policy
from services.gateway.acting import Acting
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.questions.planning import Plan, QuestionsPlanning
from services.gateway.questions.questioning import Questioning, QuestionOut
from services.gateway.reader import Reader
from services.gateway.routes.actions import ActionOut
from services.gateway.things import Things
from shared.catalog.features import DirtyKeys
from shared.catalog.questions import Questions
from shared.domain.instants import ago
from shared.domain.principal import Principal
from shared.domain.question import FOREVER, LONGEST_WORDS, QUESTIONS, Question
from shared.errors import Conflict
from shared.search.names import LibraryNames

QuestionId = Annotated[str, Path(description="The question's id", examples=["5d0c1c2e-6f9d-5a51-8d0b-7f3c9f3d1a10"])]

_RESTS = 30  # days of a question that was skipped


class QuestionsOut(BaseModel):
    questions: list[QuestionOut]


class QuestionAnswerIn(Body):
    """By a choice, or where it is free in words: a name, a town, a date, what it was."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"words": "summer 1985"}]})

    choice: Annotated[str, Field(min_length=1, max_length=400)] | None = Field(None, description="Its id")
    words: (
        Annotated[
            str, StringConstraints(min_length=1, max_length=LONGEST_WORDS, strip_whitespace=True, pattern=r"^[^\x00]*$")
        ]
        | None
    ) = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.choice is None) == (self.words is None):
            raise ValueError("Answer by a choice or in words")
        return self


class QuestionAnsweredOut(BaseModel):
    action: ActionOut | None = Field(description="By which it can be undone; null where nothing was to be done")
    touched: int = Field(description="Photos that it is about")


class TooLate(Conflict):
    """`more`: what is asked instead."""

    def __init__(self, message: str, next: QuestionOut | None) -> None:
        super().__init__(message)
        self.more: dict[str, Any] = {"next": next.model_dump() if next else None}


def build(
    things: Things, questions: Questions, questioning: Questioning, planning: QuestionsPlanning, acting: Acting,
    dirty: DirtyKeys, names: LibraryNames,
) -> APIRouter:  # fmt: skip
    router = APIRouter(tags=["questions"])

    @router.get("/questions")
    async def now(asker: Asker, reader: Reader) -> QuestionsOut:
        """Up to three, those first whose answer helps most: by how many photos it touches, and how little is known."""
        return QuestionsOut(questions=await questioning.now(asker, reader))

    @router.post("/questions/{id}/answer", responses=responses(404, 409, 422))
    async def answer(id: QuestionId, body: QuestionAnswerIn, asker: Asker, reader: Reader) -> QuestionAnsweredOut:
        """What follows is found at once. Where it comes too late, `next` in the problem is what is asked instead."""
        question = await things.question(asker, "change", id)
        try:
            _check(question)
            if body.choice is not None:
                plan = await planning.chosen(question, body.choice)
            else:
                plan = await planning.said(question, body.words or "", reader)
            return await _done(asker, question, plan)
        except Conflict as error:
            raise await _too_late(error, question, asker, reader) from error

    @router.post("/questions/{id}/no", responses=responses(404, 409))
    async def no(id: QuestionId, asker: Asker, reader: Reader) -> QuestionAnsweredOut:
        """It is none of these, or nobody shall ask: it is never asked again. That a group is not a person is written,
        as POST /people/{id}/deny does."""
        question = await things.question(asker, "change", id)
        try:
            _check(question)
            if plan := await planning.denied(question):
                return await _done(asker, question, plan)
        except Conflict as error:
            raise await _too_late(error, question, asker, reader) from error
        await questions.rest(question, FOREVER)
        return QuestionAnsweredOut(action=None, touched=0)

    @router.post("/questions/{id}/skip", status_code=204, responses=responses(404, 409))
    async def skip(id: QuestionId, asker: Asker) -> Response:
        """Not now: it is asked again in thirty days."""
        question = await things.question(asker, "change", id)
        _check(question)
        await questions.rest(question, ago(days=-_RESTS))
        return Response(status_code=204)

    @router.post("/questions/{id}/ask", status_code=204, responses=responses(404, 409))
    async def ask(id: QuestionId, asker: Asker) -> Response:
        """Takes back that it was skipped, or that it was not to be asked again."""
        question = await things.question(asker, "change", id)
        _check(question)
        await questions.ask(question)
        return Response(status_code=204)

    async def _done(asker: Principal, question: Question, plan: Plan) -> QuestionAnsweredOut:
        change, planned = plan
        touched = len(planned.photos) or question.touches
        action = await acting.act(question.owner, change, planned, by=asker.id, question=question.id)
        if action is None:
            raise Conflict("It is so already.")
        names.forget(policy.scope(asker))
        await dirty.mark(question.owner, {(QUESTIONS, question.key)})
        return QuestionAnsweredOut(action=ActionOut.of(action), touched=touched)

    async def _too_late(error: Conflict, question: Question, asker: Principal, reader: str) -> TooLate:
        await dirty.mark(question.owner, {(QUESTIONS, question.key)})
        asked = await questioning.now(asker, reader)
        return TooLate(str(error), next((each for each in asked if each.id != question.id), None))

    return router


def _check(question: Question) -> None:
    if question.state == "answered":
        raise Conflict("This question is answered already. Undo that to answer it anew.")
