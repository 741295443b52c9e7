"""Vision: pixels -> facts. Originals are opened in decoder children, models look at previews in model children.
Text is read by a worker and children of its own, behind all others; so is an endpoint asked, where there is one, and
so are the stages of plugins run."""

import asyncio
from functools import partial
from typing import Any

from services.vision.app import build_app
from services.vision.copies import copy_pool, keep_copy
from services.vision.crops import crop_pool, keep_crop
from services.vision.describing.service import Describing
from services.vision.plugins import plugged
from services.vision.stages import table
from shared.children import ChildPool, Limits
from shared.domain.faces import FOUND_BY, PLACED_BY
from shared.domain.pipeline import is_own
from shared.imaging.decode import pixels
from shared.inference import bundled, detector, own
from shared.inference.pool import Done, Made, Work, run_stages, stage_pool
from shared.pipeline import OCR, VISION
from shared.runtime.ops import ops_app
from shared.runtime.platform import FACES_OFF, OCR_OFF, Platform
from shared.runtime.resting import rest
from shared.runtime.service import Service
from shared.runtime.worker import Worker

NO_DETECTOR = "The detector of things is not here yet: make models fetches it."
_PAUSE = 5.0  # seconds between two looks whether the chosen one is

_USUAL = 32 * 2**20  # bytes of a file that has the time of the settings
_SHOWN = ("classify", "fingerprint")  # stages that say what a picture looks like


def share_of_time(work: Work) -> float:
    """A small file that takes long wants to; a large one must, if only to be read."""
    size = work.path.stat().st_size if work.path else 0
    return min(4.0, max(1 / 3, size / _USUAL))


def build(platform: Platform) -> Service:
    settings = platform.settings
    seeing, detecting, finding, reading_text = (
        platform.pipeline.model(stage) for stage in ("classify", "objects", "faces", "ocr")
    )
    if "bundled" in (seeing, finding, reading_text):  # said at the start, and not by the first photo
        bundled.require(settings.models_folder)
    decoding = Limits(seconds=settings.decode_seconds, memory=settings.decoder_memory, items=2000, niceness=5)
    decoders = stage_pool(
        "decoder",
        table.of_originals(settings.max_pixels),
        size=settings.children,
        limits=decoding,
        share=share_of_time,
        on_demand=True,
    )
    looks = table.of_previews(settings.models_folder, settings.device)
    if settings.faces:
        looks |= table.of_faces(settings.models_folder, settings.device)
    eyes = stage_pool(
        "vision",
        looks,
        models={"classify": seeing, "objects": detecting, "faces": finding},
        size=settings.children if settings.device == "cpu" else 1,
        limits=Limits(seconds=120, niceness=10),
        batch=4 if settings.device == "cpu" else 32,
        decode=pixels,
        on_demand=True,
    )
    writer = Made(table.of_records())

    async def write(work: Work) -> Done:
        return run_stages(writer, None, [work])[0]

    worker = Worker(
        "vision",
        VISION,
        platform.stores,
        platform.stages,
        {"original": decoders.work, "preview": eyes.work, "record": write},
        prefetch=max(8, 4 * settings.children),
    )
    readers = stage_pool(
        "ocr",
        table.of_text(settings.models_folder, settings.device),
        models={"ocr": reading_text},
        size=settings.children if settings.device == "cpu" else 1,
        limits=Limits(seconds=120, niceness=15),
        decode=pixels,
        on_demand=True,
    )
    reading = Worker(
        "ocr",
        OCR,
        platform.stores,
        platform.stages,
        {"preview": readers.work},
        prefetch=2 * settings.children,
        condemns=False,
    )

    async def look() -> None:
        # Whether faces are looked for is said where that is done, for every process; so of text below.
        for stage in (FOUND_BY, PLACED_BY):
            await platform.pipeline.switch(stage, "" if settings.faces else FACES_OFF)
        await worker.run()

    async def read() -> None:
        await platform.pipeline.switch("ocr", "" if settings.ocr else OCR_OFF)
        await reading.run()

    async def watch_detector() -> None:
        # Ours is fetched while the service runs; photos that skipped the stage are due again once it is there. A user's
        # has to be put into the folder of every process that asks it, and may be taken away or changed.
        missed: bool | None = None
        while True:
            chosen = platform.pipeline.chosen("objects")
            missing = chosen.startswith("bundled:") and not detector.complete(settings.models_folder)
            if missing != missed:  # said once: of two processes one may have it, and they would go on for ever
                await platform.pipeline.switch("objects", NO_DETECTOR if missing else "")
                missed = missing
            why = await asyncio.to_thread(own.lacks, settings.models_folder, "detect", chosen) if is_own(chosen) else ""
            platform.pipeline.lack("objects", why)
            await rest(_PAUSE)

    describing = Describing(platform)

    # What is shown to search by is looked at as photos are, but for what only a stored photo needs.
    shown = [stage.name for stage in platform.stages if stage.name in _SHOWN]
    crops = crop_pool()
    copies = copy_pool(size=max(1, settings.children // 2), max_pixels=settings.max_pixels, limits=decoding)
    app = build_app(
        decoders.work,
        eyes.work,
        shown,
        partial(keep_crop, blobs=platform.blobs, pool=crops),
        partial(keep_copy, photos=platform.photos, blobs=platform.blobs, pool=copies),
    )
    files = dict.fromkeys(("/look", "/faces"), settings.max_bytes)
    others = plugged(platform)
    pools: list[ChildPool[Any, Any]] = [decoders, eyes, crops, copies, *describing.pools, *others.pools]
    if settings.ocr:
        pools.append(readers)
    return Service(
        "vision",
        ops_app(platform, app, files),
        pools=pools,
        warm=[describing.switch],
        tasks=[look, read, describing.run, others.run, watch_detector],
        ending=describing.end,
    )
