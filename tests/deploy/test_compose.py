"""docker-compose.yml: valid, pinned, without a default secret, and its services start with what it tells them."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.runtime.settings import Settings
from tests.deploy.interpolation import filled, variables
from tests.deploy.tools import run
from tests.running import REPO

COMPOSE = REPO / "docker-compose.yml"
FILES = [COMPOSE, *sorted((REPO / "deploy" / "compose").glob("*.yml"))]
OURS = ("gateway", "vision", "embedder", "smart")
# These write into their own root when they start.
WRITABLE = {"rabbitmq", "prometheus"}
SECRETS = re.findall(r"^(\w+)=$", (REPO / ".env.example").read_text(), re.M)
CHANGEABLE = dict(re.findall(r"^#(\w+)=(.+)$", (REPO / ".env.example").read_text(), re.M))


def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    return document


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_follows_the_compose_specification(path: Path) -> None:
    run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", path, package="check-jsonschema from PyPI")


def test_every_service_that_is_asked_for_is_there() -> None:
    assert set(services()) == {*OURS, "rabbitmq", "mongodb", "s3", "qdrant", "prometheus", "grafana"}


def test_secrets_are_required_and_have_no_default() -> None:
    assert SECRETS
    for path in FILES:
        for variable in variables(path.read_text()):
            if variable.name in SECRETS:
                assert variable.required, f"{path.name} does not insist on {variable.name}"
            elif variable.name != "HELIOGRAPH_VERSION":
                assert variable.default == CHANGEABLE[variable.name]
    used = {variable.name for variable in variables(COMPOSE.read_text())}
    assert used == {*SECRETS, *CHANGEABLE, "HELIOGRAPH_VERSION"}


def test_no_password_is_written_down() -> None:
    for name, service in services().items():
        for key, value in service.get("environment", {}).items():
            if re.search("PASS|SECRET|API_KEY|TOKEN", key):
                assert re.fullmatch(r"\$\{\w+:\?[^}]+\}", str(value)), f"{name} has {key}={value}"


@pytest.mark.parametrize("name", services())
def test_images_are_pinned(name: str) -> None:
    image = services()[name]["image"]
    tag = filled(image, {}).rpartition(":")[2]
    assert re.search(r"\d+\.\d+|RELEASE\.\d{4}-\d\d-\d\d", tag), image


@pytest.mark.parametrize("name", services())
def test_everything_is_hardened_and_limited(name: str) -> None:
    service = services()[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is (name not in WRITABLE)
    assert service["restart"] == "unless-stopped"
    assert service["deploy"]["resources"]["limits"]["memory"]


def test_what_lasts_lies_on_named_volumes() -> None:
    named = set()
    for name, service in services().items():
        for volume in service.get("volumes", ()):
            source, target, *mode = volume.split(":")
            if source.startswith("."):
                assert mode == ["ro"], f"{name} may write to {source}"
                assert (REPO / source).exists(), f"{name} mounts {source}"
            else:
                assert target.startswith("/")
                named.add(source)
    assert named == set(compose()["volumes"])
    assert {"rabbitmq", "mongodb", "minio", "qdrant"} <= named


def test_only_this_machine_reaches_what_is_published() -> None:
    published = {name: filled(service["ports"], {}) for name, service in services().items() if "ports" in service}
    assert published == {"gateway": ["127.0.0.1:8000:8000"], "grafana": ["127.0.0.1:3000:3000"]}


def test_only_what_is_published_leaves_the_inner_network() -> None:
    assert compose()["networks"]["back"] == {"internal": True}
    outside = {name for name, service in services().items() if service["networks"] != ["back"]}
    assert outside == {"gateway", "grafana"}


def test_it_waits_for_what_can_say_that_it_is_ready() -> None:
    for name, service in services().items():
        for needed, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}, f"{name} does not wait for {needed}"
            assert "healthcheck" in services()[needed]
    for name in OURS:
        assert set(services()[name]["depends_on"]) == {"rabbitmq", "mongodb", "s3", "qdrant"}
        assert services()[name]["build"]["target"] == name


@pytest.mark.parametrize("name", OURS)
def test_the_settings_are_enough(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    image = re.findall(r"(HELIOGRAPH_\w+)=(\S+)", (REPO / "Dockerfile").read_text().split("AS vision-gpu")[0])
    words = {secret: f"{secret.lower()}-of-its-own-for-ever" for secret in SECRETS}
    environment = filled(services()[name]["environment"], words)
    for key, value in [*image, *environment.items()]:
        assert key.removeprefix("HELIOGRAPH_").lower() in Settings.model_fields, f"{key} is no setting"
        monkeypatch.setenv(key, str(value))
    settings = Settings()
    assert settings.profile == "cluster"
    assert settings.log_format == "json"
    assert settings.amqp_url
    assert (
        settings.amqp_url.get_secret_value() == "amqp://heliograph:rabbitmq_password-of-its-own-for-ever@rabbitmq:5672/"
    )
    assert settings.peers_token
    assert settings.peers_token.get_secret_value() == "heliograph_service_token-of-its-own-for-ever"
    assert (settings.token is not None) is (name == "gateway"), "what opens the library is the gateway's alone"
    assert not settings.warnings


def test_an_environment_is_made_once(tmp_path: Path) -> None:
    script = tmp_path / "deploy" / "compose" / "env.sh"
    script.parent.mkdir(parents=True)
    shutil.copy(REPO / "deploy" / "compose" / "env.sh", script)
    shutil.copy(REPO / ".env.example", tmp_path)
    subprocess.run(["sh", script], check=True, capture_output=True)
    made = tmp_path / ".env"
    words = dict(re.findall(r"^(\w+)=(.*)$", made.read_text(), re.M))
    assert list(words) == SECRETS
    assert all(re.fullmatch("[0-9a-f]{48}", word) for word in words.values())
    assert len(set(words.values())) == len(SECRETS)
    assert made.stat().st_mode & 0o777 == 0o600

    before = made.read_text()
    again = subprocess.run(["sh", script], check=False, capture_output=True, text=True)
    assert again.returncode == 1
    assert "already" in again.stderr
    assert made.read_text() == before
