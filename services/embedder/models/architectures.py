"""Which checkpoints of image-text models are taken, told by their files alone, before a library opens any of them."""

import json
import math
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from shared.errors import Invalid

INSTALL = ".venv/bin/uv sync --frozen --inexact --extra torch (docs/models.md)"


@dataclass(frozen=True, slots=True)
class Architecture:
    """How its texts are prepared. `padding`: to the longest of a batch, or as in its training to what it reads at most.
    `reads`: what of the tokenizer's answer. `lower_case`: it was trained on texts without capitals, which tokenizers of
    its checkpoints do not always see to (Siglip2Tokenizer does, GemmaTokenizer does not)."""

    padding: Literal["longest", "max_length"]
    reads: tuple[str, ...]
    lower_case: bool


_OF_SIGLIP = Architecture("max_length", ("input_ids",), lower_case=True)

# By config.json's model_type. Most of SigLIP 2 calls itself siglip there; siglip2 is its NaFlex.
ARCHITECTURES = {
    "clip": Architecture("longest", ("input_ids", "attention_mask"), lower_case=False),
    "siglip": _OF_SIGLIP,
    "siglip2": _OF_SIGLIP,
}

# Small files that say what the model is, in JSON.
CONFIG, PREPROCESSOR, PROCESSOR = "config.json", "preprocessor_config.json", "processor_config.json"
TELLING = (CONFIG, PREPROCESSOR, PROCESSOR, "tokenizer_config.json", "special_tokens_map.json")
_TOKENIZERS = ("tokenizer.json", "spiece.model")
_WEIGHTS, INDEX = "model.safetensors", "model.safetensors.index.json"
_SHARD = re.compile(r"model-\d{5}-of-\d{5}\.safetensors")
_PICKLE = re.compile(r".*\.(bin|pt|pth|ckpt|pkl|pickle|h5|msgpack)")
_MOST_TOLD, _MOST_OF_A_HEAD = 2**20, 100 * 2**20  # bytes

# Libraries that some processors and tokenizers of transformers want, by a word of what they call themselves.
_WANTS = (("Timm", "timm"), ("SmolVLM", "num2words"), ("Idefics3", "num2words"), ("Japanese", "fugashi"))


def missing_libraries() -> str:
    """Which libraries lack here without which no checkpoint can be run, as a sentence; empty for none."""
    missing = [name for name in ("torch", "transformers") if find_spec(name) is None]
    if not missing:
        return ""
    return f"Models of this kind want {' and '.join(missing)}, which this Python has not: {INSTALL}"


def chosen(paths: Sequence[str]) -> list[str]:
    """Of the names of all files of a checkpoint, those that are taken, the telling ones first. Raises Invalid, with a
    sentence, where there are not all that are wanted."""
    telling = [name for name in TELLING if name in paths]
    weights = [name for name in paths if _SHARD.fullmatch(name)] if INDEX in paths else []
    weights = [INDEX, *sorted(weights)] if weights else [name for name in paths if name == _WEIGHTS]
    if not weights:
        pickles = [name for name in paths if _PICKLE.fullmatch(name)]
        raise Invalid(
            f"Its weights are in {', '.join(pickles[:3])}, which can run code when it is opened, and is not. Take a "
            f"checkpoint in safetensors."
            if pickles
            else f"It has no {_WEIGHTS}: it is no checkpoint in safetensors."
        )
    tokenizers = [name for name in _TOKENIZERS if name in paths]
    lacking = [name for name, there in (
        (CONFIG, CONFIG in telling),
        (PREPROCESSOR, PREPROCESSOR in telling or PROCESSOR in telling),
        (_TOKENIZERS[0], tokenizers),
    ) if not there]  # fmt: skip
    if lacking:
        raise Invalid(f"It has no {' and no '.join(lacking)}: photos and questions cannot be prepared for it.")
    return [*telling, *tokenizers, *weights]


def checked(folder: Path) -> str:
    """The architecture, by the telling files in the folder. Raises Invalid, with a sentence, for what is not taken."""
    told = {name: _told(folder / name) for name in TELLING if (folder / name).is_file()}
    for name, content in told.items():
        if _names_code(content):
            raise Invalid(f"Its {name} names code of its own (auto_map), and no code of a repository is run.")
    kind = told[CONFIG].get("model_type")
    if kind not in ARCHITECTURES:
        raise Invalid(
            f"Its config.json calls it {kind!r}; image-text models that are taken: {', '.join(ARCHITECTURES)}."
        )
    for name, content in told.items():
        _check_wants(name, content)
    _check_sizes(told[CONFIG])
    return str(kind)


def check_weights(folder: Path, names: Sequence[str]) -> int:
    """How many numbers its weights have. Raises Invalid for a file of them that is no safetensors, whatever it is
    called."""
    numbers = sum(_numbers(folder / name) for name in names if name.endswith(".safetensors"))
    if INDEX in names:
        files = _told(folder / INDEX, most=_MOST_OF_A_HEAD).get("weight_map")
        if not isinstance(files, dict) or not set(files.values()) <= set(names):
            raise Invalid(f"Its {INDEX} names files that are not there.")
    return numbers


def _numbers(file: Path) -> int:
    with file.open("rb") as content:
        first = content.read(8)
        length = struct.unpack("<Q", first)[0] if len(first) == 8 else 0
        head = content.read(length) if 2 <= length <= _MOST_OF_A_HEAD else b""
    try:
        return sum(math.prod(told["shape"]) for name, told in json.loads(head).items() if name != "__metadata__")
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise Invalid(f"Its {file.name} is no file of safetensors.") from error


def _names_code(content: Any) -> bool:
    """Also in what one file holds of others."""
    if isinstance(content, dict):
        return "auto_map" in content or any(map(_names_code, content.values()))
    return isinstance(content, list) and any(map(_names_code, content))


def _check_wants(name: str, content: Mapping[str, Any]) -> None:
    for key in ("processor_class", "image_processor_type", "tokenizer_class"):
        for word, library in _WANTS:
            if word in str(content.get(key, "")) and find_spec(library) is None:
                raise Invalid(f"What its {name} asks for ({content[key]}) needs {library}, which is not installed.")


def _check_sizes(config: Mapping[str, Any]) -> None:
    """Whatever is computed before the weights are compared must end."""
    for half in ("text_config", "vision_config"):
        sizes = config.get(half, {})
        if not isinstance(sizes, dict):
            raise Invalid(f"Its {CONFIG} has no {half} that can be read.")
        for key, most in _MOST.items():
            size = sizes.get(key, 1)
            if not isinstance(size, int) or not 0 < size <= most:
                raise Invalid(f"Its {CONFIG} asks for a {key} of {size!r} in {half}; up to {most:,} is taken.")


_MOST = {
    "num_hidden_layers": 200, "num_attention_heads": 256, "hidden_size": 16_384, "intermediate_size": 65_536,
    "vocab_size": 2_000_000, "max_position_embeddings": 8_192, "image_size": 2_048, "patch_size": 256,
    "num_patches": 65_536, "projection_dim": 16_384, "projection_size": 16_384,
}  # fmt: skip


def _told(file: Path, *, most: int = _MOST_TOLD) -> dict[str, Any]:
    try:
        if file.stat().st_size > most:
            raise Invalid(f"Its {file.name} has more than {most:,} bytes, which is too large here.")
        content = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise Invalid(f"Its {file.name} cannot be read as JSON.") from error
    if not isinstance(content, dict):
        raise Invalid(f"Its {file.name} cannot be read: it holds no object.")
    return content
