"""What is sent is drawn anew: small, and nothing of the file but its pixels."""

from io import BytesIO

from PIL import Image

from services.vision.describing.picture import SIDE, build
from shared.errors import Invalid


def jpeg(width: int, height: int) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Grandmother's house"
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG", exif=exif, comment=b"owner: me", icc_profile=b"x" * 99)
    return out.getvalue()


def test_a_preview_is_made_small_and_bare() -> None:
    large, small, broken = build()([jpeg(1440, 960), jpeg(5, 1), b"no picture"])
    assert isinstance(broken, Invalid)
    for content, size in ((large, (SIDE, 683)), (small, (5, 1))):
        assert isinstance(content, bytes)
        with Image.open(BytesIO(content)) as image:
            assert (image.format, image.size, dict(image.getexif())) == ("JPEG", size, {})
            assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"Grandmother" not in content
        assert b"owner" not in content
