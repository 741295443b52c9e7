"""How many requests one asker may send a minute, once it is known who asks."""

import math
import time
from collections.abc import Callable

from cachetools import TTLCache
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.domain.principal import Principal
from shared.errors import Overloaded
from shared.runtime.addresses import asker
from shared.runtime.problem import told

_MINUTE = 60.0
_ASKERS = 10_000  # that are remembered at once


class Rate:
    """The generic cell rate algorithm (ITU-T I.371) as a virtual schedule: a number an asker, however many they send.
    A whole minute's worth may come at once; then each has to wait until its turn comes."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`most` a minute; 0: as many as they like."""
        self._step = _MINUTE / most if most else 0.0
        self._clock = clock
        self._due: TTLCache[str, float] = TTLCache(_ASKERS, 2 * _MINUTE, timer=clock)

    def wait(self, key: str) -> float:
        """Counts one more of this asker -> seconds until it would be let through: 0 where it is. One that is not let
        through counts nothing."""
        now = self._clock()
        due = max(now, self._due.get(key, now)) + self._step
        if due - now > _MINUTE + 1e-6:
            return due - now - _MINUTE
        self._due[key] = due
        return 0.0


class Rates:
    """ASGI middleware, behind the guard: 429 for whoever asks too often, by the principal, and where nobody is known by
    the address. In memory: of several gateways each counts for itself."""

    def __init__(self, app: ASGIApp, *, known: int, strangers: int) -> None:
        """`known`, `strangers`: requests a minute; 0: no limit."""
        self._app = app
        self._known = Rate(known)
        self._strangers = Rate(strangers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (seconds := self._wait(scope)):
            sentence = f"You ask more often than Heliograph answers. Try again in {math.ceil(seconds)} seconds."
            await told(Overloaded(sentence, seconds))(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        principal: Principal | None = scope.get("state", {}).get("principal")
        address, _ = scope.get("client") or ("", 0)
        if principal is None:
            return self._strangers.wait(asker(address))
        # The guests of a link are as many as have its address.
        whence = "" if principal.account or principal.kind != "guest" else asker(address)
        return self._known.wait(f"{principal.kind} {principal.id} {whence}")
