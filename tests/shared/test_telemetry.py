"""Metrics are documented as they are declared."""

import re

from prometheus_client import Counter, Gauge, Histogram

from shared import telemetry
from tests.running import REPO


def test_every_metric_is_documented() -> None:
    declared = {}
    for metric in vars(telemetry).values():
        if isinstance(metric, Counter | Gauge | Histogram):
            (described,) = metric.describe()
            name = described.name + ("_total" if isinstance(metric, Counter) else "")
            declared[name] = (", ".join(metric._labelnames) or "none", described.type, described.documentation)
    assert len(declared) > 20
    text = (REPO / "docs" / "observability.md").read_text()
    rows = re.findall(r"^\| `(heliograph_\w+)` \| ([^|]+) \| (\w+) \| (.+) \|$", text, re.M)
    assert {name: tuple(rest) for name, *rest in rows} == declared
