"""Writes what the gateway says of itself: python web/scripts/openapi.py FILE, in the repository's root."""

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.running import running


def main(target: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "home") as heliograph,
        heliograph.client() as client,
    ):
        said = client.get("/openapi.json").raise_for_status().json()
    target.write_text(json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
