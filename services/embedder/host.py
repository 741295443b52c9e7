"""What runs in the embedder's child: the text models, for photos and for questions."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.embedder.encoder import Loaded, QueryEncoder, Question
from services.embedder.stages.image_vector import ImageVector
from services.embedder.stages.text_vector import TextVector
from shared.inference.base import Device, StageCallable
from shared.inference.pool import Done, Made, Work, run_stages

Encoded = NDArray[np.float32]  # a row of QueryEncoder's

Job = Question | Work
Answer = Encoded | Done


def hosted(
    models: Mapping[str, str], folder: Path, device: Device = "cpu"
) -> Callable[[Sequence[Job]], Sequence[Answer]]:
    """`models`: by task, the name of the usual one, loaded at once; others when they are asked for. None to `place` by
    where a user's does it. Raises ValueError for an unknown name, Unavailable when its files are not there."""
    loaded = Loaded(folder, device)
    encoder = QueryEncoder(loaded)

    def image_vector(name: str) -> StageCallable:
        return ImageVector(loaded.vocabularies(name))

    def text_vector(name: str) -> StageCallable:
        return TextVector(loaded.embedder(name))

    usual = {"text_vector": models["embed"]} | ({"image_vector": models["place"]} if "place" in models else {})
    stages = Made({"image_vector": image_vector, "text_vector": text_vector}, usual)
    for stage in usual:
        stages(stage)
    if "place" in models:
        loaded.placer(models["place"])

    def answers(batch: Sequence[Job]) -> Sequence[Answer]:
        """A batch is of one priority, and that of questions is their own."""
        if questions := [job for job in batch if isinstance(job, Question)]:
            return encoder(questions)
        return run_stages(stages, None, [job for job in batch if isinstance(job, Work)])

    return answers
