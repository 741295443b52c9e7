"""Settings that would let anybody in, or lead nowhere, end the start with a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from shared.runtime.settings import Settings, explained
from tests.running import REPO


def test_the_embedded_profile_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HELIOGRAPH_HOME", raising=False)
    settings = Settings()
    assert (settings.profile, settings.host, settings.token) == ("embedded", "127.0.0.1", None)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org"])
def test_others_may_only_be_let_in_with_a_token(host: str) -> None:
    with pytest.raises(ValidationError, match="HELIOGRAPH_TOKEN"):
        Settings(host=host)
    assert Settings(host=host, token=SecretStr("word")).host == host


def test_the_cluster_has_no_default_secret() -> None:
    with pytest.raises(ValidationError, match=r"HELIOGRAPH_TOKEN, HELIOGRAPH_AMQP_URL.*HELIOGRAPH_QDRANT_URL"):
        Settings(profile="cluster")


def test_secrets_are_not_shown() -> None:
    assert "hunter2" not in repr(Settings(token=SecretStr("hunter2")))


@pytest.mark.parametrize(("name", "value"), [("PORT", "many"), ("PROFILE", "clutser"), ("HOST", "0.0.0.0")])
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


def test_two_processes_never_share_a_home(tmp_path: Path) -> None:
    from shared.errors import Conflict
    from shared.runtime.lock import hold

    with hold(tmp_path / "home"), pytest.raises(Conflict, match="already running"), hold(tmp_path / "home"):
        pass
    with hold(tmp_path / "home") as home:
        assert home.is_absolute()
