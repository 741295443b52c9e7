"""A disk that fails under a process that runs, by strace, which lets calls return an error in place of being made; and
one that lost a page."""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
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
    """What has failed so far, a call each, as strace writes it. False as long as there is none."""

    def __init__(self, log: Path) -> None:
        self._log: Path | None = log
        self._calls: list[str] = []

    @property
    def calls(self) -> list[str]:
        if self._log:
            lines = self._log.read_text(errors="replace").splitlines()
            self._calls = [line for line in lines if line.endswith("(INJECTED)")]
        return self._calls

    def __bool__(self) -> bool:
        return bool(self.calls)

    def end(self) -> None:
        """There will be no more, and the log goes."""
        self._calls, self._log = self.calls, None


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
            failed = Failed(Path(folder, "log"))
            try:
                yield failed
            finally:
                process.terminate()
                process.wait()
                failed.end()


def denied_once(*words: str) -> Callable[..., int]:
    """For set_authorizer: the first BEGIN, COMMIT or ROLLBACK, whichever are named, fails."""
    left = set(words)

    def authorize(action: int, what: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_TRANSACTION and what in left:
            left.remove(what)
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    return authorize


def zero(file: Path, table: str) -> None:
    """Of a SQLite file the first page of that table, also while somebody has it open; what is in its log stays."""
    sql = "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = ?"
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as connection:
        page, size = connection.execute(sql, (table,)).fetchone() or (1, 4096)  # the schema's own
    with file.open("r+b") as opened:
        opened.seek((page - 1) * size)
        opened.write(bytes(size))
