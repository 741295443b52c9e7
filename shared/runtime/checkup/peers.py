"""Checks of the cluster's other services and of its clocks."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

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

    async def clock() -> str:
        return await _clock(settings.s3_url or "")

    return [
        Check("embedder", embedder, "Look into the embedder's log. Until it answers, search has only words."),
        Check("clock", clock, "Look at S3 first."),
    ]


async def _embedder(settings: Settings) -> str:
    url, token = settings.embedder_url, settings.token
    if url is None:
        raise Skip("HELIOGRAPH_EMBEDDER_URL is not set: right only where the gateway and the embedder are one process.")
    port = 80 if url.startswith("http:") else 443
    where = await reach("HELIOGRAPH_EMBEDDER_URL", url, "the embedder (python -m services.embedder)", port)
    headers = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=_PATIENCE) as client:
        answer = await client.post("/text", json={"space": TEXT.name, "texts": ["a photo"]})
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        raise Fault(
            f"The embedder at {where} does not take our token.", "Give every service the same HELIOGRAPH_TOKEN."
        )
    if answer.status_code != httpx.codes.OK:
        raise Fault(
            f"What listens at {where} answered {answer.status_code} where an embedder gives a vector.",
            "Check that HELIOGRAPH_EMBEDDER_URL is the embedder's, and look into its log.",
        )
    return f"The embedder at {where} turned words into a vector."


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
