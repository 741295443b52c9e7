"""The dashboards: what is written in dashboards.py, and every panel shows something that exists."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.promql import asked, known
from tests.deploy.tools import run
from tests.running import REPO

FOLDER = REPO / "deploy" / "grafana"
BOARDS = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
PANELS = [(name, panel) for name, board in BOARDS.items() for panel in board["panels"]]
UNITS = {"short", "s", "bytes", "Bps", "cps", "reqps", "percentunit"}


def test_the_files_are_what_dashboards_py_makes() -> None:
    spec = importlib.util.spec_from_file_location("heliograph_dashboards", FOLDER / "dashboards.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, spec.name, module)  # dataclasses look it up
        spec.loader.exec_module(module)
    made = module.files()
    assert {path.name: path.read_text() for path in FOLDER.glob("*.json")} == {
        path.name: text for path, text in made.items()
    }, "run python deploy/grafana/dashboards.py"


def test_the_five_are_there() -> None:
    assert sorted(BOARDS) == ["capacity", "errors", "library", "pipeline", "search"]
    uids = [board["uid"] for board in BOARDS.values()]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(("board", "panel"), PANELS, ids=[f"{board}: {panel['title']}" for board, panel in PANELS])
def test_a_panel_has_a_title_a_unit_and_queries_that_find_something(board: str, panel: dict[str, Any]) -> None:
    assert panel["title"].strip()
    assert panel["fieldConfig"]["defaults"]["unit"] in UNITS
    assert panel["datasource"]["uid"] == "prometheus"
    assert panel["targets"]
    for target in panel["targets"]:
        assert asked(target["expr"]), "asks for nothing"
        assert known(target["expr"]) == []
        assert target["legendFormat"]


def test_titles_are_told_apart() -> None:
    for board in BOARDS.values():
        titles = [panel["title"] for panel in board["panels"]]
        assert len(set(titles)) == len(titles)


def test_every_query_is_promql(tmp_path: Path) -> None:
    queries = [target["expr"] for _, panel in PANELS for target in panel["targets"]]
    rules = [
        {"record": f"query:{number}", "expr": query.replace("$__rate_interval", "1m")}
        for number, query in enumerate(queries)
    ]
    path = tmp_path / "queries.yml"
    path.write_text(yaml.safe_dump({"groups": [{"name": "dashboards", "rules": rules}]}))
    found = run("promtool", "check", "rules", path, package="prometheus from Debian")
    assert f"{len(queries)} rules found" in found


def test_it_is_provisioned_with_the_source_that_the_panels_name() -> None:
    (source,) = yaml.safe_load((FOLDER / "provisioning/datasources/prometheus.yml").read_text())["datasources"]
    assert source["uid"] == "prometheus"
    (provider,) = yaml.safe_load((FOLDER / "provisioning/dashboards/heliograph.yml").read_text())["providers"]
    mounts = yaml.safe_load((REPO / "docker-compose.yml").read_text())["services"]["grafana"]["volumes"]
    assert f"./deploy/grafana:{provider['options']['path']}:ro" in mounts
