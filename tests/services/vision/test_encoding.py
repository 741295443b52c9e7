from io import BytesIO

import pytest
from PIL import Image

from services.vision.encoding import PREVIEW_JPEG, encoded


@pytest.mark.parametrize(("format", "options"), [("JPEG", PREVIEW_JPEG), ("WEBP", {"quality": 78})])
def test_a_picture_becomes_a_file_of_that_format(format: str, options: dict[str, int]) -> None:
    with Image.open(BytesIO(encoded(Image.new("RGB", (60, 40), "red"), format, **options))) as read:
        assert (read.format, read.size) == (format, (60, 40))
        red, green, blue = read.convert("RGB").getpixel((30, 20))  # type: ignore[misc]
        assert red > 240
        assert max(green, blue) < 20
