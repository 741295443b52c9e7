"""Checks of the cluster's other services and of its clocks."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from shared.domain.spaces import TEXT
from shared.runtime.checkup.finding import Check, Fault, Skip
from shared.runtime.checkup.reach import reach
from shared.runtime.settings import Settings

_PATIENCE = 10.0  # seconds
_SKEW = 60.0  # seconds; S3 refuses signatures from 900 on


def peer_checks(settings: Settings) -> list[Check]:
    async def embedder() -> str:
        return await _embedder(settings)

    async def vision() -> str:
        return await _vision(settings)

    async def clock() -> str:
        return await _clock(settings.s3_url or "")

    return [
        Check("embedder", embedder, "Look into the embedder's log. Until it answers, search has only words."),
        Check("vision", vision, "Look into vision's log. Until it answers, nobody searches by a picture."),
        Check("clock", clock, "Look at S3 first."),
    ]


async def _embedder(settings: Settings) -> str:
    spaces = {"space": [TEXT.name]}
    where, status = await _asked(
        settings, "embedder", settings.embedder_url, "/text", params=spaces, content=b"a photo"
    )
    if status != httpx.codes.OK:
        raise _other(where, status, "embedder", "an embedder gives a vector")
    return f"The embedder at {where} turned words into a vector."


async def _vision(settings: Settings) -> str:
    where, status = await _asked(settings, "vision", settings.vision_url, "/look", content=b"")
    if status not in (httpx.codes.UNSUPPORTED_MEDIA_TYPE, httpx.codes.UNPROCESSABLE_ENTITY):
        raise _other(where, status, "vision", "vision says that an empty file is no picture")
    return f"Vision at {where} looks at pictures."


async def _asked(settings: Settings, name: str, url: str | None, path: str, **body: Any) -> tuple[str, int]:
    """-> where it is, and the status of its answer."""
    if url is None:
        raise Skip(f"{_setting(name)} is not set: right only where the gateway and {name} are one process.")
    port = 80 if url.startswith("http:") else 443
    where = await reach(_setting(name), url, f"{name} (python -m services.{name})", port)
    token = settings.peers_token
    headers = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=_PATIENCE) as client:
        status = (await client.post(path, **body)).status_code
    if status == httpx.codes.UNAUTHORIZED:
        ours = "HELIOGRAPH_SERVICE_TOKEN" if settings.service_token else "HELIOGRAPH_TOKEN"
        raise Fault(f"{name} at {where} does not take our token.", f"Give every service the same {ours}.")
    return where, status


def _other(where: str, status: int, name: str, what: str) -> Fault:
    return Fault(
        f"What listens at {where} answered {status} where {what}.",
        f"Check that {_setting(name)} is {name}'s, and look into its log.",
    )


def _setting(name: str) -> str:
    return f"HELIOGRAPH_{name.upper()}_URL"


async def _clock(s3_url: str) -> str:
    try:
        async with httpx.AsyncClient(timeout=_PATIENCE) as client:
            told = (await client.head(s3_url)).headers.get("date")
    except httpx.HTTPError:
        raise Skip("S3, which would tell the time, does not answer.") from None
    if told is None:
        raise Skip("S3 does not tell the time.")
    ahead = (datetime.now(UTC) - parsedate_to_datetime(told)).total_seconds()
    if abs(ahead) > _SKEW:
        raise Fault(
            f"This machine's clock is {abs(ahead):.0f} seconds {'ahead of' if ahead > 0 else 'behind'} that of S3, "
            "which refuses what seems too old or too new.",
            "Let both follow a time server (timedatectl set-ntp true).",
        )
    return f"This machine and S3 agree on the time within {max(1, round(abs(ahead)))} seconds."
