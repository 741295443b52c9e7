"""Embedder: facts and text -> vectors; and the text side of search, for the gateway."""

import asyncio
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np

from services.embedder.app import build_app
from services.embedder.encoder import Asked, Question
from services.embedder.host import Encoded, hosted
from services.embedder.own_models import STAGE, OwnModels, runs
from services.embedder.reading import Reading
from shared.children import ChildPool, Limits
from shared.domain.stages import Source
from shared.imaging.decode import pixels
from shared.inference.pool import HURRY, Done, Work, made_by, stage_pool
from shared.pipeline import EMBEDDER
from shared.runtime.ops import ops_app
from shared.runtime.platform import Platform
from shared.runtime.service import Service
from shared.runtime.worker import Runner, Worker
from shared.waiting import Priority

_PICTURE = 8 * 2**20  # bytes of the preview of a picture that is searched by, as base64: one has 200,000
_CHIPS = 8 * 2**20  # bytes of faces that are searched by, as base64: a chip has 30,000


def build(platform: Platform) -> Service:
    settings = platform.settings
    pipeline, folder, device = platform.pipeline, settings.models_folder, settings.device
    placer, usual = pipeline.model(STAGE), {"embed": pipeline.model("text_vector")}
    usual |= {} if runs(placer) else {"place": placer}
    # One child: the text models are most of what a library at rest needs. It is as near as the gateway to who asks a
    # question, which waits for four photos at most.
    child: ChildPool[Any, Any] = ChildPool(
        "embedder", partial(hosted, usual, folder, device), size=1, limits=Limits(seconds=30), batch=4,
        hurry=HURRY,
    )  # fmt: skip

    own = OwnModels(platform)

    async def encode(text: str, spaces: tuple[str, ...]) -> Encoded:
        """Raises ValueError for a space that no model here makes."""
        makers = {space: ("embed", model) for space, model in pipeline.makers("text_vector").items()}
        makers |= {space: ("place", model) for space, model in pipeline.makers(STAGE).items()}
        if not set(spaces) <= makers.keys():
            raise ValueError(f"Here text is embedded for other spaces than {', '.join(spaces)}.")
        asked = [Asked(space, *makers[space]) for space in spaces]
        rows = await asyncio.gather(
            *(
                own.reads.run(Reading(text, model), Priority.QUESTION)
                if runs(model)
                else child.run(Question(text, tuple(some)), Priority.QUESTION)
                for model, some in groupby(asked, key=lambda each: each.model if runs(each.model) else "")
            )
        )
        return np.concatenate(rows)

    async def embed(work: Work) -> Done:
        done: Done = await child.run(work, work.priority)
        return done

    # Apart from the text models, which stay: a library in which nobody is seen never needs this.
    faces = stage_pool(
        "faces",
        {"face_vector": made_by("services.embedder.stages.face_vector:build", folder, device)},
        models={"face_vector": pipeline.model("face_vector")},
        size=settings.children if device == "cpu" else 1,
        limits=Limits(seconds=120, niceness=10),
        batch=4 if device == "cpu" else 32,
        decode=pixels,
        on_demand=True,
    )
    runners: dict[Source, Runner] = {"record": embed, "preview": own.look, "parts": faces.work}
    worker = Worker("embedder", EMBEDDER, platform.stores, platform.stages, runners, prefetch=16)

    platform.encode = encode

    async def place(work: Work) -> Done:
        return await (own.look if work.preview else embed)(work)

    app = build_app(encode, place, lambda: pipeline.makers(STAGE), faces.work, lambda: pipeline.makers("face_vector"))
    return Service(
        "embedder",
        ops_app(platform, app, {"/faces": _CHIPS, "/look": _PICTURE}),
        pools=[child, faces, own.looks, own.reads],
        warm=[own.wake],
        tasks=[worker.run, own.watch],
    )
