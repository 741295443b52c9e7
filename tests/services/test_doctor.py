"""The doctor as people run it."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.drawing import encoded
from tests.plugging import install
from tests.running import REPO, running, settle, upload
from tests.servers.cluster import Cluster

CLUSTER = {
    "PROFILE": "cluster",
    "TOKEN": "open sesame",
    "AMQP_URL": "amqp://heliograph:hunter2-amqp@127.0.0.1:9/",
    "MONGODB_URL": "mongodb://heliograph:hunter2%2Fmongo@127.0.0.1:9,nowhere.invalid/",
    "S3_URL": "http://127.0.0.1:9",
    "S3_ACCESS_KEY": "hunter2-key",
    "S3_SECRET_KEY": "hunter2-secret",
    "QDRANT_URL": "http://nowhere.invalid:6333",
    "EMBEDDER_URL": "http://127.0.0.1:9",
}


STORES = ("blobs", "catalog", "vectors", "queue")


@pytest.fixture(scope="module")
def used_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("doctor") / "home"
    with running(home) as heliograph, heliograph.client() as client:
        settle(client, [upload(client, encoded(9000 + n)).json()["id"] for n in range(2)])
    return home


@pytest.fixture
def home(used_once: Path, tmp_path: Path) -> Path:
    """A home with two photos, that was started and stopped."""
    return shutil.copytree(used_once, tmp_path / "home")


def doctor(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HELIOGRAPH_")}
    environment |= {f"HELIOGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "services.doctor", *arguments], cwd=REPO, env=environment,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def findings(said: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    assert said.stderr == ""
    return {finding["name"]: finding for finding in json.loads(said.stdout)}


def states(said: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {name: finding["state"] for name, finding in findings(said).items()}


def test_a_library_that_is_well(home: Path) -> None:
    said = doctor(home=home, models="fake")
    assert said.returncode == 0, said.stdout
    lines = said.stdout.splitlines()
    assert [line.split()[:2] for line in lines[:-2]] == [
        ["ok", name]
        for name in ("settings", "home", "lock", "models", "plugins", *STORES, "originals", "sidecars", "derived")
    ]
    assert lines[-1] == "All is well."
    assert not list((home / "blobs").rglob("probes/*")), "the probe was left behind"


def test_an_original_of_other_bytes_is_found_by_its_hash(home: Path) -> None:
    original = next(path for path in (home / "blobs" / "originals").rglob("*") if path.is_file())
    original.write_bytes(original.read_bytes()[:-1] + b"?")
    said = doctor("--json", "--hashes", home=home, models="fake")
    assert said.returncode == 1
    assert {name for name, state in states(said).items() if state == "failed"} == {"originals"}
    assert f"of 1 of 2 photos are gone or damaged: {original.name}." in findings(said)["originals"]["says"]
    assert "backup" in findings(said)["originals"]["fix"]


def test_work_that_this_release_cannot_do_is_told(home: Path) -> None:
    file = sqlite3.connect(home / "catalog.sqlite")
    file.execute("UPDATE pipelines SET doc = json_set(doc, '$.stages.metadata.version', 99)")
    file.commit()
    file.close()
    said = doctor("--json", home=home, models="fake")
    assert states(said)["catalog"] == "failed"
    assert "metadata runs in version 99, and this program has version" in findings(said)["catalog"]["says"]


def test_a_plugin_that_is_broken_is_told(home: Path) -> None:
    install(home / "plugins", "broken", "1 / 0", stages="STAGE")
    file = sqlite3.connect(home / "catalog.sqlite")
    row = '{"service": "plugins", "version": 1, "plugin": "broken"}'  # the next start goes on without it
    file.execute("UPDATE pipelines SET doc = json_set(doc, '$.stages.broken', json(?))", (row,))
    file.commit()
    file.close()
    said = doctor("--json", home=home, models="fake")
    assert {name for name, state in states(said).items() if state == "failed"} == {"plugins"}
    assert findings(said)["plugins"]["says"].startswith("The plugin broken 1.0 is skipped: ")


def test_a_library_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph:
        said = doctor("--json", home=tmp_path / "home", models="fake")
        assert heliograph.process
        assert f"process {heliograph.process.pid}" in findings(said)["lock"]["says"]
        with heliograph.client() as client:
            assert client.get("/readyz").status_code == 200
    assert said.returncode == 1
    assert states(said) == {
        "settings": "ok", "home": "ok", "lock": "failed", "models": "ok", "plugins": "ok",
        "blobs": "skipped", "catalog": "skipped", "vectors": "skipped", "queue": "skipped",
    }  # fmt: skip


def test_before_the_first_start_nothing_is_made(tmp_path: Path) -> None:
    said = doctor(home=tmp_path / "home")
    assert said.returncode == 1
    assert "make models" in said.stdout, "without models there is no first start"
    assert not (tmp_path / "home").exists()


def test_settings_that_make_no_sense_end_it(tmp_path: Path) -> None:
    said = doctor(home=tmp_path, port="many", profile="clutser")
    assert said.returncode == 1
    assert "HELIOGRAPH_PORT" in said.stdout
    assert "HELIOGRAPH_PROFILE" in said.stdout
    assert said.stdout.splitlines()[-1] == "2 of 2 checks failed."


def test_a_broken_store_is_one_finding_among_others(home: Path) -> None:
    (home / "catalog.sqlite").write_bytes(b"no database " * 1000)
    said = doctor("--json", home=home, models="fake")
    assert said.returncode == 1
    assert {name for name, state in states(said).items() if state == "failed"} == {"catalog"}
    assert "backup" in findings(said)["catalog"]["fix"]


def test_a_record_that_cannot_be_read_is_named(home: Path) -> None:
    file = sqlite3.connect(home / "catalog.sqlite")
    file.execute("UPDATE founding SET doc = substr(doc, 2)")
    file.commit()
    file.close()
    catalog = findings(doctor("--json", home=home, models="fake"))["catalog"]
    assert catalog["state"] == "failed"
    assert re.fullmatch(r"1 of \d+ records cannot be read and were set aside: founding\.", catalog["says"])


def test_a_cluster_that_is_not_there(tmp_path: Path) -> None:
    said = doctor("--json", home=tmp_path, models="fake", **CLUSTER)
    assert said.returncode == 1
    assert states(said) == {
        "settings": "ok", "temporary files": "ok", "models": "ok", "plugins": "ok", "RabbitMQ": "failed",
        "S3": "failed", "MongoDB": "failed", "Qdrant": "failed", "embedder": "failed", "vision": "skipped",
        "clock": "skipped",
    }  # fmt: skip
    found = findings(said)
    assert "HELIOGRAPH_SERVICE_TOKEN is not set" in found["settings"]["says"]
    assert found["RabbitMQ"]["says"] == "HELIOGRAPH_AMQP_URL points to 127.0.0.1:9: nothing listens there."
    assert found["RabbitMQ"]["fix"] == "Start RabbitMQ, or correct HELIOGRAPH_AMQP_URL."
    assert "no host of that name" in found["Qdrant"]["says"]
    assert "hunter2" not in said.stdout
    assert "sesame" not in said.stdout


def test_help_has_examples() -> None:
    said = doctor("--help")
    assert said.returncode == 0
    assert "HELIOGRAPH_PROFILE=cluster" in said.stdout


@pytest.mark.server
def test_a_cluster_that_is_well_and_then_is_not(cluster: Cluster, tmp_path: Path) -> None:
    settings = {**cluster.settings, "home": tmp_path, "models": "fake"}
    said = doctor("--json", **settings)
    assert set(states(said).values()) == {"ok"}, said.stdout
    assert said.returncode == 0

    user = str(settings["amqp_url"]).partition("@")[2]
    wrong = {
        "amqp_url": f"amqp://guest:a-wrong-word@{user}",
        "s3_secret_key": "a-wrong-word",
        "service_token": "a-wrong-word",
    }
    said = doctor("--json", **{**settings, **wrong})
    assert said.returncode == 1
    assert {name for name, state in states(said).items() if state == "failed"} == {
        "RabbitMQ",
        "S3",
        "embedder",
        "vision",
    }
    assert "HELIOGRAPH_AMQP_URL" in findings(said)["RabbitMQ"]["fix"]
    assert "HELIOGRAPH_S3_SECRET_KEY" in findings(said)["S3"]["fix"]
    assert "HELIOGRAPH_SERVICE_TOKEN" in findings(said)["embedder"]["fix"]
    assert "a-wrong-word" not in said.stdout
