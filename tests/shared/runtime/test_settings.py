"""Settings that would let anybody in, or lead nowhere, end the start with a sentence."""

import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import SecretStr, ValidationError

from shared.runtime.settings import Settings, explained
from tests.running import REPO

STORES: dict[str, Any] = {
    "amqp_url": "amqp://rabbit",
    "mongodb_url": "mongodb://mongo",
    "s3_url": "http://s3",
    "s3_access_key": "key",
    "s3_secret_key": "secret",
    "qdrant_url": "http://qdrant",
}


def test_the_embedded_profile_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HELIOGRAPH_HOME", raising=False)
    settings = Settings()
    assert (settings.profile, settings.host, settings.token) == ("embedded", "127.0.0.1", None)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org"])
def test_others_may_only_be_let_in_with_a_token(host: str) -> None:
    with pytest.raises(ValidationError, match="HELIOGRAPH_TOKEN"):
        Settings(host=host)
    assert Settings(host=host, token=SecretStr("sixteen-letters.")).host == host


@pytest.mark.parametrize("profile", ["embedded", "cluster"])
@pytest.mark.parametrize("token", ["", " ", "\t \n", "a", "fifteen-letters", "      padded       "])
def test_a_blank_or_short_token_lets_nobody_listen_to_others(
    profile: Literal["embedded", "cluster"], token: str
) -> None:
    with pytest.raises(ValidationError, match="HELIOGRAPH_TOKEN"):
        Settings(profile=profile, host="0.0.0.0", token=SecretStr(token), **STORES)


def test_a_blank_word_is_none() -> None:
    assert Settings(token=SecretStr("  ")).token is None
    assert Settings(token=SecretStr(" word ")).token == SecretStr("word")
    for name in STORES:
        with pytest.raises(ValidationError, match=f"needs HELIOGRAPH_{name.upper()}\\."):
            Settings(profile="cluster", token=SecretStr("sixteen-letters."), **{**STORES, name: " "})
    with pytest.raises(ValidationError, match=r"needs HELIOGRAPH_TOKEN\."):
        Settings(profile="cluster", token=SecretStr(""), **STORES)


@pytest.mark.parametrize("name", ["token", "service_token"])
@pytest.mark.parametrize("token", ["naïve-long-random", "\U0001f511" * 16, "a-line\nand-another-line"])
def test_a_token_that_cannot_be_sent_is_refused(token: str, name: str) -> None:
    with pytest.raises(ValidationError, match="ASCII"):
        Settings(**{name: SecretStr(token)})


def test_the_cluster_has_no_default_secret() -> None:
    with pytest.raises(ValidationError, match=r"HELIOGRAPH_TOKEN, HELIOGRAPH_AMQP_URL.*HELIOGRAPH_QDRANT_URL"):
        Settings(profile="cluster")


def test_services_have_a_word_of_their_own() -> None:
    ours, theirs = SecretStr("word-of-the-owner"), SecretStr("word-of-services")
    apart = Settings(profile="cluster", host="0.0.0.0", service_token=theirs, **STORES)
    assert (apart.token, apart.peers_token, apart.warnings) == (None, theirs, [])
    assert Settings(profile="cluster", token=ours, service_token=theirs, **STORES).peers_token == theirs
    with pytest.raises(ValidationError, match="HELIOGRAPH_SERVICE_TOKEN can be guessed"):
        Settings(profile="cluster", host="0.0.0.0", token=ours, service_token=SecretStr("short"), **STORES)
    with pytest.raises(ValidationError, match="take another"):
        Settings(token=ours, service_token=ours)


def test_for_one_release_services_may_have_the_one_word() -> None:
    old = Settings(profile="cluster", token=(ours := SecretStr("word-of-the-owner")), **STORES)
    assert old.peers_token == ours
    [warning] = old.warnings
    assert warning.startswith("HELIOGRAPH_SERVICE_TOKEN is not set")
    assert Settings(token=ours).warnings == [], "in one process nobody else hears it"


def test_secrets_are_not_shown() -> None:
    assert "hunter2" not in repr(Settings(token=SecretStr("hunter2")))


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "many"), ("PROFILE", "clutser"), ("HOST", "0.0.0.0"), ("TOKEN", "schlüssel")]
)
def test_a_wrong_setting_is_one_sentence_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"HELIOGRAPH_{name}", value)
    with pytest.raises(ValidationError) as wrong:
        Settings()
    [sentence] = explained(wrong.value)
    assert f"HELIOGRAPH_{name}" in sentence


def test_a_wrong_setting_ends_the_start_with_its_sentence(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "services"], cwd=REPO, capture_output=True, text=True, timeout=60, check=False,
        env={"HELIOGRAPH_HOME": str(tmp_path), "HELIOGRAPH_PORT": "many"},
    )  # fmt: skip
    assert ended.returncode == 2
    assert "HELIOGRAPH_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(("given", "sentence"), [
    ({"endpoint_url": "https://host/v1"}, "needs HELIOGRAPH_ENDPOINT_MODEL"),
    ({"endpoint_url": "http://host/v1", "endpoint_model": "eyes"}, "without TLS"),
    ({"endpoint_url": "https://host/v1?key=sk-word", "endpoint_model": "eyes"}, "no address of an endpoint"),
    ({"public_url": "photos.example"}, "a scheme and a host alone"),
    ({"public_url": "https://photos.example/app"}, "a scheme and a host alone"),
    ({"oidc_issuer": "https://auth.example"}, "needs HELIOGRAPH_OIDC_CLIENT_ID"),
    ({"oidc_issuer": "auth.example", "oidc_client_id": "x"}, "an address without a query"),
    ({"oidc_issuer": "https://auth.example?x", "oidc_client_id": "x"}, "an address without a query"),
    ({"endpoint_unsent": "screenshot, selfie"}, "there is no kind selfie"),
    ({"endpoint_key": SecretStr("sk\nword")}, "use letters"),
])  # fmt: skip
def test_an_endpoint_that_cannot_be_asked_ends_the_start(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence) as raised:
        Settings(**given)
    assert "sk-word" not in " ".join(explained(raised.value))


def test_nobody_is_asked_by_default() -> None:
    assert Settings().endpoint is None
    assert Settings(endpoint_url=" ", endpoint_model="").endpoint is None
    settings = Settings(endpoint_url="https://host/v1", endpoint_model="eyes", endpoint_key=SecretStr(" sk-word "))
    assert settings.endpoint is not None
    assert (settings.endpoint.host, settings.endpoint.key) == ("host", "sk-word")
    assert settings.unsent_kinds == ("screenshot", "document")
