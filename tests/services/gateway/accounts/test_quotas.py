"""What a library may hold, with uploads side by side."""

import pytest

from services.gateway.accounts.quotas import Quotas, told
from shared.errors import OverQuota


class Stored:
    def __init__(self, quota: int | None) -> None:
        self.limit = quota
        self.bytes = 0

    async def quota(self, owner: str) -> int | None:
        return self.limit

    async def used(self, owner: str) -> int:
        return self.bytes


async def test_without_a_quota_nothing_is_looked_at() -> None:
    async with Quotas(Stored(None).quota, Stored(None).used).taking("me", announced=10**15) as taking:
        assert taking is None


async def test_what_is_announced_is_refused_before_it_comes() -> None:
    stored = Stored(1000)
    stored.bytes = 400
    quotas = Quotas(stored.quota, stored.used)
    with pytest.raises(OverQuota, match=r"use 400 bytes of the 1\.0 kB"):
        async with quotas.taking("me", announced=601):
            raise AssertionError("it was let in")
    stored.bytes = 1000
    with pytest.raises(OverQuota):  # nobody knows how much comes, and there is room for nothing
        async with quotas.taking("me"):
            raise AssertionError("it was let in")


async def test_uploads_side_by_side_share_what_is_left() -> None:
    stored = Stored(1000)
    quotas = Quotas(stored.quota, stored.used)
    async with quotas.taking("me") as one, quotas.taking("me") as other, quotas.taking("you") as theirs:
        assert one
        assert other
        assert theirs
        one.add(600)
        theirs.add(900)
        with pytest.raises(OverQuota):
            other.add(401)
        other.add(400)
        with pytest.raises(OverQuota):
            async with quotas.taking("me"):
                raise AssertionError("it was let in")
        one.kept = True
    # What was not kept has left its room; what was is told by the catalog from now on.
    stored.bytes = 600
    async with quotas.taking("me") as again:
        assert again
        again.add(400)


async def test_what_was_kept_counts_for_those_that_go_on() -> None:
    stored = Stored(1000)
    quotas = Quotas(stored.quota, stored.used)
    async with quotas.taking("me") as long:
        assert long
        async with quotas.taking("me") as short:
            assert short
            short.add(700)
            short.kept = True
        with pytest.raises(OverQuota):
            long.add(301)


def test_sizes_are_told_in_short() -> None:
    assert [told(size) for size in (0, 999, 1000, 12_345_678, 2 * 10**12)] == [
        "0 bytes", "999 bytes", "1.0 kB", "12.3 MB", "2.0 TB",
    ]  # fmt: skip
