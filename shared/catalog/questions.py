"""What every library's owner is asked, written once over the Catalog port (shared/domain/question.py)."""

from collections.abc import Sequence
from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.clearing import clear
from shared.catalog.merging import every, merged
from shared.domain.ids import new_id
from shared.domain.question import FOREVER, MADE, PEOPLE_KEY, Question
from shared.domain.scope import Scope
from shared.domain.where import Eq, Le, Ne, all_of
from shared.errors import Conflict

QUESTION_RECORDS = Collection(
    "questions",
    orders=(Order(("owner",), "value", ("asked_until",)), Order(("owner", "key"), "id")),
    document=Question,
)

Cursor = tuple[int, str]  # (value, id) of the last one seen

_OF_A_KEY = 1000  # more than any key has


class Questions:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def find(self, id: str) -> Question | None:
        """Whoever's it is: for services/gateway/things.py, which asks the policy."""
        return await self._catalog.get(QUESTION_RECORDS.name, Question, id)

    async def page(self, scope: Scope, *, now: str, after: Cursor | None, limit: int) -> list[Question]:
        """Those that may be asked at this instant, the most valuable first, after the cursor of the last one seen. What
        an owner is asked is private."""

        async def of(owner: str) -> list[Question]:
            where = all_of(Eq("owner", owner), Le("asked_until", now))
            return await self._catalog.find(QUESTION_RECORDS.name, Question, where, sort=best, after=after, limit=limit)

        best = Sort("value", descending=True)
        pages = await every([of(entry.owner) for entry in scope.own.entries])
        return merged(pages, lambda question: (question.value, question.id), descending=True, limit=limit)

    async def get_many(self, owner: str, ids: Sequence[str]) -> dict[str, Question]:
        found = await self._catalog.get_many(QUESTION_RECORDS.name, Question, ids) if ids else {}
        return {id: question for id, question in found.items() if question.owner == owner}

    async def of_key(self, owner: str, key: str) -> list[Question]:
        """All that the feature made under it, whatever became of them."""
        where = all_of(Eq("owner", owner), Eq("key", key))
        return await self._catalog.find(QUESTION_RECORDS.name, Question, where, sort=Sort("id"), limit=_OF_A_KEY)

    async def write(self, question: Question, *, over: Question | None) -> bool:
        """What the feature makes, in place of what it made; False, and nothing written, unless what lies there is
        `over` (None: there is none)."""
        record: dict[str, Any] = {**msgspec.to_builtins(question), "rev": new_id()}
        if over is None:
            try:
                await self._catalog.insert(QUESTION_RECORDS.name, record)
            except Conflict:
                return False
            return True
        patch = Patch(set={name: record[name] for name in (*MADE, "rev")})
        return await self._catalog.patch(QUESTION_RECORDS.name, question.id, patch, if_=Eq("rev", over.rev))

    async def remove(self, question: Question) -> bool:
        """False unless it is still what was read."""
        return await self._catalog.delete(QUESTION_RECORDS.name, question.id, if_=Eq("rev", question.rev))

    async def answered(self, id: str, action: str) -> None:
        """By that action; again, it changes nothing. Nothing where the question is gone."""
        await self._say(id, {"state": "answered", "action": action, "asked_until": FOREVER}, Ne("action", action))

    async def reopen(self, id: str, action: str) -> None:
        """Since that action is undone; nothing where it was answered otherwise meanwhile."""
        await self._say(id, {"state": "open", "action": "", "asked_until": ""}, Eq("action", action))

    async def rest(self, question: Question, until: str) -> bool:
        """It is not asked before that instant. False where it was answered meanwhile."""
        return await self._say(question.id, {"state": "skipped", "asked_until": until}, Ne("state", "answered"))

    async def ask(self, question: Question) -> bool:
        """It may be asked again. False where it was answered meanwhile."""
        return await self._say(question.id, {"state": "open", "asked_until": ""}, Ne("state", "answered"))

    async def forget_people(self, owner: str) -> None:
        """Those that are about people."""
        await clear(self._catalog, QUESTION_RECORDS.name, all_of(Eq("owner", owner), Eq("key", PEOPLE_KEY)))

    async def _say(self, id: str, values: dict[str, Any], if_: Eq | Ne) -> bool:
        patch = Patch(set={**values, "rev": new_id()})
        return await self._catalog.patch(QUESTION_RECORDS.name, id, patch, if_=if_)


def differs(one: Question, other: Question) -> bool:
    """Whether the feature would write another."""
    return any(getattr(one, name) != getattr(other, name) for name in MADE)
