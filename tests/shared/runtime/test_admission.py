from shared.runtime.addresses import Networks
from shared.runtime.admission import Admission, Entry

NOBODY = Networks("")


def entries(admission: Admission, *addresses: str) -> list[Entry]:
    return [admission.enter(address) for address in addresses]


def test_one_address_has_its_share_and_others_theirs() -> None:
    admission = Admission(8, 2, NOBODY)
    assert entries(admission, "10.0.0.1", "10.0.0.1", "10.0.0.1") == [Entry.ADMITTED, Entry.ADMITTED, Entry.GREEDY]
    assert admission.enter("10.0.0.2") is Entry.ADMITTED
    admission.leave("10.0.0.1", Entry.ADMITTED)
    assert admission.enter("10.0.0.1") is Entry.ADMITTED


def test_a_trusted_proxy_counts_in_all_only() -> None:
    admission = Admission(3, 1, Networks("10.0.0.0/24, ::1"))
    assert entries(admission, *["10.0.0.7"] * 4) == [Entry.ADMITTED] * 3 + [Entry.FULL]


def test_too_many_are_told_so_until_that_costs_too_much() -> None:
    admission = Admission(8, 1, NOBODY)
    assert entries(admission, *["10.0.0.1"] * 3) == [Entry.ADMITTED, Entry.GREEDY, Entry.DROPPED]
    assert entries(admission, *["10.0.0.2"] * 3) == [Entry.ADMITTED, Entry.GREEDY, Entry.DROPPED]
    assert entries(admission, *["10.0.0.3"] * 2) == [Entry.ADMITTED, Entry.DROPPED]
    admission.leave("10.0.0.1", Entry.GREEDY)
    assert admission.enter("10.0.0.3") is Entry.GREEDY


def test_nothing_is_kept_of_who_left() -> None:
    admission = Admission(8, 2, NOBODY)
    for _ in range(50):
        for address, entry in [(f"10.0.0.{n}", admission.enter(f"10.0.0.{n}")) for n in range(10)]:
            if entry is not Entry.DROPPED:
                admission.leave(address, entry)
    assert entries(admission, *[f"10.0.1.{n}" for n in range(9)]) == [Entry.ADMITTED] * 8 + [Entry.FULL]
    assert len(admission._counts) == 9
