"""Plugins, as an installer leaves them in a folder."""

from pathlib import Path
from textwrap import dedent


def install(
    folder: Path, name: str, declared: str, work: str = "", *, version: str = "1.0", **entry_points: str
) -> None:
    """A distribution of two modules: <name>, which declares it, and <name>_work. `entry_points`: by the last word of
    their group the name in the first that each leads to."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.py").write_text(dedent(declared))
    (folder / f"{name}_work.py").write_text(dedent(work))
    for before in folder.glob(f"{name}-*.dist-info"):
        before.rename(folder / f"{name}-{version}.dist-info")
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    groups = (f"[heliograph.{group}]\n{name} = {name}:{value}\n" for group, value in entry_points.items())
    (info / "entry_points.txt").write_text("\n".join(groups))
