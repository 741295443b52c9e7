"""Every call of a port, measured: how long, and how it ended."""

import inspect
import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

from shared import telemetry
from shared.errors import Invalid, Transient

Port = TypeVar("Port")


def timed(port: str, adapter: Port) -> Port:
    """The adapter, with each of its coroutine methods observed in telemetry.PORT_SECONDS.

    Ends are done, refused (Invalid: an answer, as NotFound is), failed (Transient) and broken (a bug, or
    cancelled). What is iterated or entered (consume, open, local) is passed on as it is: its time is the caller's.
    """
    return cast(Port, _Timed(port, adapter))


class _Timed:
    def __init__(self, port: str, adapter: object) -> None:
        self._port = port
        self._adapter = adapter

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._adapter, name)
        if inspect.iscoroutinefunction(member):
            member = _measured(member, self._port, name)
            setattr(self, name, member)  # found directly from now on
        return member


def _measured(call: Callable[..., Any], port: str, name: str) -> Callable[..., Any]:
    async def measured(*args: Any, **kwargs: Any) -> Any:
        began, end = time.perf_counter(), "broken"
        try:
            result = await call(*args, **kwargs)
            end = "done"
            return result
        except Invalid:
            end = "refused"
            raise
        except Transient:
            end = "failed"
            raise
        finally:
            telemetry.PORT_SECONDS.labels(port, name, end).observe(time.perf_counter() - began)

    return measured
