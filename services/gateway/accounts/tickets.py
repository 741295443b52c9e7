"""What a way in of two steps keeps between them: sealed, with whoever takes it, for minutes. It is used up once, which
all gateways know; who only begins leaves nothing behind here."""

import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.catalog.spent import Spent
from shared.domain.instants import instant
from shared.errors import Unauthorized
from shared.runtime.secret import Secret

LIFE = timedelta(minutes=5)

_SKEW = timedelta(minutes=1)  # by which the clocks of gateways may differ, and more
_OVER = "This took too long, or was done already. Begin anew."


class Tickets:
    def __init__(self, secret: Secret, spent: Spent) -> None:
        self._secret = secret
        self._spent = spent

    def issue(self, purpose: str, **kept: str) -> str:
        return self._secret.seal(json.dumps({**kept, "ticket": secrets.token_hex(16)}), f"ticket {purpose}")

    def read(self, purpose: str, ticket: str, life: timedelta = LIFE) -> dict[str, Any]:
        """What was kept. Raises Unauthorized for one that is over, or was made for something else, or not by us."""
        kept = self._secret.unsealed(ticket, f"ticket {purpose}", life.total_seconds())
        if kept is None:
            raise Unauthorized(_OVER)
        found: dict[str, Any] = json.loads(kept)
        return found

    async def spend(self, kept: dict[str, Any], life: timedelta = LIFE) -> None:
        """`life`: as it was read with. Raises Unauthorized for one that was used up."""
        if not await self._spent.spend(kept["ticket"], instant(datetime.now(UTC) + life + _SKEW)):
            raise Unauthorized(_OVER)
