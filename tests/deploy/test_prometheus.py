"""The alerts, judged by promtool; and every query, of alerts and dashboards, asks for what the services tell."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.promql import asked, known
from tests.deploy.tools import run
from tests.running import REPO

FOLDER = REPO / "deploy" / "prometheus"
PACKAGE = "prometheus from Debian"


def rules() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / "alerts.yml").read_text())["groups"][0]["rules"]
    return found


def test_the_configuration_is_valid() -> None:
    run("promtool", "check", "config", "--syntax-only", FOLDER / "prometheus.yml", package=PACKAGE)


def test_the_alerts_are_valid() -> None:
    assert f"{len(rules())} rules found" in run("promtool", "check", "rules", FOLDER / "alerts.yml", package=PACKAGE)


def test_the_alerts_fire_when_they_should() -> None:
    run("promtool", "test", "rules", Path(__file__).with_name("alerts_test.yml"), package=PACKAGE)


def test_every_alert_is_tried_and_documented() -> None:
    tried = yaml.safe_load(Path(__file__).with_name("alerts_test.yml").read_text())["tests"]
    firing = {test["alertname"] for case in tried for test in case["alert_rule_test"] if test.get("exp_alerts")}
    names = [rule["alert"] for rule in rules()]
    assert firing == set(names)
    assert re.findall(r"^\| `(\w+)` \|", (REPO / "docs" / "operations.md").read_text(), re.M) == names


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_an_alert_asks_for_what_is_told(rule: dict[str, Any]) -> None:
    assert asked(rule["expr"])
    assert known(rule["expr"]) == []
    assert rule["labels"]["severity"] in ("critical", "warning")


def test_every_service_is_asked() -> None:
    config = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
    asked = {name: job for job in config["scrape_configs"] for name in _names(job)}
    assert sorted(asked) == sorted(path.parent.name for path in REPO.glob("services/*/__main__.py"))
    shown_the_token = [name for name, job in asked.items() if "authorization" in job]
    assert shown_the_token == ["gateway"], "the others shall not see what opens the library"


def _names(job: dict[str, Any]) -> list[str]:
    return [name for lookup in job.get("dns_sd_configs", ()) for name in lookup["names"]]
