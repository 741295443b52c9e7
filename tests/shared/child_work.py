"""What the children of test_children.py do. Apart from it, so that a child need not import pytest."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from shared.errors import Damaged

Work = Callable[[Sequence[str]], Sequence[str]]


def make() -> Work:
    return lambda jobs: [work(job) for job in jobs]


def work(job: str) -> str:
    match job.split(":"):
        case ["echo", text]:
            return text
        case ["crash"]:
            os.kill(os.getpid(), signal.SIGSEGV)
        case ["exit", code]:
            os._exit(int(code))
        case ["hang"]:
            time.sleep(60)
        case ["sleep", seconds]:
            time.sleep(float(seconds))
            return "slept"
        case ["eat", megabytes]:
            return str(len(bytearray(int(megabytes) * 1024 * 1024)))
        case ["damaged"]:
            raise Damaged("torn in two")
        case ["unpicklable"]:
            raise Unpicklable(lambda: None)
        case ["pid"]:
            return str(os.getpid())
        case ["nice"]:
            return str(os.nice(0))
        case ["threads"]:
            return os.environ["OMP_NUM_THREADS"]
    raise AssertionError(job)


class Unpicklable(Exception):
    pass


def make_failing() -> Work:
    raise RuntimeError("no such model")


def make_crashing() -> Work:
    os._exit(3)


def make_counting(path: Path) -> Work:
    """Leaves a line for each batch that arrives, so that a test sees how a batch was split."""

    def count(jobs: Sequence[str]) -> Sequence[str]:
        with path.open("a") as lines:
            lines.write(",".join(jobs) + "\n")
        return [work(job) for job in jobs]

    return count


def make_short() -> Work:
    return lambda jobs: []
