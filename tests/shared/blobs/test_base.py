import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.blobs.base import check_key, check_prefix, clip, read_facts

KEYS = ["a", "a/b", "originals/me/0193-7f", "A.z_9-", "...", ".a", "a..b/..c", "x" * 250, "/".join(["x" * 199] * 5)]
NO_KEYS = [
    "",
    "/",
    "/a",
    "a/",
    "a//b",
    ".",
    "..",
    "a/../b",
    "a/./b",
    "a b",
    "ä",
    "a\\b",
    "a\n",
    "..\n",
    "~tmp",
    "a\0",
    "a.json",
    "a.json/b",
]
TOO_LONG = ["x" * 256, "/".join(["x" * 199] * 5) + "/x"]


@pytest.mark.parametrize("key", KEYS)
def test_keys(key: str) -> None:
    assert check_key(key) == key
    assert check_prefix(key + "/") == key + "/"


@pytest.mark.parametrize("key", NO_KEYS)
def test_what_is_no_key(key: str) -> None:
    with pytest.raises(ValueError, match="not a blob key"):
        check_key(key)


@pytest.mark.parametrize("prefix", ["a", "/", "a//", "../", "a/..", "a/b"])
def test_what_is_no_prefix(prefix: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        check_prefix(prefix)


def test_the_empty_prefix_is_everything() -> None:
    assert check_prefix("") == ""


@given(st.binary(max_size=20), st.integers(0, 30), st.none() | st.integers(0, 30))
def test_a_clipped_range_is_the_slice(blob: bytes, start: int, end: int | None) -> None:
    first, last = clip(start, end, len(blob))
    assert bytes(blob[at] for at in range(first, last)) == blob[start:end]


def test_a_range_is_clipped_at_the_front_too() -> None:
    assert clip(-5, 3, 10) == (0, 3)


@pytest.mark.parametrize("written", [b"", b"{", b"\xff", b"[1]", b"null", b'{"a": 1}'])
def test_damaged_facts_are_none(written: bytes) -> None:
    assert read_facts(written) == {}
