"""What the whole suite agrees on."""

import os
from typing import Any

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = [f"tests.servers.{name}" for name in ("rabbit", "mongo", "s3", "qdrant", "cluster")]

# The same examples in every run: whether a change lands is no matter of luck. HYPOTHESIS_PROFILE=default looks further.
hypothesis.settings.register_profile("same", derandomize=True)
if "HYPOTHESIS_PROFILE" not in os.environ:
    hypothesis.settings.load_profile("same")

_SERVERS = {"rabbit_server", "rabbit_url", "mongodb_url", "s3", "qdrant_server", "qdrant_url", "running_cluster"}

# Set where everything is provided (.ci/run): a test that does not run is then a failure, by name.
COMPLETE = "HELIOGRAPH_TESTS_COMPLETE"


def pytest_itemcollected(item: pytest.Item) -> None:
    if _SERVERS.intersection(getattr(item, "fixturenames", ())):
        item.add_marker("server")


class _Sharing(LoadScopeScheduling):
    """One cluster and one library with real photos are enough for a machine: the tests that share such a thing run in
    one worker, and begin first."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith("tests/flows/") and "cluster" in file:
            return "cluster"
        return file if file == "tests/web/test_real.py" else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    # xdist's own groups do not work with pytest 9.2: github.com/pytest-dev/pytest-xdist/issues/1386
    return _Sharing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get(COMPLETE):
        return
    if skipped := reporter.stats.get("skipped", []):
        reporter.write_line(f"\n{len(skipped)} tests did not run, though {COMPLETE} is set:", red=True)
        for report in skipped:
            reporter.write_line(f"  {report.nodeid}: {report.longrepr[2] if report.longrepr else ''}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
