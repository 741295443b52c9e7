from pathlib import Path

import onnxruntime
import pytest

from shared.inference.sessions import open_session


@pytest.mark.skipif(
    "CUDAExecutionProvider" in onnxruntime.get_available_providers(), reason="this onnxruntime has CUDA"
)
def test_cuda_is_not_silently_replaced_by_the_cpu(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="this onnxruntime has no CUDA"):
        open_session(tmp_path / "any.onnx", "cuda")
