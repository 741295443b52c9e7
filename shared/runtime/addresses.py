"""Addresses of the machines that ask: which is this one, and which belong to one asker."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection


def is_loopback(address: str) -> bool:
    """Only what reaches nobody but this machine; a name is none."""
    found = _parsed(address)
    return found is not None and found.is_loopback


def is_address(name: str) -> bool:
    """Whether it is an IP address, and no name."""
    return _parsed(name) is not None


def is_local(asking: HTTPConnection) -> bool:
    """Whether this machine asks, and not somebody for whom a proxy on it hands the request on. Of a trusted proxy the
    address is that of whom it asks for by now, as uvicorn puts it; the headers show all others."""
    forwarded = any(name == "forwarded" or name.startswith("x-forwarded-") for name in asking.headers)
    return not forwarded and asking.client is not None and is_loopback(asking.client.host)


def asker(address: str) -> str:
    """What one asker is told apart by: an IPv4 address, or the 64 bits of an IPv6 address that name a network, as
    whoever has one address of it has them all."""
    found = _parsed(address)
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found or address)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


class Networks:
    """Addresses and networks ("10.0.0.0/8"), separated by commas. Raises ValueError for what is neither."""

    def __init__(self, text: str) -> None:
        self.names = [name.strip() for name in text.split(",") if name.strip()]
        self._networks = [ip_network(name) for name in self.names]

    def __contains__(self, address: str) -> bool:
        found = _parsed(address)
        return found is not None and any(found in network for network in self._networks)
