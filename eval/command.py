"""What the programs of eval share on the command line."""

import argparse
import os
from pathlib import Path

from eval.tables import replace_section


def parser(name: str, about: str | None, *wanted: str) -> argparse.ArgumentParser:
    """Of the program `python -m <name>`, with `--write` and those `wanted` of `evalkit`, `models` and `cache`."""
    home = Path(os.environ.get("HELIOGRAPH_HOME", ".heliograph"))
    made = argparse.ArgumentParser(prog=f"python -m {name}", description=about)
    made.add_argument("--write", type=Path, help="a Markdown file to put the tables in")
    if "evalkit" in wanted:
        made.add_argument("--evalkit", type=Path, required=True, help="folder of photos, outside this repository")
    if "models" in wanted:
        made.add_argument("--models", type=Path, default=home / "models", help="the bundled models' folder")
    if "cache" in wanted:
        made.add_argument("--cache", type=Path, default=home / "eval-cache", help="what stages said of files before")
    return made


def publish(name: str, text: str, write: Path | None) -> None:
    """Prints it, and puts it in its section of the file to write, where one is given."""
    print(text)
    if write:
        replace_section(write, name, text)
