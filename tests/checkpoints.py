"""Image-text models as hubs have them, as small as they come: random, and written by transformers itself."""

import json
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

LACKING = [name for name in ("torch", "transformers") if find_spec(name) is None]
needs_torch = pytest.mark.skipif(bool(LACKING), reason=f"without {' and '.join(LACKING)} (docs/models.md)")

SIDE, LONGEST, DIMENSION = 32, 16, 8
KINDS = ("clip", "siglip", "siglip2")
_FAST = "Siglip2ImageProcessorFast"
_WORDS = (
    "a photo of a dog and a cat on the red beach at night", "blue sky over green fields", "an old car in the street",
)  # fmt: skip


def checkpoint(folder: Path, kind: str = "clip") -> Path:
    """One in that folder: config.json, model.safetensors, preprocessor_config.json, tokenizer.json and more. Weights of
    siglip2 are in several files, and its processor is called as those are that want torchvision."""
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(3)
    make: Callable[[], Any] = {"clip": _clip, "siglip": _siglip, "siglip2": _siglip2}[kind]
    network, processor = make()
    network.eval().save_pretrained(folder, max_shard_size="20KB" if kind == "siglip2" else "5GB")
    processor.save_pretrained(folder)
    _tokenizer().save_pretrained(folder)
    if kind == "siglip2":
        changed(folder, "preprocessor_config.json", lambda told: told.update(image_processor_type=_FAST))
    return folder


def changed(folder: Path, name: str, change: Callable[[dict[str, Any]], object]) -> Path:
    """With a JSON file that was changed in place."""
    content = json.loads((folder / name).read_bytes())
    change(content)
    (folder / name).write_text(json.dumps(content))
    return folder


def rewritten(weights: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """A file of safetensors with other tensors."""
    from safetensors.torch import load, save_file

    tensors = load(weights.read_bytes())
    change(tensors)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, weights, metadata={"format": "pt"})


_HALF = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
_TEXT = {**_HALF, "vocab_size": 64, "max_position_embeddings": LONGEST, "pad_token_id": 0}
_ENDS = {"bos_token_id": 1, "eos_token_id": 2}


def _clip() -> tuple[Any, Any]:
    from transformers import CLIPConfig, CLIPImageProcessorPil, CLIPModel

    vision = {**_HALF, "image_size": SIDE, "patch_size": 16}
    config = CLIPConfig(text_config={**_TEXT, **_ENDS}, vision_config=vision, projection_dim=DIMENSION)
    size = {"height": SIDE, "width": SIDE}
    return CLIPModel(config), CLIPImageProcessorPil(size={"shortest_edge": SIDE}, crop_size=size)


def _siglip() -> tuple[Any, Any]:
    from transformers import SiglipConfig, SiglipImageProcessorPil, SiglipModel

    vision = {**_HALF, "image_size": SIDE, "patch_size": 16}
    config = SiglipConfig(text_config={**_TEXT, "projection_size": 16}, vision_config=vision)
    return SiglipModel(config), SiglipImageProcessorPil(size={"height": SIDE, "width": SIDE})


def _siglip2() -> tuple[Any, Any]:
    from transformers import Siglip2Config, Siglip2ImageProcessorPil, Siglip2Model

    vision = {**_HALF, "num_patches": 16, "patch_size": 16}
    config = Siglip2Config(text_config={**_TEXT, "projection_size": 16}, vision_config=vision)
    return Siglip2Model(config), Siglip2ImageProcessorPil(patch_size=16, max_num_patches=16)


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.WordLevel(unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.train_from_iterator(_WORDS, trainers.WordLevelTrainer(special_tokens=["<pad>", "<s>", "</s>", "<unk>"]))
    made.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 1), ("</s>", 2)])
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", bos_token="<s>", eos_token="</s>", unk_token="<unk>",
        model_max_length=LONGEST,
    )  # fmt: skip
