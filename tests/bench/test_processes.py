import os
import subprocess
import sys
import time

from bench.processes import MIB, family, peak, processor_seconds, proportional, resident

_GROWN = f"held = bytearray(64 * {MIB}); print(len(held), flush=True); input()"
_PARENT = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {_GROWN!r}]).returncode)"


def test_a_family_is_counted_with_its_children() -> None:
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        assert int(parent.stdout.readline()) == 64 * MIB
        pids = family(parent.pid)
        assert pids[0] == parent.pid
        assert len(pids) == 2
        assert resident(pids[0]) < 64 * MIB < resident(pids[1])
        assert 64 * MIB < proportional(pids) < 128 * MIB
        parent.stdin.write(b"\n")
    assert parent.returncode == 0


def test_processor_time_is_what_was_worked() -> None:
    before = processor_seconds([os.getpid()])
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    assert 0.15 < processor_seconds([os.getpid()]) - before < 1


def test_the_peak_is_seen_though_it_passes() -> None:
    values = iter([5, 9, 7])
    with peak(lambda: next(values, 7), pause=0.001) as seen:
        time.sleep(0.2)
    assert seen == [5, 9]
