"""Image-text models of a hub (CLIP, Radford et al., 2021; SigLIP, Zhai et al., 2023; SigLIP 2, Tschannen et al., 2025):
photos and questions as vectors of one space. `transformers` and torch run them, which are no part of a plain
installation; a checkpoint is data, and no code of its repository is ever run.

Only children import what is in here: torch is not imported before a checkpoint is loaded.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from services.embedder.models.architectures import ARCHITECTURES, missing_libraries
from shared.errors import Invalid, Unavailable
from shared.inference import own
from shared.inference.base import Device, ModelSpec, Pixels, Vectors

_BATCH = 8  # photos or texts at once on a processor: more cost memory and gain nothing on a core
_BATCH_GPU = 64

# How files are opened: those in the folder, and no code, also none that a config names to compute attention by.
HERE: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
ATTENTION = "sdpa"


def load_images(place: Path, device: Device = "cpu") -> "ImageTower":
    """The half that looks at photos, of the checkpoint in this folder. Raises Unavailable where it is not there, is
    another than was added, or cannot be run here."""
    spec, parts = _opened(place, device)
    parts.network.text_model = None  # it is not asked, and large
    return ImageTower(spec, parts, device)


def load_texts(place: Path, device: Device = "cpu") -> "TextTower":
    """The half that reads. Raises as `load_images` does."""
    spec, parts = _opened(place, device)
    parts.network.vision_model = None
    return TextTower(spec, parts, device)


class ImageTower:
    def __init__(self, spec: ModelSpec, parts: "Parts", device: Device = "cpu") -> None:
        self.spec = spec
        self._network, self._device = parts.network.to(device), device
        self._processor = parts.processor

    def run(self, batch: Sequence[Pixels]) -> Vectors:
        """-> shape (n, dimension), unit rows."""
        return np.concatenate([self._some(some) for some in _pieces(batch, self._device)])

    def _some(self, batch: Sequence[Pixels]) -> Vectors:
        given = self._processor(images=[Image.fromarray(pixels) for pixels in batch], return_tensors="pt")
        return _vectors(self._network, self._network.get_image_features, given)


class TextTower:
    """A TextEmbedder, but for its `dimension`, which the checkpoint's space has."""

    def __init__(self, spec: ModelSpec, parts: "Parts", device: Device = "cpu") -> None:
        self.spec = spec
        self._network, self._device = parts.network.to(device), device
        self._tokenizer = parts.tokenizer
        self._architecture = ARCHITECTURES[parts.network.config.model_type]
        self._longest = int(parts.network.config.text_config.max_position_embeddings)

    def run(self, batch: Sequence[str]) -> Vectors:
        """-> shape (n, dimension), unit rows. What is longer than the model reads is cut off."""
        return np.concatenate([self._some(some) for some in _pieces(batch, self._device)])

    def _some(self, batch: Sequence[str]) -> Vectors:
        how = self._architecture
        texts = [text.lower() for text in batch] if how.lower_case else list(batch)
        given = self._tokenizer(
            texts, padding=how.padding, truncation=True, max_length=self._longest, return_tensors="pt"
        )
        return _vectors(self._network, self._network.get_text_features, {name: given[name] for name in how.reads})


@dataclass(frozen=True, slots=True)
class Parts:
    """What transformers makes of a checkpoint's files."""

    network: Any
    processor: Any
    tokenizer: Any


def libraries() -> tuple[Any, Any]:
    """torch and transformers, which ask nobody and say nothing."""
    os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error", "TQDM_DISABLE": "1"}
    import torch
    import transformers

    return torch, transformers


def read(folder: Path, device: Device = "cpu") -> Parts:
    """Raises Invalid, with a sentence, for files of which no such model can be made; whatever else the libraries raise
    is of the kind. Files that are named in no place here are not opened, and nothing is fetched."""
    torch, transformers = libraries()
    torch.set_num_threads(1)  # one process a core does the work
    precision = torch.bfloat16 if device == "cuda" else torch.float32
    network, told = transformers.AutoModel.from_pretrained(
        folder, use_safetensors=True, dtype=precision, output_loading_info=True, attn_implementation=ATTENTION, **HERE
    )
    if missing := sorted(told["missing_keys"]):  # they would be random numbers
        raise Invalid(f"Its weights lack {_few(missing)}, which its config.json asks for.")
    processor = transformers.AutoImageProcessor.from_pretrained(folder, backend="pil", **HERE)
    return Parts(network.eval(), processor, transformers.AutoTokenizer.from_pretrained(folder, **HERE))


def _opened(place: Path, device: Device) -> tuple[ModelSpec, Parts]:
    if missing := missing_libraries():
        raise Unavailable(missing)
    model = own.opened_folder(place)
    return ModelSpec(model.name, model.digest, "image-text", model.licence, model.source), read(place, device)


def _pieces(batch: Sequence[Any], device: Device) -> Iterator[Sequence[Any]]:
    most = _BATCH if device == "cpu" else _BATCH_GPU
    for start in range(0, len(batch), most):
        yield batch[start : start + most]


def _vectors(network: Any, features: Any, given: Mapping[str, Any]) -> Vectors:
    torch, _ = libraries()
    with torch.inference_mode():
        moved = {
            name: tensor.to(network.device, network.dtype if tensor.is_floating_point() else None)
            for name, tensor in given.items()
        }
        raw = features(**moved).pooler_output.float()
        unit: Vectors = torch.nn.functional.normalize(raw, dim=-1).cpu().numpy()
    return unit


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
