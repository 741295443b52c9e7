"""A disk that fails under a process that runs: strace lets calls return an error in place of being made."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

ERRORS = ("EIO", "EROFS", "ENOSPC")

# Whatever changes a file, and never goes to a socket or a pipe: as SQLite does it, and as the store of blobs does.
SQLITE = ("pwrite64", "fdatasync", "ftruncate")
FILES = ("fsync", "rename", "mkdir", "unlink")

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs Debian's strace")


def strace(calls: Sequence[str], error: str, *, when: str = "1+", paths: Sequence[Path] = ()) -> list[str]:
    """The command that lets calls fail of what comes after it: all, or those on one of `paths`. `when` counts the calls
    of each kind in each thread: "3" is the third, "3+" the third and all after it."""
    names, only = ",".join(calls), [word for path in paths for word in ("-P", str(path))]
    return ["strace", "-f", "-yy", f"--trace={names}", f"--inject={names}:error={error}:when={when}", *only]


class Failed:
    """What has failed so far, a call each, as strace writes it."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def __iter__(self) -> Iterator[str]:
        return (line for line in self._log.read_text(errors="replace").splitlines() if line.endswith("(INJECTED)"))

    def __bool__(self) -> bool:
        return any(True for _ in self)


@contextmanager
def failing(
    pid: int, calls: Sequence[str], error: str, *, when: str = "1+", paths: Sequence[Path] = ()
) -> Iterator[Failed]:
    """For as long as this lasts, they fail in the process of that id."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*strace(calls, error, when=when, paths=paths), "-o", f"{folder}/log", "-p", str(pid)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr
            if "attached" not in (said := process.stderr.readline()):
                pytest.skip(f"strace may not attach to a process here: {said}")
            try:
                yield Failed(Path(folder, "log"))
            finally:
                process.terminate()
