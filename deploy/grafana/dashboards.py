"""The dashboards, a line a panel. `python deploy/grafana/dashboards.py` writes the JSON that Grafana reads."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_WIDTH, _HEIGHT, _COLUMNS = 12, 8, 24


@dataclass(frozen=True, slots=True)
class Panel:
    """`queries` are (PromQL, legend); `unit` is Grafana's word for it. `now` shows the last value, not its history."""

    title: str
    unit: str
    queries: Sequence[tuple[str, str]]
    about: str = ""
    now: bool = False


def _rate(metric: str, by: str) -> tuple[str, str]:
    """Per second, by one label."""
    return f"sum by ({by}) (rate({metric}[$__rate_interval]))", f"{{{{{by}}}}}"


def _quantiles(metric: str, selector: str = "", by: str = "", of: Sequence[float] = (0.5, 0.95)) -> Any:
    """Of a histogram: how long half, and nearly all, of them took."""
    labels, legend = (f"le, {by}", f" {{{{{by}}}}}") if by else ("le", "")
    rate = f"rate({metric}_bucket{selector}[$__rate_interval])"
    return [(f"histogram_quantile({q}, sum by ({labels}) ({rate}))", f"p{q * 100:g}{legend}") for q in of]


def _share(metric: str, selector: str, by: str = "") -> str:
    """Which part of the counts meets the selector, 0 where there are none."""
    sum_ = f"sum by ({by})" if by else "sum"
    rate = "rate({}[$__rate_interval])"
    return f"{sum_} ({rate.format(metric + selector)}) / ({sum_} ({rate.format(metric)}) > 0)"


_HTTP = "heliograph_http_request_seconds"
_PORT = "heliograph_port_call_seconds"
_DEPTH = "heliograph_queue_depth"

