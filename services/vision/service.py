"""Vision: pixels -> facts. Originals are opened in decoder children, models look at previews in model children."""

from functools import partial

from services.vision.stages import caption, classify
from services.vision.stages.metadata import Metadata
from services.vision.stages.renditions import Renditions
from shared.children import Limits
from shared.imaging.decode import pixels
from shared.inference.pool import Done, Work, run_stages, stage_pool
from shared.pipeline import STAGES, VISION
from shared.runtime.ops import ops_app
from shared.runtime.platform import Platform
from shared.runtime.service import Service
from shared.runtime.worker import Worker


def build(platform: Platform) -> Service:
    settings = platform.settings
    decoders = stage_pool(
        "decoder",
        {"metadata": Metadata, "renditions": partial(Renditions, settings.max_pixels)},
        size=settings.children,
        limits=Limits(seconds=settings.decode_seconds, memory=settings.decode_memory, items=2000, niceness=5),
    )
    eyes = stage_pool(
        "vision",
        {"classify": partial(classify.build, settings.models, settings.models_folder, settings.device)},
        size=settings.children if settings.device == "cpu" else 1,
        limits=Limits(seconds=120, niceness=10),
        batch=4 if settings.device == "cpu" else 32,
        decode=pixels,
    )
    writer = {"caption": caption.build()}

    async def write(work: Work) -> Done:
        return run_stages(writer, None, [work])[0]

    worker = Worker(
        "vision",
        VISION,
        platform.stores,
        STAGES,
        {"original": decoders.run, "preview": eyes.run, "record": write},
        prefetch=max(8, 4 * settings.children),
    )
    return Service("vision", ops_app(platform), pools=[decoders, eyes], tasks=[worker.run])
