"""Live events to every subscriber in this process."""

import asyncio
import weakref
from collections import deque
from collections.abc import AsyncGenerator, Sequence

from shared.domain.events import AnyEvent

_MAILBOX = 1024  # events kept for a slow subscriber; then the oldest is dropped


class Fanout:
    """Lives on one event loop: every method is called there."""

    def __init__(self) -> None:
        # Weak: a subscription that is dropped without ever being iterated has no finally to leave by.
        self._mailboxes: weakref.WeakSet[_Mailbox] = weakref.WeakSet()
        self._closed = False

    def send(self, event: AnyEvent) -> None:
        for mailbox in self._mailboxes:
            if event.topic in mailbox.topics:
                mailbox.events.append(event)
                mailbox.woken.set()

    def subscribe(self, topics: Sequence[str]) -> AsyncGenerator[AnyEvent, None]:
        """Hears what is sent from this call on; ends when the fanout closes."""
        mailbox = _Mailbox(topics)
        self._mailboxes.add(mailbox)
        return self._read(mailbox)

    def close(self) -> None:
        self._closed = True
        for mailbox in self._mailboxes:
            mailbox.woken.set()

    async def _read(self, mailbox: "_Mailbox") -> AsyncGenerator[AnyEvent, None]:
        try:
            while True:
                while mailbox.events:
                    yield mailbox.events.popleft()
                if self._closed:
                    return
                mailbox.woken.clear()
                await mailbox.woken.wait()
        finally:
            self._mailboxes.discard(mailbox)


class _Mailbox:
    def __init__(self, topics: Sequence[str]) -> None:
        self.topics = frozenset(topics)
        self.events: deque[AnyEvent] = deque(maxlen=_MAILBOX)
        self.woken = asyncio.Event()
