"""How log lines look: for people as text, for machines as one JSON object a line.

The fields of a JSON line: time, level, logger, message; service, photo and trace where they are known; exception,
the traceback as text.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Literal

from cachetools import TTLCache
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from shared import tracing

Format = Literal["text", "json"]

# Every step of every photo and request. In text it shows at level debug only: it is for machines.
trail = logging.getLogger("heliograph.trail")

_service: ContextVar[str] = ContextVar("service", default="")
_photo: ContextVar[str] = ContextVar("photo", default="")

# Their lines about each step of every start or request say nothing that ours do not say.
_CHATTY = ("httpx", "uvicorn.error")
# They log a traceback of their own insides whenever a server goes away, which is no bug.
_TALKATIVE = ("aio_pika", "aiormq", "opentelemetry", "pymongo", "urllib3")
_QUIET_SECONDS = 10.0


@contextmanager
def about(*, service: str | None = None, photo: str | None = None) -> Iterator[None]:
    """Lines logged inside carry these fields."""
    given = [(variable, value) for variable, value in ((_service, service), (_photo, photo)) if value is not None]
    tokens = [variable.set(value) for variable, value in given]
    try:
        yield
    finally:
        for (variable, _), token in zip(given, tokens, strict=True):
            variable.reset(token)


def configure(format: Format, level: str) -> None:
    """`level` is one of the settings' words. Replaces whatever was configured before."""
    handler = logging.StreamHandler()
    handler.setFormatter(_machines() if format == "json" else _people())
    handler.addFilter(_with_fields)
    if level != "debug":
        handler.addFilter(_in_one_line)
        handler.addFilter(_Once())
        trail.setLevel(logging.NOTSET if format == "json" else logging.WARNING)
        for name in _CHATTY:
            logging.getLogger(name).setLevel(logging.WARNING)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)


def _people() -> logging.Formatter:
    return logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s", datefmt="%H:%M:%S")


def _machines() -> logging.Formatter:
    return JsonFormatter(
        ["levelname", "name", "message"],
        rename_fields={"levelname": "level", "name": "logger", "exc_info": "exception"},
        timestamp="time",
        reserved_attrs=[*RESERVED_ATTRS, "color_message"],  # uvicorn's message once more, in colours
        json_ensure_ascii=False,
    )


def _with_fields(record: logging.LogRecord) -> bool:
    known = {"service": _service.get(), "photo": _photo.get(), "trace": tracing.trace_id()}
    record.__dict__.update({name: value for name, value in known.items() if value})
    return True


def _in_one_line(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and (_talkative(record.name) or _talkative(type(error).__module__)):
        record.msg, record.args = f"{record.getMessage()}: {error!r}", None
        record.exc_info = record.exc_text = None
    return True


class _Once:
    """Drops a line that says what was just said: while a server is away, every attempt to reach it says the same."""

    def __init__(self) -> None:
        self._said: TTLCache[tuple[str, str, str], None] = TTLCache(1000, _QUIET_SECONDS)
        self._lock = Lock()

    def __call__(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING or record.exc_info:
            return True
        line = (record.name, record.getMessage(), _photo.get())
        with self._lock:
            fresh = line not in self._said
            if fresh:
                self._said[line] = None
        return fresh


def _talkative(name: str) -> bool:
    return name.partition(".")[0] in _TALKATIVE
