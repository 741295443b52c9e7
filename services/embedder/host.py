"""What runs in the embedder's child: one text model for photos and for questions."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.embedder.encoder import QueryEncoder
from services.embedder.models import MODELS, VOCABULARIES
from services.embedder.stages.image_vector import ImageVector
from services.embedder.stages.text_vector import TextVector
from shared.inference.base import Device, StageCallable
from shared.inference.pool import Done, Work, run_stages
from shared.inference.registry import load_model

Question = str
Encoded = NDArray[np.float32]  # a row of QueryEncoder's

Job = Question | Work
Answer = Encoded | Done


def hosted(
    embedding: str, placing: str, models: Path, device: Device = "cpu"
) -> Callable[[Sequence[Job]], Sequence[Answer]]:
    """`embedding` is a name in MODELS, `placing` one in VOCABULARIES. Raises ValueError on another, Unavailable when
    its files are not there."""
    embedder = load_model(MODELS, embedding, models, device)
    vocabulary = load_model(VOCABULARIES, placing, models, device)
    encoder = QueryEncoder(embedder, vocabulary)
    stages: Mapping[str, StageCallable] = {"image_vector": ImageVector(vocabulary), "text_vector": TextVector(embedder)}

    def answers(batch: Sequence[Job]) -> Sequence[Answer]:
        """A batch is of one priority, and that of questions is their own."""
        if questions := [job for job in batch if isinstance(job, Question)]:
            return encoder(questions)
        return run_stages(stages, None, [job for job in batch if isinstance(job, Work)])

    return answers
