"""What the whole suite agrees on."""

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from shared.runtime.platform import Platform

pytest_plugins = [f"tests.servers.{name}" for name in ("rabbit", "mongo", "s3", "qdrant", "cluster")]

# The same examples in every run: whether a change lands is no matter of luck, and no example fails
# for what else the machine does. HYPOTHESIS_PROFILE=default looks further.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
if "HYPOTHESIS_PROFILE" not in os.environ:
    hypothesis.settings.load_profile("same")

_SERVERS = {"rabbit_server", "rabbit_url", "mongodb_url", "s3", "qdrant_server", "qdrant_url", "running_cluster"}

# Set where everything is provided (.ci/run): a test that does not run is then a failure, by name.
COMPLETE = "HELIOGRAPH_TESTS_COMPLETE"

# The reason of what is skipped for want of a processor that can do it, which nobody can provide.
OF_THE_PROCESSOR = "this CPU has no"

# Memory that looks like a disk. Most of what the suite would wait for is a disk that has written; no test can see
# the difference, as a SIGKILL loses nothing that the kernel has.
_MEMORY = Path("/dev/shm")
_ROOM = 4 * 2**30  # bytes that must be free there


def pytest_itemcollected(item: pytest.Item) -> None:
    if _SERVERS.intersection(getattr(item, "fixturenames", ())):
        item.add_marker("server")


# Where the temporary files of a run lie


_made: list[Path] = []  # by this process; a worker of xdist is told where its own lie


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.option.basetemp is None and not hasattr(config, "workerinput") and not _unfit(_MEMORY):
        _made.append(Path(tempfile.mkdtemp(prefix="heliograph-tests-", dir=_MEMORY)))
        config.option.basetemp = str(_made[0] / "run")


def pytest_report_header(config: pytest.Config) -> str:
    if _made:
        return f"temporary files: in {_made[0]}, which goes with the run"
    return f"temporary files: {config.option.basetemp or f'in the usual place, for {_unfit(_MEMORY)}'}"


def pytest_unconfigure() -> None:
    while _made:
        shutil.rmtree(_made.pop(), ignore_errors=True)


def _unfit(folder: Path) -> str:
    """Why temporary files cannot lie there, or nothing."""
    try:
        system = os.statvfs(folder)
    except OSError:
        return f"there is no {folder}"
    if system.f_flag & os.ST_NOEXEC:
        return f"{folder} runs no programs"
    if system.f_bavail * system.f_frsize < _ROOM:
        return f"{folder} has less than 4 GB free"
    return "" if os.access(folder, os.W_OK) else f"{folder} cannot be written to"


# Which tests share a worker


# Each of these is one unit of work: its tests share a server, or a browser and the system that it looks at. Those that
# take longest begin first.
_GROUPS = {
    "faults": re.compile(r"^tests/flows/test_faults_cluster.py"),
    "cluster": re.compile(r"^tests/flows/[^:]*cluster|^tests/services/test_doctor.py::\w*cluster"),
    "web": re.compile(r"^tests/web/"),
    "household": re.compile(r"^tests/flows/test_household.py"),
    "crash": re.compile(r"^tests/flows/test_crash_anywhere.py"),  # one test, of fifty starts
    "torch": re.compile(r"^tests/services/embedder/models/test_(adding|checkpoint)"),  # loaded once
    "rabbit": re.compile(r"^tests/shared/broker/test_rabbit.*\.py|^tests/conformance/.*\[.*rabbit"),
    "s3": re.compile(r"^tests/shared/blobs/test_minio.*\.py|^tests/conformance/.*\[.*minio"),
    "mongo": re.compile(r"^tests/shared/catalog/test_mongo.*\.py|^tests/conformance/.*\[.*mongo"),
    "qdrant": re.compile(r"^tests/shared/vectors/test_qdrant.*\.py|^tests/conformance/.*\[.*qdrant"),
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Flows before all that is short: nobody waits for a long one at the end, in whatever order the rest comes."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/flows/"))


class _Sharing(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return next((name for name, of in _GROUPS.items() if of.search(nodeid)), nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        first = next((name for name in _GROUPS if name in self.workqueue), None)
        if first:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    # xdist's own groups do not work with pytest 9.2: github.com/pytest-dev/pytest-xdist/issues/1386
    return _Sharing(config, log)


# What a run says at its end


_SLOWEST = 15


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Seconds by folder, and the slowest tests."""
    folders, tests = Counter[str](), Counter[str]()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                folder = "/".join(report.nodeid.partition("::")[0].split("/")[:3]).removesuffix(".py")
                tests[report.nodeid] += report.duration
                folders[folder] += report.duration
    if len(tests) <= _SLOWEST:
        return
    terminalreporter.section("where the seconds went")
    for name, seconds in folders.most_common():
        terminalreporter.write_line(f"{seconds:7.1f}  {name}")
    terminalreporter.write_line(f"the {_SLOWEST} slowest of {len(tests)} tests:")
    for name, seconds in tests.most_common(_SLOWEST):
        terminalreporter.write_line(f"{seconds:7.1f}  {name}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get(COMPLETE):
        return
    skipped = [report for report in reporter.stats.get("skipped", []) if OF_THE_PROCESSOR not in str(report.longrepr)]
    if skipped:
        reporter.write_line(f"\n{len(skipped)} tests did not run, though {COMPLETE} is set:", red=True)
        for report in skipped:
            reporter.write_line(f"  {report.nodeid}: {report.longrepr[2] if report.longrepr else ''}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
async def platform(tmp_path: Path) -> AsyncIterator["Platform"]:
    """That of an empty embedded library."""
    from shared.runtime.platform import Platform  # here: most tests need none of it
    from shared.runtime.settings import Settings

    platform = await Platform.open(Settings(home=tmp_path / "home"))
    yield platform
    await platform.close()
