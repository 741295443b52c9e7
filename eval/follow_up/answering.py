"""An owner who knows the truth: the gateway in this process, asked and answered through HTTP."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import httpx
import numpy as np

from eval.follow_up.library import OWNER, Made, Truth
from services.gateway.service import build
from services.smart.features.questions import QuestionsWork, keys
from shared.catalog.features import DirtyKeys
from shared.catalog.occasions import Occasions
from shared.catalog.questions import Questions
from shared.domain.ids import SOLE_OWNER
from shared.domain.instants import instant
from shared.domain.question import QUESTIONS, Question
from shared.domain.scope import Scope
from shared.errors import Unavailable
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings

TOP = 10

_ASKED = Path(__file__).with_name("asked.tsv")
_MOST = 1000  # questions that may be open
_PAGE = 500

Choose = Callable[["Owner"], Any]


class Owner:
    """`made` is what they know."""

    def __init__(self, platform: Platform, made: Made, client: httpx.AsyncClient) -> None:
        self.platform, self.made, self.client = platform, made, client
        self.dirty = DirtyKeys(platform.catalog)
        self.asking = QuestionsWork(
            platform.photos, platform.vectors, Occasions(platform.catalog), platform.people, platform.libraries,
            Questions(platform.catalog), self.dirty,
        )  # fmt: skip

    @classmethod
    async def open(cls, home: Path, made: Made) -> Self:
        away = "http://127.0.0.1:9"
        platform = await Platform.open(Settings(home=home, embedder_url=away, vision_url=away))
        platform.encode = _nothing
        transport = httpx.ASGITransport(build(platform).app)
        return cls(platform, made, httpx.AsyncClient(transport=transport, base_url="http://localhost"))

    async def close(self) -> None:
        await self.client.aclose()
        await self.platform.close()

    async def begin(self) -> None:
        """As if every photo had been noticed."""
        ids = list(self.made.truth)
        for start in range(0, len(ids), _PAGE):
            photos = await self.platform.photos.get_many(OWNER, ids[start : start + _PAGE])
            await self.dirty.mark(OWNER, {(QUESTIONS, key) for photo in photos.values() for key in keys(photo)})
        await self.work()

    async def work(self) -> None:
        """On what is marked: an answer marks its own key. That its photos are noticed as well changes nothing here."""
        while page := await self.dirty.page(OWNER, QUESTIONS, after=None, limit=_PAGE, tries=3):
            for key in page:
                await self.asking(OWNER, key.key)
                await self.dirty.clear(key)

    # Answers

    async def open_questions(self) -> list[Question]:
        page = Questions(self.platform.catalog).page
        return await page(Scope.of(SOLE_OWNER), now=instant(), after=None, limit=_MOST)

    async def best(self) -> str | None:
        """The most valuable one, as it is told."""
        told = (await self.client.get("/questions")).raise_for_status().json()["questions"]
        return told[0]["id"] if told else None

    async def any(self, rng: np.random.Generator) -> str | None:
        """One of all that are open, as likely as any other."""
        found = await self.open_questions()
        return found[int(rng.integers(len(found)))].id if found else None

    async def answer(self, id: str) -> bool:
        """False where it did not stand any more. Who knows nothing of it says that nobody shall ask."""
        question = await Questions(self.platform.catalog).find(id)
        assert question
        known = [self.made.truth[photo] for photo in question.photos if photo in self.made.truth]
        match question.kind:
            case "who":
                words = self.made.names.get(question.about, "")
            case "where":
                words = _usual([truth.town for truth in known])
            case "when":
                words = _usual([truth.year for truth in known])
            case _:
                words = ""
        path = f"/questions/{id}"
        kind = _usual([truth.kind for truth in known])
        if question.kind == "occasion" and question.choice(kind):
            answer = await self.client.post(f"{path}/answer", json={"choice": kind})
        elif words:
            answer = await self.client.post(f"{path}/answer", json={"words": words})
        else:
            answer = await self.client.post(f"{path}/no")
        if answer.status_code == httpx.codes.CONFLICT:
            return False
        answer.raise_for_status()
        await self.work()
        return True

    # Searches

    async def recall(self) -> float:
        """The mean over the questions that were written of how many of the ten that could be there are."""
        return float(np.mean([await self._recall(row) for row in questions()]))

    async def _recall(self, row: dict[str, str]) -> float:
        wanted = {id for id, truth in self.made.truth.items() if _answers(row, truth)}
        answer = await self.client.get("/search", params={"q": row["question"], "limit": TOP})
        found = [hit["photo"]["id"] for hit in answer.raise_for_status().json()["hits"]]
        return len(wanted.intersection(found)) / min(TOP, len(wanted))


def questions() -> list[dict[str, str]]:
    with _ASKED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _answers(row: dict[str, str], truth: Truth) -> bool:
    people = set(filter(None, row["people"].split(",")))
    return people <= truth.people and all(
        not row[name] or row[name] == getattr(truth, name) for name in ("town", "year", "kind")
    )


def _usual(values: list[str]) -> str:
    return Counter(values).most_common(1)[0][0] if values else ""


async def _nothing(question: str, spaces: tuple[str, ...]) -> Any:
    raise Unavailable("No model is asked here: what is searched for is a name, a place or a date.")
