"""What the gateway asks of peers about a picture, and what it makes of their answers."""

from typing import Any, TypeVar

import httpx
import msgspec

from shared.errors import Invalid, Unavailable

_TIMEOUT = httpx.Timeout(60.0, connect=2.0)  # seconds: an import may be under way

Told = TypeVar("Told")


async def asked(peer: httpx.AsyncClient, path: str, answer: type[Told], **body: Any) -> Told:
    """`body`: as httpx takes it. Raises Invalid for what is wrong with the picture, Unavailable when the peer does not
    answer."""
    try:
        response = await peer.post(path, timeout=_TIMEOUT, **body)
    except httpx.HTTPError as error:
        raise Unavailable(f"The picture cannot be looked at now: {error or type(error).__name__}.") from error
    if response.is_success:
        try:
            return msgspec.json.decode(response.content, type=answer)
        except msgspec.MsgspecError as error:
            raise Unavailable(f"A peer gave an answer that makes no sense: {error}.") from error
    try:
        detail = msgspec.json.decode(response.content)["detail"]
    except (msgspec.MsgspecError, KeyError, TypeError):
        detail = f"status {response.status_code}"
    if response.is_client_error and response.status_code in (413, 415, 422):
        raise Invalid(str(detail))
    raise Unavailable(f"The picture cannot be looked at now: {detail}")
