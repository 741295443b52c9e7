"""Embedder: facts and text -> vectors; and the text side of search, for the gateway."""

from functools import partial
from typing import Any

from services.embedder.app import build_app
from services.embedder.host import Encoded, hosted
from shared.children import ChildPool, Limits
from shared.domain.spaces import SPACES
from shared.inference.pool import Done, Work
from shared.pipeline import EMBEDDER
from shared.runtime.ops import ops_app
from shared.runtime.platform import Platform
from shared.runtime.service import Service
from shared.runtime.worker import Worker
from shared.vectors.base import Space
from shared.waiting import Priority


def build(platform: Platform) -> Service:
    settings = platform.settings
    chosen, folder, device = platform.pipeline.model("image_vector"), settings.models_folder, settings.device
    # One child: the text models are most of what a library at rest needs. It is as near as the gateway to who asks a
    # question, which waits for four photos at most.
    child: ChildPool[Any, Any] = ChildPool(
        "embedder", partial(hosted, chosen, folder, device), size=1, limits=Limits(seconds=30), batch=4
    )

    async def encode(text: str, spaces: tuple[str, ...]) -> Encoded:
        encoded: Encoded = await child.run((text, spaces), Priority.QUESTION)
        return encoded

    async def embed(work: Work) -> Done:
        done: Done = await child.run(work, work.priority)
        return done

    worker = Worker("embedder", EMBEDDER, platform.stores, platform.stages, {"record": embed}, prefetch=16)

    async def work() -> None:
        for space in SPACES:
            await platform.vectors.ensure(Space(space.name, space.dimension, space.idf, space.one_bit, space.grouped))
        await worker.run()

    platform.encode = encode
    return Service("embedder", ops_app(platform, build_app(encode, embed)), pools=[child], tasks=[work])
