"""What guests of links send in: who it came from is a fact of the photo; that it waits in the inbox, an edit, which its
owner takes back by taking it."""

from typing import Any

import msgspec

SENT = "sent"  # among the facts
INBOX = "inbox"  # among the edits


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """`by`: the name that the guest gave, or empty; `visit`: of whichever browser it was; `album`: the one that the
    link was for, or empty."""

    link: str
    visit: str
    by: str = ""
    album: str = ""

    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = msgspec.to_builtins(self)
        return facts

    def line(self) -> str:
        """In one line of text."""
        return msgspec.json.encode(self).decode()


def sent_of(line: str | None) -> Sent | None:
    """What `line` made; None for what is none."""
    try:
        return msgspec.json.decode(line, type=Sent) if line else None
    except msgspec.DecodeError:
        return None
