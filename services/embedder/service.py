"""Embedder: facts and text -> vectors; and the text side of search, for the gateway."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from services.embedder.app import build_app
from services.embedder.encoder import query_encoder
from services.embedder.stages import image_vector, text_vector
from shared.children import ChildPool, Limits
from shared.domain.spaces import SPACES
from shared.inference.pool import stage_pool
from shared.pipeline import EMBEDDER
from shared.runtime.ops import ops_app
from shared.runtime.platform import Platform
from shared.runtime.service import Service
from shared.runtime.worker import Worker
from shared.vectors.base import Space


def build(platform: Platform) -> Service:
    settings = platform.settings
    chosen, folder, device = settings.models, settings.models_folder, settings.device
    stages = stage_pool(
        "embedder",
        {
            "image_vector": partial(image_vector.build, chosen, folder),
            "text_vector": partial(text_vector.build, chosen, folder, device),
        },
        size=1,
        limits=Limits(seconds=120, niceness=10),
        batch=8,
    )
    # Apart from the stages: somebody waits for a question's vector while a library is being imported.
    questions: ChildPool[str, NDArray[np.float32]] = ChildPool(
        "questions", partial(query_encoder, chosen, folder, device), size=1, limits=Limits(seconds=10), batch=16
    )
    worker = Worker("embedder", EMBEDDER, platform.stores, platform.stages, {"record": stages.run}, prefetch=16)

    async def work() -> None:
        for space in SPACES:
            await platform.vectors.ensure(Space(space.name, space.dimension, space.idf, space.one_bit))
        await worker.run()

    platform.encode = questions.run
    app = ops_app(platform, build_app(questions.run, stages))
    return Service("embedder", app, pools=[stages, questions], tasks=[work])
