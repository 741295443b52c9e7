from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.running import Heliograph, running


@pytest.fixture(scope="session")
def heliograph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heliograph]:
    """One system with fake models for all flows that only add photos of their own."""
    with running(tmp_path_factory.mktemp("heliograph") / "home") as heliograph:
        yield heliograph


@pytest.fixture
def client(heliograph: Heliograph) -> Iterator[httpx.Client]:
    with heliograph.client() as client:
        yield client


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def smart(home: Path) -> Iterator[Heliograph]:
    with running(home, feature_seconds=0.2, reconcile_seconds=0.5, faces=False, ocr=False) as heliograph:
        yield heliograph
