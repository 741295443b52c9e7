import pytest

from shared.runtime.addresses import asker, is_loopback


@pytest.mark.parametrize(("address", "is_one"), [
    ("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("::ffff:127.0.0.1", True),
    ("0.0.0.0", False), ("::", False), ("192.168.1.2", False), ("::ffff:10.0.0.1", False), ("localhost", False),
    ("", False), ("127.0.0.1.example.org", False),
])  # fmt: skip
def test_which_address_is_this_machine(address: str, is_one: bool) -> None:
    assert is_loopback(address) is is_one


def test_one_asker_has_a_network_of_ipv6() -> None:
    assert asker("10.0.0.1") == asker("::ffff:10.0.0.1") == "10.0.0.1"
    assert asker("2001:db8::1") == asker("2001:db8::ffff:2") == "2001:db8::/64"
    assert asker("2001:db8:0:1::1") != asker("2001:db8::1")
    assert asker("somewhere") == "somewhere"
