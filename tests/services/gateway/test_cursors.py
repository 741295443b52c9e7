import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.cursors import cursor, next_of
from shared.domain.photo import new_photo
from shared.errors import Invalid

PHOTOS = [
    new_photo(id=f"id {n}", owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=1) for n in range(3)
]


def test_a_full_page_has_a_next_which_is_its_last_photo() -> None:
    next_ = next_of(PHOTOS, 3)
    assert next_ is not None
    assert cursor(next_) == (PHOTOS[2].sort_at, "id 2")
    assert next_of(PHOTOS, 4) is None
    assert next_of([], 1) is None
    assert cursor(None) is None


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_refused(text: str) -> None:
    try:
        found = cursor(text)
    except Invalid:
        return
    assert found is not None
    assert all(found)


@pytest.mark.parametrize("text", ["", "x", "%%%", "IA", "é"])
def test_examples_of_what_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="Leave it out"):
        cursor(text)
