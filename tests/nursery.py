"""The children of a process that was itself forked: forked too, instead of importing everything anew.

A process beside it, which has imported what it has and has but one thread, forks them. They are the children of who
asks, as those of subprocess.Popen are: each has its pipe, its end, and dies with its parent.
"""

import atexit
import ctypes
import os
import signal
import socket
import subprocess
import threading
import time

from shared import children

NAME = b"nursery"  # in /proc/<pid>/comm: it is nobody's child that works

_PR_SET_PDEATHSIG, _PR_SET_NAME, _PR_SET_CHILD_SUBREAPER = 1, 15, 36
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_NUMBER = 32  # bytes, at most

_libc = ctypes.CDLL(None)


def open_nursery() -> None:
    """From now on the children of this process, which has one thread yet, are forked."""
    orders, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
    parent = os.getpid()
    if not (pid := os.fork()):
        orders.close()
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        _libc.prctl(_PR_SET_NAME, NAME)
        if os.getppid() == parent:
            with theirs:
                _serve(theirs)
        os._exit(0)
    theirs.close()
    # So children are ours, when whoever forked them has ended at once.
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)
    lock = threading.Lock()

    def launched(fd: int) -> children.Process:
        with lock:
            socket.send_fds(orders, [b"one"], [fd])
            if not (number := orders.recv(_NUMBER)):
                raise ConnectionResetError("what forks children has ended")
            return _Child(int(number))

    children.launched = launched

    @atexit.register
    def end() -> None:
        orders.close()
        os.waitpid(pid, 0)


def _serve(orders: socket.socket) -> None:
    """Forks a child for every pipe that comes, until there are no more."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        order, fds, _, _ = socket.recv_fds(orders, _NUMBER, 1)
        if not order:
            return
        reading, writing = os.pipe()
        if not (between := os.fork()):
            if not (pid := os.fork()):
                for fd in (reading, writing, orders.fileno()):
                    os.close(fd)
                _work_at(fds[0])
            os.write(writing, str(pid).encode())
            os._exit(0)
        os.waitpid(between, 0)
        orders.send(os.read(reading, _NUMBER))
        for fd in (reading, writing, *fds):
            os.close(fd)


def _work_at(fd: int) -> None:
    try:
        _libc.prctl(_PR_SET_NAME, b"child")
        os.environ.update(dict.fromkeys(_THREADS, "1"))
        children.work_at(fd)
    finally:
        os._exit(0)


class _Child:
    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._lock = threading.Lock()
        self._code: int | None = None

    def poll(self) -> int | None:
        with self._lock:
            if self._code is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self._code = os.waitstatus_to_exitcode(status)
            return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Raises subprocess.TimeoutExpired."""
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            time.sleep(0.002)
        return code

    def kill(self) -> None:
        with self._lock:
            if self._code is None:
                os.kill(self.pid, signal.SIGKILL)
