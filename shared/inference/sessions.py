"""How an ONNX file is opened: one thread a process, because one process a core does the work."""

import re
from functools import cache
from pathlib import Path
from typing import Literal

import onnxruntime

from shared.inference.base import Device

Shapes = Literal["few", "many"]


def open_session(
    network: Path | bytes, device: Device = "cpu", *, shapes: Shapes = "few"
) -> onnxruntime.InferenceSession:
    """A file, or its content. On "cuda" the nodes run on the GPU, on the CPU those for which it has no kernel.

    Raises ValueError when this onnxruntime was built without CUDA: a silent fall to the CPU would be found much
    later, by its slowness.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # A waiting thread that spins takes its core from the other children.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    # A plan of its memory for each shape is kept for good, and saves no time that can be measured.
    options.enable_mem_pattern = shapes == "few"
    providers = ["CPUExecutionProvider"]
    if device == "cuda":
        if "CUDAExecutionProvider" not in onnxruntime.get_available_providers():
            raise ValueError("this onnxruntime has no CUDA; install onnxruntime-gpu or choose the device cpu")
        providers.insert(0, "CUDAExecutionProvider")
    return onnxruntime.InferenceSession(network, options, providers=providers)


@cache
def fast_integers() -> bool:
    """Whether this CPU multiplies and adds eight-bit integers in one instruction (VNNI).

    Networks in integers are then twice as fast as in floats and find photos as well. On older x86 their sums saturate.
    """
    try:
        flags = re.search(r"^flags\s*:(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except FileNotFoundError:
        return False
    return flags is not None and not {"avx512_vnni", "avx_vnni"}.isdisjoint(flags[1].split())
