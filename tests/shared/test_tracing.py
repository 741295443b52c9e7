"""Spans where nothing is recorded, and where they are sent to."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from shared import tracing

CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
SHAPE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01")


@pytest.fixture(autouse=True)
def _no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", raising=False)


def test_outside_of_all_spans_there_is_no_trace() -> None:
    assert (tracing.traceparent(), tracing.trace_id()) == ("", "")


def test_unrecorded_work_still_has_a_trace() -> None:
    with tracing.span("outer", parent=""):
        outer = tracing.traceparent()
        assert SHAPE.fullmatch(outer)
        assert outer.split("-")[1] == tracing.trace_id()
        with tracing.span("inner"):
            assert tracing.trace_id() == outer.split("-")[1]
        with tracing.span("another trace", parent=""):
            assert tracing.trace_id() != outer.split("-")[1]
    assert tracing.traceparent() == ""


def test_work_from_elsewhere_goes_on_in_its_trace() -> None:
    with tracing.span("delivery", parent=CALLER):
        assert tracing.trace_id() == CALLER.split("-")[1]


@pytest.mark.parametrize("wrong", ["", "words", "00-" + "0" * 32 + "-00f067aa0ba902b7-01", CALLER.upper(), "x" * 9999])
def test_a_wrong_parent_begins_a_new_trace(wrong: str) -> None:
    with tracing.span("delivery", parent=wrong):
        assert SHAPE.fullmatch(tracing.traceparent())
        assert tracing.trace_id() != CALLER.split("-")[1]


def test_an_error_goes_through() -> None:
    with pytest.raises(KeyError), tracing.span("work"):
        raise KeyError
    assert tracing.traceparent() == ""


def test_nothing_is_sent_where_no_endpoint_is_named() -> None:
    end = tracing.export("heliograph")
    with tracing.span("work") as span:
        assert not span.is_recording()
    end()


class Collector(BaseHTTPRequestHandler):
    bodies: list[bytes]

    def do_POST(self) -> None:
        assert self.path == "/v1/traces"
        self.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), type("Collecting", (Collector,), {"bodies": []}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_spans_are_sent_where_the_environment_says(collector: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.server_port}")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
    end = tracing.export("heliograph-vision")
    with tracing.span("run classify", photo="p1") as span:
        assert span.is_recording()
    end()
    body = b"".join(collector.RequestHandlerClass.bodies)  # type: ignore[attr-defined]
    for word in (b"run classify", b"heliograph-vision", b"p1"):
        assert word in body
    with tracing.span("after") as span:
        assert not span.is_recording()


def test_a_collector_that_is_away_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")  # discard: nothing listens
    end = tracing.export("heliograph")
    with tracing.span("work"):
        pass
    ending = threading.Thread(target=end)
    ending.start()
    ending.join(6)
    assert not ending.is_alive()
