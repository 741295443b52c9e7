"""What the whole suite agrees on."""

import os

import pytest

pytest_plugins = [f"tests.servers.{name}" for name in ("rabbit", "mongo", "s3", "qdrant", "cluster")]

# Set where everything is provided (.ci/run): a test that does not run is then a failure, by name.
COMPLETE = "HELIOGRAPH_TESTS_COMPLETE"


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
