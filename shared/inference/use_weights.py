"""The files of the Universal Sentence Encoder as its package carries them, and as they lie in the models folder.

The vectors of its pieces are eight-bit integers in seventeen blocks, each with its own range: piece p is row p // 17 of
block p % 17. Here they become one table that can be read row by row from the disk.
"""

import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.inference.bundled import USE, USE_PIECES, USE_TOKENIZER

_BLOCKS = 17


def unpack(package: Path, folder: Path) -> None:
    """From the package's folder of resources into the models folder."""
    with np.load(package / "weights.npz") as file:
        blocks = [file[f"q{block + 1}"] for block in range(_BLOCKS)]
        np.save(folder / USE_PIECES, np.stack(blocks, axis=1).reshape(-1, blocks[0].shape[1]))
        np.savez(folder / USE, **{name: file[name] for name in file.files if not name.startswith("q")})
    shutil.copyfile(package / "sp.model", folder / USE_TOKENIZER)


class PieceVectors:
    """Of each piece its vector, read when it is asked for."""

    def __init__(self, folder: Path, scale: NDArray[np.float32], low: NDArray[np.float32]) -> None:
        self._table = np.load(folder / USE_PIECES, mmap_mode="r")
        self._scale, self._low = scale, low

    def __getitem__(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """Numbers of pieces, of any shape -> that shape and one axis more of the vectors."""
        block = (pieces % _BLOCKS)[..., np.newaxis]
        vectors: NDArray[np.float32] = self._table[pieces] * self._scale[block] + self._low[block]
        return vectors
