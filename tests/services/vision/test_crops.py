from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from services.vision.crops import Cut, crop_all, crop_pool, keep_crop
from shared.blobs.disk import DiskBlobStore
from shared.domain.crop import Subject, ordered
from shared.errors import BlobNotFound
from tests.drawing import jpeg


def preview(size: tuple[int, int] = (900, 600)) -> bytes:
    picture = Image.new("RGB", size, (60, 120, 60))
    picture.paste((230, 30, 30), (size[0] - 120, 100, size[0] - 20, 200))
    return jpeg(picture)


def opened(crop: bytes) -> Image.Image:
    return Image.open(BytesIO(crop)).convert("RGB")


@pytest.mark.parametrize(
    ("ratio", "width", "size"), [("1:1", 320, (320, 320)), ("4:5", 480, (480, 600)), ("16:9", 1440, (900, 506))]
)
def test_it_has_its_shape_and_is_never_blown_up(ratio: str, width: int, size: tuple[int, int]) -> None:
    [crop] = crop_all([Cut(ordered("o", "p", 1, ratio, width, ()), preview())])
    assert opened(crop).size == size


def test_it_shows_the_subjects_or_what_stands_out() -> None:
    marked, unmarked = (Subject((0.0, 0.1, 0.1, 0.4)),), ()
    left, right = crop_all([Cut(ordered("o", "p", 1, "1:1", 320, some), preview()) for some in (marked, unmarked)])
    red = [any(pixel[0] > 180 for pixel in opened(crop).get_flattened_data()) for crop in (left, right)]
    assert red == [False, True]


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (1440, 3)])
def test_a_photo_of_next_to_nothing(size: tuple[int, int]) -> None:
    [crop] = crop_all([Cut(ordered("o", "p", 1, "4:5", 160, ()), jpeg(Image.new("RGB", size, "red")))])
    assert min(opened(crop).size) >= 1


async def test_it_is_kept_and_what_showed_others_goes(tmp_path: Path) -> None:
    blobs = DiskBlobStore(tmp_path / "blobs")
    before, after = (ordered("o", "p", 1, "1:1", 320, some) for some in ((), (Subject((0.0, 0.0, 0.1, 0.1)),)))
    wider = ordered("o", "p", 1, "1:1", 480, ())
    pool = crop_pool()
    await pool.start()
    try:
        with pytest.raises(BlobNotFound):
            await keep_crop(before, blobs, pool)
        await blobs.put(before.preview, preview())
        for order in (before, wider, after):
            await keep_crop(order, blobs, pool)
    finally:
        await pool.close()
    kept = {blob.key async for blob in blobs.list("derived/o/p/")}
    assert kept == {before.preview, wider.key, after.key}
    await blobs.close()
