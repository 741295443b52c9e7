"""Which Node builds the web app: the machine's own where it will do, else that of the package registry."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.running import REPO

_PACKAGES = "web/node_modules/.package-lock.json"


@pytest.mark.parametrize("own", [True, False], ids=["its own will do", "its own will not do"])
def test_the_web_app_is_built_by(tmp_path: Path, own: bool) -> None:
    for tool in ("node", "npm"):
        (tmp_path / tool).write_text(f"#!/bin/sh\nexit {int(not own)}\n")
        (tmp_path / tool).chmod(0o755)
    done = _would_do("web/node_modules/.package-lock.json", tmp_path)
    assert "npm install" in done
    assert (f'PATH="{REPO}/.venv/bin:$PATH" npm install' in done) is not own
    assert "--only-group node" in _would_do(".venv/.node", tmp_path)


def _would_do(target: str, first: Path) -> str:
    """The commands that make would run, were its sources new; `first` comes first where programs are looked for."""
    command = ["make", "--dry-run", "--what-if=pyproject.toml", "--what-if=web/package.json", target]
    environment = {**os.environ, "PATH": f"{first}:{os.environ['PATH']}"}
    return subprocess.run(command, cwd=REPO, env=environment, check=True, capture_output=True, text=True).stdout
