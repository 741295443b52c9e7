"""A child that crashes, hangs or eats memory costs its own item and nothing else."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY

from shared.children import ChildCrashed, ChildPool, ChildTimedOut, Limits
from shared.errors import Damaged, Unavailable
from shared.waiting import Priority
from tests.running import PATIENCE
from tests.shared.child_work import Work, make, make_counting, make_crashing, make_failing, make_short

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def pool(
    make: Callable[[], Work] = make, *, size: int = 1, batch: int = 1, limits: Limits | None = None, **options: Any
) -> AsyncIterator[ChildPool[str, str]]:
    children: ChildPool[str, str] = ChildPool(
        "test", make, size=size, limits=limits or Limits(20), batch=batch, **options
    )
    try:
        await children.start()
        yield children
    finally:
        await children.close()


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other processes
            await asyncio.sleep(0.02)


async def test_answers_in_the_order_of_the_askers() -> None:
    async with pool(size=2) as children:
        texts = [str(number) for number in range(20)]
        assert await asyncio.gather(*(children.run(f"echo:{text}") for text in texts)) == texts


async def test_an_error_of_the_callable_comes_back_as_it_is_and_the_child_lives_on() -> None:
    async with pool() as children:
        before = children.pids
        with pytest.raises(Damaged, match=r"^torn in two$"):
            await children.run("damaged")
        assert await children.run("echo:still here") == "still here"
        assert children.pids == before


async def test_a_crash_fails_its_item_and_the_next_one_gets_a_new_child() -> None:
    async with pool() as children:
        before = children.pids
        with pytest.raises(ChildCrashed, match="SIGSEGV"):
            await children.run("crash")
        assert await children.run("echo:alive") == "alive"
        assert children.pids != before


async def test_an_exit_is_a_crash_too() -> None:
    async with pool() as children:
        with pytest.raises(ChildCrashed, match="exit 7"):
            await children.run("exit:7")


async def test_a_child_starts_when_there_is_work_and_ends_when_there_is_none() -> None:
    async with pool(size=2, on_demand=True, idle=0.3) as children:
        assert children.pids == []
        assert await children.run("echo:here") == "here"
        (pid,) = children.pids
        assert [await children.run(f"echo:{number}") for number in range(5)] == list("01234")
        assert children.pids == [pid], "what one can do the other is not started for"
        await until(lambda: not children.pids)
        assert not alive(pid)
        assert await children.run("echo:again") == "again"


async def test_a_child_that_cannot_start_for_its_work_fails_that_and_not_the_pool() -> None:
    async with pool(make_failing, on_demand=True) as children:
        for _ in range(2):
            with pytest.raises(Exception, match="model"):
                await children.run("echo:a")


async def test_who_goes_first_shares_no_batch_with_the_others(tmp_path: Path) -> None:
    batches = tmp_path / "batches"
    async with pool(partial(make_counting, batches), batch=2) as children:
        jobs = [children.run(f"echo:{text}", Priority.FRESH if text in "de" else Priority.BULK) for text in "abcde"]
        assert await asyncio.gather(*jobs) == list("abcde")
    assert batches.read_text().split() == ["echo:d,echo:e", "echo:a,echo:b", "echo:c"]


async def test_a_hang_ends_at_the_limit() -> None:
    async with pool(limits=Limits(0.3)) as children:
        with pytest.raises(ChildTimedOut, match=r"longer than 0\.3 seconds"):
            await children.run("hang")
        assert await children.run("echo:on it goes") == "on it goes"


async def test_a_job_has_its_share_of_the_time() -> None:
    children: ChildPool[str, str] = ChildPool(
        "test", make, size=1, limits=Limits(40), share=lambda job: 0.01 if job == "hang" else 1.0
    )
    await children.start()
    with pytest.raises(ChildTimedOut, match=r"longer than 0\.4 seconds"):
        await children.run("hang")
    assert await children.run("echo:on it goes") == "on it goes"
    await children.close()


async def test_a_hang_does_not_hold_up_the_other_children() -> None:
    async with pool(size=2, limits=Limits(3)) as children:
        hanging = asyncio.create_task(children.run("hang"))
        assert [await children.run(f"echo:{number}") for number in range(5)] == list("01234")
        assert not hanging.done()
        with pytest.raises(ChildTimedOut):
            await hanging


async def test_memory_beyond_the_limit_is_a_memory_error() -> None:
    async with pool(limits=Limits(20, memory=512 * 1024 * 1024)) as children:
        with pytest.raises(MemoryError):
            await children.run("eat:1024")
        assert await children.run("eat:16") == str(16 * 1024 * 1024)


async def test_the_killer_in_a_batch_condemns_itself_alone() -> None:
    async with pool(batch=4) as children:
        jobs = ["echo:a", "crash", "echo:b", "damaged", "echo:c"]
        results = await asyncio.gather(*map(children.run, jobs), return_exceptions=True)
        assert [type(result) if isinstance(result, Exception) else result for result in results] == [
            "a", ChildCrashed, "b", Damaged, "c",
        ]  # fmt: skip


async def test_what_waits_is_taken_in_batches(tmp_path: Path) -> None:
    async with pool(partial(make_counting, tmp_path / "batches"), batch=3) as children:
        await asyncio.gather(children.run("sleep:0.2"), *(children.run(f"echo:{number}") for number in range(4)))
    lines = (tmp_path / "batches").read_text().splitlines()
    assert all(1 <= len(line.split(",")) <= 3 for line in lines)
    assert [job for line in lines for job in line.split(",")] == ["sleep:0.2", *(f"echo:{n}" for n in range(4))]
    assert len(lines) == 2


async def test_a_child_retires_after_its_items() -> None:
    async with pool(limits=Limits(20, items=3)) as children:
        pids = [await children.run("pid") for _ in range(7)]
        assert pids[0] == pids[1] == pids[2] != pids[3]
        assert pids[3] == pids[4] == pids[5] != pids[6]
        assert children.pids == [int(pids[6])]


async def test_close_leaves_no_child_and_fails_what_waits() -> None:
    async with pool(size=2) as children:
        pids = children.pids
        running = [asyncio.create_task(children.run("hang")) for _ in range(4)]
        await until(lambda: children.waiting == 2)
    assert not any(alive(pid) for pid in pids)
    results = await asyncio.wait_for(asyncio.gather(*running, return_exceptions=True), 5)
    assert [type(result) for result in results] == [asyncio.CancelledError] * 4
    with pytest.raises(RuntimeError, match="closed"):
        await children.run("echo:late")


async def test_close_cancels_the_rest_of_a_batch_that_is_being_tried_one_by_one() -> None:
    async with pool(batch=3) as children:
        blocker = asyncio.create_task(children.run("sleep:0.1"))
        batch = [asyncio.create_task(children.run(job)) for job in ("crash", "hang", "echo:last")]
        await asyncio.wait([batch[0]])
    assert await blocker == "slept"
    results = await asyncio.wait_for(asyncio.gather(*batch, return_exceptions=True), 5)
    assert [type(result) for result in results] == [ChildCrashed, asyncio.CancelledError, asyncio.CancelledError]


async def test_a_caller_who_gives_up_costs_nothing() -> None:
    async with pool() as children:
        impatient = asyncio.create_task(children.run("sleep:0.3"))
        waiting = asyncio.create_task(children.run("exit:1"))
        await until(lambda: children.waiting == 1)
        impatient.cancel()
        waiting.cancel()
        before = children.pids
        assert await children.run("echo:fine") == "fine"
        assert children.pids == before


async def test_what_make_raises_is_raised_by_start() -> None:
    with pytest.raises(RuntimeError, match="no such model"):
        async with pool(make_failing):
            pass


async def test_a_crash_while_loading_is_raised_by_start() -> None:
    with pytest.raises(Unavailable, match="did not start: test crashed \\(exit 3\\)"):
        async with pool(make_crashing):
            pass


async def test_what_the_machine_lacks_is_no_fault_of_the_item() -> None:
    async with pool(batch=4) as children:
        os.kill(children.pids[0], signal.SIGKILL)
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
        try:
            jobs = [asyncio.create_task(children.run("echo:late")) for _ in range(3)]
            results = await asyncio.gather(*jobs, return_exceptions=True)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert any("Too many open files" in str(result) for result in results)
        assert [result for result in results if not isinstance(result, Unavailable | ChildCrashed)] == []
        assert await children.run("echo:descriptors again") == "descriptors again"


async def test_a_child_that_reads_nothing_ends_at_the_limit() -> None:
    async with pool(limits=Limits(0.3)) as children:
        os.kill(children.pids[0], signal.SIGSTOP)
        with pytest.raises(ChildTimedOut, match=r"longer than 0\.3 seconds"):
            await children.run("echo:" + "more than a pipe holds" * 100_000)
        assert await children.run("echo:alive") == "alive"


async def test_an_error_that_cannot_travel_arrives_as_words() -> None:
    async with pool() as children:
        with pytest.raises(RuntimeError, match="cannot be sent: Unpicklable"):
            await children.run("unpicklable")


async def test_too_few_results_are_an_error_and_not_a_hang() -> None:
    async with pool(make_short) as children:
        for job in ("echo:x", "echo:y"):
            with pytest.raises(RuntimeError, match="0 results for 1 jobs"):
                await asyncio.wait_for(children.run(job), 5)


async def test_a_child_has_one_thread_and_the_niceness_it_was_given() -> None:
    async with pool(limits=Limits(20, niceness=5)) as children:
        assert await children.run("threads") == "1"
        assert int(await children.run("nice")) == min(19, os.nice(0) + 5)


async def test_children_ignore_the_signals_of_the_terminal() -> None:
    async with pool() as children:
        (pid,) = children.pids
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGTERM)
        assert await children.run("pid") == str(pid)


async def test_children_die_with_their_parent() -> None:
    parent = subprocess.Popen(  # noqa: ASYNC220
        [sys.executable, "-c", _PARENT], cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    try:
        assert parent.stdout is not None
        line = await asyncio.to_thread(parent.stdout.readline)
        pids = [int(pid) for pid in line.split()]
        assert len(pids) == 2
        assert all(alive(pid) for pid in pids)
    finally:
        parent.kill()
        parent.wait()
        if parent.stdout:
            parent.stdout.close()
    await until(lambda: not any(alive(pid) for pid in pids))


_PARENT = """
import asyncio
from shared.children import ChildPool, Limits
from tests.shared.child_work import make

