"""What a file may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.uploads import clean_name


@pytest.mark.parametrize(("given_name", "kept"), [
    ("a.jpg", "a.jpg"), ("dir/sub\\a.jpg", "a.jpg"), ("", "photo"), ("///", "photo"), ("a\x00b\n.jpg", "ab.jpg"),
    ("x" * 300 + ".jpeg", "x" * 250 + ".jpeg"), ("y" * 300, "y" * 255), ("z." + "e" * 300, "z." + "e" * 253),
    ("Ünïcödé 🌻.heic", "Ünïcödé 🌻.heic"), ("می\u200cخواهم.jpg", "می\u200cخواهم.jpg"),
    ("👩\u200d👧.png", "👩\u200d👧.png"), ("a\u202egpj.exe", "agpj.exe"),
])  # fmt: skip
def test_the_last_segment_printable_and_short(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text())
def test_any_name_becomes_one_that_can_be_shown(name: str) -> None:
    kept = clean_name(name)
    assert 1 <= len(kept) <= 255
    assert kept.replace("\u200c", "").replace("\u200d", "").isprintable()
    assert "/" not in kept
    assert clean_name(kept) == kept
