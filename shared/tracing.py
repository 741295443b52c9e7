"""A photo's way is one trace: from the request that brings it to its last mark, across the queues.

Spans are recorded and sent (OTLP over HTTP) only where OTEL_EXPORTER_OTLP_ENDPOINT is set; OpenTelemetry's other
variables mean what they always mean. Without it all work still has a trace id, which the log lines carry.
"""

import logging
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, SpanKind, TraceFlags, Tracer, TracerProvider
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

log = logging.getLogger(__name__)

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_PATIENCE = 3.0  # seconds that a collector has to answer
_propagator = TraceContextTextMapPropagator()
_tracer: Tracer | None = None

__all__ = ["SpanKind", "export", "record_with", "span", "trace_id", "traceparent"]


@contextmanager
def span(
    name: str, *, kind: SpanKind = SpanKind.INTERNAL, parent: str | None = None, **attributes: str | int
) -> Iterator[Span]:
    """What is done inside belongs to this span.

    `parent` is the traceparent of work elsewhere; where it is empty or makes no sense a new trace begins. With None
    the span is a part of the one around it.
    """
    context = None if parent is None else _propagator.extract({"traceparent": parent}, Context())
    if _tracer is not None:
        with _tracer.start_as_current_span(name, context, kind, attributes) as recorded:
            yield recorded
        return
    unrecorded = trace.get_current_span(context)
    known = unrecorded.get_span_context().is_valid
    if known and context is None:
        yield unrecorded
        return
    with trace.use_span(unrecorded if known else NonRecordingSpan(_new())) as entered:
        yield entered


def traceparent() -> str:
    """The current span as W3C writes it, for work that goes on elsewhere; empty outside of all spans."""
    current = trace.get_current_span().get_span_context()
    if not current.is_valid:
        return ""
    return f"00-{current.trace_id:032x}-{current.span_id:016x}-{current.trace_flags:02x}"


def trace_id() -> str:
    """32 hex digits; empty outside of all spans."""
    current = trace.get_current_span().get_span_context()
    return f"{current.trace_id:032x}" if current.is_valid else ""


def record_with(provider: TracerProvider | None) -> None:
    """From now on spans go to this provider; None records nothing."""
    global _tracer
    _tracer = provider.get_tracer("heliograph") if provider else None


def export(service: str) -> Callable[[], None]:
    """Sends spans where the environment says, under OTEL_SERVICE_NAME or this name -> what sends the rest and ends it.

    Nothing is sent where the environment names no endpoint.
    """
    if not any(os.environ.get(name) for name in _ENDPOINTS):
        return _nothing
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider as Recorder
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        log.warning("no traces are sent: %s needs the extra 'cluster' (%s)", _ENDPOINTS[0], error)
        return _nothing
    named = Resource.create({"service.name": os.environ.get("OTEL_SERVICE_NAME", service)})
    recorder = Recorder(resource=named, shutdown_on_exit=False)
    # Ending waits so long for a collector that is away.
    patience = float(os.environ.get("OTEL_EXPORTER_OTLP_TIMEOUT", _PATIENCE))
    recorder.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=patience)))
    record_with(recorder)

    def end() -> None:
        record_with(None)
        recorder.shutdown()

    return end


def _nothing() -> None:
    pass


def _new() -> SpanContext:
    # Sampled: a process downstream that records should not leave it out because this one does not.
    return SpanContext(random.getrandbits(128), random.getrandbits(64), False, TraceFlags(TraceFlags.SAMPLED))
