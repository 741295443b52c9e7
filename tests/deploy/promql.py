"""What a query asks for, and whether the services tell it."""

import re

from prometheus_client import REGISTRY, generate_latest
from prometheus_client.metrics import MetricWrapperBase

from shared import telemetry

_METRIC = re.compile(r"\b((?:heliograph|process)_\w+|up)\b(?:\{([^}]*)\})?")
_LABEL = re.compile(r"(\w+)\s*(?:=|!=|=~|!~)\s*\"")
# What Prometheus adds: which service, and which of its replicas.
_TARGET = {"job", "instance"}
_SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("_total",), "gauge": ("",)}


def _told() -> dict[str, set[str]]:
    """Metric as /metrics has it -> its labels."""
    metrics: dict[str, set[str]] = {"up": set()}
    for kind in re.findall(r"^# TYPE (process_\w+) ", generate_latest(REGISTRY).decode(), re.M):
        metrics[kind] = set()
    for metric in vars(telemetry).values():
        if isinstance(metric, MetricWrapperBase):
            for suffix in _SUFFIXES[str(metric._type)]:
                extra = {"le"} if suffix == "_bucket" else set()
                metrics[metric._name + suffix] = {*metric._labelnames, *extra}
    return metrics


def asked(query: str) -> list[tuple[str, set[str]]]:
    """(metric, labels it is selected by)"""
    return [(name, set(_LABEL.findall(selector or ""))) for name, selector in _METRIC.findall(query)]


def known(query: str) -> list[str]:
    """What is wrong with the query, a sentence each."""
    told = _told()
    wrong = [f"nobody tells {name}" for name, _ in asked(query) if name not in told]
    found = [(name, labels) for name, labels in asked(query) if name in told]
    wrong += [f"{name} has no label {label}" for name, labels in found for label in labels - told[name] - _TARGET]
    has = _TARGET.union(*(told[name] for name, _ in found))
    for grouping in re.findall(r"\b(?:by|on) \(([^)]*)\)", query):
        wrong += [f"nothing here has the label {label}" for label in re.split(r",\s*", grouping) if label not in has]
    return wrong
