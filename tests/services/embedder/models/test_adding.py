"""Which checkpoints are taken, and with which sentence others are refused."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from services.embedder.models import adding, architectures
from services.embedder.models.adding import offered, pull_in, put_in
from services.embedder.models.architectures import chosen
from services.embedder.models.trial import Trial, Tried, examined
from shared.errors import Forbidden, Invalid
from shared.inference import own
from shared.inference.hub import connected
from shared.inference.taking import Wanted
from tests.checkpoints import changed, checkpoint, needs_torch, rewritten
from tests.small_hub import small_hub

MINE = Wanted("place", "mine")
ALL = ["README.md", "config.json", "model.safetensors", "preprocessor_config.json", "tokenizer.json"]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trial in this process, which has loaded torch already; tests/flows/test_own_placer.py has it in its child. As
    if torch were installed, for what is refused without it."""

    async def tried(trial: Trial, bytes: int) -> Tried:
        return examined(trial)

    monkeypatch.setattr(adding, "tried", tried)
    monkeypatch.setattr(adding, "missing_libraries", lambda: "")


@pytest.mark.parametrize(("paths", "sentence"), [
    ([*ALL[:2], *ALL[3:], "pytorch_model.bin"], r"weights are in pytorch_model\.bin, which can run code"),
    ([*ALL[:2], *ALL[3:]], r"It has no model\.safetensors"),
    (["model.safetensors", "model.py"], r"no config\.json and no preprocessor_config\.json and no tokenizer\.json"),
    ([*ALL[:2], *ALL[3:], "model-00001-of-00002.safetensors"], r"It has no model\.safetensors"),
])  # fmt: skip
def test_what_lacks_what_is_needed_is_refused_by_its_names(paths: list[str], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        chosen(paths)


def test_nothing_else_of_a_repository_is_taken() -> None:
    assert chosen([*ALL, "modeling_mine.py", "pytorch_model.bin", "onnx/model.onnx"]) == [
        "config.json", "preprocessor_config.json", "tokenizer.json", "model.safetensors",
    ]  # fmt: skip
    shards = ["model-00002-of-00002.safetensors", "model-00001-of-00002.safetensors"]
    assert chosen([*ALL[:2], *ALL[3:], "model.safetensors.index.json", *shards])[-2:] == sorted(shards)


def telling(folder: Path, config: Any = None, **files: Any) -> Path:
    """All that a checkpoint has but weights."""
    halves = {"text_config": {"hidden_size": 8}, "vision_config": {"image_size": 32}}
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"model_type": "clip", **halves} | (config or {})))
    for name in ("preprocessor_config", "tokenizer_config"):
        (folder / f"{name}.json").write_text(json.dumps(files.get(name, {})))
    (folder / "tokenizer.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(pickle.dumps({"not": "weights"}))
    return folder


@pytest.mark.parametrize(("told", "sentence"), [
    ({"config": {"model_type": "nomic_bert"}}, r"calls it 'nomic_bert'; .* taken: clip, siglip, siglip2"),
    ({"config": {"auto_map": {"AutoModel": "modeling.Mine"}}}, r"config\.json names code of its own \(auto_map\)"),
    ({"preprocessor_config": {"image_processor": {"auto_map": {}}}}, r"preprocessor_config\.json names code"),
    ({"tokenizer_config": {"auto_map": {}}}, r"tokenizer_config\.json names code of its own"),
    ({"preprocessor_config": {"image_processor_type": "TimmWrapperImageProcessor"}}, "needs timm, which is not"),
    ({"preprocessor_config": {"processor_class": "SmolVLMProcessor"}}, "needs num2words, which is not installed"),
    ({"config": {"text_config": {"num_hidden_layers": 10**9}}}, "num_hidden_layers of 1000000000 in text_config"),
    ({"config": {"vision_config": {"hidden_size": "large"}}}, "hidden_size of 'large' in vision_config"),
    ({"config": {"vision_config": []}}, "has no vision_config that can be read"),
    ({"tokenizer_config": []}, r"tokenizer_config\.json cannot be read: it holds no object"),
    ({}, r"model\.safetensors is no file of safetensors"),  # but a pickle
])  # fmt: skip
async def test_what_it_tells_of_itself_is_judged_before_a_library_sees_it(
    tmp_path: Path, here: None, told: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        await put_in(tmp_path / "models", MINE, telling(tmp_path / "given", **told))
    assert not (tmp_path / "models").exists()


async def test_what_runs_it_is_missed_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(architectures, "find_spec", lambda name: None)
    with pytest.raises(Invalid, match=r"want torch and transformers, which this Python has not: .*--extra torch"):
        await put_in(tmp_path, MINE, tmp_path)


@needs_torch
@pytest.mark.parametrize(("kind", "broken", "sentence"), [
    ("clip", "lacking", r"Its config\.json asks for [\d,]+ numbers, and its weights have [\d,]+\."),
    ("siglip", "absurd", r"Its config\.json asks for [\d,]{13,} numbers, and its weights have [\d,]+\."),
    ("siglip", "renamed", r"Its weights lack logit_scale, which its config\.json asks for"),
    ("clip", "turned", "It cannot be run: "),
    ("clip", "no numbers", r"answers what is no number \(NaN or infinite\)"),
    ("clip", "dumb", "It says the same of every picture or of every text"),
    ("siglip", "apart", "It cannot be run: |they do not compare"),
])  # fmt: skip
async def test_what_cannot_be_run_is_refused_with_a_sentence(
    tmp_path: Path, here: None, kind: str, broken: str, sentence: str
) -> None:
    folder = checkpoint(tmp_path / "given", kind)
    weights = folder / "model.safetensors"
    match broken:
        case "lacking":
            rewritten(weights, lambda tensors: tensors.pop("text_model.final_layer_norm.weight"))
        case "absurd":
            large = {"hidden_size": 16_384, "intermediate_size": 65_536, "num_hidden_layers": 20}
            changed(folder, "config.json", lambda config: config["vision_config"].update(large))
        case "renamed":
            rewritten(weights, lambda tensors: tensors.update(logit_skale=tensors.pop("logit_scale")))
        case "turned":
            rewritten(weights, lambda tensors: tensors.update(text_projection=tensors["text_projection.weight"].T))
            changed(folder, "config.json", lambda config: config["text_config"].update(hidden_size=8))
        case "no numbers":
            rewritten(weights, lambda tensors: tensors["visual_projection.weight"].fill_(float("nan")))
        case "dumb":
            rewritten(weights, lambda tensors: tensors["vision_model.embeddings.patch_embedding.weight"].zero_())
        case "apart":
            changed(folder, "config.json", lambda config: config["text_config"].update(projection_size=8))
    with pytest.raises(Invalid, match=sentence):
        await put_in(tmp_path / "models", MINE, folder)
    assert own.everyone(tmp_path / "models") == []


@needs_torch
async def test_a_hubs_repository_becomes_a_model_though_the_line_breaks(tmp_path: Path, here: None) -> None:
    given = checkpoint(tmp_path / "given", "siglip")
    files = {path.name: path.read_bytes() for path in given.iterdir()} | {"modeling.py": b"raise SystemExit"}
    with small_hub("they/tiny", files, "agpl-3.0") as hub:
        async with connected({"HF_ENDPOINT": hub.address}) as asked:
            offers = await offered(asked, "they/tiny", "main")
            with pytest.raises(Forbidden, match=r"--accept agpl-3\.0"):
                await pull_in(tmp_path / "models", MINE, asked, offers, accepted="", progress=lambda there, of: None)
            assert hub.sent == []
            seen: list[int] = []
            model = await pull_in(
                tmp_path / "models", MINE, asked, offers, accepted="agpl-3.0",
                progress=lambda there, of: seen.append(there),
            )  # fmt: skip
    assert model.files.keys() == files.keys() - {"modeling.py"}
    assert "modeling.py" not in hub.sent
    assert seen[-1] == model.bytes == sum(offer.bytes for offer in offers)
    assert (model.licence, model.source) == ("agpl-3.0", "they/tiny@cccccccccccc")
    assert own.lacks(tmp_path / "models", "place", model.identity) == ""
    assert list((tmp_path / "models" / "own" / ".pulled").iterdir()) == []


async def test_of_what_is_not_taken_nothing_is_fetched_but_what_tells_so(tmp_path: Path, here: None) -> None:
    told = telling(tmp_path / "given", config={"model_type": "florence2"}, tokenizer_config={"model_max_length": 16})
    files = {path.name: path.read_bytes() for path in told.iterdir()}
    with small_hub("they/other", files, "mit") as hub:
        async with connected({"HF_ENDPOINT": hub.address}) as asked:
            offers = await offered(asked, "they/other", "main")
            with pytest.raises(Invalid, match="calls it 'florence2'"):
                await pull_in(tmp_path / "models", MINE, asked, offers, accepted="", progress=lambda there, of: None)
    assert set(hub.sent) == {"config.json", "preprocessor_config.json", "tokenizer_config.json"}
