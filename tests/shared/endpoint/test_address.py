"""No name leads into the own network, and nothing goes out into the world without TLS."""

from ipaddress import ip_address

import pytest

from shared.endpoint.address import check, is_public
from shared.endpoint.away import Away

OWN = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "2002:7f00:1::", "64:ff9b::a9fe:a9fe", "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip
WORLD = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", OWN)
def test_own_addresses_in_every_writing(address: str) -> None:
    assert not is_public(ip_address(address))
    check([ip_address(address)], scheme="http", private=True)
    with pytest.raises(Away):
        check([ip_address("8.8.8.8"), ip_address(address)], scheme="https", private=False)


@pytest.mark.parametrize("address", WORLD)
def test_addresses_of_the_world(address: str) -> None:
    assert is_public(ip_address(address))
    check([ip_address(address)], scheme="https", private=False)
    for private in (True, False):
        with pytest.raises(Away, match="TLS"):
            check([ip_address(address)], scheme="http", private=private)
