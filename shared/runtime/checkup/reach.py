"""Whether anything listens where an address points."""

import asyncio
import contextlib
import socket
from urllib.parse import urlsplit

from shared.runtime.checkup.finding import Fault

_PATIENCE = 5.0  # seconds


async def reach(setting: str, url: str, product: str, port: int) -> str:
    """-> the first host:port of the address at which something listens. `port` is for an address without one.

    Raises Fault. What DNS keeps the servers of (mongodb+srv) is not looked at: "" is returned.
    """
    if urlsplit(url).scheme.endswith("+srv"):
        return ""
    faults = []
    for place in urlsplit(url).netloc.rpartition("@")[2].split(","):
        try:
            return await _reach(setting, place, product, port)
        except Fault as fault:
            faults.append(fault)
    raise faults[0]


async def _reach(setting: str, place: str, product: str, port: int) -> str:
    try:
        parts = urlsplit(f"//{place}")
        host, port = parts.hostname or "", parts.port or port
    except ValueError:
        host = ""
    if not host:
        raise Fault(f"{setting} names no host.", f"Set it to {product}'s address: docs/settings.md shows its form.")
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        async with asyncio.timeout(_PATIENCE):
            _, writer = await asyncio.open_connection(host, port)
    except socket.gaierror:
        raise Fault(
            f"{setting} points to {where}: no host of that name is known here.",
            f"Correct the name in {setting}, or make it known (DNS, /etc/hosts, the service's name in the cluster).",
        ) from None
    except TimeoutError:
        raise Fault(
            f"{setting} points to {where}: it did not answer in {_PATIENCE:.0f} seconds.",
            "Look for a firewall or a network policy in between, and whether the machine is up.",
        ) from None
    except OSError:
        raise Fault(
            f"{setting} points to {where}: nothing listens there.", f"Start {product}, or correct {setting}."
        ) from None
    writer.close()
    with contextlib.suppress(OSError):  # it may hang up on us first
        await writer.wait_closed()
    return where
