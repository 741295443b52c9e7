"""What runs in the embedder's child: the text models, for photos and for questions."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.embedder.encoder import QueryEncoder, Question, readers
from services.embedder.stages.image_vector import ImageVector
from services.embedder.stages.text_vector import TextVector
from shared.inference.base import Device, StageCallable
from shared.inference.pool import Done, Work, run_stages

Encoded = NDArray[np.float32]  # a row of QueryEncoder's

Job = Question | Work
Answer = Encoded | Done


def hosted(model: str, models: Path, device: Device = "cpu") -> Callable[[Sequence[Job]], Sequence[Answer]]:
    """`model` is a name in MODELS. Raises ValueError on another, Unavailable when its files are not there."""
    english, multilingual = readers(model, models, device)
    encoder = QueryEncoder((english, multilingual))
    stages: Mapping[str, StageCallable] = {
        "image_vector": ImageVector(english.vocabulary, multilingual.vocabulary),
        "text_vector": TextVector(english.embedder),
    }

    def answers(batch: Sequence[Job]) -> Sequence[Answer]:
        """A batch is of one priority, and that of questions is their own."""
        if questions := [job for job in batch if isinstance(job, tuple)]:
            return encoder(questions)
        return run_stages(stages, None, [job for job in batch if isinstance(job, Work)])

    return answers
