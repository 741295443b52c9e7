"""A process and its children, as the kernel counts them (Linux)."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

_TICKS = os.sysconf("SC_CLK_TCK")
MIB = 2**20


def family(pid: int) -> list[int]:
    """The process and those below it."""
    return [pid, *(grandchild for child in _children(pid) for grandchild in family(child))]


def processor_seconds(pids: Iterable[int]) -> float:
    """Used so far, by these processes and by their children that have ended."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in pids) / _TICKS


def resident(pid: int) -> int:
    """Bytes of the process that lie in memory."""
    return _kib(Path(f"/proc/{pid}/status"), "VmRSS")


def proportional(pids: Iterable[int]) -> int:
    """Bytes that lie in memory; what processes share is divided among them."""
    return sum(_kib(Path(f"/proc/{pid}/smaps_rollup"), "Pss") for pid in pids)


@contextmanager
def peak(measured: Callable[[], int], pause: float = 0.02) -> Iterator[list[int]]:
    """-> a list of the first value and, in the end, the highest"""
    values, done = [measured()], Event()

    def watch() -> None:
        highest = values[0]
        while not done.wait(pause):
            highest = max(highest, measured())
        values.append(highest)

    thread = Thread(target=watch)
    thread.start()
    try:
        yield values
    finally:
        done.set()
        thread.join()


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())


def _stat(pid: int) -> list[str]:
    """The fields behind the name, which may hold spaces."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _kib(file: Path, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB$", file.read_text(), re.MULTILINE)
    if found is None:
        raise ValueError(f"{file} has no {name}")
    return int(found[1]) * 1024
