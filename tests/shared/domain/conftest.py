import pytest

from shared.domain.photo import Photo, new_photo


@pytest.fixture
def photo() -> Photo:
    return new_photo(id="p", owner="me", sha256="0", file_name="a.jpg", media_type="image/jpeg", bytes=1)
