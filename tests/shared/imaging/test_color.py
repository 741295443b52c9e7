from pathlib import Path

import pytest
from PIL import Image, ImageCms

from shared.imaging.color import to_srgb
from shared.imaging.decode import open_original
from tests.shared.imaging.pictures import near, saved


def profile(kind: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(kind)).tobytes()  # type: ignore[arg-type]


def swapping() -> bytes:
    """sRGB's profile, by name too, with the primaries of red and blue exchanged: no transform that does nothing passes
    for it."""
    data = profile("sRGB")
    return data.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def test_the_files_own_profile_is_applied(tmp_path: Path) -> None:
    picture = Image.new("RGB", (32, 32), (200, 30, 40))
    path = saved(tmp_path / "file", picture, "PNG", icc_profile=swapping())
    assert near(open_original(path, 10_000).image.getpixel((8, 8)), (40, 30, 200), 4)


@pytest.mark.parametrize("broken", [b"", b"not a profile", profile("sRGB")[:100]], ids=["empty", "text", "cut"])
def test_a_broken_profile_is_as_none(broken: bytes) -> None:
    assert to_srgb(Image.new("RGB", (2, 2), (200, 30, 40)), broken).getpixel((0, 0)) == (200, 30, 40)


def test_a_profile_for_another_mode_is_as_none() -> None:
    assert to_srgb(Image.new("L", (2, 2), 77), profile("sRGB")).getpixel((0, 0)) == (77, 77, 77)


def test_srgb_stays_exactly_as_it_is() -> None:
    assert to_srgb(Image.new("RGB", (2, 2), (1, 2, 3)), profile("sRGB")).getpixel((0, 0)) == (1, 2, 3)


def test_alpha_and_profile_together() -> None:
    picture = Image.new("RGBA", (2, 1), (200, 30, 40, 255))
    picture.putpixel((1, 0), (200, 30, 40, 0))
    page = to_srgb(picture, swapping())
    assert near(page.getpixel((0, 0)), (40, 30, 200), 4)
    assert page.getpixel((1, 0)) == (255, 255, 255)
