"""Embedder: facts and text -> vectors; and the text side of search, for the gateway."""

from functools import partial
from typing import Any

from services.embedder.app import build_app
from services.embedder.encoder import Question
from services.embedder.host import Encoded, hosted
from shared.children import ChildPool, Limits
from shared.domain.spaces import maker
from shared.domain.stages import Source
from shared.imaging.decode import pixels
from shared.inference.pool import Done, Work, made_by, stage_pool
from shared.pipeline import EMBEDDER
from shared.runtime.ops import ops_app
from shared.runtime.platform import Platform
from shared.runtime.service import Service
from shared.runtime.worker import Runner, Worker
from shared.waiting import Priority

_CHIPS = 8 * 2**20  # bytes of faces that are searched by, as base64: a chip has 30,000


def build(platform: Platform) -> Service:
    settings = platform.settings
    pipeline, folder, device = platform.pipeline, settings.models_folder, settings.device
    usual = {"place": pipeline.model("image_vector"), "embed": pipeline.model("text_vector")}
    # One child: the text models are most of what a library at rest needs. It is as near as the gateway to who asks a
    # question, which waits for four photos at most.
    child: ChildPool[Any, Any] = ChildPool(
        "embedder", partial(hosted, usual, folder, device), size=1, limits=Limits(seconds=30), batch=4
    )

    async def encode(text: str, spaces: tuple[str, ...]) -> Encoded:
        """Raises ValueError for a space that no model here makes."""
        makers = {"place": pipeline.makers("image_vector"), "embed": pipeline.makers("text_vector")}
        if not all(any(maker(space, task, names) for task, names in makers.items()) for space in spaces):
            raise ValueError(f"Here text is embedded for other spaces than {', '.join(spaces)}.")
        encoded: Encoded = await child.run(Question(text, spaces, makers), Priority.QUESTION)
        return encoded

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
    runners: dict[Source, Runner] = {"record": embed, "parts": faces.work}
    worker = Worker("embedder", EMBEDDER, platform.stores, platform.stages, runners, prefetch=16)

    platform.encode = encode
    app = build_app(
        encode, embed, lambda: pipeline.makers("image_vector"), faces.work, lambda: pipeline.makers("face_vector")
    )
    return Service("embedder", ops_app(platform, app, {"/faces": _CHIPS}), pools=[child, faces], tasks=[worker.run])