# Every gateway tells the gauges of the whole library: max, not sum.
DASHBOARDS: dict[str, Sequence[Panel]] = {
    "library": (
        Panel("Photos", "short", [("max by (status) (heliograph_photos)", "{{status}}")], now=True),
        Panel("Photos over time", "short", [("max by (status) (heliograph_photos)", "{{status}}")]),
        Panel("Uploads", "cps", [_rate("heliograph_uploads_total", "outcome")]),
        Panel("Originals stored", "Bps", [("sum(rate(heliograph_upload_bytes_total[$__rate_interval]))", "bytes")]),
        Panel("Time of an upload", "s", _quantiles(_HTTP, '{route="/upload",method="POST"}')),
        Panel(
            "Time until a photo is settled", "s", _quantiles("heliograph_photo_seconds"),
            about="From sending its work to the last mark of any stage.",
        ),
        Panel(
            "Healed by reconcile", "short",
            [("sum by (what) (increase(heliograph_reconciled_total[$__rate_interval]))", "{{what}}")],
            about="resent: work that got lost or is new; deletions: finished after a crash; quarantined: originals "
            "without a record.",
        ),
        Panel("Originals damaged", "short", [("max(heliograph_damaged_originals)", "damaged")],
              about="Gone, or not of the bytes that came, as far as is known."),
        Panel("Originals read again", "cps", [_rate("heliograph_scrubbed_total", "found")],
              about="Compared with their hashes, an hour's worth at once: whole or damaged."),
    ),
    "pipeline": (
        Panel("Waiting", "short", [(f'max by (queue) ({_DEPTH}{{state="ready"}})', "{{queue}}")]),
        Panel("Oldest that waits", "s", [("max by (queue) (heliograph_queue_oldest_seconds)", "{{queue}}")],
              about="Where the broker tells it: RabbitMQ does not."),
        Panel(
            "Time to the end of the queue at this pace", "s",
            [(f'max by (queue) ({_DEPTH}{{state="ready"}}) / on (queue) '
              "(sum by (queue) (rate(heliograph_deliveries_total[$__rate_interval])) > 0)", "{{queue}}")],
        ),
        Panel("Deliveries", "cps", [
            ("sum by (queue, end) (rate(heliograph_deliveries_total[$__rate_interval]))", "{{queue}} {{end}}")
        ]),
        Panel("Marks written", "cps", [
            ("sum by (stage, state) (rate(heliograph_stages_settled_total[$__rate_interval]))", "{{stage}} {{state}}")
        ]),
        Panel("A stage's own time for a photo", "s", _quantiles("heliograph_stage_seconds", by="stage", of=(0.95,)),
              about="Its share of its batch."),
        Panel("Time from asking a pool to its answer", "s",
              _quantiles("heliograph_stage_run_seconds", by="takes", of=(0.5, 0.95))),
        Panel("Stages tried again", "cps", [_rate("heliograph_stage_retries_total", "stage")]),
        Panel("Waiting for a child", "short", [("sum by (pool) (heliograph_pool_waiting)", "{{pool}}")]),
        Panel("Size of a batch", "short", [
            ("sum by (pool) (rate(heliograph_pool_batch_size_sum[$__rate_interval])) / "
             "sum by (pool) (rate(heliograph_pool_batch_size_count[$__rate_interval]))", "{{pool}}")
        ]),
        Panel("Work on the library that waits", "short",
              [("max by (feature) (heliograph_feature_dirty_keys)", "{{feature}}")],
              about="Days to be summed up, photos whose like is to be looked for."),
        Panel("Work on the library done", "cps",
              [("sum by (feature, end) (rate(heliograph_feature_keys_total[$__rate_interval]))",
                "{{feature}} {{end}}")]),
        Panel("Time of a feature for a key", "s", _quantiles("heliograph_feature_key_seconds", by="feature")),
    ),
    "search": (
        Panel("Searches", "cps", [_rate("heliograph_searches_total", "answer")]),
        Panel("Time of a search", "s", _quantiles("heliograph_search_seconds", of=(0.5, 0.95, 0.99))),
        Panel("Answered from words alone", "percentunit",
              [(_share("heliograph_searches_total", '{answer="degraded"}'), "degraded")],
              about="The embedder did not answer in time."),
        Panel("Asking the embedder", "s", _quantiles("heliograph_peer_request_seconds", '{peer="embedder"}')),
        Panel("Answers of the embedder", "cps",
              [('sum by (status) (rate(heliograph_peer_request_seconds_count{peer="embedder"}[$__rate_interval]))',
                "{{status}}")]),
        Panel("Calls of the vector index", "s", _quantiles(_PORT, '{port="vectors"}', by="call", of=(0.95,))),
    ),
    "errors": (
        Panel("Errors of ours, by route", "cps",
              [(f'sum by (route, status) (rate({_HTTP}_count{{status=~"5.."}}[$__rate_interval]))',
                "{{status}} {{route}}")]),
        Panel("Refused requests, by route", "cps",
              [(f'sum by (route, status) (rate({_HTTP}_count{{status=~"4.."}}[$__rate_interval]))',
                "{{status}} {{route}}")]),
        Panel("Dead letters", "short", [(f'max by (queue) ({_DEPTH}{{state="dead"}})', "{{queue}}")],
              about="Given up; they can be read and sent again."),
        Panel("Stages that fail", "percentunit",
              [(_share("heliograph_stages_settled_total", '{state="failed"}', by="stage"), "{{stage}}")]),
        Panel("Stores away or full", "cps",
              [(f'sum by (port, call) (rate({_PORT}_count{{end="failed"}}[$__rate_interval]))', "{{port}}.{{call}}")]),
        Panel("Bugs behind the ports", "cps",
              [(f'sum by (port, call) (rate({_PORT}_count{{end="broken"}}[$__rate_interval]))', "{{port}}.{{call}}")]),
        Panel("Children lost", "short", [
            ("sum by (pool, how) (increase(heliograph_pool_lost_total[$__rate_interval]))", "{{pool}} {{how}}")
        ]),
        Panel("Uploads refused for want of space", "cps",
              [(f'sum(rate({_HTTP}_count{{status="507"}}[$__rate_interval]))', "507")]),
    ),
    "capacity": (
        Panel("Requests", "reqps", [
            (f"sum by (job, status) (rate({_HTTP}_count[$__rate_interval]))", "{{job}} {{status}}")
        ]),
        Panel("Time of an answer, by route", "s", _quantiles(_HTTP, '{route!="/events"}', by="route", of=(0.95,))),
        Panel("Processor time of the main processes", "percentunit",
              [("sum by (job, instance) (rate(process_cpu_seconds_total[$__rate_interval]))", "{{job}} {{instance}}")],
              about="Without the children: one core is 100 %."),
        Panel("Memory of the main processes", "bytes",
              [("sum by (job, instance) (process_resident_memory_bytes)", "{{job}} {{instance}}")]),
        Panel("Memory of the children", "bytes",
              [("sum by (instance, pool) (heliograph_pool_memory_bytes)", "{{pool}} {{instance}}")]),
        Panel("Start of a child, its models loaded", "s", _quantiles("heliograph_pool_start_seconds", by="pool",
                                                                    of=(0.95,))),
        Panel("Calls of the ports", "cps", [_rate(f"{_PORT}_count", "port")]),
        Panel("Time of a call", "s", _quantiles(_PORT, by="port", of=(0.95,))),
        Panel("Open files", "short", [("max by (job, instance) (process_open_fds)", "{{job}} {{instance}}")]),
    ),
}  # fmt: skip


def dashboard(name: str, panels: Sequence[Panel]) -> dict[str, Any]:
    return {
        "uid": f"heliograph-{name}",
        "title": f"Heliograph: {name}",
        "tags": ["heliograph"],
        "schemaVersion": 39,
        "editable": False,
        "refresh": "30s",
        "time": {"from": "now-3h", "to": "now"},
        "links": [{"type": "dashboards", "tags": ["heliograph"], "asDropdown": False, "title": "", "keepTime": True}],
        "panels": list(_panels(panels)),
    }


def _panels(panels: Sequence[Panel]) -> Iterator[dict[str, Any]]:
    source = {"type": "prometheus", "uid": "prometheus"}
    for position, panel in enumerate(panels):
        left, above = position * _WIDTH % _COLUMNS, position * _WIDTH // _COLUMNS * _HEIGHT
        yield {
            "id": position + 1,
            "type": "stat" if panel.now else "timeseries",
            "title": panel.title,
            "description": panel.about,
            "datasource": source,
            "gridPos": {"x": left, "y": above, "w": _WIDTH, "h": _HEIGHT},
            "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
            "targets": [
                {"refId": chr(ord("A") + number), "datasource": source, "expr": expr, "legendFormat": legend}
                for number, (expr, legend) in enumerate(panel.queries)
            ],
        }


def files() -> dict[Path, str]:
    """What the folder must hold."""
    return {
        HERE / f"{name}.json": json.dumps(dashboard(name, panels), indent=1) + "\n"
        for name, panels in DASHBOARDS.items()
    }


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text)
        print(path)
