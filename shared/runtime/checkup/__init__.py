"""Everything that Heliograph depends on, looked at in turn: what is wrong, and what to do about it."""

from collections.abc import AsyncIterator

from pydantic import ValidationError

from shared.runtime.checkup.endpoint import endpoint_checks
from shared.runtime.checkup.finding import Finding, find
from shared.runtime.checkup.library import Progress, library_checks
from shared.runtime.checkup.machine import machine_checks
from shared.runtime.checkup.peers import peer_checks
from shared.runtime.checkup.stores import cluster_checks, embedded_checks
from shared.runtime.settings import Settings, explained

__all__ = ["Finding", "Progress", "checkup"]


async def checkup(*, hashes: bool, progress: Progress) -> AsyncIterator[Finding]:
    """A finding for each thing that the profile in the environment depends on, and where the stores are well, for what
    the library keeps in them. No finding holds a secret."""
    try:
        settings = Settings()
    except ValidationError as error:
        for sentence in explained(error):
            yield Finding("settings", "failed", sentence, "docs/settings.md has every setting and its form.")
        return
    formed = f"All settings of the {settings.profile} profile are well-formed."
    yield Finding("settings", "ok", " ".join((formed, *settings.warnings)))
    stores = embedded_checks(settings) if settings.profile == "embedded" else cluster_checks(settings)
    peers = peer_checks(settings) if settings.profile == "cluster" else []
    well = True
    for check in (*machine_checks(settings), *stores, *peers, *endpoint_checks(settings)):
        finding = await find(check, settings)
        well &= finding.state == "ok" or check not in stores
        yield finding
    for check in library_checks(settings, hashes=hashes, progress=progress) if well else ():
        yield await find(check, settings)
