"""Every call of a port, measured: how long, and how it ended."""

import inspect
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, aclosing
from typing import Any, TypeVar, cast

from shared import telemetry
from shared.errors import Invalid, Transient

Port = TypeVar("Port")

# They wait for work, not for the port.
_ENDLESS = ("consume", "subscribe")


def timed(port: str, adapter: Port) -> Port:
    """The adapter, with each of its calls observed in telemetry.PORT_SECONDS.

    Ends are done, refused (Invalid: an answer, as NotFound is), failed (Transient) and broken (a bug, or
    cancelled). What is iterated (open, list) counts to its first item, what is entered (local) until it is entered:
    the rest of the time is the caller's.
    """
    return cast(Port, _Timed(port, adapter))


class _Timed:
    def __init__(self, port: str, adapter: object) -> None:
        self._port = port
        self._adapter = adapter

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._adapter, name)
        if not callable(member) or name in _ENDLESS:
            return member
        wrap = _awaited if inspect.iscoroutinefunction(member) else _begun
        measured = wrap(member, self._port, name)
        setattr(self, name, measured)  # found directly from now on
        return measured


def _awaited(call: Callable[..., Any], port: str, name: str) -> Callable[..., Any]:
    async def measured(*args: Any, **kwargs: Any) -> Any:
        with _Observed(port, name):
            return await call(*args, **kwargs)

    return measured


def _begun(call: Callable[..., Any], port: str, name: str) -> Callable[..., Any]:
    def measured(*args: Any, **kwargs: Any) -> Any:
        result = call(*args, **kwargs)
        if isinstance(result, AsyncGenerator):
            return _iterated(result, port, name)
        if isinstance(result, AbstractAsyncContextManager):
            return _Entered(result, port, name)
        return result

    return measured


async def _iterated(items: AsyncGenerator[Any, None], port: str, name: str) -> AsyncGenerator[Any, None]:
    async with aclosing(items):
        with _Observed(port, name):
            try:
                first = await anext(items)
            except StopAsyncIteration:
                return
        yield first
        async for item in items:
            yield item


class _Entered(AbstractAsyncContextManager[Any]):
    def __init__(self, manager: AbstractAsyncContextManager[Any], port: str, name: str) -> None:
        self._manager = manager
        self._labels = port, name

    async def __aenter__(self) -> Any:
        with _Observed(*self._labels):
            return await self._manager.__aenter__()

    async def __aexit__(self, *error: Any) -> bool | None:
        return await self._manager.__aexit__(*error)


class _Observed:
    """Not a generator with @contextmanager, which takes twice the time, at two dozen calls a photo."""

    __slots__ = ("_began", "_name", "_port")

    def __init__(self, port: str, name: str) -> None:
        self._port = port
        self._name = name

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        seconds = time.perf_counter() - self._began
        telemetry.PORT_SECONDS.labels(self._port, self._name, _end(kind)).observe(seconds)


def _end(raised: type[BaseException] | None) -> str:
    if raised is None:
        return "done"
    if issubclass(raised, Invalid):
        return "refused"
    return "failed" if issubclass(raised, Transient) else "broken"
