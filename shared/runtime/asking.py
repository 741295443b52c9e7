"""How commands ask the gateway, with no more rights than their user has."""

from typing import Any

import httpx

from shared.errors import HeliographError, Invalid, Unavailable
from shared.runtime.settings import Settings

_PATIENCE = 30.0  # seconds
_OF_WHAT_WAS_SENT = (404, 409, 413, 415, 422)


def gateway_at(settings: Settings, url: str | None) -> httpx.AsyncClient:
    """At the settings' address and port, or at `url`."""
    headers = {"Authorization": f"Bearer {settings.token.get_secret_value()}"} if settings.token else {}
    base = url or f"http://{settings.host}:{settings.port}"
    return httpx.AsyncClient(base_url=base, headers=headers, timeout=_PATIENCE)


async def asked(gateway: httpx.AsyncClient, method: str, path: str, **body: Any) -> dict[str, Any]:
    """Its answer. Raises Unavailable where it does not answer, Invalid for what it says is wrong with what was sent,
    and HeliographError with what else it says."""
    try:
        answer = await gateway.request(method, path, **body)
    except httpx.HTTPError as error:
        raise Unavailable(
            f"The gateway does not answer at {gateway.base_url}: {error or type(error).__name__}. Start Heliograph, or "
            "say where it is with --url."
        ) from error
    if answer.is_success:
        told: dict[str, Any] = answer.json()
        return told
    problem = answer.json() if "json" in answer.headers.get("Content-Type", "") else {}
    says = problem.get("detail") or f"The gateway answered {answer.status_code}."
    raise Invalid(says) if answer.status_code in _OF_WHAT_WAS_SENT else HeliographError(says)