async def main():
    children = ChildPool("orphans", make, size=2, limits=Limits(60))
    await children.start()
    asyncio.ensure_future(children.run("hang"))
    await asyncio.sleep(0.1)
    print(*children.pids, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def told(metric: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(f"heliograph_pool_{metric}", {"pool": "measured", **labels})


async def test_what_a_pool_does_can_be_watched() -> None:
    children: ChildPool[str, str] = ChildPool("measured", make, size=1, limits=Limits(0.5), batch=4)
    assert told("memory_bytes") is None
    try:
        await children.start()
        assert told("start_seconds_count") == 1
        memory = told("memory_bytes")
        assert memory is not None
        assert 5e6 < memory < 1e9
        first = asyncio.create_task(children.run("sleep:0.2"))
        await until(lambda: told("batch_size_count") == 1)
        others = [asyncio.create_task(children.run(f"echo:{number}")) for number in range(3)]
        await until(lambda: told("waiting") == 3)
        await asyncio.gather(first, *others)
        assert told("waiting") == 0
        assert (told("batch_size_count"), told("batch_size_sum")) == (2, 4)
        with pytest.raises(ChildCrashed):
            await children.run("crash")
        with pytest.raises(ChildTimedOut):
            await children.run("hang")
        assert (told("lost_total", how="crashed"), told("lost_total", how="hung")) == (1, 1)
    finally:
        await children.close()
    assert told("memory_bytes") is None, "a closed pool is watched no longer"
