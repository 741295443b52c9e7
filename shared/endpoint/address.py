"""The way to an endpoint, or whoever else a setting names: no name leads into the own network unless that is allowed,
and none out of it without TLS.

Every address that the name stands for is looked at, and one of those is what is connected to: asked a second time, the
name might stand for another (DNS rebinding).
"""

import asyncio
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from shared.endpoint.away import REFUSED, SILENT, Away

Address = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")  # the last 32 bits are an IPv4 address (RFC 6052)
_PORTS = {"https": 443, "http": 80}


def is_public(address: Address) -> bool:
    """Whether it is out in the world, also the IPv4 address that stands within an IPv6 one."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, for sentences, and the setting that allows them to be in the own network."""

    who: str = "the endpoint"
    setting: str = "HELIOGRAPH_ENDPOINT_PRIVATE"


def check(addresses: Sequence[Address], *, scheme: str, private: bool, asked: Asked = Asked()) -> None:
    """Raises Away where one of them must not be asked."""
    if not private and not all(map(is_public, addresses)):
        who = asked.who.capitalize()
        raise Away(
            f"{who}'s name stands for an address of the own network; {asked.setting}=true allows it.", pause=REFUSED
        )
    if scheme == "http" and any(map(is_public, addresses)):
        raise Away(
            f"{asked.who.capitalize()} is out in the world and without TLS: nothing is sent to it.", pause=REFUSED
        )


class CheckedTransport(httpx.AsyncBaseTransport):
    """Raises Away for a host that must not be asked, or that nobody knows."""

    def __init__(self, *, private: bool, asked: Asked = Asked()) -> None:
        self._private = private
        self._asked = asked
        self._transport = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host, scheme = request.url.host, request.url.scheme
        addresses = await _resolved(host, request.url.port or _PORTS[scheme], self._asked.who)
        check(addresses, scheme=scheme, private=self._private, asked=self._asked)
        for address in addresses[:-1]:
            try:
                return await self._ask(request, host, address)
            except httpx.ConnectError:
                continue
        return await self._ask(request, host, addresses[-1])

    async def _ask(self, request: httpx.Request, host: str, address: Address) -> httpx.Response:
        # Host and the certificate stay those of the name.
        there = httpx.Request(
            request.method,
            request.url.copy_with(host=str(address)),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions | {"sni_hostname": host},
        )
        return await self._transport.handle_async_request(there)

    async def aclose(self) -> None:
        await self._transport.aclose()


async def _resolved(host: str, port: int, who: str) -> list[Address]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Away(f"No host of {who}'s name is known here.", pause=SILENT) from error
    # What is of a link has a zone behind its address.
    return [ip_address(str(where[0]).partition("%")[0]) for *_, where in found]
