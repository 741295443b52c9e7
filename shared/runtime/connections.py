"""One HTTP connection, as uvicorn serves it, with an end to all that could take for ever."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, Self

from starlette.responses import Response
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from shared.runtime.admission import Admission, Entry
from shared.runtime.body import DRAINED
from shared.runtime.headers import DEFAULTS, SafeHeaders
from shared.runtime.problem import problem

_UNREAD = 64 * 1024  # bytes of an answer that wait for who asked, besides what the system keeps
_HEADER = 64 * 1024  # bytes
_LINGER = 5.0  # seconds, and DRAINED bytes, of a body that nobody wants any more are read, so that the answer is heard

_LATER = {"Retry-After": "5", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: until a request's header must be complete, and that a body, or who is answered, may be silent."""

    header: float = 10.0
    silence: float = 30.0


class Connection(HttpToolsProtocol):
    """At every moment that the other side has to do something, a timer runs: for the next header, for more of the
    body, for the reading of the answer."""

    patience: ClassVar[Patience]
    admission: ClassVar[Admission]

    @classmethod
    def within(cls, patience: Patience, admission: Admission) -> type[Self]:
        """The class of connections that one server makes."""
        return type(cls.__name__, (cls,), {"patience": patience, "admission": admission})

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=_UNREAD)
        self._wire = transport
        self.transport = _Lingering(transport, self._lingers)  # type: ignore[assignment]
        self._ending = False
        self._timer: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._header = 0  # bytes of it so far, or -1 once it is complete
        self._body = False  # it is still coming
        self._drained = 0
        self._heard = 0.0
        self._address = self.client[0] if self.client else ""
        self._entry = self.admission.enter(self._address)
        match self._entry:
            case Entry.FULL:
                self.app = _refusal(503, "Too busy", "Too many are connected. Try again in a few seconds.")
            case Entry.GREEDY:
                detail = "Too many connections from your address. Close some, or try again in a few seconds."
                self.app = _refusal(429, "Too many requests", detail)
            case Entry.DROPPED:
                transport.abort()
                return
        self._await_header()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._entry is not Entry.DROPPED:
            self.admission.leave(self._address, self._entry)
        self._stop()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._header >= 0:
            self._header += len(data)
            if self._header > _HEADER:
                self._end(problem(431, "Header too large", f"A header may have up to {_HEADER:,} bytes."))
        if self._timer is None and self.timeout_keep_alive_task is None and self._is_idle():
            # uvicorn took the first byte for a request, which may be none.
            self._await_header()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._header = 0
        self._await_header()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._header, self._body, self._drained = -1, True, 0
        self._heard = self.loop.time()
        self._await(self.patience.silence, self._body_rests)

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        self._heard = self.loop.time()
        if self.cycle.response_complete:
            self._drained += len(body)
            if self._drained > DRAINED:
                self._close()

    def on_message_complete(self) -> None:
        self._body = False
        self._stop()
        if self._ending:
            self._close()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._body and not self._ending:
            self._await(_LINGER, self._close)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.cycle is not None and self.cycle.scope.get("state", {}).get("live"):
            # News that nobody reads now are none when they are read, and there is more of them for ever.
            self.transport.abort()
        elif self._unread is None:
            self._unread = self.loop.call_later(self.patience.silence, self.transport.abort)

    def resume_writing(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        self._end(problem(400, "Bad request", "This is no HTTP request."))

    def _lingers(self) -> bool:
        """To close while a body is coming would take the answer back before it is read."""
        if self._ending or not self._body or not self.cycle.response_complete:
            return False
        self._ending = True
        self._await(_LINGER, self._close)
        return True

    def _is_idle(self) -> bool:
        return self._header >= 0 or self.cycle is None or (self.cycle.response_complete and not self._body)

    def _await_header(self) -> None:
        self._await(self.patience.header, self._header_is_late)

    def _header_is_late(self) -> None:
        if self._header > 0:
            self._end(problem(408, "Request timeout", "The request's header did not come in time."))
        else:
            self._close()

    def _body_rests(self) -> None:
        silence = self.loop.time() - self._heard
        if self.flow.read_paused:  # it is we who do not listen
            self._await(self.patience.silence, self._body_rests)
        elif silence < self.patience.silence:
            self._await(self.patience.silence - silence, self._body_rests)
        elif self.cycle.response_started:
            self._close()
        else:
            self._end(problem(408, "Request timeout", "Nothing more of the body came. Send it again."))

    def _end(self, answer: Response) -> None:
        """Says so, past the app."""
        status = HTTPStatus(answer.status_code)
        answer.headers.update(DEFAULTS)
        lines = [f"HTTP/1.1 {status} {status.phrase}".encode(), *map(b": ".join, answer.raw_headers)]
        self.transport.write(b"\r\n".join([*lines, b"connection: close", b"", bytes(answer.body)]))
        self._close()

    def _close(self) -> None:
        self._stop()
        self._wire.close()

    def _await(self, seconds: float, act: Callable[[], None]) -> None:
        self._stop()
        self._timer = self.loop.call_later(seconds, act)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class _Lingering:
    """A transport whose closing may be put off."""

    def __init__(self, transport: asyncio.Transport, lingers: Callable[[], bool]) -> None:
        self._transport = transport
        self._lingers = lingers

    def close(self) -> None:
        if not self._lingers():
            self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


def _refusal(status: int, title: str, detail: str) -> SafeHeaders:
    return SafeHeaders(problem(status, title, detail, _LATER))
