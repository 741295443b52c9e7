"""How a guard learns who asks, in an installation that has accounts."""

from typing import Protocol

from starlette.requests import HTTPConnection

from shared.domain.principal import Principal


class Authenticator(Protocol):
    async def closed(self) -> bool:
        """Whether there is an account, so that nobody is trusted for their address any more. Asked for every request.
        Raises Transient where it cannot be told."""
        ...

    async def principal(self, asking: HTTPConnection) -> Principal | None:
        """None for who shows nothing, or a word that is none of ours. Raises Unauthorized for what was ours and counts
        no more, or was never whole; Forbidden for another site's page that asks through the browser of somebody who has
        signed in."""
        ...
