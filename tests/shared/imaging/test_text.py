import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.imaging.text import LONG, clean, utf16


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Canon DIGITAL IXUS\0", "Canon DIGITAL IXUS"),
        ("new\0older, longer", "new"),
        ("  PENTAX   K10D \n", "PENTAX K10D"),
        (b"caf\xc3\xa9", "café"),
        (b"caf\xe9", "café"),
        (b"\x93quoted\x94", "“quoted”"),
        ("cafÃ©", "café"),
        ("cafe\u0301", "café"),
        ("日本語", "日本語"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("turned \u202eround", "turned round"),
        ("\x07bell", "bell"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("", ""),
        (b"", ""),
        ("\0\0\0", ""),
        (None, ""),
        ((1, 2), ""),
        (5, "5"),
    ],
)
def test_clean(value: object, text: str) -> None:
    assert clean(value) == text


def test_endless_text_is_cut() -> None:
    assert clean("x" * 5_000) == "x" * 200
    assert clean("x" * 50_000, LONG) == "x" * 5_000


@given(st.one_of(st.text(alphabet=st.characters()), st.binary()))
def test_whatever_comes_the_result_is_sound(value: str | bytes) -> None:
    text = clean(value)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text == text.strip()
    assert len(text) <= 200
    assert not any(ord(letter) < 32 for letter in text)


def test_windows_texts() -> None:
    assert utf16("Grüße\0".encode("utf-16-le")) == "Grüße"
    assert utf16(tuple("ab".encode("utf-16-le"))) == "ab"
    assert utf16(b"\x00\xd8x") == ""
    assert utf16("a string") == ""
